"""What one line of a web page is: of a menu, a tool, what the page says of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dates import full_date
from bot.reading import bylines
from bot.text import simplify

_SENTENCE = re.compile(r"[。！？…!?.][”」』\"）)]*$")
# The line between headline and text: 2024年03月05日 08:12 来源：河滨日报 作者：王小明
_INFO = re.compile(
    r"(?:来源|來源|稿源|作者|记者|記者|通讯员|撰文|责任编辑|责编|编辑|发布时间|发表时间|发布日期|日期|时间|時間|浏览|瀏覽|点击|阅读(?:次数|量|数)?"
    r"|人气|评论)\s*[:：]"
)
WRITTEN_BY = re.compile(
    r"(?:作者|记者|記者|通讯员|通訊員|撰文|文|(?<!组)图|摄影|攝影)\s*[:：/]\s*([\u4e00-\u9fff·]{2,12}?"
    r"(?=[\s、，,/|｜()（）]|$|发[布表]|时间|来源|责?任?编辑)"
    r"(?:[、，,/ ][\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff]*[:：]))*)"
)
_STAMP = re.compile(r"[\d\s年月日时分秒:：./-]{8,}")
# 当前位置：首页 > 正文
_WAY = re.compile(r"[您你]?的?(?:当前|所在|現在|现在)?的?(?:位置|频道)\s*[:：>]")
_CRUMB = re.compile(r"(?<=\S)(?:\s*(?:>+|»|›|→|＞)\s*|\s+[/／]\s+)(?=\S)")
_DAY = re.compile(r"\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")
_CLOCK = re.compile(r"\d[日\s]*\s\d{1,2}[:：]\d\d(?!\d)")  # behind a day
_EDITION = re.compile(r"版面导航|本版(?:新闻|导读|标题)|[上下]一版")
_INFO_CHARS = 120
_TOOL_CHARS = 60
_RIGHTS = re.compile(
    r"(?:免责|特别|版权)声明|版[权權](?:所有|声明|聲明|归)|凡(?:本[网站报]|注明)|未经.{0,8}(?:授权|许可)"
)
_BETWEEN = re.compile(r"[\s|｜/·:：>»›＞【】\[\]（）()+↑↓←→«-]+")
# Words of menus and of the tools around an article; a menu has some that are not here.
_MENU = re.compile(
    r"首页|首頁|要闻|新闻|新聞|视频|图片|专题|时政|国内|国际|社会|财经|经济|体育|娱乐|科技|教育|文化|"
    r"健康|汽车|房产|旅游|军事|评论|理论|地方|民生|本地|滚动|更多|专栏|论坛|博客|微博|微信|"
    r"朋友圈|QQ空间|QQ|邮箱|登录|注册|搜索|导航|返回版面|返回目录|返回|参与互动|港闻|即时|要聞|两岸|副刊|回上頁|回首頁|顶部|返回顶部|返回首页|手机版|客户端|"
    r"电子报|数字报|打印|列印|打印本页|打印此页|关闭|關閉|关闭窗口|关闭本页|字号|字体|字級|大|中|小|复制|收藏|转发|转发好友|轉寄|轉寄友人"
    r"|分享|分享到|分享至|关注|点赞|举报|纠错|关于我们|联系我们|广告服务|网站地图|版权声明|法律声明|设为首页|加入收藏|"
    r"相关新闻|相关阅读|相关链接|相关报道|热点推荐|推荐阅读|热门推荐|热点新闻|新闻排行|"
    r"猜你喜欢|上一篇|下一篇|上一页|下一页|正文|展开全文|阅读全文|打开APP|原创|放大|缩小|默认|朗读|听新闻"
)
_TOOL = re.compile(
    r"[【（(\[]?(?:(?:[上下]一[篇条页版则组]|分享[到至]|责任编辑|责编|编[辑輯]|编审|主编|图片编辑|设计|剪辑|校对|审[核校读]|[初复终一二三]审|总?监制|美编|排版|值班(?:主任|总编|编委)"
    r"|相关(?:新闻|阅读|链接|报道)|标签|关键[词字]|关键字|[Tt]ags?)\s*[:：\]】／/]"
    r"|(?:听新闻|朗读)[\s\d:：/+A-Za-z-]*$|(?:.{0,20}(?:whatsapp|facebook|twitter|telegram)|分享此文|立即打开).{0,20}$|扫一扫|扫描二维码|长按(?:二维码|识别)|网友评论|(?:主办|承办)(?:单位)?[:：]|继续滑动看|向上滑动看|轻触阅读原文|点击(?:上方|下方)?[“\"]?(?:蓝字|阅读原文|标题)|点击[上下]方.{0,14}(?:关注|订阅)|回到(?:第一|顶)"
    r"|预览时标签不可点|点个?[“\"「]?(?:在看|赞)|点赞\s*\d*$|[赞讚]\s*\d+|阅读\s*[\d.]+万?|[♥❤👍]|展开全文|阅读全文|返回顶部|(?:已经?|没有)(?:到底|更多|全部加载).{0,6}$|\[\d+\]"
    r"|[上下]一[页頁](?:\s|$)|第?\s*\d+\s*/\s*\d+\s*页|.*(?:ICP[备证]|公网安备|[Cc]opyright|©|All\sRights\sReserved)"
    r"|声明[:：]|本[网站](?:所有|刊登|转载)|转载请注明|原标题[:：]|下载客户端|来源[:：]\S{2,12}$)",
    re.IGNORECASE,
)
# What is let into an article: 广告, the number of a picture, the title of a film.
_LET_IN = re.compile(
    r"(?:广告|廣告|AD|Advertisement)(?![\u4e00-\u9fff\w]).{0,12}$|\d{1,3}\s*/\s*\d{1,3}$"
    r"|相关(?:新闻|阅读|链接|报道|视频|专题)\s*[:：]",
    re.IGNORECASE,
)
# What comes behind the last line of an article.
_END = re.compile(
    r"[-—–\s*·●▌▍|｜【\[（(]*(?:(?:END|完|全文完)[-—–\s】\]）)]*$"
    r"|(?:相关|相關|延伸|往期|热[门点]|熱門|精彩|推荐|推薦|更多|最新|猜你|编辑|图片|今日|本周|24小时|大家都在看|为你|為您|您可能|你可能|网友|網友|全部|热评|精选|我要|发表|用户|最热)"
    r"(?:阅读|新闻|新聞|链接|連結|报道|报导|推荐|推薦|文章|专题|回顾|精选|内容|资讯|排行|关注|评论|評論|留言|跟帖|喜欢|推送|热点|热搜|热榜|感兴趣|也喜欢|精彩|榜)*"
    r"(?:[(（]\d+[条則]?[)）])?\s*[】\]）)]?[:：]?$"
    r"|(?:评论|評論|留言|跟帖|网友评论|打赏|收藏|分享|点赞|推荐|热榜|排行榜?)(?:区|列表)?\s*[(（]?\d*条?[)）]?[:：]?$)"
)


def is_list_page(lines: Sequence[str]) -> bool:
    """True for headlines of a digital edition. `is_list_page(["上一版", "大桥通车"]) -> True`."""
    text = "\n".join(lines)
    return bool(_EDITION.search(text)) and not any(mark in text for mark in "。！？")


def ends_sentence(line: str) -> bool:
    """True for the end of a sentence, in Chinese or English. `ends_sentence("通车。”") -> True`."""
    return bool(_SENTENCE.search(line))


def is_stamp(line: str) -> bool:
    """True for a line that is a day, with the hour or without."""
    return bool(_STAMP.fullmatch(line.strip()))


def is_way(line: str) -> bool:
    """True for the way to the article through the site. `is_way("首页 > 民生 > 正文") -> True`."""
    if ends_sentence(line) or len(line) > _INFO_CHARS:
        return False
    return bool(_WAY.match(line)) or (bool(_CRUMB.search(line)) and not _INFO.search(line))


def tells(line: str) -> bool:
    """True for what a page says of its article: `tells("2024-03-05 来源：河滨日报") -> True`."""
    if len(line) > _INFO_CHARS or "。" in line or line.endswith(("！", "？")):
        return False
    if is_stamp(line) or _CLOCK.search(line) or bylines.is_byline(line):
        return True
    if _DAY.search(line) and (full_date(line) or "/" in line):
        return True
    return bool(_INFO.search(line))


def is_tool(line: str) -> bool:
    """True for a menu, and for the tools around an article. `is_tool("上一篇 下一篇") -> True`."""
    return (len(line) <= _TOOL_CHARS and bool(_TOOL.match(line))) or (
        bool(_RIGHTS.match(line)) or _is_menu(line)
    )


def is_let_in(line: str) -> bool:
    """True for what stands between an article's lines and is none. `is_let_in("2/6") -> True`."""
    return len(line) <= _TOOL_CHARS and bool(_LET_IN.match(line))


def ends_article(line: str) -> bool:
    """True for what stands behind the last line of one. `ends_article("相关阅读") -> True`."""
    return bool(_END.match(line))


def _is_menu(line: str) -> bool:
    """True for words of a menu. `_is_menu("首页 要闻 视频 健走") -> True`."""
    words = [word for word in _BETWEEN.split(simplify(line)) if word]
    known = sum(map(bool, map(_MENU.fullmatch, words)))
    return bool(words) and (
        known == len(words) or (len(words) > 2 and 2 * known >= len(words) and _is_short(words))
    )


def _is_short(words: Sequence[str]) -> bool:
    return all(len(word) <= 5 for word in words)
