"""Answers and articles as HTML. Every character that was not written here is escaped.

Nothing goes through Markdown or LaTeX: a headline that holds `<script>`, `**` or `$$` is shown
letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from bot.chat.labels import Labels
from bot.records import Answer, Article, Hit, Quote
from bot.text import sentence_spans, squeeze

Span = tuple[int, int]

_LONG_LEAD = 160  # characters; a longer sentence is shown from the clause that holds the answer
_SHOWN = 20_000  # characters of an article on each side of the quote: a browser shows no book
_SURE = (0.4, 0.7)  # below the first: low; from the second on: good
_CLAUSE_ENDS = "，；：,;:、"


def chinese_date(iso: str) -> str:
    """`chinese_date("2024-03-05") -> "2024年3月5日"`; what is not an ISO date stays as it is."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return iso
    return "{}年{}月{}日".format(*map(int, parts))


def citation(article: Article) -> str:
    """`"《云溪日报》2024年3月5日 第1版《标题》 作者"`, without what the page does not tell."""
    paper = f"《{article.paper}》" if article.paper else ""
    date = chinese_date(article.date) if article.date else ""
    page = f"第{article.page}版" if article.page else ""
    title = f"《{article.headline}》" if article.headline else ""
    where = " ".join(part for part in (paper + date, page + title) if part)
    return " ".join(part for part in (where or article.file, "、".join(article.writers)) if part)


def marked(text: str, start: int, end: int, quote: Span | None, bold: Span | None) -> str:
    """`text[start:end]` escaped, the quote within it in <mark>, the answer in <strong>."""
    cuts = {start, end}
    for span in (quote, bold):
        if span is not None:
            cuts.update(at for at in span if start < at < end)
    points = sorted(cuts)
    return "".join(
        _piece(escape(text[left:right]), _inside(left, quote), _inside(left, bold))
        for left, right in pairwise(points)
    )


def _inside(at: int, span: Span | None) -> bool:
    return span is not None and span[0] <= at < span[1]


def _piece(safe: str, in_quote: bool, in_answer: bool) -> str:
    inner = f"<strong>{safe}</strong>" if in_answer else safe
    return f"<mark>{inner}</mark>" if in_quote else inner


def render_answer(answer: Answer, turn: int, words: Labels, values: str = "") -> str:
    """The answer: its sentence with the short answer in bold, then the numbered quotes.

    `values` is ready HTML of what articles differ about; its quotes are not shown once more.
    """
    folded = [s for s in _fold(answer.quotes) if answer.quotes[s[0]] not in answer.conflicts]
    clips = "".join(
        _clip(answer, same, turn, number, words) for number, same in enumerate(folded, start=1)
    )
    listed = f'<ol class="clips" aria-label="{escape(words.quotes)}">{clips}</ol>' if clips else ""
    return (
        f'<p class="lead" lang="zh-CN">{lead(answer)}</p>{values}{listed}'
        f'<p class="aside">{escape(_footing(answer, words))}</p>'
    )


def lead(answer: Answer) -> str:
    """The answer in its sentence, escaped; the answer as worded where no quote prints it."""
    text = answer.text or ""
    spans = [_answer_span(quote) for quote in answer.quotes]
    for quote, span in zip(answer.quotes, spans, strict=True):
        if span and squeeze(quote.text[slice(*span)]) == squeeze(text):
            start, end = _sentence(quote.text, span)
            return marked(quote.text, start, end, None, span)
    for quote, span in zip(answer.quotes, spans, strict=True):
        short = quote.text[slice(*span)] if span else ""
        at = text.find(short) if short else -1
        if at >= 0:
            return marked(text, 0, len(text), None, (at, at + len(short)))
    return escape(text)


def render_refusal(closest: Hit | None, turn: int, message: str, words: Labels) -> str:
    """That the papers hold no answer, and the closest passage, labelled as no answer."""
    said = f'<p class="refused">{escape(message)}</p>'
    if closest is None:
        return said
    also = _also(_cited(closest.reprints), words)
    return (
        f"{said}<div class='closest'><p class='aside'>{escape(words.not_an_answer)}</p>"
        f"<blockquote class='clip' lang='zh-CN'><p>{escape(closest.passage.text.strip())}</p>"
        f"{opener(closest.article, turn, 'closest', words)}{also}</blockquote></div>"
    )


def render_article(
    article: Article,
    quote: Span,
    bold: Span | None,
    words: Labels,
    story: Sequence[Article] = (),
    clipping: str = "",
) -> str:
    """The whole article with the quote marked; spans are offsets in `article.text`.

    `story` is all its halves in order, where it jumps from page to page: they are shown one
    after the other, each under the page that prints it. `clipping` is ready HTML to show below
    the quote's paragraph.
    """
    story = story or (article,)
    first = story[0]
    kind = "" if article.kind == "article" else words.kinds[article.kind]
    top = " · ".join(part for part in (_issue(article), article.section, kind) if part)
    byline = " ".join(first.authors)
    printed_apart = first.dateline and not first.text.startswith(first.dateline)
    files = " · ".join(dict.fromkeys(half.file for half in story))
    return (
        f'<article class="sheet" tabindex="-1" aria-label="{escape(words.article)}">'
        f'<div class="sheet-top"><p lang="zh-CN">{escape(top)}</p>'
        f'<button type="button" data-close>{escape(words.close)}</button></div>'
        '<div lang="zh-CN">'
        + _line("p", "kicker", first.kicker)
        + _line("h2", "", first.title)
        + _line("p", "subtitle", first.subtitle)
        + _line("p", "byline", byline)
        + _line("p", "byline", first.dateline if printed_apart else None)
        + "".join(
            _half(
                half, words, len(story) > 1, *((quote, bold, clipping) if half is article else ())
            )
            for half in story
        )
        + f'</div><p class="aside">{escape(words.file)} {escape(files)}</p></article>'
    )


