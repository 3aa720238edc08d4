"""The lines of a web page: what it says of its article, its menus, and the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.text import squeeze

# The line between headline and text: 2024年03月05日 08:12 来源：河滨日报 作者：王小明
_INFO = re.compile(r"(?:来源|稿源|作者|责任编辑|编辑|发布时间|发表时间|时间|浏览|点击)[:：]")
WRITTEN_BY = re.compile(
    r"作者[:：]\s*([\u4e00-\u9fff·]{2,12}?(?=[\s、，,/|]|$|发[布表]|时间|来源|责?任?编辑)"
    r"(?:[、，,/ ][\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff]*[:：]))*)"
)
_STAMP = re.compile(r"[\d\s年月日时分秒:：./-]{8,}")
_WAY = re.compile(r"[您你]?的?(?:当前|所在)?的?位置\s*[:：>]")  # 当前位置：首页 > 民生 > 正文
_DAY = re.compile(r"\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}")
_EDITION = re.compile(r"版面导航|本版(?:新闻|导读|标题)|[上下]一版")
_LISTED = re.compile(r"[·•▪■]|[^\t]+\t")  # a headline in a list, cells of a menu
_CLOCK = re.compile(r"\d:\d\d")
_INFO_LINES = 4  # of the article's own, among which it stands; the library may put it at the end
_INFO_CHARS = 100
_MAX_TITLE = 40  # characters of a headline that the page's head does not name
_SENTENCE_END = ("。", "！", "？", "”")
_BETWEEN = re.compile(r"[\s|｜/·:：>»【】\[\]（）()]+")
# Words of menus and of the tools around an article; a menu has some that are not here.
_MENU = re.compile(
    r"首页|要闻|新闻|视频|图片|专题|时政|国内|国际|社会|财经|经济|体育|娱乐|科技|教育|文化|"
    r"健康|汽车|房产|旅游|军事|评论|理论|地方|民生|本地|滚动|更多|专栏|论坛|博客|微博|微信|"
    r"朋友圈|QQ空间|QQ|邮箱|登录|注册|搜索|导航|返回|顶部|返回顶部|返回首页|手机版|客户端|"
    r"电子报|数字报|打印|打印本页|关闭|关闭窗口|字号|字体|大|中|小|收藏|分享|分享到|分享至|"
    r"点赞|举报|纠错|关于我们|联系我们|广告服务|网站地图|版权声明|法律声明|设为首页|加入收藏|"
    r"相关新闻|相关阅读|相关链接|相关报道|热点推荐|推荐阅读|热门推荐|热点新闻|新闻排行|"
    r"猜你喜欢|上一篇|下一篇|正文"
)
_TOOL = re.compile(
    r"[【（(\[]?(?:(?:[上下]一[篇条页版]|分享[到至]|责任编辑|责编|编辑|编审|主编|校对|审[核校]|[初复终一二三]审|总?监制|相关(?:新闻|阅读|链接|报道))\s*[:：\]】]"
    r"|扫一扫|网友评论|(?:主办|承办)(?:单位)?[:：]|继续滑动看|向上滑动看|轻触阅读原文|预览时标签不可点"
    r"|[上下]一页(?:\s|$)|版权(?:所有|声明|归)|未经.{0,8}(?:授权|许可)|.*(?:ICP[备证]|公网安备|Copyright|©))"
)


class Lines(NamedTuple):
    """The lines of a page, parted: those about the article and the article's own."""

    title: str | None
    info: str
    text: str


def parted(text: str, title: str | None) -> Lines:
    """What stands around the article apart from it; all is the article's where nothing is left.

    Menus and tools count above the first sentence and below the last one only.
    """
    lines = text.strip().split("\n")
    tools = [*map(is_tool, lines)]
    prose = [n for n, line in enumerate(lines) if line.endswith(_SENTENCE_END) and not tools[n]]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    menus = _menus(lines[:first], tools)
    own = [
        line for n, line in enumerate(lines) if n >= menus and (first <= n <= last or not tools[n])
    ]
    around = [n for n, line in enumerate(own) if _is_around(line, n, len(own), title)]
    if title is None and around[:1] == [1] and len(own[0]) <= _MAX_TITLE:
        title, around = own[0], [0, *around]
    kept = [line for n, line in enumerate(own) if n not in around]
    info = [own[n] for n in around] if kept else []
    return Lines(title, "\n".join(info), "\n".join(kept or lines))


def _menus(above: Sequence[str], tools: Sequence[bool]) -> int:
    """How many of the lines above the first sentence are menus, and what stands among them.

    None where no line tells of the article: what looks like a menu may be a list of it.
    """
    told = max((n for n, line in enumerate(above) if _tells_all(line)), default=0)
    menus = (n + 1 for n in range(told) if tools[n] or _LISTED.match(above[n]))
    return max(menus, default=0)


def told_above(shown: Sequence[str], first: str) -> str:
    """What a page says of its article right above the text, whose first line is given."""
    wanted = squeeze(first)
    at = next((n for n, line in enumerate(shown) if wanted in squeeze(line)), 0)
    near = shown[max(0, at - _INFO_LINES) : at]
    return "\n".join(line for line in near if len(line) <= _INFO_CHARS and _INFO.search(line))


def _is_around(line: str, number: int, count: int, title: str | None) -> bool:
    """True for the headline again and for what the page says of its article."""
    top, end = number < _INFO_LINES, number >= count - _INFO_LINES
    if len(line) > _INFO_CHARS or not (top or end):
        return False
    if _WAY.match(line) or (len(_INFO.findall(line)) > 1 and _CLOCK.search(line)):
        return True  # cannot be text
    if title is not None and squeeze(line) == squeeze(title):
        return top
    if not top or line.rstrip().endswith(_SENTENCE_END):
        return False
    return bool(_INFO.search(line)) or is_stamp(line)


def _tells_all(line: str) -> bool:
    """True for two of the day, the author, the source and the like in one line."""
    told = len(_INFO.findall(line)) + bool(_DAY.search(line))
    return told > 1 and len(line) <= _INFO_CHARS


def is_list_page(text: str) -> bool:
    """True for the headlines of a digital edition: `is_list_page("上一版\\n大桥通车") -> True`."""
    return bool(_EDITION.search(text)) and not any(mark in text for mark in "。！？")


def is_stamp(line: str) -> bool:
    """True for a line that is a day, with the hour or without."""
    return bool(_STAMP.fullmatch(line.strip()))


def is_tool(line: str) -> bool:
    """True for a menu, and for the tools around an article. `is_tool("上一篇 下一篇") -> True`."""
    return bool(_TOOL.match(line)) or _is_menu(line)


def _is_menu(line: str) -> bool:
    """True for words of a menu. `_is_menu("首页 要闻 视频 健走") -> True`."""
    words = [word for word in _BETWEEN.split(line) if word]
    known = sum(map(bool, map(_MENU.fullmatch, words)))
    return bool(words) and (
        known == len(words) or (len(words) > 2 and 2 * known >= len(words) and _is_short(words))
    )


def _is_short(words: Sequence[str]) -> bool:
    return all(len(word) <= 5 for word in words)
