"""Questions made from the news: a phrase is replaced by its question word, where it stands.

Chinese asks in place, so the archive itself is a training set: "泰昆捐赠100万元" becomes
"泰昆捐赠多少钱". The phrase is the answer, its article the context.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answering.spans import Token, candidate_spans, tokens_of
from bot.text import fold, sentence_spans

_ASK = {
    "number": ["多少", "几"],
    "when": ["什么时候", "哪天", "何时", "哪年", "啥时候"],
    "who": ["谁", "何人", "哪位", "什么人"],
    "where": ["哪里", "什么地方", "哪儿", "何处"],
    "org": ["哪个机构", "哪个单位", "什么部门", "哪家公司"],
    "title": ["什么"],
    "list": ["哪些", "哪几个"],
    "why": ["为什么"],
}
# The paper's formal words and what people type for them; both directions occur.
SYNONYMS = {
    "召开": ["开", "举行", "举办"],
    "举行": ["召开", "办", "举办"],
    "举办": ["办", "举行"],
    "捐赠": ["捐", "捐助", "捐了"],
    "系": ["是"],
    "为": ["是"],
    "位于": ["在"],
    "坐落": ["在"],
    "达": ["有", "达到", "是"],
    "达到": ["有", "是"],
    "增长": ["涨了", "增加", "上升", "提高"],
    "同比增长": ["比去年同期涨了", "同比涨了", "较上年增加"],
    "下降": ["降了", "减少", "跌了"],
    "完成": ["做完", "搞完"],
    "竣工": ["完工", "建成"],
    "完工": ["竣工", "建好", "建成"],
    "建成": ["完工", "建好", "盖好"],
    "启动": ["开始", "开启"],
    "投资": ["花", "投入"],
    "总投资": ["一共投", "一共要花"],
    "资金": ["钱", "款"],
    "设立": ["成立", "设"],
    "成立": ["设立", "建立"],
    "出席": ["参加", "到场"],
    "参加": ["出席", "参与"],
    "主持": ["负责主持"],
    "担任": ["当", "做"],
    "任": ["当", "担任"],
    "宣布": ["公布", "说"],
    "表示": ["说", "称", "讲"],
    "指出": ["说", "提到"],
    "强调": ["说", "提到"],
    "介绍": ["说", "讲"],
    "获得": ["得到", "拿到", "获"],
    "荣获": ["拿到", "获得"],
    "发布": ["公布", "推出"],
    "公布": ["发布"],
    "印发": ["发", "下发"],
    "销售": ["卖", "卖出"],
    "购买": ["买"],
    "居民": ["老百姓", "住户"],
    "群众": ["老百姓", "百姓"],
    "农民": ["农户", "老乡"],
    "学生": ["娃", "孩子"],
    "教师": ["老师"],
    "就业": ["上班", "工作", "找到工作"],
    "死亡": ["去世", "遇难", "死"],
    "受伤": ["伤"],
    "开通": ["通车", "启用"],
    "通车": ["开通"],
    "投产": ["开始生产", "投入生产"],
    "开工": ["动工", "开建"],
    "前往": ["去", "到"],
    "抵达": ["到", "到达"],
    "董事长": ["老总", "负责人", "老板"],
    "企业": ["公司"],
    "公司": ["企业"],
    "项目": ["工程"],
    "工程": ["项目"],
    "签署": ["签", "签订"],
    "签订": ["签", "签署"],
    "建立": ["设立", "建"],
    "减少": ["降", "下降"],
    "增加": ["多了", "增长", "涨"],
    "使用": ["用"],
    "建设": ["建", "修建"],
    "修建": ["建", "修"],
    "种植": ["种"],
    "养殖": ["养"],
    "收入": ["赚", "进账"],
    "价格": ["价钱"],
    "贷款": ["借款"],
    "利率": ["利息"],
    "面积": ["多大"],
    "原因": ["缘故"],
    "会议": ["会"],
    "举措": ["措施", "办法"],
    "措施": ["办法", "举措"],
    "目前": ["现在"],
    "日前": ["前几天"],
    "近日": ["最近"],
    "吸引": ["招来"],
    "覆盖": ["包括"],
    "包括": ["有"],
    "预计": ["估计"],
    "计划": ["打算", "准备"],
    "实施": ["搞", "推行"],
    "开展": ["搞", "进行"],
    "推出": ["搞出", "发布"],
    "发现": ["查出", "找到"],
}
_SORTS = {
    "number": "number",
    "when": "time",
    "who": "person",
    "where": "place",
    "org": "org",
    "title": "title",
    "list": "list",
}
_DATELINE = re.compile(r"记者|电\(|讯")
_UNIT_END = re.compile(r"[^0-9.,%]+$")
_REASON = re.compile(r"(?:因为|由于|为了|因)([^,。;]{4,40})[,。;]")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its answer `context[start:end]`."""

    question: str
    context: str
    title: str
    start: int
    end: int


