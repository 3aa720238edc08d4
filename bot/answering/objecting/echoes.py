"""An answer that says only what the question has said: 谁建了大桥 is not answered by 大桥."""

from __future__ import annotations

from bot.answering.objecting.names import is_body_word
from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold
from bot.words import tagged_words

_FORMS = regex(r"股份有限公司|有限责任公司|有限公司|集团|公司")
_ASKS_NAME = regex(r"全[称名]|简称|名[字称]|叫(?:什么|啥)")
_MARKS = '《》“”"()（）'
_SHORTEST = 2  # characters that are an echo together


def is_echo(question: Question, text: str, start: int, end: int) -> bool:
    """True where a name is asked for and `text[start:end]` repeats the question's, adding nothing.

    Forms of companies are nothing new, nor are places where no place is asked for.
    `is_echo(understand("锐源通项目由哪家公司施工"), "呼图壁县锐源通有限公司", 0, 11) -> True`.
    """
    if question.kind not in ("who", "org", "where") or _ASKS_NAME.search(question.text):
        return False
    said = f"{question.left}\n{question.right.removeprefix(question.noun)}"
    span = fold(text[start:end]).strip(_MARKS)
    bare = _FORMS.sub("", span)
    new = _beside(said, bare, tail=bare == span)
    return (new != bare or not bare) and not any(
        any(map(str.isalnum, word)) and (tag != "ns" or question.kind == "where")
        for word, tag in tagged_words(new)
    )


def _beside(said: str, span: str, tail: bool) -> str:
    """What of a span is not said: 呼图壁, where 锐源通 is, of 呼图壁锐源通.

    Single characters are no echo, nor is what a body is called (医院), nor with `tail` the end of
    a span: 浙江女排 beat 天津女排.
    """
    new, at = "", 0
    while at < len(span):
        end = at
        while end < len(span) and span[at : end + 1] in said:
            end += 1
        end_only = tail and at > 0 and end == len(span)
        if end - at < _SHORTEST or is_body_word(span[at:end]) or end_only:
            end = max(end, at + 1)
            new += span[at:end]
        at = end
    return new
