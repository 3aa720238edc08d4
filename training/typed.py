"""Questions as people type them: whose office, how much of what, when and where something was.

Beside the questions made in place (`questions.py`): a pattern finds an answer with what it is the
answer *of*, and the question names only that. "北村党委书记刘广明说" gives "北村的党委书记叫什么".
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from training.questions import Asked, Sentence, question_word

_OFFICE = re.compile(
    r"(?:书记|主任|局长|市长|县长|区长|镇长|乡长|村长|部长|厅长|省长|州长|校长|院长|会长|理事长|董事长|经理|总裁|"
    r"首席执行官|教授|研究员|专家|分析师|队长|主席|总理|总统|首相|外长|防长|秘书长|处长|科长|所长|站长|馆长|台长|行长|"
    r"负责人|发言人|代表|委员|医生|护士|教练|主教练|主帅|导演|主演|编剧|作者|创始人|工程师|主管|法官|检察官|支书|大使|"
    r"司令|将军|院士|馆员|园长|班长|冠军|得主)$"
)
_MADE = re.compile(r"(?:为|是|达|达到|约|近|超|超过|共|有|共有|达到了|突破|增至|升至|降至)$")
_PREDICATE = ("v", "d", "ad", "p", "vd", "vn", "c")
_NAMED = re.compile(
    r"(主题|题目|口号|名字|名称|书名|片名|剧名|标题|代号|绰号|学名|别名)(?:就是|是|为|叫|叫做)$"
)
_WHO = (
    "是谁",
    "是谁",
    "叫什么",
    "叫什么名字",
    "叫啥",
    "叫啥名字",
    "是哪位",
    "是哪一位",
    "姓什么叫什么",
)
_WHEN = re.compile(r"[年月日号时点分旬初底末午晨晚]$|年代$|季度$|上半年$")


class Typist:
    """Makes such questions on sentences."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._ways: list[Callable[[Sentence], Asked | None]] = [
            self._office, self._moment, self._spot, self._name, self._doer, self._figure,
        ]  # fmt: skip

    def ask(self, sentence: Sentence, title: str = "") -> Asked | None:
        """A question on the sentence, now and then with a part of the title before it."""
        rng = self._rng
        for way in rng.sample(self._ways, len(self._ways)):
            if way == self._figure and rng.random() < 0.5:
                continue  # nearly every sentence has one
            asked = way(sentence)
            if asked is None:
                continue
            answer, question = sentence.said(asked.start, asked.end), asked.question
            topic = self._topic(title)
            if topic and answer not in topic and topic not in question and rng.random() < 0.25:
                question = topic + rng.choice(("", ",", " ")) + question
            bare = re.sub(r"[?,谁什么多少哪]", "", question)
            if 3 <= len(bare) <= 48 and answer not in question:
                mark = rng.choice(("?", "?", "?", "", "呢?", "啊?"))
                return Asked(question + mark, asked.start, asked.end, asked.kind)
        return None

    def _topic(self, title: str) -> str:
        parts = [p for p in re.split(r"[\s,:|—!?《》“”()、\[\]]+", title) if 3 <= len(p) <= 14]
        return self._rng.choice(parts) if parts else ""

    def _office(self, sentence: Sentence) -> Asked | None:
        """Whose name stands behind an office."""
        rng, tags, words = self._rng, sentence.tags, sentence.words
        for start, end in self._shuffled(sentence.phrases("who")):
            if not start or not _OFFICE.search(words[start - 1]):
                continue
            first = self._noun_from(sentence, start)
            if first == start or len(sentence.said(first, start)) < 4:
                continue
            if tags[end : end + 1] in (["nr"], ["nrt"], ["x"]) or words[end : end + 1] == ["、"]:
                continue
            head, office = sentence.said(first, start - 1), words[start - 1]
            what = (head + rng.choice(("的", "的", "", "")) if head else "") + office
            way = rng.random()
            if way < 0.7:
                return Asked(what + rng.choice(_WHO), start, end, "who")
            if way < 0.85:
                return Asked("谁是" + what, start, end, "who")
            return Asked(f"{rng.choice(('担任', '当'))}{what}的是谁", start, end, "who")
        return None

    def _figure(self, sentence: Sentence) -> Asked | None:
        """How much or how many of what: "总投资为5亿元" gives "…总投资是多少"."""
        rng, words, tags = self._rng, sentence.words, sentence.tags
        for start, end in self._shuffled(sentence.phrases("number")):
            place = start
            while place and (_MADE.search(words[place - 1]) or tags[place - 1] == "d"):
                place -= 1
            clause = self._clause_start(sentence, place)
            what = sentence.said(clause, place)
            if not (4 <= len(what) <= 26 and tags[place - 1] in ("n", "vn", "v", "nz", "l", "q")):
                continue
            after = end < len(words) and words[end] not in ",;。!?)"
            if after:  # "建成87个村卫生室": asked in place, to the clause's end
                stop = end
                while stop < len(words) and words[stop] not in ",;。!?":
                    stop += 1
                ask = question_word("number", sentence.said(start, end), "", rng)
                return Asked(what + ask + sentence.said(end, stop), start, end, "number")
            verb = rng.choice(("是", "有", "达到", "为", "", ""))
            ask = question_word("number", sentence.said(start, end), "", rng)
            return Asked(what + verb + ask, start, end, "number")
        return None

    def _moment(self, sentence: Sentence) -> Asked | None:
        """When something was: the subject, when, and what it did."""
        rng, words = self._rng, sentence.words
        for start, end in self._shuffled(sentence.phrases("when")):
            said = sentence.said(start, end)
            begin = end + (words[end : end + 1] == [","])
            opens = not start or words[start - 1] in ",;。"
            parts = self._subject(sentence, begin) if opens else None
            if not parts or not _WHEN.search(said):
                continue
            subject, deed = parts
            ask = question_word("when", said, "", rng)
            way = rng.random()
            if way < 0.45:
                return Asked(f"{subject}{ask}{deed}", start, end, "when")
            if way < 0.75:
                return Asked(f"{subject}是{ask}{deed}的", start, end, "when")
            return Asked(
                f"{subject}{deed}{rng.choice(('是', '的时间是'))}{ask}", start, end, "when"
            )
        return None

    def _spot(self, sentence: Sentence) -> Asked | None:
        """Where something was: "…在北京举行" gives "…在哪里举行"."""
        rng, words = self._rng, sentence.words
        for start, end in self._shuffled(sentence.phrases("where")):
            if not start or words[start - 1] not in (
                "在",
                "位于",
                "于",
                "落户",
                "来自",
                "抵达",
                "前往",
            ):
                continue
            subject = sentence.said(self._clause_start(sentence, start - 1), start - 1)
            stop = end
            while stop < len(words) and words[stop] not in ",;。!?":
                stop += 1
            deed = sentence.said(end, stop)
            verb = not deed or sentence.tags[end] in ("v", "vn", "d")
            if not 3 <= len(subject) <= 26 or len(deed) > 14 or not verb:
                continue
            ask = question_word("where", sentence.said(start, end), "", rng)
            where = words[start - 1] if words[start - 1] != "于" else "在"
            tail = rng.choice(("的", "")) if deed else ""
            return Asked(
                subject + ("是" if tail else "") + where + ask + deed + tail, start, end, "where"
            )
        return None

    def _name(self, sentence: Sentence) -> Asked | None:
        """What something is called: "主题为“…”" gives "…的主题是什么"."""
        rng, words = self._rng, sentence.words
        for start, end in self._shuffled(sentence.phrases("title")):
            clause = self._clause_start(sentence, start)
            before = sentence.said(clause, start)
            found = _NAMED.search(before)
            if found and len(before) <= 26:
                what = before[: found.end(1)]
                return Asked(what + rng.choice(("是什么", "是啥", "叫什么")), start, end, "title")
            if (
                words[start - 1 : start] in (["名为"], ["题为"], ["叫做"], ["叫"])
                and len(before) > 4
            ):
                return Asked(before + rng.choice(("什么", "啥")), start, end, "title")
        return None

    def _doer(self, sentence: Sentence) -> Asked | None:
        """By whom: "由某某局主办" gives "…是谁主办的"."""
        rng, words = self._rng, sentence.words
        for start, end in self._shuffled([*sentence.phrases("org"), *sentence.phrases("who")]):
            if words[start - 1 : start] != ["由"] or end == len(words):
                continue
            stop = end
            while stop < len(words) and words[stop] not in ",;。!?":
                stop += 1
            deed = sentence.said(end, stop)
            subject = sentence.said(self._clause_start(sentence, start - 1), start - 1)
            if 2 <= len(deed) <= 10 and 3 <= len(subject) <= 24:
                ask = rng.choice(("谁", "哪家", "哪个单位", "哪个部门", "哪个机构"))
                return Asked(
                    f"{subject}{rng.choice(('是', '由', '是由'))}{ask}{deed}", start, end, "org"
                )
        return None

    def _shuffled(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return self._rng.sample(spans, len(spans))

    def _clause_start(self, sentence: Sentence, place: int) -> int:
        while place and sentence.words[place - 1] not in ",;。:!?":
            place -= 1
        return place

    def _noun_from(self, sentence: Sentence, end: int) -> int:
        """Where the run of nouns that ends there begins."""
        first = end
        while first and end - first < 6 and _noun(sentence, first - 1):
            first -= 1
        return first

    def _subject(self, sentence: Sentence, begin: int) -> tuple[str, str] | None:
        """The subject that begins there, and what it did, to the clause's end."""
        words, tags = sentence.words, sentence.tags
        middle = begin
        while middle < len(words) and (
            tags[middle] not in _PREDICATE and words[middle] not in ",;。:!?"
        ):
            middle += 1
        stop = middle
        while stop < len(words) and words[stop] not in ",;。!?":
            stop += 1
        subject, deed = sentence.said(begin, middle), sentence.said(middle, stop)
        return (subject, deed) if 2 <= len(subject) <= 20 and 2 <= len(deed) <= 20 else None


def _noun(sentence: Sentence, place: int) -> bool:
    tag = sentence.tags[place]
    return (tag[0] in "njx" or tag in ("vn", "b", "s", "f", "zg")) and sentence.words[
        place
    ].isalnum()