def read_news(data: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    """(title, text) of the archives' articles, in order."""
    for name in names:
        with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if 150 <= len(row["text"]) <= 4000:
                    yield " ".join(row["titles"]), row["text"]


def make_examples(title: str, text: str, rng: random.Random, most: int = 2) -> Iterator[Example]:
    """Up to `most` questions on one article."""
    spans = [span for span in sentence_spans(text) if 15 <= span[1] - span[0] <= 160]
    rng.shuffle(spans)
    made = 0
    for start, end in spans[:6]:
        example = _ask(title, text, start, end, rng)
        if example:
            yield example
            made += 1
        if made >= most:
            return


def _ask(title: str, text: str, start: int, end: int, rng: random.Random) -> Example | None:
    sentence = fold(text[start:end])
    if _DATELINE.search(sentence):
        return None
    tokens = tokens_of(sentence)
    kind = rng.choices(
        ["number", "when", "who", "where", "org", "title", "list", "why"], [5, 3, 4, 3, 3, 2, 2, 2]
    )[0]
    if kind == "why":
        match = _REASON.search(sentence)
        if not match:
            return None
        at, to, ask = match.start(1), match.end(1), "为什么"
        rest = sentence[: match.start()] + ask + sentence[match.end() :]
        return _finish(rest, match.start(), ask, title, text, start + at, start + to, rng)
    spans = [s for s in candidate_spans(sentence, tokens, kind) if s.sort == _SORTS[kind]]
    spans = [s for s in spans if _good(kind, sentence, s.start, s.end, tokens)]
    if not spans:
        return None
    span = rng.choice(spans)
    if kind in ("org", "where"):  # the longest run that ends here reads best
        span = min((s for s in spans if s.end == span.end), key=lambda s: s.start)
        if span.end - span.start < 3:
            return None
    answer = sentence[span.start : span.end]
    ask = rng.choice(_ASK[kind])
    if kind == "number":
        ask = _number_word(answer, rng)
    elif kind == "when":
        ask = _time_word(answer, rng)
    rest = sentence[: span.start] + ask + sentence[span.end :]
    return _finish(rest, span.start, ask, title, text, start + span.start, start + span.end, rng)


def _good(kind: str, sentence: str, start: int, end: int, tokens: list[Token]) -> bool:
    """Whether a candidate is worth asking for: whole words, and a real figure for a number."""
    answer = sentence[start:end]
    if start not in {t.start for t in tokens} or end not in {t.end for t in tokens}:
        return False
    if kind == "number":
        return bool(re.match(r"[0-9百]", answer)) and not re.search(r"[年月日号时届]$", answer)
    if kind == "when":
        return any(char.isdigit() for char in answer)
    return end - start > 1


def _number_word(answer: str, rng: random.Random) -> str:
    if "%" in answer or "百分" in answer:
        return rng.choice(["多少", "百分之几", "百分之多少", "几个百分点"])
    unit = _UNIT_END.search(answer)
    tail = unit.group() if unit else ""
    if "元" in tail:
        return rng.choice(["多少钱", "多少" + tail, "多少元", "多少资金"])
    return rng.choice(["多少", "多少" + tail, "几" + tail[-1:] if tail else "多少"])


def _time_word(answer: str, rng: random.Random) -> str:
    if answer.endswith("年"):
        return rng.choice(["哪年", "哪一年", "什么时候", "何时"])
    if "日" in answer or "号" in answer:
        return rng.choice(["哪天", "几号", "什么时候", "何时", "哪一天"])
    return rng.choice(["什么时候", "何时", "几时"])


def _finish(
    rest: str, at: int, ask: str, title: str, text: str, start: int, end: int, rng: random.Random
) -> Example | None:
    """Trims the question to what people type: some clauses, fewer words, other words."""
    clauses = [m.span() for m in re.finditer(r"[^,;。!?]+", rest)]
    home = next((i for i, (a, b) in enumerate(clauses) if a <= at < b), None)
    if home is None:
        return None
    first = max(0, home - rng.choice([0, 0, 1, 1, 2]))
    last = min(len(clauses) - 1, home + rng.choice([0, 0, 0, 1]))
    kept = rest[clauses[first][0] : clauses[last][1]]
    lead = rng.random() < 0.35 and title
    words = []
    for token in tokens_of(kept):
        if token.text in SYNONYMS and rng.random() < 0.5:
            words.append(rng.choice(SYNONYMS[token.text]))
        elif rng.random() < 0.08 and token.tag[:1] in "uadcmtfbrpn" and token.text not in ask:
            continue
        else:
            words.append(token.text)
    question = "".join(words)
    if lead:
        topic = rng.choice(re.split(r"[\s，,]+", title))
        question = f"{topic}{rng.choice([',', '，', '中', '里'])}{question}"
    if ask not in question or not 8 <= len(question) <= 70:
        return None
    question += rng.choice(["?", "？", "", "呢？", ""])
    return Example(question, text, title, start, end)
