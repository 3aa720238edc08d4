"""What the chat shows: answers, quotes, articles. Nothing from outside becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest
from test_chat_double import HOSTILE, REPRINT, RESERVOIR, BotDouble, quote_of

from bot.chat import sheets
from bot.chat.labels import EN, ZH, Labels, Notice
from bot.chat.render import chinese_date, citation, lead, render_answer, render_article
from bot.chat.session import Filters, Turn
from bot.records import Answer, Clipping, Picture

EVIL = "<script>x</script><img src=x onerror=x>'\"&amp;**粗**[x](javascript:x)$$x$$${x}{{x}}"


class Tags(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(answer: Answer, question: str = "问", words: Labels = ZH) -> str:
    return sheets.conversation((Turn(question, answer=answer),), (), words)


def test_a_citation_names_paper_date_page_headline_and_author() -> None:
    assert citation(RESERVOIR) == "《云溪日报》2024年3月5日 第1版《抢在雨前头 干在汛前头》 文可心"


def test_a_citation_leaves_out_what_the_page_does_not_tell() -> None:
    bare = replace(RESERVOIR, paper=None, page=None, authors=(), date=None)
    assert citation(bare) == "《抢在雨前头 干在汛前头》"
    assert citation(replace(bare, title=None)) == RESERVOIR.file


@pytest.mark.parametrize(
    ("iso", "printed"),
    [("2024-03-05", "2024年3月5日"), ("2024-12-31", "2024年12月31日"), ("去年", "去年")],
)
def test_a_date_is_printed_in_chinese(iso: str, printed: str) -> None:
    assert chinese_date(iso) == printed


def test_the_short_answer_stands_in_bold_in_its_sentence() -> None:
    answer = BotDouble().ask("总投资是多少？")
    assert lead(answer).startswith(
        "除险加固工程2022年10月开工,总投资<strong>1.27亿元</strong>,到2月底"
    )


def test_an_answer_in_other_words_is_shown_as_worded() -> None:
    quotes = (quote_of(RESERVOIR, "4月25日之前必须全部完工", "4月25日之前"),)
    said = Answer("问", "工程要在4月25日之前完工 [1]", 0.9, quotes)
    assert lead(said) == "工程要在<strong>4月25日之前</strong>完工 [1]"
    assert lead(replace(said, text="四月底前 <b>")) == "四月底前 &lt;b&gt;"


def test_a_very_long_sentence_is_shown_around_its_answer() -> None:
    text = "前" * 100 + "，" + "中" * 100 + "，答案是甲乙，" + "后" * 100 + "，" + "末" * 100 + "。"
    article = replace(RESERVOIR, text=text)
    said = lead(Answer("问", "甲乙", 0.9, (quote_of(article, text, "甲乙"),)))
    assert said == "答案是<strong>甲乙</strong>"


def test_quotes_are_numbered_and_reprints_fold_into_one() -> None:
    html = shown(BotDouble().ask("总投资是多少？"))
    assert re.findall(r'class="number"[^>]*>(\d)', html) == ["1", "2"]
    assert "另刊于" in html
    assert "望水岩水库加紧扫尾" in html


def test_every_quote_can_be_opened_with_a_button() -> None:
    html = shown(BotDouble().ask("总投资是多少？"))
    opens = re.findall(r'<button type="button" class="cite" data-turn="0" data-open="(\d)"', html)
    assert opens == ["0", "1", "2"]  # the first quote, its reprint, the other quote


def test_a_refusal_says_so_and_labels_the_closest_passage() -> None:
    html = shown(BotDouble().ask("谁发明了电灯泡？"))
    assert ZH.refused in html
    assert "不是答案（not an answer）" in html
    assert "The closest passage, not an answer (不是答案)" in shown(
        BotDouble().ask("谁发明了电灯泡？"), words=EN
    )
    assert "县水利局局长骆长汀参加调研。" in html
    assert 'class="lead"' not in html


def test_an_empty_range_is_said_with_the_range() -> None:
    turn = Turn("问", Answer("问", None, 0.0), filters=Filters("2025-01-01", None, "云溪日报"))
    html = sheets.conversation((turn,), (), ZH)
    assert "所选范围（2025-01-01 – … · 云溪日报）内没有找到" in html


def test_a_completed_question_is_shown_and_an_unchanged_one_is_not() -> None:
    answer = BotDouble().ask("总投资是多少？")
    assert ZH.understood not in shown(answer, "总投资是多少？")
    assert "按此理解" in shown(replace(answer, asked="水库：总投资是多少？"), "总投资是多少？")


def test_the_article_marks_the_quote_and_the_answer_in_it() -> None:
    turns = (Turn("问", BotDouble().ask("总投资是多少？")),)
    html = sheets.opened(turns, (0, "0"), ZH)
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", html))
    quote = turns[0].answer.quotes[0]
    assert re.sub("<.*?>", "", marked) == quote.text
    assert "<strong>1.27亿元</strong>" in marked
    assert "佟雁秋在望水岩水库调研时强调" in html


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    start = RESERVOIR.text.index("察看")
    html = render_article(RESERVOIR, (start, start + 20), None, ZH)
    pieces = re.findall(r"<mark>(.*?)</mark>", html)
    assert len(pieces) == 2
    assert "".join(pieces) == RESERVOIR.text[start : start + 20].replace("\n", "")


@pytest.mark.parametrize("place", [None, (0, "7"), (5, "0"), (-1, "0"), (0, "x"), (0, "closest")])
def test_a_place_that_is_not_there_opens_nothing(place: tuple[int, str] | None) -> None:
    turns = (Turn("问", BotDouble().ask("总投资是多少？")),)
    assert sheets.opened(turns, place, ZH) == ""


def test_the_closest_passage_opens_its_article() -> None:
    turns = (Turn("问", BotDouble().ask("谁？")),)
    assert "<mark>县水利局局长骆长汀参加调研。</mark>" in sheets.opened(turns, (0, "closest"), ZH)


@pytest.mark.parametrize("words", [ZH, EN])
def test_nothing_hostile_becomes_markup(words: object) -> None:
    evil = replace(
        HOSTILE, title=EVIL, kicker=EVIL, subtitle=EVIL, dateline=EVIL, section=EVIL,
        paper=EVIL, page=EVIL, date=EVIL, authors=(EVIL,), file=EVIL, text=EVIL * 2,
    )  # fmt: skip
    quote = quote_of(evil, EVIL, "**粗**")
    plain = replace(RESERVOIR, text="正文")
    harmless = replace(
        plain, kicker="甲", subtitle="乙", dateline="丙", section="丁", authors=("戊",)
    )
    tame = quote_of(harmless, "正文", "正")

    def page(article_quote: object, text: str) -> Tags:
        answer = Answer(text, text, 0.5, (article_quote,), asked=f"{text}?")
        refused = Answer(text, None, 0.5, closest=None)
        turns = (
            Turn(text, answer, filters=Filters(paper=text)),
            Turn(text, refused),
            Turn(text, notice=Notice(text, text)),
        )
        return Tags(
            sheets.conversation(turns, (), words)
            + sheets.conversation((), (text,), words)
            + sheets.opened(turns, (0, "0"), words)
        )

    hostile, friendly = page(quote, EVIL), page(tame, "问")
    assert hostile.names == friendly.names
    assert hostile.attributes == friendly.attributes
    assert EVIL in hostile.text


def test_the_masthead_shows_what_is_held_escaped() -> None:
    class Evil(BotDouble):
        def papers(self) -> list[str]:
            return [EVIL]

        def dates(self) -> tuple[str | None, str | None]:
            return None, None

    assert Tags(sheets.masthead(Evil(), EN)).names == {"header", "h1", "span", "small", "p"}
    assert "2023年4月11日 – 2024年8月20日" in sheets.masthead(BotDouble(), ZH)


def test_both_languages_label_everything() -> None:
    for words in (ZH, EN):
        assert f'lang="{words.lang}"' in sheets.conversation((), ("问",), words)
    answer = BotDouble().ask("总投资是多少？")
    assert "Also printed in" in render_answer(answer, 0, EN)
    assert "Confidence: good" in render_answer(answer, 0, EN)
    assert "把握较高" in render_answer(answer, 0, ZH)


def test_the_double_holds_a_reprint() -> None:
    assert REPRINT.text == RESERVOIR.text


def test_the_page_around_the_quote_stands_below_its_paragraph() -> None:
    answer = BotDouble().ask("总投资是多少？")
    picture = Picture(b"\xff\xd8 not really", 640, 480, 3)
    for words, said in ((ZH, "文件第 3 页"), (EN, "page 3 of the file")):
        html = sheets.opened(
            (Turn("问", answer=answer),), (0, "0"), words, clip=lambda quote: Clipping((picture,))
        )
        figure = html[html.index("<figure") : html.index("</figure>")]
        assert 'src="data:image/jpeg;base64,/9gg' in figure and 'width="640"' in figure
        assert figure.count(said) == 2  # for those who see it, and for those who do not
        assert html.count("<figure") == 1
        assert html.index("</mark>") < html.index("<figure") < html.index("佟雁秋走上大坝")


@pytest.mark.parametrize("words", [ZH, EN])
def test_the_page_around_the_closest_passage_is_shown_as_no_answer(words: Labels) -> None:
    picture = Picture(b"\xff\xd8 not really", 640, 480, 3)
    asked = []

    def clip(told: object) -> Clipping:
        asked.append(told)
        return Clipping((picture,))

    answer = BotDouble().ask("谁发明了电灯泡？")
    html = sheets.opened((Turn("问", answer=answer),), (0, "closest"), words, clip=clip)
    assert asked == [answer.closest]
    figure = html[html.index("<figure") : html.index("</figure>")]
    said = "不是答案（文件第 3 页）" if words is ZH else "not an answer (page 3 of the file)"
    assert figure.count(said) == 2
    assert html.index("</mark>") < html.index("<figure")


@pytest.mark.parametrize("fault", ["gone", "changed", "undrawn"])
def test_a_page_that_cannot_be_shown_is_told_in_one_line(fault: str) -> None:
    answer = BotDouble().ask("总投资是多少？")
    for words in (ZH, EN):
        html = sheets.opened(
            (Turn("问", answer=answer),), (0, "0"), words, clip=lambda quote: Clipping(fault=fault)
        )
        assert html.count(escape(words.no_clipping[fault])) == 1
        assert "<figure" not in html and "<img" not in html


@pytest.mark.parametrize("line", ["水位平稳。", "水位平稳。\n"])
def test_an_article_as_long_as_a_book_is_shown_around_the_quote(line: str) -> None:
    told = "蓄水到了六百米。"
    half = line * 200_000
    book = replace(RESERVOIR, text=f"{half}{told}{half}")
    at = len(half)
    html = render_article(book, (at, at + len(told)), (at + 4, at + 7), ZH)
    assert len(html) < 200_000
    assert "<strong>六百米</strong>" in html
    assert ZH.part.format(20000) in html
    assert ZH.part.format(20000) not in render_article(RESERVOIR, (0, 3), None, ZH)
