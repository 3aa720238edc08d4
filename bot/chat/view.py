"""The chat as Gradio Blocks: what is where, and which event does what.

A session's state (its turns, its open article, its language) lives in `gr.State`, so people who
ask at the same time do not see each other. All text reaches the page through `render`, escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import gradio as gr

from bot.chat import sheets
from bot.chat.desk import Desk, papers
from bot.chat.labels import ZH, Labels
from bot.chat.session import Askable

_AT_ONCE = 4  # questions answered at the same time; more wait their turn
_SANS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", "Arial")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_view(bot: Askable, examples: Sequence[str] = ()) -> gr.Blocks:
    """The chat over this bot, ready to launch with `look()`. Examples are offered to click."""
    words, desk = ZH, Desk(bot, examples)
    # Analytics off means: no version check, no message home.
    view: gr.Blocks = gr.Blocks(analytics_enabled=False, title="报问 Baowen", fill_width=True)
    with view:
        turns, place, lang = gr.State(()), gr.State(None), gr.State("zh")
        with gr.Column(elem_id="top"):
            head = _html(sheets.masthead(bot, words))
            switch = gr.Button(words.other, size="sm", elem_id="switch", scale=0)
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="talk-side", scale=3, min_width=300):
                talk = _html(sheets.conversation((), examples, words), "conversation", "talk")
                with gr.Column(elem_id="composer"):
                    with gr.Row(elem_id="ask-row"):
                        question = gr.Textbox(
                            label=words.question,
                            show_label=False,
                            placeholder=words.placeholder,
                            lines=1,
                            max_lines=5,
                            autofocus=True,
                            elem_id="question",
                            scale=1,
                            min_width=160,
                        )
                        ask = gr.Button(words.ask, variant="primary", elem_id="ask", scale=0)
                    with gr.Row(elem_id="tool-row"):
                        fold = gr.Accordion(words.filters, open=False, elem_id="filters")
                        with fold, gr.Row():
                            since = _date(words.since, words, "since")
                            until = _date(words.until, words, "until")
                            paper = gr.Dropdown(
                                papers(bot, words),
                                value="",
                                label=words.paper,
                                elem_id="paper",
                                min_width=140,
                            )
                        clear = gr.Button(words.clear, size="sm", elem_id="clear", scale=0)
            with gr.Column(elem_id="article-side", scale=2, min_width=300):
                sheet = _html("", "article", "sheet")

        dressed = [head, switch, question, ask, fold, since, until, paper, clear]
        typed = [since, until, paper, turns, lang]
        results: list[Any] = [talk, turns, question]
        asking = [
            gr.on(
                [question.submit, ask.click],
                desk.ask,
                [question, *typed],
                results,
                concurrency_limit=_AT_ONCE,
                concurrency_id="ask",
                trigger_mode="once",
                **_QUIET,
            ),
            talk.select(
                desk.ask_example,
                typed,
                results,
                concurrency_limit=_AT_ONCE,
                concurrency_id="ask",
                trigger_mode="once",
                **_QUIET,
            ),
        ]
        plain: dict[str, Any] = {"queue": False, **_QUIET}
        talk.click(desk.open, [turns, lang], [sheet, place], **plain)
        sheet.click(lambda: ("", None), None, [sheet, place], **plain)
        clear.click(desk.clear, lang, [talk, turns, sheet, place], cancels=asking, **plain)
        switch.click(
            desk.switch,
            [lang, turns, place],
            [lang, talk, sheet, *dressed],
            **plain,
        )
        view.load(desk.greet, turns, [lang, talk, *dressed], **plain)
    return view


def look() -> dict[str, Any]:
    """What `Blocks.launch` takes for the looks: theme, style sheet, script. All of it local."""
    return {"theme": _theme(), "css": _asset("style.css"), "js": _asset("page.js")}


def _theme() -> gr.themes.Base:
    """Paper, ink and seal red, in the system's own fonts: nothing is fetched from outside."""
    return gr.themes.Base(
        neutral_hue=gr.themes.colors.stone,
        font=[*_SANS, "sans-serif"],
        font_mono=["Consolas", "monospace"],
    ).set(
        body_background_fill="#fbf8f1",
        body_background_fill_dark="#181613",
        body_text_color="#211d18",
        body_text_color_dark="#ebe5d9",
        background_fill_primary="#fffdf8",
        background_fill_primary_dark="#201d19",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        border_color_primary="#cfc6b4",
        border_color_primary_dark="#4b453b",
        input_background_fill="#fffdf8",
        input_background_fill_dark="#201d19",
        input_border_color="#8a8171",
        input_border_color_dark="#857c6c",
        input_border_color_focus="#9b2a1f",
        input_border_color_focus_dark="#ef9a8a",
        input_placeholder_color="#6f6759",
        input_placeholder_color_dark="#a79e8d",
        button_primary_background_fill="#9b2a1f",
        button_primary_background_fill_hover="#7d2018",
        button_primary_background_fill_dark="#a83a2d",
        button_primary_background_fill_hover_dark="#bb4838",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        button_secondary_background_fill="transparent",
        button_secondary_background_fill_dark="transparent",
    )


def _asset(name: str) -> str:
    return (files("bot.chat") / "assets" / name).read_text(encoding="utf-8")


def _html(value: str, script: str | None = None, elem_id: str | None = None) -> gr.HTML:
    return gr.HTML(
        value,
        js_on_load=_asset(f"{script}.js") if script else None,
        apply_default_css=False,
        elem_id=elem_id,
    )


def _date(label: str, words: Labels, elem_id: str) -> gr.Textbox:
    # A text box and not a calendar: it takes 2024年3月 too, and what is no date gets an answer.
    return gr.Textbox(label=label, placeholder=words.date_hint, elem_id=elem_id, min_width=140)