def _half(
    half: Article,
    words: Labels,
    paged: bool,
    quote: Span | None = None,
    bold: Span | None = None,
    clipping: str = "",
) -> str:
    """The text of an article, or of a half under its page; the opened one has the quote marked."""
    page = _line("p", "aside page", f"第{half.page}版") if paged and half.page else ""
    start, end = _shown(half.text, quote)
    whole = (start, end) == (0, len(half.text))
    part = "" if whole else _line("p", "aside", words.part.format(_SHOWN))
    return page + part + "".join(_paragraphs(half.text, start, end, quote, bold, clipping))


def _shown(text: str, quote: Span | None) -> Span:
    """The part of a text that is shown: all of it, unless it is as long as a book."""
    first, last = quote or (0, 0)
    return max(0, first - _SHOWN), min(len(text), last + _SHOWN)


def _paragraphs(
    text: str, start: int, stop: int, quote: Span | None, bold: Span | None, clipping: str
) -> Iterable[str]:
    """The paragraphs of `text[start:stop]`, the clipping below the quote's."""
    for line in text[start:stop].split("\n"):
        end = start + len(line)
        if line.strip():
            yield f"<p>{marked(text, start, end, quote, bold)}</p>"
        if quote is not None and start < quote[1] <= end + 1:
            yield clipping
        start = end + 1


def _line(tag: str, style: str, text: str | None) -> str:
    return f'<{tag} class="{style}">{escape(text)}</{tag}>' if text else ""


def _issue(article: Article) -> str:
    page = f"第{article.page}版" if article.page else ""
    date = chinese_date(article.date) if article.date else ""
    return " ".join(part for part in (article.paper, date, page) if part)


def _fold(quotes: tuple[Quote, ...]) -> list[list[int]]:
    """Places of the quotes, those with the same words together: reprints of one report."""
    same: dict[str, list[int]] = {}
    for at, quote in enumerate(quotes):
        same.setdefault(squeeze(quote.text), []).append(at)
    return list(same.values())


def _clip(answer: Answer, same: list[int], turn: int, number: int, words: Labels) -> str:
    """One clipping: the quote, where it stands, and where else it was printed."""
    quote = answer.quotes[same[0]]
    text = marked(quote.text, 0, len(quote.text), None, _answer_span(quote))
    reprints = [opener(answer.quotes[at].article, turn, str(at), words) for at in same[1:]]
    also = _also([*reprints, *_cited(quote.reprints)], words)
    return (
        f'<li><span class="number" aria-hidden="true">{number}</span>'
        f'<blockquote class="clip" lang="zh-CN"><p>{text}</p>{_signed(quote, words)}'
        f"{opener(quote.article, turn, str(same[0]), words)}{also}</blockquote></li>"
    )


def _signed(quote: Quote, words: Labels) -> str:
    """The printed bylines that prove the answer, where it stands outside the text."""
    lines = " ".join(line.text for line in quote.bylines)
    return f'<p class="signed">{escape(words.signed.format(lines))}</p>' if lines else ""


def _cited(articles: Iterable[Article]) -> list[str]:
    return [f"<cite>{escape(citation(article))}</cite>" for article in articles]


def _also(reprints: Sequence[str], words: Labels) -> str:
    """Where else it was printed, from ready HTML; nothing when nowhere else."""
    items = "".join(f"<li>{reprint}</li>" for reprint in reprints)
    return f'<p class="also">{escape(words.reprints)}</p><ul>{items}</ul>' if items else ""


def opener(article: Article, turn: int, which: str, words: Labels) -> str:
    """The citation as a button that opens the article."""
    cited = escape(citation(article))
    return (
        f'<button type="button" class="cite" data-turn="{turn}" data-open="{escape(which)}"'
        f' title="{escape(words.opens)}" aria-label="{escape(words.opens)}：{cited}">'
        f"{cited}</button>"
    )


def _answer_span(quote: Quote) -> Span | None:
    if quote.answer_start is None or quote.answer_end is None:
        return None
    return quote.answer_start, quote.answer_end


def _sentence(text: str, span: Span) -> Span:
    """The sentence around the span; of a very long one, from its clause on, at a clause's end."""
    inside = [(s, e) for s, e in sentence_spans(text) if s < span[1] and e > span[0]]
    start, end = (inside[0][0], inside[-1][1]) if inside else (0, len(text))
    if end - start <= _LONG_LEAD:
        return start, end
    lefts = [at + 1 for at in range(start, span[0]) if text[at] in _CLAUSE_ENDS]
    rights = [at for at in range(span[1], end) if text[at] in _CLAUSE_ENDS]
    left = next((at for at in lefts if span[0] - at <= _LONG_LEAD // 2), span[0])
    right = next((at for at in reversed(rights) if at - span[1] <= _LONG_LEAD // 2), span[1])
    return left, right


def _footing(answer: Answer, words: Labels) -> str:
    """How sure the answer is and how long it took, in a few words."""
    level = sum(answer.confidence >= bound for bound in _SURE)
    sure = words.confidence.format(words.sureness[level])
    return f"{sure} · {words.seconds.format(f'{answer.seconds:.2f}')}"
