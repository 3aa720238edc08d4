"""What a block of a page looks like, told by its own words: the cues of separation.

Looking for a character, or at the last one, takes a tenth of the time of a pattern: where no text
can fit without it, that look comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.dates import ends_like_date, find_dates
from bot.reading import bylines
from bot.reading.blocks import Block
from bot.reading.lines import ends_sentence, is_field
from bot.reading.mastheads import is_masthead

MAX_HEAD = 60  # characters of the longest printed line of a headline

_STAFF = re.compile(
    r"^[（(【]?(?:本[版期报]?\s*(?:\d{1,2}版\s*)?)?(?:值班(?:总编|主任|编委|编辑|副?总编辑?)?|执行|首席)?"
    r"(?:责任?编辑?|编辑|版式|美术?编辑?|校对|校检|审[读校核]|组版|设计|统筹|总编辑?|主编|编委会主任|版面主任|电话|邮箱|投稿|热线|"
    r"新闻热线|广告热线|订阅|地址|邮编|邮政编码|零售|发行|印刷|网址|微信公众号|E-?mail)"
    r"[^。！？]{0,4}(?:[:：/]|[ \u3000]|(?<=编)|(?<=编辑))[^。！？]{0,80}$",
    re.IGNORECASE,
)
_STAFF_WORD = re.compile(
    "责任?编辑?|值班(?:编委|主任|总编)|[美编]编|编辑|版式|校对|组版|审[读校核]|主编|[题插]图[:：]|总值班"
)
_STAFF_MARK = re.compile("[编:：/ \u3000]")  # every such line has one
# What a page on the web shows around its stories, and copying all of it takes along.
_MENU = re.compile(
    r"(?:首页|主页|版面导航|标题导航|版面概览|往期回顾|返回(?:目录|首页|顶部)?|上一[篇版期]|下一[篇版期]|放大|缩小|默认|字[号体]"
    r"|打印|分享到?|收藏|关闭|朗读|PDF(?:版|下载)?|手机版|检索|您?当前的?位置|[\[\]【】|｜/·>+○●:：\-])"
)
_RIGHTS = re.compile(
    r"版权(?:所有|声明)|Copyright|[\u4e00-\u9fff]ICP备|备案号"
    r"|[^。]{0,16}未经(?:书面)?(?:授权|许可)[^。]{0,10}转载"
)
HOTLINE = (
    r"(?:晚报|日报|新闻|广告|刊登|投稿|[报爆]料|订[报阅]|发行|读者|本[报版])\S{0,4}[热专]线"
    r"(?:[（(][^（）()]{1,6}[）)])?[:：]?\d"
)
# What stands at a page's end of the paper itself: 来信请寄：…, 晚报热线0000-000000.
_OF_PAPER = re.compile(
    r"(?:来[信稿件]|投稿|稿件)请?[寄发投]|投稿(?:邮箱|信箱|电话)[:：]|社址[:：]|(?:邮发)?代号[:：]?\d"
    r"|本[版报刊]\S{0,6}(?:仅|只|不)代表|[^。]{0,40}本[版报刊]\S{0,8}(?:不作为|不承担|概不负责|不对\S{2,12}(?:承担|负责))"
    r"|[^。，]{0,10}本版(?:主持人?|由[^。]{2,24}(?:合办|协办|主办|承办))|本栏目?由[^。，]{2,20}(?:解答|主持|回答|提供)$"
    rf"|[^，。]{{0,16}}{HOTLINE}|热线[:：]\d|本[报刊](?:通讯处|地址)[:：]|(?:第\d+期)?刊[头名](?:题[字写]|书写|设计)[:：]"
)
_GUIDE = frozenset(["今日导读", "今日看点", "导读", "今日关注", "要闻导读", "版面导读", "今日要目"])
_SLOGAN = re.compile(
    "学懂|弄通|做实|蓝图|实景|干成|全面|深入|学习|宣传|贯彻|落实|精神|思想|党的|二十大|十[八九]大|[一二三四五六七]中全会|代表大会|主题教育"
    "|中国式现代化|现代化|牢记|嘱托|感恩|奋进|新时代|新征程|弘扬|高举|旗帜|坚定|凝心|铸魂|踔厉奋发|勇毅前行"
    "|喜迎|庆祝|周年|中华民族|共同体|意识|铸牢|社会主义|核心价值观|特色|讲文明|树新风|公益广告|乡村振兴"
    "|团结|奋斗|同心|共筑|中国梦|不忘初心|使命|以案促改|总书记|重要讲话|指示|以|为|指引|推动|高质量发展"
    "|谱写|篇章|扎实|开展|推进|建设|美丽|家园|文明|城市|创建|人人|参与|你我|携手|共建|共享|撸起袖子|加油|实干|强国|"
    "复兴|厉行|节约|反对|浪费|安全|生产|绿色|低碳|生活|关爱|健康|争做|争当|先锋|倡导"
)
_PUBLISHER = re.compile(
    r"^(?:[^，。]{0,24}国内统一(?:连续出版物|刊)号|邮发代号|CN\s?\d\d-\d{4})[^，。]{0,40}$|^[^，。]{0,24}(?:机关报|报社(?:出版|主办|主管))[^，。]{0,24}$"
)
_WEATHER = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}天气|[今明]天?[:：]?(?:晴|多云|阴|小雨)).{0,70}(?:℃|°C|[级度])"
)
_RUNS_LONG = re.compile(r"如下[:：]$|[，,；].*[:：]$|[，,；].+[，,；].*[？！?!]$")
# 19:35电视连续剧, 7月20日19:30决赛; 电力公司 78∶71 市政公司: entries of a list, no headlines.
_AT_TIME = re.compile(r"(?:\d{1,2}月\d{1,2}日(?:[（(].{1,4}[）)])?)?\d{1,2}[:：]\d\d")
_PLACED = re.compile(r"第[一二三四五六七八九十\d]{1,3}名[\s:：]")  # 第一名 铁三中
_SCORE = re.compile(r"[\u4e00-\u9fff]{2,10}\s+\d{1,3}\s*[∶:：比]\s*\d{1,3}\s+[\u4e00-\u9fff]{2,10}")
_TALK = re.compile(
    r"^(?:问|答|记者|主持人|[QA]|(?:读者|球迷|市民|网友|观众|听众)[^，。：:]{0,6})[:：]"
)
_ADDRESS = re.compile(
    r"^(?:编辑(?:同志|老师|部)|同志们|朋友们|(?:广大|尊敬的|亲爱的|各(?!地|县|国)|致|全体)[^，。]{2,24})[:：]$"
)
_LETTER = re.compile(
    r"贵报|(?:尊敬的)?(?:编辑(?:同志|老师|部)?|[\u4e00-\u9fff]{1,6}(?:报社|日报|晚报|编辑部))[:：]"
)
_LABELS = (
    "时评", "短评", "快评", "微评", "手记", "札记", "随笔", "观察", "论坛", "视点", "聚焦", "专栏",
    "简讯", "短讯", "快讯", "简报", "综述", "侧记", "特写", "纪实", "通讯", "评论", "社评",
    "社论", "评论员文章", "杂谈", "漫笔", "今日谈", "街谈", "茶座", "图片新闻", "图片报道",
    "新闻图片", "微言", "要闻", "帮你问", "问答", "巷议", "漫谈", "絮语", "闲话", "声音", "来信",
    "人物", "故事", "专访", "访谈", "调查", "追踪", "视窗", "之窗", "博览", "天地", "副刊",
    "走笔", "往事", "见闻", "说案", "说法", "问吧", "贴士", "连载", "小品", "小评", "问医",
    "摘登", "面对面", "讲堂", "课堂", "速递", "速览", "短波", "数读", "数说", "视界", "纵横",
    "广角", "小言论", "之声", "心声", "回声", "书架", "书评", "影评", "史话", "掌故", "百态",
    "物语", "感悟", "随想", "散记", "微小说", "小小说", "曝光台", "直通车", "直播间", "风采",
    "剪影", "掠影", "写真", "随手拍", "之友", "信箱", "百科", "词典", "热评", "话题", "园地",
    "诗抄", "农事", "行情", "有道", "沙龙", "有话", "回音", "话语", "小黑板", "服务窗", "问事处",
    "照登", "顾问", "来鸿", "一页", "近况", "问我答", "分析", "表扬栏", "批评栏", "新事", "老照片",
    "点歌台",
)  # fmt: skip
# The same in a shorter line; headlines end so too.
_SHORT_LABELS = (
    "漫话", "两句", "一刻", "一笑", "背后", "谚语", "警句", "格言", "锦囊", "拾趣", "拾零", "集锦",
    "荟萃", "传真", "播报", "指南", "支招", "大家谈", "大家说", "三言两语", "一得", "一议",
    "钩沉", "拾遗", "轶事", "趣闻", "警示", "提醒", "提示", "夜话", "茶话", "灯下", "夜读", "光影",
    "瞬间", "锐评", "史鉴", "点击", "点评", "荐读", "悦读", "品读", "读史", "民谣", "民谚", "谜语",
    "常识", "科普", "语录", "寄语", "心语", "心得", "笔记", "手札", "家书", "风物", "风味", "民俗",
    "食话", "画廊", "热线", "快递", "指津", "释疑", "解惑", "答疑", "有约", "会客厅", "风景线",
    "光荣榜", "红黑榜", "加油站", "现场", "百味", "五分钟", "一家言", "万象", "大观", "采风",
    "侧写", "后续", "回访", "表情", "回音壁",
)  # fmt: skip
# Sections of a page, and forms, alone in their line.
_SECTIONS = frozenset((
    "国际", "国内", "省内", "市内", "县内", "本地", "天下", "环球", "时政", "财经", "体坛", "文娱",
    "读书", "书房", "诗歌", "散文", "小说", "杂文", "诗词", "七律", "七绝", "五律", "五绝", "看台",
    "答复", "回复", "反馈",
))  # fmt: skip
_LABEL = re.compile(rf"^[【\[■●◆▲]?[\u4e00-\u9fff·“”\"]{{0,7}}(?:{'|'.join(_LABELS)})[】\]]?$")
_SHORT_LABEL = re.compile(rf"^[\u4e00-\u9fff]{{0,3}}(?:{'|'.join(_SHORT_LABELS)})$")
# 明前茶·茶亭坳, “名医面对面”之十六
_SERIES = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{2,6}){1,2}|[“《].{2,10}[”》]之[一二三四五六七八九十]{1,3})$"
)
_NOTICE = re.compile(
    r"(?:公告|启事|通告|公示|声明|更正|更正说明|讣告|通知|[招诚急]聘|遗失|告示|启示|致歉|认领|提示|预告|竞价公告"
    r"|拍卖|注销|挂失|停[水电气]信息)(?:书|信)?(?:[（(].{1,12}[）)])?$"
)
_NOTICE_ENDS = "告事示明正知聘失歉领卖销息书信）)"
_NOTICE_START = re.compile(
    r"^(?:遗失声明|公告|启事|声明|更正|通告|公示|停[水电气]通知|寻[人物]启事|招聘"
    r"|(?:[\u4e00-\u9fff]{2}(?:招租|出租|转让|出售|租售)|[\u4e00-\u9fff·]{0,8}(?:便民信息|分类(?:小?广告|信息))|招租|鸣谢|寻[人物车]|征婚|感谢信|诚聘|敬告(?:顾客|读者|用户)|讣闻)$)"
)
_CHAPTER = re.compile(r"[（(](?:\d{1,3}|[一二三四五六七八九十百]{1,4})[）)]|\d{1,3}|[①-⑳㉑-㊿]")
_OFFER = 24  # characters of the title of an offer
_OFFERS = re.compile(
    "^(?:诚?招(?![商标待牌])|急[招聘售]|征[求集稿文召订]|求[购租职]|寻[找人物求]|出[售租让]|转让|供应|代[售办])"
    "|(?:征稿|征文|征集|招募|招生|招工|招聘|求购|供求|出售|出租|转让)(?:信息|简章|令)?$|招募[^，。]{2,}"
)
_TURN = re.compile("电话|手机|热线|联系|邮箱|信箱|报名|面议|截稿|截止|[1-9]\\d{6,10}")
_KICKER_ENDS = (
    "强调", "指出", "要求", "提出", "表示", "时说", "宣布", "透露", "显示", "发布", "认为",
    "呼吁", "召开", "—", "：", ":", "讲话", "致辞", "主持", "之际",
)  # fmt: skip
_LONG_KICKER_ENDS = ("时", "中", "后", "上")  # of one with more than six characters
_MAKER = re.compile(
    r"^(?:本[版文期]?)?(?:制图|绘图|统筹|制表|漫画|插图|题图|题字|资料|数据|图表|图片|资料来源|数据来源|图片来源"
    r"|本版图片|版式设计|编者|来源|整理)(?:数据|设计|来源|制作|整理)*(?:[：:/]|均?为|由|(?<=来源)于)"
)
_OFFICES = (
    "局", "委", "委员会", "办公室", "中心", "公司", "集团", "支队", "大队", "法院", "检察院",
    "政府", "协会", "联合会", "商会", "总会", "学会", "基金会", "工会", "妇联", "团委", "学校",
    "医院", "银行", "厂", "处", "所", "社", "部",
)  # fmt: skip
_KOWTOWS = re.compile("(?:同叩|泣[告叩启]|叩谢|敬谢|鞠躬|谨启|敬启|谨识|同启)$")  # under a notice
_BULLETS = "●◆■▲★◎○□△◇☆•·*✦"
_BULLET = re.compile(r"^[●◆■▲★◎○□△◇☆•·*✦]\s*\S.{20,}|^[●◆■▲★◎•]\S*[。]")
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|第[一二三四五六七八九十]+(?:[条章节招步问关层、，]|[件点][:：]))"
)
_CAPTION_WORD = re.compile(
    r"^(?:[上下左右]?图[①-⑩一二三四五六七八九十\d]?\s*[为是：:]|图[①-⑩\d、]+|[（(]?资料图)"
)
_PRINTED_IN = re.compile(  # 《电信与生活》2.11 王某, 2月8日《古今报》: where a digest has it from
    r"(?:(?:摘自|选自|原载|据)[：:]?|[\d.年月日第期·]*)《[^《》]{2,14}》[^，。；！？]{0,16}"
)
_TAIL_WORD = re.compile(
    r"^(?:记者|本报|新华社|据|指导[老教]师|执笔|作者|通讯员|完|摘编|摘自|来源|原载|实习|综合|参与|欢迎|本文|本系列"
    r"|.{1,40}(?:电|采写|报道|整理|供稿|编译|摘编|辑录|口述)$|[^，。]{2,12}下[期次]公布$)"
)
_LEAD = re.compile(r"[■●◆]?(?:核心阅读|内容提要|阅读提示|编者按|开栏的话|编者的话)[:：]?$")
_COLUMN = re.compile(r"[（(][^（）()]{2,20}[）)]$")
_CLOSING = re.compile(r"^[（(](?:本报|新华社|据|记者|通讯员|作者|执笔|完|综合|参与|本系列)")
_TWOS = re.compile("(?:[\u4e00-\u9fff]{2})+")
_NEXT_TWOS = re.compile("(?<=[\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2})+")
_HAN = re.compile("[\u4e00-\u9fff]+")
_FEW = 40  # characters
_BAD_ENDS = "。，、；,;．."
_OPEN_ENDS = tuple("，、；,;（(“《")


def is_maker(text: str) -> bool:
    """True for who drew or put together a story. `is_maker("制图：王某") -> True`."""
    return len(text) <= 40 and bool(_MAKER.match(text))


def is_office(text: str) -> bool:
    """True for the name of an office alone. `is_office("云溪县公安局") -> True`."""
    if not (4 <= len(text) <= 30 and text.endswith(_OFFICES)) or text.endswith("干部"):
        return False
    return not ("，" in text or "：" in text or ":" in text)


def is_signature(text: str) -> bool:
    """True for an office with or without the day. `is_signature("云溪县公安局2024年4月1日")`."""
    if len(text) > 60 or "，" in text or "。" in text or "：" in text or ":" in text:
        return False
    if _KOWTOWS.search(text):
        return True
    for date in reversed(find_dates(text)):
        if date.day is not None:
            text = text[: date.start] + text[date.end :]
    return not text or is_office(text)


def is_bullet(text: str) -> bool:
    """True for one of a list of short items. `is_bullet("●县总工会3月2日办班。") -> True`."""
    return text[:1] in _BULLETS and bool(_BULLET.match(text))


def is_staff(text: str) -> bool:
    """True for a line of the page's makers. `is_staff("责任编辑 王某") -> True`."""
    if len(text) > 90 or text.endswith("编辑部") or not _STAFF_MARK.search(text):
        return False
    if _STAFF.match(text) and not _ADDRESS.match(text):
        return True
    plain = "，" not in text and "。" not in text and _STAFF_WORD.match(text)
    return bool(plain) and len(_STAFF_WORD.findall(text)) > 1


