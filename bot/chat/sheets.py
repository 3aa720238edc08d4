"""The parts of the page as HTML: masthead, welcome, conversation."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.chat.clipping import Clip, render_clipping
from bot.chat.differing import quote_at, render_values
from bot.chat.labels import Labels, say
from bot.chat.render import chinese_date, render_answer, render_article, render_refusal
from bot.chat.session import Askable, Turn
from bot.chat.story import Find, story_of
from bot.records import Answer, Clipping, Hit, Quote

_SHOWN_PAPERS = 3  # names printed in the masthead; more are counted


def _alone(article_id: str) -> None:
    """No other article."""


def _unclipped(quote: Quote | Hit) -> Clipping:
    """No picture of any page."""
    return Clipping()


def masthead(bot: Askable, words: Labels) -> str:
    """The head of the page: name, line, and what the index holds."""
    papers = bot.papers()
    held = "、".join(papers) if len(papers) <= _SHOWN_PAPERS else words.papers.format(len(papers))
    first, last = bot.dates()
    span = " – ".join(chinese_date(day) for day in dict.fromkeys((first, last)) if day)
    strip = "".join(f"<span>{escape(part)}</span>" for part in (held, span, words.offline) if part)
    return (
        f'<header class="masthead" lang="{words.lang}">'
        '<h1><span lang="zh-CN">报问</span> <small lang="en">Baowen</small></h1>'
        f'<p class="tagline">{escape(words.tagline)}</p><p class="strip">{strip}</p></header>'
    )


def conversation(turns: Sequence[Turn], examples: Sequence[str], words: Labels) -> str:
    """The whole conversation, or a welcome with examples while there is none."""
    if not turns:
        return _welcome(examples, words)
    sections = "".join(_section(turn, at, words) for at, turn in enumerate(turns))
    return (
        f'<div class="talk" role="log" aria-live="polite" lang="{words.lang}"'
        f' aria-label="{escape(words.conversation)}">{sections}</div>'
    )


def opened(
    turns: Sequence[Turn],
    place: tuple[int, str] | None,
    words: Labels,
    find: Find = _alone,
    clip: Clip = _unclipped,
) -> str:
    """The article behind a quote, or nothing. A place is a turn and which of its quotes.

    `find` gives the other halves of an article that jumps to another page, by their ids; `clip`
    the page around a quote or the closest passage.
    """
    if place is None or not 0 <= place[0] < len(turns):
        return ""
    answer, which = turns[place[0]].answer, place[1]
    if answer is None:
        return ""
    if which == "closest" and (hit := answer.closest) is not None:
        span = (hit.passage.start, hit.passage.end)
        story = story_of(hit.article, find)
        clipping = render_clipping(clip(hit), words.clipping_closest, words)
        return render_article(hit.article, span, None, words, story, clipping)
    quote = quote_at(answer, which)
    if quote is None:
        return ""
    bold = None
    if quote.answer_start is not None and quote.answer_end is not None:
        bold = (quote.start + quote.answer_start, quote.start + quote.answer_end)
    story = story_of(quote.article, find)
    clipping = render_clipping(clip(quote), words.clipping, words)
    return render_article(quote.article, (quote.start, quote.end), bold, words, story, clipping)


def _welcome(examples: Sequence[str], words: Labels) -> str:
    tries = "".join(
        f'<li><button type="button" lang="zh-CN" data-ask="{escape(example)}">{escape(example)}'
        "</button></li>"
        for example in examples
    )
    listed = f"<p class='aside'>{escape(words.try_one)}</p><ul>{tries}</ul>" if tries else ""
    return (
        f'<div class="welcome" lang="{words.lang}"><h2>{escape(words.welcome)}</h2>'
        f"<p>{escape(words.advice)}</p>{listed}</div>"
    )


def _section(turn: Turn, at: int, words: Labels) -> str:
    question = (
        f'<h2 class="asked"><span class="unseen">{escape(words.you_asked)}：</span>'
        f'<span lang="zh-CN">{escape(turn.question)}</span></h2>'
        if turn.question
        else ""
    )
    chosen = f'<p class="aside chosen">{escape(str(turn.filters))}</p>' if turn.filters else ""
    return (
        f'<section class="turn{" pending" if turn.pending else ""}">'
        f"{question}{chosen}{_reply(turn, at, words)}</section>"
    )


def _reply(turn: Turn, at: int, words: Labels) -> str:
    if turn.notice is not None:
        return f'<p class="notice">{escape(say(turn.notice, words))}</p>'
    answer = turn.answer
    if answer is None:
        return f'<p class="searching">{escape(words.searching)}</p>'
    asked = answer.asked.strip()
    understood = (
        f'<p class="understood">{escape(words.understood)}：<span lang="zh-CN">{escape(asked)}'
        "</span></p>"
        if asked and asked != turn.question
        else ""
    )
    if not answer.refused:
        return understood + render_answer(answer, at, words, render_values(answer, at, words))
    return understood + render_refusal(answer.closest, at, _refusal(turn, answer, words), words)


def _refusal(turn: Turn, answer: Answer, words: Labels) -> str:
    """That there is no answer; the days or the filter where these are the reason."""
    outside = answer.outside
    if outside is not None:
        days = f"{outside.since or '…'} – {outside.until or '…'}"
        said = words.outside_filter if outside.filtered else words.outside
        said = words.unissued if outside.unissued else said
        return said.format(outside.asked, days)
    if turn.filters and answer.closest is None:
        return words.refused_in_range.format(turn.filters)
    return words.refused
