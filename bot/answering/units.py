"""What sort of figure a question wants, and what sort a figure is."""

from __future__ import annotations

from bot.patterns import regex
from bot.reading.names import is_person, person_at_end

# What is measured where it is asked how big it is.
PREMISES = (
    r"(?:铺面?|门面|店面?|房子?|厂房|院子?|馆|广场|果园|林[地场]|教室|展厅|大棚|场地)"
    r"(?:现在|目前|一共|总共|到底|究竟|大概|总|有)*"
)
# The first that matches tells; "" where nothing does.
_ASKED = (
    ("", r"(?:增长?|增加|上升|提高|下降|降低|减少|[涨跌降升])了?多少$"),  # an amount, or percent
    ("percent", r"百分|比例|比重|占比|[增涨跌降]幅|增速|[^频]率|同比|环比"),
    (
        "money",
        r"钱|资金|投资|金额|元|价|费|收入|产值|余额|贷款|利润|让利|营收|造价|补贴|额"
        r"|工资|月薪|年薪|薪水|罚款",
    ),
    ("money", r"(?:(?<![对支应])付|[缴赔欠亏]|要交|得交|该交|[要得该]花)了?(?:多少|几)"),
    ("weight", r"多重(?!要)|重量|体重|[净毛限载]重|重多少"),
    ("people", r"多少名?位?人|几[个名位]?人|几[名位]|人数|人次|人口"),
    ("area", r"面积|亩|公顷|平方"),
    ("area", rf"{PREMISES}多[大少]"),
    ("age", r"岁|年纪|年龄|多大年"),
    ("duration", r"多久|多长时间|几[年天]|多少[年天]|几个月|几小时"),
    ("length", r"多[长宽高深远](?!时)|里程|长度|高度|水位"),
)
_TOLD = (
    ("percent", r"%|百分|‰|bp|成$"),
    ("money", r"元|块|欧|英镑|港币|人民币"),
    ("area", r"亩|公顷|平方"),
    ("people", r"[人名位]|人次"),
    ("times", r"次$"),
    ("age", r"岁"),
    ("duration", r"[天秒]|年$|小时|个月|分钟|周年|日$"),
    ("weight", r"吨|公斤|千克|斤"),
    ("length", r"(?<!平方)(?<!立方)(?:米|公里|海里|毫米)"),
    ("volume", r"立方|升"),
    ("points", r"(?<!百)分$"),
)
_ASKED_BY = tuple((unit, regex(pattern)) for unit, pattern in _ASKED)
_TOLD_BY = tuple((unit, regex(pattern)) for unit, pattern in _TOLD)
_NAMED = regex(r"有?(?:多少|几)([\u4e00-\u9fff]{1,3})")
# Somebody's age by his name; 面积多大 is no age.
_AGE = regex(
    r"(?P<name>[\u4e00-\u9fff·]{2,8}?)的?(?:今年|现在|如今|目前|已经?)?(?:是|有|多)*"
    r"(?:多大(?:年[纪龄]|岁数)?|几岁|多少岁|高寿|年[纪龄](?:是?多[大少])?|岁数)"
)
_NUMBER = regex(r"[0-9.,〇零一二三四五六七八九十百千万亿两余多]+")


def asked_unit(question: str, start: int, end: int) -> str:
    """The sort of figure that a question wants. `asked_unit("花了多少钱", 2, 4) -> "money"`."""
    named = _NAMED.match(question, start)
    if named and named.group(1).startswith("钱"):  # 多少钱一斤
        return "money"
    if named and told_unit(named.group(1)):  # 多少米, 几公里
        return told_unit(named.group(1))
    if age_of(question):
        return "age"
    near = question[max(0, start - 8) : end + 4]
    for unit, pattern in _ASKED_BY:
        if pattern.search(near):
            return unit
    return ""


def age_of(question: str) -> str:
    """Whose age is asked for and nothing else, or "". `age_of("巫永年今年多大") -> "巫永年"`."""
    asked = _AGE.fullmatch(question)
    name = asked["name"] if asked else ""
    return name if name and is_person(name) else person_at_end(name)


def told_unit(span: str) -> str:
    """The sort of a figure. `told_unit("100万元") -> "money"`."""
    tail = _NUMBER.sub("", span)
    for unit, pattern in _TOLD_BY:
        if pattern.search(tail):
            return unit
    return ""
