"""Questions made from the news: a phrase is replaced by its question word, where it stands.

Chinese asks in place, so the archive itself is a training set: "泰昆捐赠100万元" becomes
"泰昆捐赠多少钱". The phrase is the answer, its article the context.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answering.spans import Token, candidate_spans, tokens_of
from bot.text import fold, sentence_spans
from training.wording import SYNONYMS

_ASK = {
    "number": ["多少", "几"],
    "when": ["什么时候", "哪天", "何时", "哪年", "啥时候"],
    "who": ["谁", "何人", "哪位", "什么人"],
    "where": ["哪里", "什么地方", "哪儿", "何处"],
    "org": ["哪个机构", "哪个单位", "什么部门", "哪家公司"],
    "title": ["什么"],
    "list": ["哪些", "哪几个"],
    "why": ["为什么"],
}
_SORTS = {
    "number": "number",
    "when": "time",
    "who": "person",
    "where": "place",
    "org": "org",
    "title": "title",
    "list": "list",
}
_DATELINE = re.compile(r"记者|电\(|讯")
_UNIT_END = re.compile(r"[^0-9.,%]+$")
_REASON = re.compile(r"(?:因为|由于|为了|因)([^,。;]{4,40})[,。;]")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its answer `context[start:end]`."""

    question: str
    context: str
    title: str
    start: int
    end: int


def read_news(data: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    """(title, text) of the archives' articles, in order."""
    for name in names:
        with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if 150 <= len(row["text"]) <= 4000:
                    yield " ".join(row["titles"]), row["text"]


def make_examples(title: str, text: str, rng: random.Random, most: int = 2) -> Iterator[Example]:
    """Up to `most` questions on one article."""
    spans = [span for span in sentence_spans(text) if 15 <= span[1] - span[0] <= 160]
    rng.shuffle(spans)
    made = 0
    for start, end in spans[:6]:
        example = _ask(title, text, start, end, rng)
        if example:
            yield example
            made += 1
        if made >= most:
            return


def _ask(title: str, text: str, start: int, end: int, rng: random.Random) -> Example | None:
    sentence = fold(text[start:end])
    if _DATELINE.search(sentence):
        return None
    tokens = tokens_of(sentence)
    kind = rng.choices(
        ["number", "when", "who", "where", "org", "title", "list", "why"], [5, 3, 4, 3, 3, 2, 2, 2]
    )[0]
    if kind == "why":
        match = _REASON.search(sentence)
        if not match:
            return None
        at, to, ask = match.start(1), match.end(1), "为什么"
        rest = sentence[: match.start()] + ask + sentence[match.end() :]
        return _finish(rest, match.start(), ask, title, text, start + at, start + to, rng)
    spans = [s for s in candidate_spans(sentence, tokens, kind) if s.sort == _SORTS[kind]]
    spans = [s for s in spans if _good(kind, sentence, s.start, s.end, tokens)]
    if not spans:
        return None
    span = rng.choice(spans)
    if kind in ("org", "where"):  # the longest run that ends here reads best
        span = min((s for s in spans if s.end == span.end), key=lambda s: s.start)
        if span.end - span.start < 3:
            return None
    answer = sentence[span.start : span.end]
    ask = rng.choice(_ASK[kind])
    if kind == "number":
        ask = _number_word(answer, rng)
    elif kind == "when":
        ask = _time_word(answer, rng)
    rest = sentence[: span.start] + ask + sentence[span.end :]
    return _finish(rest, span.start, ask, title, text, start + span.start, start + span.end, rng)


def _good(kind: str, sentence: str, start: int, end: int, tokens: list[Token]) -> bool:
    """Whether a candidate is worth asking for: whole words, and a real figure for a number."""
    answer = sentence[start:end]
    if start not in {t.start for t in tokens} or end not in {t.end for t in tokens}:
        return False
    if kind == "number":
        return bool(re.match(r"[0-9百]", answer)) and not re.search(r"[年月日号时届]$", answer)
    if kind == "when":
        return any(char.isdigit() for char in answer)
    return end - start > 1


def _number_word(answer: str, rng: random.Random) -> str:
    if "%" in answer or "百分" in answer:
        return rng.choice(["多少", "百分之几", "百分之多少", "几个百分点"])
    unit = _UNIT_END.search(answer)
    tail = unit.group() if unit else ""
    if "元" in tail:
        return rng.choice(["多少钱", "多少" + tail, "多少元", "多少资金"])
    return rng.choice(["多少", "多少" + tail, "几" + tail[-1:] if tail else "多少"])


def _time_word(answer: str, rng: random.Random) -> str:
    if answer.endswith("年"):
        return rng.choice(["哪年", "哪一年", "什么时候", "何时"])
    if "日" in answer or "号" in answer:
        return rng.choice(["哪天", "几号", "什么时候", "何时", "哪一天"])
    return rng.choice(["什么时候", "何时", "几时"])


def _finish(
    rest: str, at: int, ask: str, title: str, text: str, start: int, end: int, rng: random.Random
) -> Example | None:
    """Trims the question to what people type: some clauses, fewer words, other words."""
    clauses = [m.span() for m in re.finditer(r"[^,;。!?]+", rest)]
    home = next((i for i, (a, b) in enumerate(clauses) if a <= at < b), None)
    if home is None:
        return None
    first = max(0, home - rng.choice([0, 0, 1, 1, 2]))
    last = min(len(clauses) - 1, home + rng.choice([0, 0, 0, 1]))
    kept = rest[clauses[first][0] : clauses[last][1]]
    lead = rng.random() < 0.35 and title
    words = []
    for token in tokens_of(kept):
        if token.text in SYNONYMS and rng.random() < 0.5:
            words.append(rng.choice(SYNONYMS[token.text]))
        elif rng.random() < 0.08 and token.tag[:1] in "uadcmtfbrpn" and token.text not in ask:
            continue
        else:
            words.append(token.text)
    question = "".join(words)
    if lead:
        topic = rng.choice(re.split(r"[\s，,]+", title))
        question = f"{topic}{rng.choice([',', '，', '中', '里'])}{question}"
    if ask not in question or not 8 <= len(question) <= 70:
        return None
    question += rng.choice(["?", "？", "", "呢？", ""])
    return Example(question, text, title, start, end)
