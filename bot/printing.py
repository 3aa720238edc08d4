"""Records as lines for people on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.citation import cite
from bot.records import Answer, Article, Extraction, Hit, Outside

# A terminal obeys these: a page that holds them could clear it or write elsewhere.
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\ufffd")


def print_article(article: Article, notes: Sequence[str] = ()) -> None:
    """An item of a page: headline, what is known of it, text, notes on it."""
    lead = "" if article.kind == "article" else f"[{article.kind}] "
    _print(f"■ {lead}{article.title or article.text[:30]}")
    for name, value in (
        ("引题", article.kicker),
        ("副题", article.subtitle),
        ("作者", "、".join(article.authors)),
        ("电头", article.dateline),
        ("版次", " ".join(filter(None, (article.paper, article.date, article.page)))),
    ):
        if value:
            _print(f"  {name} {value}")
    _print("  " + article.text.replace("\n", "\n  "))
    _print("\n".join([*notes, ""]))


def print_hits(hits: Sequence[Hit], papers: Sequence[str]) -> None:
    """Hits with where they were printed; without any, the papers there are."""
    if not hits:
        _print("没有符合条件的段落。 / No passage matches. 报纸 / papers: " + "、".join(papers))
    for hit in hits:
        _print(f"{hit.rank}. [{hit.score:.3f}] {cite(hit.article)}\n   {hit.passage.text}\n")


def print_answer(answer: Answer, papers: Sequence[str]) -> None:
    """The answer and its quotes, or the refusal and the closest passage.

    Where nothing at all was found to read, the papers there are.
    """
    if answer.asked != answer.question:
        _print(f"（按此理解 / understood as：{answer.asked}）")
    if answer.refused:
        _print("报纸里没有找到答案。 / The papers do not hold the answer.")
        if answer.outside is not None:
            _print(_unreached(answer.outside))
        if answer.closest is not None:
            _print(f"最接近的一段（不是答案 / not an answer）：{answer.closest.passage.text}")
            _print(f"  —— {cite(answer.closest.article)}")
        else:
            print_hits([], papers)
        return
    _print(answer.text or "")
    for number, quote in enumerate(answer.quotes, start=1):
        _print(f"\n[{number}] “{quote.text}”")
        for line in quote.bylines:
            _print(f"    署名 / byline：“{line.text}”")
        _print(f"    —— {cite(quote.article)}")
    if answer.conflicts:
        _print("\n各篇所载不同，新的在前 / The articles differ; newest first：")
    for quote in answer.conflicts:
        corrects = "（更正 / correction）" if quote.corrects else ""
        _print(f"  {quote.article.date}  {quote.answer}{corrects}")
        if quote not in answer.quotes:
            _print(f"    “{quote.text}”\n    —— {cite(quote.article)}")


def _unreached(outside: Outside) -> str:
    """That the days asked about lie outside the papers, or outside the filter."""
    days = f"{outside.since or '…'} – {outside.until or '…'}"
    if outside.unissued:
        return (
            f"没有{outside.asked}的报纸；有的在{days}。 / There is no paper of {outside.asked}; "
            f"there are some of {days}."
        )
    if outside.filtered:
        return (
            f"所问的{outside.asked}不在筛选的日期（{days}）之内，请放宽日期。 / "
            f"{outside.asked} lies outside the chosen dates ({days}): widen them."
        )
    return (
        f"所问的{outside.asked}不在报纸的日期（{days}）之内。 / The papers are of {days}; "
        f"{outside.asked} lies outside."
    )


def print_extraction(extraction: Extraction, context: str) -> None:
    """The answer, then its sentence with where it stands in the context."""
    if extraction.text is None:
        _print("这段文字里没有找到答案。 / The text does not hold the answer.")
        return
    _print(extraction.text)
    sentence = context[extraction.sentence_start : extraction.sentence_end]
    _print(f"\n“{sentence}”\n    —— [{extraction.start}:{extraction.end}], {extraction.score:.2f}")


def _print(lines: str) -> None:
    print(lines.translate(_CONTROLS))
