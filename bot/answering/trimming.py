"""A span without what the question has said already: "体长可达19.7米" answers as "19.7米"."""

from __future__ import annotations

from bot.answering.question import Question, QuestionKind
from bot.text import fold
from bot.words import placed_words

# Words that lead from what is asked about to the answer.
_LEADS = frozenset((
    "是", "有", "为", "由", "可达", "达", "达到", "叫", "指", "指的是", "像",
    "就像", "称为", "叫做", "名为",
    "位于", "包括", "被", "以", "于", "在", "分布于", "主要", "自", "从",
))  # fmt: skip
# Words that lead from the answer to what is told of it.
_TRAILS = frozenset(("可能", "将", "也", "是", "在", "于", "为"))  # fmt: skip
_MARKS = frozenset(",。;、!?")
_WHOLE: frozenset[QuestionKind] = frozenset({"why", "how"})  # their answers are clauses, kept whole
_SHORT: frozenset[QuestionKind] = frozenset({
    "who",
    "where",
    "org",
    "number",
    "when",
    "title",
    "list",
})


def trimmed(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of `text[start:end]` without the question's own words at its edges.

    Left out are the subject with its verb when the question holds them ("体长可达"), a leading
    preposition where a name or a figure is asked for ("由…"), a noun after 的 that the question
    names ("…的习性"), and punctuation at the end. Something always remains. A figure keeps the
    unit that the question asks for.

    `trimmed(understand("体长是多少"), "体长可达19.7米", 0, 10) -> (4, 10)`.
    """
    words, starts = placed_words(text[start:end])
    first = _first(question, words)
    last = len(words)
    while last - first > 1 and words[last - 1] in _MARKS | _TRAILS:
        last -= 1
    asked = last - first > 2 and words[last - 1] in question.text
    if asked and words[last - 2] == "的" and question.kind not in _WHOLE:
        last -= 2
    if first < last:
        end = start + starts[last - 1] + len(words[last - 1])
        start += starts[first]
    if (
        question.kind == "number"
        and question.noun
        and fold(text[end : end + 12]).startswith(question.noun)
    ):
        end += len(question.noun)  # 20 of 20集, where 多少集 is asked
    return start, end


def _first(question: Question, words: tuple[str, ...]) -> int:
    """The first word that is kept."""
    most = len(words) - 1
    if question.kind in _WHOLE:
        return 0
    said, first = False, 0
    for place, word in enumerate(words[:most]):
        if word in _LEADS:
            first = place + 1 if said else first
        elif word not in question.text and word not in ("的", ",", "其"):
            break
        said = said or word in question.text
    if question.kind in _SHORT:
        while first < most and words[first] in _LEADS:
            first += 1
    return first
