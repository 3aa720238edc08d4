"""The records that flow through Baowen: frozen, no logic beyond describing themselves.

pages -> articles -> passages -> hits -> answer. Offsets are characters, half-open `[start, end)`.
A score is higher when it is better, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["article", "photo", "notice"]


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page of a file, in shares of the page's width and height as it is seen.

    `page` is the page's place in the file, from 1. The upper left corner is `(0, 0)`.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A run of a text that is printed in one line: `text[start:end]` stands in the box.

    It runs from left to right, turned with the clock by `turn` quarters: 1 is from top to bottom.
    """

    start: int
    end: int
    box: PageBox
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it lies in the file: decoded, not yet separated or repaired.

    `text` is what `open(file, encoding=...)` reads: universal newlines, no byte order mark. Where
    it was taken out of another format (`own_text` is False), nothing maps back to the file.
    `body_start` is where the newspaper text begins, after front matter if there is any. `lines`
    are the printed lines of the text in its order, where the file tells their places.
    """

    file: str
    text: str
    paper: str | None = None
    date: str | None = None  # ISO, "2023-04-11"
    page: str | None = None  # "1", "A3"
    section: str | None = None
    body_start: int = 0
    own_text: bool = True
    lines: tuple[PrintedLine, ...] = ()


class Piece(NamedTuple):  # made by the thousand: a dataclass takes three times as long
    """A run of an article's text that stands unchanged in the file.

    `article.text[start:end] == file_text[file_start:file_start + end - start]`.
    `joined` says that nothing but white space lies in the file between the previous piece and
    this one; it is False for the first piece and where a block was moved.
    """

    start: int
    end: int
    file_start: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Half:
    """The other half of a story that goes on on another page.

    `page` is what the jump line names. The rest is None or empty until that half is found in the
    index. `title` and `authors` are those of the story, which its first half prints.
    """

    page: str
    id: str | None = None
    title: str | None = None
    file: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """A printed line outside the text that names who wrote the story or took the picture.

    The file's text between `file_start` and `file_end` is `text`, white space aside; both are None
    where the text is not the file's own.
    """

    text: str
    file_start: int | None = None
    file_end: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a page: an article, a captioned photo or a notice.

    `text` is the body with its white space repaired; every other character is the file's own.
    `pieces` map it back to the file. They are empty, and `file_start` and `file_end` None, where
    the text is not the file's own: in scans, PDF, Word documents and web pages.
    `lines` are the printed lines of the text, where the file tells their places: PDF, scans, ALTO.
    `dateline` is the printed opening, such as "本报讯 记者孙学良报道:4月10日". `bylines` are the
    lines outside the text that name an author; other authors are named in the text, or by the row
    of an archive.
    `continues` and `continued_by` are the halves before and after, where the story jumps.
    """

    id: str
    kind: Kind
    title: str | None
    text: str
    file: str
    kicker: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None  # ISO date of the issue, None when the page does not tell
    dateline: str | None = None
    paper: str | None = None
    page: str | None = None
    section: str | None = None
    file_start: int | None = None
    file_end: int | None = None
    pieces: tuple[Piece, ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    continues: Half | None = None
    continued_by: Half | None = None
    bylines: tuple[Byline, ...] = ()

    @property
    def headline(self) -> str | None:
        """What the story is called: a second half goes under the headline of the first."""
        return (self.continues.title if self.continues else None) or self.title

    @property
    def writers(self) -> tuple[str, ...]:
        """Who wrote the story: for a second half that names nobody, those of the first."""
        return self.authors or (self.continues.authors if self.continues else ())


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches a question. `rank` counts from 1.

    `score` compares hits of one question. `lexical` and `dense` mean the same for every question:
    BM25 as a share of the most that the question could get (0 is no word in common, all words once
    in a passage of average length is 0.45), and the cosine.
    """

    rank: int
    score: float
    passage: Passage
    article: Article
    lexical: float = 0.0
    dense: float = 0.0
    reprints: tuple[Article, ...] = ()  # other articles that print nearly the same passage


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact slice of an article: `article.text[start:end] == text`.

    `answer_start` and `answer_end` are offsets in `text` (None where the quote holds no short
    answer). `file_start` and `file_end` are offsets in the file's text: between them stands the
    quote, white space aside; None where the quote cannot be found in one run of the file. `boxes`
    are where it is printed, one for each line, in its order; none where the file tells no places.
    `bylines` are the printed lines that prove an answer which stands in none of the text: who
    wrote it.
    """

    text: str
    start: int
    end: int
    article: Article
    answer_start: int | None = None
    answer_end: int | None = None
    file_start: int | None = None
    file_end: int | None = None
    reprints: tuple[Article, ...] = ()  # other articles that print nearly the same passage
    boxes: tuple[PageBox, ...] = ()
    corrects: bool = False  # a correction (更正) of what another issue had printed
    bylines: tuple[Byline, ...] = ()

    @property
    def answer(self) -> str | None:
        """The short answer in the quote: `quote.text[answer_start:answer_end]`, or None."""
        if self.answer_start is None:
            return None
        return self.text[self.answer_start : self.answer_end]


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page as a JPEG, of so many pixels; `page` is the page's place in the file."""

    jpeg: bytes
    width: int
    height: int
    page: int


@dataclass(frozen=True, slots=True)
class Clipping:
    """The page around a quote, with the quote outlined: a picture for each place it stands in.

    Without pictures `fault` says why: the file is gone, it is another one than when the index was
    built, or it cannot be drawn. Where nothing was to be drawn there is no fault either.
    """

    pictures: tuple[Picture, ...] = ()
    fault: Literal["gone", "changed", "undrawn"] | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """Days that a question asks about, in its words, and those that they lie outside of.

    `since` and `until` are ISO dates: the first and the last of all papers, or where `filtered`
    those that the search was narrowed to (None is open). Where it is `unissued`, the day may lie
    between them, and the index has no issue of it.
    """

    asked: str
    since: str | None
    until: str | None
    filtered: bool = False
    unissued: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the papers say. Refused answers have `text` None, no quotes, and maybe `closest`.

    `conflicts` has something in it only where articles give different values in answer: one quote
    for each value, that of `text` among them, the newest first.
    """

    question: str
    text: str | None
    confidence: float  # 0..1
    quotes: tuple[Quote, ...] = ()
    closest: Hit | None = None  # shown as "not an answer" when refused
    asked: str = ""  # the question after a follow-up was completed from the history
    seconds: float = 0.0
    conflicts: tuple[Quote, ...] = ()
    outside: Outside | None = None  # why a refusal could not but be one

    @property
    def refused(self) -> bool:
        """True when the papers do not hold the answer."""
        return self.text is None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a given context says: `context[start:end] == text`, within the sentence's offsets.

    Without an answer `text` and all offsets are None. `score` is the confidence, 0..1; it compares
    answers to different questions and contexts, too.
    """

    text: str | None
    score: float
    start: int | None = None
    end: int | None = None
    sentence_start: int | None = None
    sentence_end: int | None = None