def is_guide(text: str) -> bool:
    """True for the name of a guide to other pages. `is_guide("今日导读") -> True`."""
    return text in _GUIDE


def is_furniture(text: str) -> bool:
    """True for a line that belongs to the page, not to a story: masthead, makers, guide."""
    return (
        is_staff(text)
        or is_guide(text)
        or bool(len(text) <= 60 and (_RIGHTS.match(text) or _is_menu(text)))
        or bool(len(text) <= 60 and "。" not in text[:-1] and _OF_PAPER.match(text))
        or is_weather(text)
        or bool(("号" in text or "CN" in text or "报" in text) and _PUBLISHER.match(text))
        or is_masthead(text)
    )


def is_weather(text: str) -> bool:
    """True for a day's weather, as the head of a page has it. `is_weather("今天：晴，12℃")`."""
    likely = "气" in text or text[:1] in "今明"
    return likely and "。" not in text[:-1] and bool(_WEATHER.match(text))


def _is_menu(text: str) -> bool:
    """True for the menu of a page on the web: 上一篇下一篇, 第01版：要闻 上一版 下一版."""
    rest = _MENU.sub("", text)
    return len(rest) < len(text) and len(text) > 2 and (not rest or is_masthead(rest))


def is_slogan(text: str) -> bool:
    """True where slogan words make up most of a line. `is_slogan("深入学习贯彻") -> True`."""
    if not 6 <= len(text) <= 45:
        return False
    covered = sum(len(match.group()) for match in _SLOGAN.finditer(text))
    return covered >= 0.6 * len(text)


