"""What is told of somebody, where it is asked of his wife or his child."""

from __future__ import annotations

from bot.answering.contexts import Context
from bot.answering.question import Question
from bot.patterns import regex
from bot.reading.names import person_at_end
from bot.text import fold

# Words that ask for a relative, and what a paper has where it tells of one: 老伴, 其妻, 娶了.
_RELATIVES = (
    ("老伴 妻子 丈夫 老婆 老公 爱人 夫人 媳妇", "伴 妻 夫 婆 老公 爱人 媳 婚 娶 嫁 配偶 育有"),
    ("儿子", "儿 孩 男孩 之子 其子 长子 次子 独子 幼子 子女 父 母"),
    ("女儿", "女 孩 父 母"),
    ("父亲 爸爸", "父 爸 爹 之子 之女 其子 其女"),
    ("母亲 妈妈", "母 妈 娘 之子 之女 其子 其女"),
    ("爷爷 奶奶", "爷 奶 祖 孙"),
    ("外婆 姥姥 姥爷", "外公 外婆 姥 孙"),
    ("孙子 孙女", "孙 爷 奶"),
    ("哥哥 弟弟", "哥 弟 兄"),
    ("姐姐 妹妹", "姐 妹"),
)
_ALIKE = {word: told.split() for asked, told in _RELATIVES for word in asked.split()}
_ASKED = regex(rf"(?<=[\u4e00-\u9fff])(?P<who>{'|'.join(_ALIKE)})(?![们路])")
_TOO = regex("[和与]")  # 和妻子 only names who was there


class Relatives:
    """Of whose relative a question asks, worked out once."""

    def __init__(self, question: Question) -> None:
        asked = _ASKED.search(question.text)
        self._words = list[str]()
        if asked is None or asked.end() > question.start or _TOO.match(question.text, asked.end()):
            return
        ahead = question.text[: asked.start("who")]
        if ahead.endswith("的") or person_at_end(ahead):
            self._words = _ALIKE[asked["who"]]

    def lacking(self, context: Context) -> bool:
        """True where a text has no word for the relative.

        `Relatives(understand("邱某的老伴做什么")).lacking(Context("邱某是工人。")) -> True`.
        """
        text = fold(f"{context.title}\n{context.text}")
        return bool(self._words) and not any(word in text for word in self._words)
