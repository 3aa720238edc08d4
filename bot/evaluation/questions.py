"""Sets of questions with their accepted answers: JSONL lines become checked records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.batch import Line, checked_line, is_text, json_lines
from bot.checks import check_question, checked_days
from bot.errors import UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, and what is known of its answer.

    Without `answers` the papers do not answer it. `articles` are ids and `files` names of files,
    of which the right passage comes from one; empty where the set names none.
    """

    id: Any
    question: str
    answers: tuple[str, ...] = ()
    every: bool = False  # a list: every answer is to be told, not one of them
    evidence: str | None = None  # a phrase that proves the answer
    articles: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    paper: str | None = None

    @property
    def answerable(self) -> bool:
        """True when the papers hold an answer."""
        return bool(self.answers)


def read_questions(files: Sequence[str]) -> list[Asked]:
    """The questions of all files; "-" is stdin.

    A line is `{"id", "question", "answers": ["…"]}` with, where known, `"evidence"`, `"article"`
    (an id), `"impossible": true`, `"all": true` (every answer is to be told), `"since"`,
    `"until"`, `"paper"`. Also read: `"proof"` for evidence, `"list"` for all, `"file"` and `"also"`
    (file names), `"source"` (the article's id may begin with it and a colon), and answers as
    `["text", start]`, as reading sets have them. Other keys, `"context"` too, are passed over.

    Raises:
        UsageError: If a file cannot be read or holds no question, or a line is not of that form:
            it names the file and the line.
    """
    asked: list[Asked] = []
    for file in files:
        count = len(asked)
        for place, line in json_lines(file):
            checked = checked_line(place, line)
            try:
                asked.append(_asked(checked))
            except UsageError as error:
                raise UsageError(f"{place}: {error}") from error
        if len(asked) == count:
            raise UsageError(
                f"{file}: 没有问题。请一行写一问。 | No question in it: write one on each line."
            )
    return asked


def _asked(line: Line) -> Asked:
    check_question(line["question"])
    answers = _answers(line)
    impossible = _flag(line, "impossible")
    if impossible is False and "impossible" in line and not answers:
        raise UsageError(
            "没有 answers，却写着 impossible: false。请改正其一。 | No answers, but impossible is "
            "false: correct one of them."
        )
    since, until = checked_days(_text(line, "since"), _text(line, "until"))
    return Asked(
        id=line["id"],
        question=line["question"],
        answers=() if impossible else answers,
        every=_flag(line, "all") or _flag(line, "list"),
        evidence=_text(line, "evidence") or _text(line, "proof"),
        articles=_articles(line),
        files=frozenset([name for name in [_text(line, "file")] if name] + _texts(line, "also")),
        since=since,
        until=until,
        paper=_text(line, "paper"),
    )


def _answers(line: Line) -> tuple[str, ...]:
    """The accepted answers, each once. `[["2021年", 7], ["2021", 7]] -> ("2021年", "2021")`."""
    given = line.get("answers") or []
    if not isinstance(given, list):
        raise UsageError('answers 要写成 ["…", …]。 | answers takes ["…", …].')
    texts = [one[0] if isinstance(one, list) and one else one for one in given]
    if not all(is_text(text) and text.strip() for text in texts):
        raise UsageError(
            'answers 里有空的或不是文字的项，要写成 ["…", …]。'
            ' | answers holds something empty or no text: write ["…", …].'
        )
    return tuple(dict.fromkeys(texts))


def _articles(line: Line) -> frozenset[str]:
    article, source = _text(line, "article"), _text(line, "source")
    if not article:
        return frozenset()
    return frozenset([article, f"{source}:{article}"] if source else [article])


def _flag(line: Line, key: str) -> bool:
    value = line.get(key, False)
    if not isinstance(value, bool):
        raise UsageError(f"{key} 要写 true 或 false。 | {key} takes true or false.")
    return value


def _text(line: Line, key: str) -> str | None:
    value = line.get(key)
    if value is not None and not is_text(value):
        raise UsageError(f"{key} 要写文字。 | {key} takes a text.")
    return value


def _texts(line: Line, key: str) -> list[str]:
    value = line.get(key) or []
    if not isinstance(value, list) or not all(map(is_text, value)):
        raise UsageError(f'{key} 要写成 ["…", …]。 | {key} takes ["…", …].')
    return value