def is_label(text: str) -> bool:
    """True for the label of a column or a form. `is_label("记者手记") -> True`."""
    if len(text) > 13:
        return False
    if text in _SECTIONS:
        return True
    named = text.rstrip("】]").endswith(_LABELS) and _LABEL.match(text)
    named = named or (text.endswith(_SHORT_LABELS) and _SHORT_LABEL.match(text))
    return bool(named or (("·" in text or "之" in text) and _SERIES.match(text)))


def is_notice_title(text: str) -> bool:
    """True for the title of a notice. `is_notice_title("停水公告") -> True`."""
    if len(text) > 45:
        return False
    if text[-1:] in _NOTICE_ENDS and _NOTICE.search(text):
        return True
    return len(text) <= 12 and bool(_NOTICE_START.match(text))


def is_offer(title: str, text: str) -> bool:
    """True for a notice that its title does not call so. `is_offer("招采菇工", "电话：…") -> True`.

    Something is wanted or offered, and the text says where to turn.
    """
    return len(title) <= _OFFER and bool(_OFFERS.search(title) and _TURN.search(text))


def ends_like_kicker(text: str) -> bool:
    """True where the line leads into the next. `ends_like_kicker("王某在会上强调") -> True`."""
    return text.endswith(_KICKER_ENDS) or (len(text) > 6 and text.endswith(_LONG_KICKER_ENDS))


