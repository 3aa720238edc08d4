"""What the chat says, in Chinese and in English. One table a language, nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A message of the chat itself, in both languages: plain text, escaped when shown."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language. `{}` marks where a value goes in."""

    lang: str  # for the lang attribute
    other: str  # the button that switches to the other language
    tagline: str
    offline: str
    papers: str
    question: str
    placeholder: str
    ask: str
    clear: str
    filters: str
    since: str
    until: str
    date_hint: str
    paper: str
    all_papers: str
    welcome: str
    advice: str
    try_one: str
    conversation: str
    you_asked: str
    understood: str
    searching: str
    quotes: str
    differ: str
    correction: str
    signed: str
    opens: str
    reprints: str
    refused: str
    refused_in_range: str
    outside: str
    outside_filter: str
    unissued: str
    not_an_answer: str
    confidence: str
    sureness: tuple[str, str, str]  # low, middling, high
    seconds: str
    article: str
    part: str
    close: str
    kinds: dict[str, str]
    file: str
    clipping: str
    clipping_closest: str
    no_clipping: dict[str, str]  # by the fault of a clipping


ZH = Labels(
    lang="zh-CN",
    other="English",
    tagline="问你的报纸，答案只用原文",
    offline="全部在本机运行",
    papers="{} 份报纸",
    question="问题",
    placeholder="问一件报上的事，回车发送",
    ask="提问",
    clear="清空对话",
    filters="日期与报纸",
    since="从（日期）",
    until="到（日期）",
    date_hint="如 2024-03-05",
    paper="报纸",
    all_papers="全部报纸",
    welcome="想知道什么？",
    advice="问人物、时间、地点、数字或经过。答案出自原文，点开引文可看全篇；报上没有的，会直说没有。",
    try_one="试着问",
    conversation="对话",
    you_asked="你问",
    understood="按此理解",
    searching="正在翻报纸…",
    quotes="原文",
    differ="各篇所载不同，新的在前",
    correction="更正",
    signed="原文署名：“{}”",
    opens="打开全文",
    reprints="另刊于",
    refused="报纸里没有这个问题的答案。",
    refused_in_range="所选范围（{}）内没有找到相关报道。可放宽日期或报纸后再问。",
    outside="报纸里没有这个问题的答案：所问的{}不在报纸的日期（{}）之内。",
    outside_filter="所问的{}不在所选日期（{}）之内，没有找到答案。可放宽日期后再问。",
    unissued="报纸里没有这个问题的答案：没有{}的报纸，有的在{}之间。",
    not_an_answer="最接近的一段，不是答案（not an answer）",
    confidence="把握{}",
    sureness=("较低", "中等", "较高"),
    seconds="{} 秒",
    article="原文全文",
    part="这篇太长，只显示引文前后各 {} 字",
    close="关闭",
    kinds={"article": "报道", "photo": "图片", "notice": "公告"},
    file="文件",
    clipping="版面上的这句话（文件第 {} 页）",
    clipping_closest="版面上的这一段，不是答案（文件第 {} 页）",
    no_clipping={
        "gone": "原文件已不在原处，版面图无法显示。",
        "changed": "原文件在建索引之后改动过，版面图不再显示；请运行 baowen index。",
        "undrawn": "版面图画不出来：图片太大或文件有损坏。",
    },
)

EN = Labels(
    lang="en",
    other="中文",
    tagline="Ask your newspapers. Answers in their own words",
    offline="runs on this machine only",
    papers="{} papers",
    question="Question",
    placeholder="Ask in Chinese about something in the papers; Enter sends",
    ask="Ask",
    clear="Clear",
    filters="Dates and paper",
    since="From (date)",
    until="To (date)",
    date_hint="e.g. 2024-03-05",
    paper="Paper",
    all_papers="All papers",
    welcome="What would you like to know?",
    advice="Ask who, when, where, how many or what happened. Answers are quoted from the papers; "
    "open a quote to read its article. What the papers do not say, you will be told so.",
    try_one="Try one of these",
    conversation="Conversation",
    you_asked="You asked",
    understood="Understood as",
    searching="Turning the pages…",
    quotes="From the papers",
    differ="The articles differ; newest first",
    correction="correction",
    signed="Printed byline: “{}”",
    opens="Open the article",
    reprints="Also printed in",
    refused="The papers do not hold the answer to this question.",
    refused_in_range="Nothing in the chosen range ({}) matches. Widen the dates or the paper "
    "and ask again.",
    outside="The papers do not hold the answer: {} lies outside their dates ({}).",
    outside_filter="No answer: {} lies outside the chosen dates ({}). Widen the dates and ask "
    "again.",
    unissued="The papers do not hold the answer: there is no paper of {}, only some of {}.",
    not_an_answer="The closest passage, not an answer (不是答案)",
    confidence="Confidence: {}",
    sureness=("low", "fair", "good"),
    seconds="{} s",
    article="Full article",
    part="A very long article: only {} characters on each side of the quote are shown",
    close="Close",
    kinds={"article": "Article", "photo": "Photo", "notice": "Notice"},
    file="File",
    clipping="The quote on the page (page {} of the file)",
    clipping_closest="The passage on the page: not an answer (page {} of the file)",
    no_clipping={
        "gone": "The file is no longer where it was, so its page cannot be shown.",
        "changed": "The file has changed since it was indexed, so its page is not shown; "
        "run baowen index.",
        "undrawn": "The page cannot be drawn: the image is too large, or the file is damaged.",
    },
)


def labels(lang: str) -> Labels:
    """The words for a language code. `labels("en") -> EN`; every other code means Chinese."""
    return EN if lang == "en" else ZH


def say(notice: Notice, words: Labels) -> str:
    """The notice in the language of these labels."""
    return notice.en if words.lang == "en" else notice.zh
