"""A stretch of an article becomes a quote: an exact slice, with where it stands in the file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.printed import boxes_of
from bot.reading.spans import file_span
from bot.records import Article, Byline, Quote


def quoted(
    article: Article,
    start: int,
    end: int,
    answer: tuple[int, int] | None,
    *,
    reprints: Sequence[Article] = (),
    corrects: bool = False,
    bylines: Sequence[Byline] = (),
) -> Quote:
    """The quote of `article.text[start:end]`; `answer` are offsets in the article's text, too.

    `quoted(article, 0, 9, (4, 6)).answer == article.text[4:6]`.
    """
    in_file = file_span(article, start, end) or (None, None)
    return Quote(
        text=article.text[start:end],
        start=start,
        end=end,
        article=article,
        answer_start=answer[0] - start if answer else None,
        answer_end=answer[1] - start if answer else None,
        file_start=in_file[0],
        file_end=in_file[1],
        reprints=tuple(reprints),
        boxes=boxes_of(article, start, end),
        corrects=corrects,
        bylines=tuple(bylines),
    )