def is_numbered(text: str) -> bool:
    """True for a numbered heading or clause. `is_numbered("一、项目概况") -> True`."""
    return bool(_NUMBERED.match(text))


def is_chapter(text: str) -> bool:
    """True for the number of a part by itself. `is_chapter("（27）") -> True`."""
    return len(text) < 7 and bool(_CHAPTER.fullmatch(text))


def opens_caption(text: str) -> bool:
    """True for words that only a caption begins with. `opens_caption("图为工地") -> True`."""
    return bool(_CAPTION_WORD.match(text))


def is_date_line(text: str) -> bool:
    """True for a line that is one date. `is_date_line("2024年4月1日") -> True`."""
    if len(text) > 20 or not ends_like_date(text):
        return False
    dates = find_dates(text)
    return len(dates) == 1 and len(text) - (dates[0].end - dates[0].start) <= 1


def opens_letter(text: str) -> bool:
    """True for how readers begin a letter to the paper. `opens_letter("编辑同志：") -> True`."""
    return bool(("编辑" in text[:9] or "报" in text[:9]) and _LETTER.match(text))


def asks_first(text: str) -> bool:
    """True for the question that a column of answers begins with. `asks_first("问：…") -> True`."""
    return text.startswith(("问：", "问:"))


def may_head(block: Block) -> bool:
    """True for a line that may stand in a headline: short, and no sentence."""
    text = block.text
    if block.marked:
        return True
    if not 2 <= len(text) <= MAX_HEAD or text[-1] in _BAD_ENDS or "。" in text:
        return False
    if (
        block.row
        or _SCORE.fullmatch(block.shown)
        or is_bullet(text)
        or is_field(text)
        or opens_caption(text)
    ):
        return False
    if text[0].isdigit() and _AT_TIME.match(text):
        return False
    if (
        _TALK.match(text)
        or _PLACED.match(block.shown)
        or (text[-1] in "：:" and _ADDRESS.match(text))
    ):
        return False
    if text[-1] in "：:？?！!" and _RUNS_LONG.search(text):
        return False
    return _HAN.search(text) is not None and not bylines.opens_report(text)


