"""The values of an answer that articles differ about, and the quote that a click means."""

from __future__ import annotations

from html import escape

from bot.chat.labels import Labels
from bot.chat.render import chinese_date, marked, opener
from bot.records import Answer, Quote

_MARK = "value-"


def render_values(answer: Answer, turn: int, words: Labels) -> str:
    """The values with their dates and quotes, the newest first; nothing where articles agree."""
    if not answer.conflicts:
        return ""
    items = "".join(_value(quote, turn, at, words) for at, quote in enumerate(answer.conflicts))
    return (
        f'<p class="differ" role="note">{escape(words.differ)}</p>'
        f'<ol class="clips values" aria-label="{escape(words.differ)}">{items}</ol>'
    )


def quote_at(answer: Answer, which: str) -> Quote | None:
    """The quote behind a button. `quote_at(answer, "value-1")` is that of the second value."""
    quotes = answer.conflicts if which.startswith(_MARK) else answer.quotes
    number = which.removeprefix(_MARK)
    return quotes[int(number)] if number.isdecimal() and int(number) < len(quotes) else None


def _value(quote: Quote, turn: int, at: int, words: Labels) -> str:
    day = chinese_date(quote.article.date or "")
    corrects = f" <em>{escape(words.correction)}</em>" if quote.corrects else ""
    bold = None
    if quote.answer_start is not None and quote.answer_end is not None:
        bold = quote.answer_start, quote.answer_end
    return (
        f'<li><p class="value" lang="zh-CN"><time>{escape(day)}</time> '
        f"<strong>{escape(quote.answer or '')}</strong>{corrects}</p>"
        f'<blockquote class="clip" lang="zh-CN">'
        f"<p>{marked(quote.text, 0, len(quote.text), None, bold)}</p>"
        f"{opener(quote.article, turn, f'{_MARK}{at}', words)}</blockquote></li>"
    )
