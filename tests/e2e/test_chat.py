"""The chat as people meet it: `python app.py` in a real browser, with nothing asked of the web."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from server import ROOT, Server, environment

QUESTION = "望水岩水库除险加固工程总投资多少？"
SCREENS = [
    ("wide-light", {"width": 1280, "height": 860}, "light"),
    ("wide-dark", {"width": 1280, "height": 860}, "dark"),
    ("phone-light", {"width": 390, "height": 844}, "light"),
    ("phone-dark", {"width": 390, "height": 844}, "dark"),
]


@pytest.mark.parametrize(("name", "viewport", "scheme"), SCREENS, ids=[s[0] for s in SCREENS])
def test_a_question_is_answered_and_its_quote_opens_highlighted(
    app: Server, visit: Any, name: str, viewport: dict[str, int], scheme: str
) -> None:
    chat = visit(app, viewport=viewport, color_scheme=scheme)
    page = chat.page
    chat.picture(f"{name}-1-welcome")

    turn = chat.ask(QUESTION)
    assert turn.locator(".lead strong").inner_text() == "1.27亿元"
    assert "《云溪日报》2024年3月5日 第1版《" in turn.locator(".cite").first.inner_text()
    chat.picture(f"{name}-2-answer")

    quote = turn.locator(".clip > p").first.inner_text()
    turn.locator(".cite").first.click()
    page.wait_for_selector(".sheet mark")
    marked = "".join(page.locator(".sheet mark").all_inner_texts())
    assert "".join(marked.split()) == "".join(quote.split())
    assert page.locator(".sheet mark").first.evaluate(IN_VIEW)
    chat.picture(f"{name}-3-article")

    page.keyboard.press("Escape")
    page.wait_for_selector(".sheet", state="detached")
    assert page.evaluate("document.activeElement.className") == "cite"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


IN_VIEW = """mark => {
  const spot = mark.getBoundingClientRect(), sheet = mark.closest(".sheet").getBoundingClientRect();
  return spot.top >= sheet.top && spot.bottom <= sheet.bottom && spot.top < innerHeight;
}"""


def test_what_the_papers_do_not_say_is_refused(app: Server, visit: Any) -> None:
    chat = visit(app)
    turn = chat.ask("谁发明了电灯泡？")
    assert turn.locator(".refused").inner_text() == "报纸里没有这个问题的答案。"
    assert turn.locator(".lead").count() == 0
    assert "不是答案（not an answer）" in turn.locator(".closest").inner_text()
    chat.picture("refusal")


def test_a_follow_up_is_completed_in_sight_and_clear_starts_over(app: Server, visit: Any) -> None:
    chat = visit(app)
    chat.ask(QUESTION)
    turn = chat.ask("什么时候开工的？")
    assert "望水岩水库" in turn.locator(".understood").inner_text()
    chat.picture("follow-up")
    chat.page.locator("#clear").click()
    chat.page.wait_for_selector(".welcome")
    assert chat.page.locator(".turn").count() == 0
    turn = chat.ask("什么时候开工的？")
    assert turn.locator(".understood").count() == 0


def test_an_example_is_asked_with_a_click(app: Server, visit: Any) -> None:
    chat = visit(app)
    example = chat.page.locator("[data-ask]").first
    asked = example.inner_text()
    example.click()
    turn = chat.page.locator(".turn:not(.pending)").first
    turn.wait_for(timeout=60_000)
    assert asked in turn.locator(".asked").inner_text()
    assert turn.locator(".lead, .refused").count() == 1


def test_filters_fail_closed_and_say_so(app: Server, visit: Any) -> None:
    chat = visit(app)
    chat.page.locator("#filters button").first.click()
    chat.page.locator("#since textarea").fill("2031年")
    turn = chat.ask(QUESTION)
    assert "所选范围（2031-01-01 – …）内没有找到" in turn.locator(".refused").inner_text()
    chat.page.locator("#since textarea").fill("2024-13")
    assert "看不懂这个日期：2024-13" in chat.ask(QUESTION).locator(".notice").inner_text()
    chat.page.locator("#since textarea").fill("2024年3月")
    assert chat.ask(QUESTION).locator(".lead").count() == 1
    chat.picture("filters")


def test_a_taken_port_is_a_message(app: Server, index: Any) -> None:
    command = [sys.executable, "app.py", "--index", str(index), "--port", str(app.port)]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", timeout=120
    )
    assert ran.returncode == 1
    assert f"端口 {app.port} 已被占用" in ran.stderr and f"Port {app.port}" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_one_friendly_line_tells_the_address(app: Server) -> None:
    ready = [line for line in app.lines if "ready" in line]
    assert len(ready) == 1 and app.url in ready[0]


def test_hostile_text_stays_text(double: Server, visit: Any) -> None:
    chat = visit(double)
    turn = chat.ask("恶意 <img src=x onerror='window.pwned=8'> ${window.pwned=9} $$x$$ **b**")
    assert "<img src=x onerror='window.pwned=8'>" in turn.locator(".asked").inner_text()
    turn.locator(".cite").first.click()
    chat.page.wait_for_selector(".sheet mark")
    chat.page.locator("#switch").click()
    chat.page.wait_for_selector("[lang=en].talk")
    assert chat.page.evaluate("window.pwned") is None
    assert chat.page.locator("#talk img, #sheet img, #talk a, .katex").count() == 0
    chat.picture("hostile")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "请先写下问题"),
        ("问" * 10_000, "问题太长（10000 字）"),
        ("用错", "<b>这样问不行</b>"),
        ("出错", "出了意外的错误"),
    ],
    ids=["empty", "endless", "refused by the bot", "defect"],
)
def test_trouble_is_told_in_the_chat(double: Server, visit: Any, question: str, said: str) -> None:
    chat = visit(double)
    assert said in chat.ask(question).locator(".notice").inner_text()
    assert chat.page.locator(".toast-body, .error").count() == 0
    assert chat.ask("望水岩水库总投资多少？").locator(".lead").count() == 1


def test_people_who_ask_at_the_same_time_see_only_their_own(double: Server, visit: Any) -> None:
    first, second = visit(double), visit(double, locale="en-US")
    for chat, question in ((first, "望水岩水库总投资多少？"), (second, "谁发明了电灯泡？")):
        chat.page.locator("#question textarea").fill(question)
    for chat in (first, second):
        chat.page.locator("#question textarea").press("Enter")
    first.page.wait_for_selector(".lead")
    second.page.wait_for_selector(".refused")
    assert first.page.locator(".turn").count() == second.page.locator(".turn").count() == 1
    assert "何时完工" not in second.page.locator("#talk").inner_text()
    assert first.page.locator(".talk[lang=zh-CN]").count() == 1
    assert second.page.locator(".talk[lang=en]").count() == 1


def test_everything_can_be_done_from_the_keyboard(double: Server, visit: Any) -> None:
    chat = visit(double)
    turn = chat.ask("望水岩水库总投资多少？")
    turn.locator(".cite").nth(1).focus()  # the reprint
    chat.page.keyboard.press("Enter")
    chat.page.wait_for_selector(".sheet mark")
    assert "望水岩水库加紧扫尾" in chat.page.locator(".sheet h2").inner_text()
    assert chat.page.evaluate("document.activeElement.className") == "sheet"
    chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Enter")  # the close button
    chat.page.wait_for_selector(".sheet", state="detached")


def test_back_closes_the_article_and_keeps_the_conversation(double: Server, visit: Any) -> None:
    chat = visit(double)
    turn = chat.ask("望水岩水库总投资多少？")
    for leave in (
        chat.page.go_back,
        lambda: chat.page.keyboard.press("Escape"),
        lambda: chat.page.locator("[data-close]").click(),
    ):
        turn.locator(".cite").first.click()
        chat.page.wait_for_selector(".sheet mark")
        turn.locator(".cite").nth(1).click()  # another one over it is no second step back
        chat.page.wait_for_timeout(300)
        leave()
        chat.page.wait_for_selector(".sheet", state="detached")
        assert chat.page.locator(".turn").count() == 1
        assert chat.page.evaluate("!(history.state && history.state.baowenSheet)")
    turn.locator(".cite").first.click()
    chat.page.wait_for_selector(".sheet")
    chat.page.locator("#clear").click()
    chat.page.wait_for_selector(".welcome")
    assert chat.page.evaluate("!(history.state && history.state.baowenSheet)")


def test_enter_that_ends_a_composition_does_not_send(double: Server, visit: Any) -> None:
    chat = visit(double)
    box = chat.page.locator("#question textarea")
    box.fill("zongtouzi")
    for kind in ("keydown", "keypress"):
        box.dispatch_event(
            kind, {"key": "Enter", "keyCode": 13, "isComposing": True, "bubbles": True}
        )
    chat.page.wait_for_timeout(500)
    assert chat.page.locator(".turn").count() == 0
    assert box.input_value() == "zongtouzi"


def test_buttons_have_names_and_the_page_has_a_language(double: Server, visit: Any) -> None:
    chat = visit(double)
    chat.ask("望水岩水库总投资多少？").locator(".cite").first.click()
    chat.page.wait_for_selector(".sheet")
    nameless = chat.page.evaluate(
        "[...document.querySelectorAll('button')].filter(b => b.offsetParent && "
        "!(b.innerText.trim() || b.getAttribute('aria-label'))).length"
    )
    assert nameless == 0
    assert chat.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert chat.page.locator("footer a, footer button").count() == 0


def test_the_page_is_shown_with_the_quote_outlined(
    printed: tuple[Server, Path], visit: Any
) -> None:
    server, file = printed
    chat = visit(server)
    turn = chat.ask("渡口大桥总投资多少？")
    assert turn.locator(".lead strong").inner_text() == "三亿元"
    turn.locator(".cite").first.click()
    shown = chat.page.locator(".sheet .clipping img")
    shown.wait_for()
    assert shown.evaluate("image => image.complete && image.naturalWidth > 300")
    assert chat.page.locator(".sheet mark").first.evaluate(IN_VIEW)
    chat.picture("clipping")
    chat.page.locator("#switch").click()
    chat.page.wait_for_selector(".clipping[lang=en]")
    assert "page 1 of the file" in chat.page.locator(".clipping figcaption").inner_text()

    raw = file.read_bytes()
    file.write_bytes(raw + b"\n")
    turn.locator(".cite").first.click()
    chat.page.wait_for_selector(".unclipped")
    assert "changed since it was indexed" in chat.page.locator(".unclipped").inner_text()
    assert chat.page.locator(".clipping").count() == 0
    file.unlink()
    turn.locator(".cite").first.click()
    chat.page.wait_for_selector(".unclipped:has-text('no longer')")
    chat.picture("clipping-gone")
    file.write_bytes(raw)


def test_the_page_of_the_closest_passage_is_shown_as_no_answer(
    printed: tuple[Server, Path], visit: Any
) -> None:
    chat = visit(printed[0])
    turn = chat.ask("谁发明了电灯泡？")
    assert "不是答案" in turn.locator(".closest").inner_text()
    turn.locator(".closest .cite").click()
    shown = chat.page.locator(".sheet .clipping img").first
    shown.wait_for()
    assert shown.evaluate("image => image.complete && image.naturalWidth > 300")
    assert "不是答案（文件第 1 页）" in chat.page.locator(".clipping").first.inner_text()
    assert chat.page.locator(".sheet mark").first.evaluate(IN_VIEW)
    chat.picture("clipping-closest")