def is_open(text: str) -> bool:
    """True where a body breaks off in mid-sentence. `is_open("全力推进丰") -> True`."""
    return not ends_sentence(text) and not text.endswith(("：", ":", "）", ")", "；", ";"))


def breaks_off(text: str) -> bool:
    """True where the text surely goes on: it ends in a comma or an opening bracket."""
    return text.endswith(_OPEN_ENDS)


def is_bracketed(text: str) -> bool:
    """True for a closing line in brackets. `is_bracketed("（本报东京1月21日电）") -> True`."""
    if len(text) > 200 or text[:1] not in "（(" or text[-1:] not in "）)":
        return False
    inner = text[1:-1]
    if bylines.names_in(inner) and len(inner) <= 9 and "版" not in inner:
        return True
    if (is_office(inner) and len(inner) <= 14) or _PRINTED_IN.fullmatch(inner):
        return True
    return bool(_TAIL_WORD.search(inner)) and _is_balanced(inner)


def shared(text: str, other: str) -> float:
    """Share of the text's pairs of neighbouring Chinese characters that the other has too, 0..1.

    `shared("青石镇，小学", "青石小学") -> 0.67`.
    """
    if len(text) <= _FEW:  # looking for each is faster than making the pairs of the other
        few = _pairs(text)
        return sum(map(other.__contains__, few)) / len(few) if few else 0.0
    own = {*_numbers("".join(_TWOS.findall(text))), *_numbers("".join(_NEXT_TWOS.findall(text)))}
    there = own.intersection(_numbers(other)) | own.intersection(_numbers(other, 1))
    return len(there) / len(own) if own else 0.0


