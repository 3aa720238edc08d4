"""A bot made by hand for the tests of the chat: real records over two real article texts."""

from __future__ import annotations

import inspect
from collections.abc import Sequence

import pytest

from bot.chat.conversation import complete
from bot.errors import UsageError
from bot.records import Answer, Article, Clipping, Hit, Passage, Quote

RESERVOIR = Article(
    id="reservoir",
    kind="article",
    title="抢在雨前头 干在汛前头",
    kicker="佟雁秋在望水岩水库调研时强调",
    authors=("文可心",),
    date="2024-03-05",
    paper="云溪日报",
    page="1",
    file="云溪日报/2024-03-05_云溪日报_01版.txt",
    text="本报讯 记者文可心报道:3月3日,县委副书记、县长佟雁秋到石磴镇望水岩水库,"
    "察看除险加固工程进度。\n"
    "望水岩水库总库容8600万立方米,承担着下游5个乡镇11.3万亩农田的灌溉任务,也是县城的备用水源。"
    "除险加固工程2022年10月开工,总投资1.27亿元,到2月底已完成投资1.19亿元,占总投资的93.7%,"
    "只剩溢洪道护砌和启闭机房两处扫尾。\n"
    "佟雁秋走上大坝,仔细询问混凝土养护的天数。她说,工程晚一天收尾,汛期就多一分风险,"
    "4月25日之前必须全部完工,质量不许打折扣。她还叮嘱施工单位把民工工资按月发足,一分一厘都不能拖欠。\n"
    "县水利局局长骆长汀参加调研。",
)
REPRINT = Article(
    id="reprint",
    kind="article",
    title="望水岩水库加紧扫尾",
    date="2024-03-21",
    paper="云溪日报",
    page="2",
    file="云溪日报/2024-03-21_云溪日报_02版.txt",
    text=RESERVOIR.text,
)
HOSTILE = Article(
    id="hostile",
    kind="article",
    title="<script>window.pwned=1</script><img src=x onerror=window.pwned=2> **粗** $$x^2$$",
    authors=("<b>某</b>",),
    date="2024-04-01",
    paper='"><img src=x onerror=window.pwned=3>',
    page="A3",
    file="<svg onload=window.pwned=4>.txt",
    text="恶意文字 ${window.pwned=5} {{constructor}} [x](javascript:window.pwned=6) "
    "<img src=http://example.com/x.png onerror=window.pwned=7> $$\\frac{1}{2}$$ "
    "**不是粗体**。第二句。",
)


def quote_of(article: Article, text: str, short: str | None = None) -> Quote:
    """The quote of these words, which the article must hold."""
    start = article.text.index(text)
    at = text.index(short) if short else None
    end = None if at is None or short is None else at + len(short)
    return Quote(text, start, start + len(text), article, at, end)


class BotDouble:
    """Knows three answers; refuses the rest with a closest passage."""

    def ask(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = (),
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
    ) -> Answer:
        asked = complete(question, history)
        if question == "出错":
            raise RuntimeError("a defect")
        if question == "用错":
            raise UsageError("<b>这样问不行</b> / <i>not like this</i>")
        if since and since > "2024-12-31":
            return Answer(question, None, 0.0, asked=asked)
        if "恶意" in asked:
            return Answer(
                question, "${window.pwned=5}", 0.5, (self._hostile(),), asked=asked, seconds=0.1
            )
        if "总投资" in asked:
            text = RESERVOIR.text[
                RESERVOIR.text.index("除险加固工程2") : RESERVOIR.text.index("\n佟雁")
            ]
            quotes = (
                quote_of(RESERVOIR, text, "1.27亿元"),
                quote_of(REPRINT, text, "1.27亿元"),
                quote_of(RESERVOIR, "4月25日之前必须全部完工"),
            )
            return Answer(question, "1.27亿元", 0.82, quotes, asked=asked, seconds=0.04)
        if "完工" in asked and "水库" in asked:
            text = "她说,工程晚一天收尾,汛期就多一分风险,4月25日之前必须全部完工,质量不许打折扣。"
            quote = quote_of(RESERVOIR, text, "4月25日之前")
            return Answer(question, "4月25日之前", 0.61, (quote,), asked=asked, seconds=0.03)
        passage = Passage(RESERVOIR.text[-14:], len(RESERVOIR.text) - 14, len(RESERVOIR.text))
        closest = Hit(1, 0.2, passage, RESERVOIR, (REPRINT,))
        return Answer(question, None, 0.1, closest=closest, asked=asked, seconds=0.02)

    def papers(self) -> list[str]:
        return ["云溪日报", "昌吉纪事"]

    def dates(self) -> tuple[str | None, str | None]:
        return "2023-04-11", "2024-08-20"

    def article(self, article_id: str) -> Article | None:
        return next((one for one in (RESERVOIR, REPRINT) if one.id == article_id), None)

    def clipping(self, quote: Quote | Hit) -> Clipping:
        return Clipping(fault="gone") if quote.article == REPRINT else Clipping()

    def _hostile(self) -> Quote:
        return quote_of(HOSTILE, HOSTILE.text[: HOSTILE.text.index("第二句")], "${window.pwned=5}")


def test_the_double_takes_what_the_bot_takes() -> None:
    assistant = pytest.importorskip("bot.assistant")
    for name in ("ask", "papers", "dates", "article", "clipping"):
        ours = inspect.signature(getattr(BotDouble, name)).parameters
        theirs = inspect.signature(getattr(assistant.Bot, name)).parameters
        assert list(ours) == list(theirs)[: len(ours)], name


def test_every_quote_of_the_double_is_an_exact_slice() -> None:
    for question in ("总投资是多少？", "水库何时完工？", "恶意？"):
        for quote in BotDouble().ask(question).quotes:
            assert quote.article.text[quote.start : quote.end] == quote.text