@lru_cache(maxsize=128)
def _pairs(text: str) -> frozenset[str]:
    """Its pairs; a headline is compared with several texts."""
    runs = _HAN.findall(text)
    return frozenset([run[at : at + 2] for run in runs for at in range(len(run) - 1)])


def phrases(text: str, other: str) -> int:
    """How many runs of four Chinese characters of the text the other has too, marks aside."""
    own, there = ("".join(_HAN.findall(one)) for one in (text, other))
    runs = set[int]().union(*(_numbers(own, n, 4) for n in range(4)))
    return len(set[int]().union(*(runs.intersection(_numbers(there, n, 4)) for n in range(4))))


def _numbers(text: str, skipped: int = 0, size: int = 2) -> Iterable[int]:
    """Its first two or four characters as one number, the next ones as another, and so on."""
    units = memoryview(text.encode("utf-16-le", "surrogatepass"))[2 * skipped :]
    return units[: len(units) // (2 * size) * 2 * size].cast("I" if size == 2 else "Q")


def is_source(text: str) -> bool:
    """True for where a digest has its story from. `is_source("摘自《环球风》") -> True`."""
    return text[0] in "摘选原据" and bool(_PRINTED_IN.fullmatch(text))


def is_closing(text: str) -> bool:
    """True for brackets that only close a story. `is_closing("（本报北京电）") -> True`."""
    return bool(_CLOSING.match(text))


def names_column(text: str) -> bool:
    """True for a line that ends in a column's name. `names_column("家风（民生观）") -> True`."""
    return text[-1:] in "）)" and bool(_COLUMN.search(text))


def is_lead(text: str, long: bool = True) -> bool:
    """True for the label of a summary under a headline, and if `long` for a line with commas."""
    return bool(_LEAD.match(text)) or (
        long and len(text) >= 30 and ("，" in text or "," in text or "；" in text)
    )


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return False
    return depth == 0
