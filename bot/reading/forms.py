"""The forms of datelines, bylines and credits of Chinese newspapers, as patterns."""

from __future__ import annotations

import re

SP = r"[ \t\u3000\xa0\n]*"
AGENCY = r"(?:新华社|中新社|中新网|人民网|新华网|央视网|中国新闻社|法新社|路透社)"
WIRE = r"电(?![影视力话子动信机商网能站价量池])"
MONTH = rf"(?:\d{{1,2}}{SP}月{SP})?"
REPORT = r"(?!援引|引[述用])[\u4e00-\u9fff]{0,6}?(?:讯(?!员)|消息)"
# 本报讯 / 本报北京3月4日电 / 新华社北京12月31日电 / 据新华社电 / 云溪日报讯
HEAD = re.compile(
    rf"""{SP}[（(【\[〔]?{SP}(?:
      (?:本[报刊台网]|[\u4e00-\u9fff]{{2,6}}(?:[报网社]|新闻|融媒(?:体中心)?)|[晚日早晨时商]报){SP}(?:{REPORT}|综合消息)(?![\u4e00-\u9fff]?息)
    | 本[报刊台网]{SP}(?:[\u4e00-\u9fff]{{2,8}}{SP})?{MONTH}\d{{1,2}}{SP}日{SP}讯(?!员)
    | (?:据)?(?:本[报刊台网]|{AGENCY})[^，。；！？\n“"]{{0,22}}?{WIRE}
    | [\u4e00-\u9fff]{{2,4}}[网社][\u4e00-\u9fff]{{0,8}}{MONTH}\d{{1,2}}{SP}日{SP}{WIRE}
    )[）)】\]〕]?""",
    re.VERBOSE,
)
# What every ROLE ends in.
ROLES = ("记者", "通讯员", "实习生", "撰稿", "通讯报道员", "评论员")
ROLE = (
    r"(?:本[报刊台网]|新华社|[\u4e00-\u9fff]{0,4}(?:日报|晚报|早报|晨报|时报|商报|新报|融媒体?(?:中心)?)社?"
    r"|[\u4e00-\u9fff]{2,4}?(?=全媒体|融媒))?"
    r"(?:全媒体|融媒体?|见习|实习|学生|校园|社区|小|特约|特派|驻站|首席|首席全媒体|新媒体"
    r"|驻[\u4e00-\u9fff]{1,8}?(?=(?:特[约派]|首席)?记者))*"
    r"(?:记者|通讯员|实习生|撰稿人|特约撰稿|通讯报道员|评论员(?!文章))"
)
NAME = (
    r"(?!从|在|获|不|没|好奇|走访|近日|日前|了解|看到|手记|札记|观察|调查|来到|走进|见到|注意|采访|眼|节|的|为|是|对)"
    r"[\u4e00-\u9fff〇·•]{1,14}"
)
SEPARATOR = rf"(?:{SP}[、,，;；/／∕]{SP}|[ \t\u3000\xa0\n]+)"
NAMES = rf"{NAME}(?:{SEPARATOR}{NAME})*?"
WORK = r"(?:摄影报[道导]|摄影|报\s*[道导]|文\s*[/并]\s*图|文/摄|图/文|摄|文|采写|整理)"
# 记者孙某某报道: / （记者 王某 通讯员 李某） / 记者 张某 李某 4月3日从……
BYLINE = re.compile(
    rf"""{SP}[（(【〔]?{SP}(?:据{SP})?{ROLE}{SP}[:：]?{SP}(?P<names>{NAMES})
    (?:{SP}{ROLE}{SP}[:：]?{SP}(?P<more>{NAMES}))*
    {SP}(?:{WORK}{SP}[）)】〕]?{SP}[:：]?|[）)】〕]{SP}[:：]?|[:：])""",
    re.VERBOSE,
)
# 记者李某 4月3日，… / 记者李某从县里获悉: no mark behind the names; only likely ones count
_SHORT = r"(?:[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff][ \u3000\xa0]{1,2}[\u4e00-\u9fff])"
_SHORT_NAMES = rf"{_SHORT}(?:{SEPARATOR}{_SHORT})*?"
UNMARKED = re.compile(
    rf"{SP}{ROLE}{SP}{_SHORT_NAMES}(?:{SP}{ROLE}{SP}{_SHORT_NAMES})*"
    rf"(?={SP}(?:(?P<day>{MONTH}\d{{1,2}}{SP}日{SP}(?:[上下]午|晚)?{SP}[,，])|从|近日|日前|[昨今][日天]|(?P<gap>\u3000\S{{6}})))"
)
# 河滨晚报记者 as 本报记者
OF_PAPER = re.compile(r"\s*(?:本|[\u4e00-\u9fff]{2,4}(?:日报|晚报|早报|晨报|时报|商报|新报))")
# （木兰县融媒体中心 王某某 李某）: names behind 本报讯 without 记者
DESK = re.compile(rf"{SP}[（(](?P<names>[^（）()，,。：:]{{2,40}})[）)]{SP}[:：]?")
DAY = re.compile(
    rf"{SP}(?:\d{{4}}{SP}年{SP})?(?:\d{{1,2}}{SP}月{SP})?\d{{1,2}}{SP}日(?:{SP}[上下]午|{SP}晚)?"
    rf"(?={SP}[,，])"
)
HAN = r"[一二三四五六七八九十]{1,3}"
WRITTEN = re.compile(  # 文/王某 图/李某, 图/文 王某, 记者：王某 摄影：李某
    rf"{SP}(?:(?:撰文|采写|作者|文字?|文并图){SP}[/／:：]|图{SP}[/／](?:[^/／。]{{2,12}}\s)?{SP}文"
    rf"|{ROLE}[^/／]{{2,16}}(?:[/／]{SP}文|文{SP}[/／]|摄影{SP}[/／:：]))"
)
CAPTION_DAY = re.compile(
    rf"{SP}(?:\d{{4}}{SP}年{SP})?(?:\d{{1,2}}{SP}月{SP}\d{{1,2}}|{HAN}{SP}月{SP}{HAN}){SP}日"
    rf"(?={SP}(?:清晨|凌晨|早晨|一早|[上中下]午|傍晚|[晚当][上天]?|夜[里间]?)?{SP}[,，])"
)
# 王某口述 记者 李某整理
_TOLD = (
    rf"[\u4e00-\u9fff]{{2,3}}{SP}[口讲]述{SP}[,，]?{SP}(?=\S[^。]{{1,30}}(?:整理|采写|记录|撰文))"
)
ALONE = re.compile(
    rf"""{SP}[（(【\[□■◎●▲△◆◇○☉★☆]*{SP}
    (?:(?:文(?:[·•并]图|字)?|作者|图文|图[·•]文|文图|撰[文稿]|供稿|整理|口述|讲述|记者|编译|采写|采访){SP}[/／:：]{SP}|图{SP}[/／](?:[^/／。]{{2,12}}\s)?{SP}文|{ROLE}{SP}[:：]?{SP}|{_TOLD})
    .{{0,60}}?[）)】\]]?{SP}""",
    re.VERBOSE | re.DOTALL,
)
POSTED = re.compile(r"驻[\u4e00-\u9fff]{1,8}记者")
GLUED = re.compile(rf"[^\u4e00-\u9fff]*{ROLE}(?=[\u4e00-\u9fff])")
# 王某 李某/文, 王某/文 李某/图, 王某 文/图, 作者 王某: names that no 记者 introduces
_WORDS = rf"(?:文{SP}[/／]{SP}[图摄]|图{SP}[/／]{SP}文|文图|图文)"
_SHARE = rf"{_SHORT_NAMES}{SP}(?:[/／]{SP}(?:{_WORDS}|[文图画])|{_WORDS})"
SHARED = re.compile(
    rf"{SP}(?:{_SHARE}(?:{SP}{_SHARE})*|(?:作者|撰文|采写){SP}{_SHORT_NAMES}"
    rf"|(?:\S{{2,10}}[ \u3000]+)?{_SHORT_NAMES}{SP}(?:编?著|译|[口讲]述|整理|采写|记录)){SP}"
)
# 县一小五（3）班 王某 指导老师：李某
PUPIL = re.compile(
    rf"{SP}(?P<school>[^，。：:\s]{{3,24}}(?:班|年级|[小中大]学|学院)){SP}[^\S\n]{SP}(?P<names>{_SHORT_NAMES})"
    rf"{SP}[（(]?{SP}(?:指导|辅导)(?:老师|教师|家长)?{SP}[:：]?{SP}[^，。：:]{{2,12}}?[）)]?{SP}"
)
CLASS = re.compile(r"[^\s，。：:]{1,20}(?:班|年级)(?=\s)")
SUPPLIED = re.compile(r"[^\s，。：:]{2,20}供稿")  # by an office
OTHERS = re.compile(r"等[\d一二三四五六七八九十百]+[人户]$")
GUIDED = re.compile(r"[（(]?\s*(?:指导|辅导)(?:老师|教师|家长)?\s*[:：].*$", re.DOTALL)
REPORTS = re.compile(  # 记者从……获悉 is a sentence
    rf"{SP}[（(]?{SP}{ROLE}{SP}(?:从|在|近日|日前|了解|看到|来到|走进|见到|注意|采访|获悉|走访|调查|体验|探访)"
)
BULLET = re.compile(rf"{SP}(?P<sign>[□■◎●▲△◆◇○☉]){SP}(?P<names>{NAMES}){SP}")
SHOT = re.compile(
    r"(?:摄影报道|摄影|摄(?:于[^，。：:]{2,12})?|供图|图片?[/／]|文[/／]图|图[/／]文|资料图片?)"
    r"[ \u3000\xa0]*(?:[（(][^（）()]{0,14}[）)])?[ \u3000\xa0]*[）)]?[。.]?[ \u3000\xa0]*$"
)
# The credit at the end of a caption: who, and that they took it.
CREDIT = re.compile(
    rf"""(?:(?<=[。！？；”）)!?.\s\n])|^){SP}[（(]?{SP}
    (?:(?:图片?|摄影)(?:{SP}[/:：由]{SP}|{SP}(?={ROLE})))?
    (?:{ROLE}{SP}[:：]?{SP})?
    (?P<names>{NAMES}(?:{SP}{ROLE}{SP}[:：]?{SP}{NAMES})*?){SP}[/／]?{SP}
    (?<!拍)(?P<work>摄影报道|摄影|摄(?:于[^，。：:]{{2,12}})?|供图|提供){SP}(?:[（(][^（）()]{{0,14}}[）)])?{SP}[）)]?[。.]?{SP}$""",
    re.VERBOSE,
)
CREDIT_FIRST = re.compile(
    rf"(?:^|(?<=[。！？）)\s])){SP}[（(]?"
    rf"(?:(?:图|图片|摄影|图片摄影|摄|供图){SP}[/／:：]|(?:摄影|图片){SP}(?={ROLE}|{_SHORT}{SP}$)){SP}(?:{ROLE}{SP})?"
    rf"(?P<names>{NAMES}){SP}[）)]?{SP}$"
)
# 图片由县一中提供, 县一中供图
GIVEN = (
    r"(?:(?:图片?|照片|本[版组]图片)[ \u3000]*均?[ \u3000]*由[^。，；,（）()]{2,24}(?:提供|供图|摄)"
    r"|[\u4e00-\u9fff]{3,14}(?:局|委|办|中心|公司|大队|支队|法院|学校|中学|小学|一中|医院|协会|社区|部)供图|受访者(?:供图|提供))"
)
# 王某图 李某文, 新华社发, （资料图片）: credits of a picture that nobody is said to have shot
PICTURE = re.compile(
    rf"{SP}[（(]?{SP}(?:(?P<who>[\u4e00-\u9fff]{{1,2}}{SP}[\u4e00-\u9fff]{{1,2}}){SP}[图画绘]"
    rf"(?:{SP}{NAMES}{SP}[文诗])?|新华社发|人民视觉|影像中国|视觉中国|资料图片?|{GIVEN}"
    rf"|新华社发{SP}[（(]{SP}(?P<shot>{NAMES}){SP}摄{SP}[）)]){SP}[）)]?{SP}"
)
# 2016年12月02日 来源：某报 作者：王某: over a story on a page of the web
WEB = re.compile(
    rf"{SP}(?:\d{{4}}[年.\-/]\d{{1,2}}[月.\-/]\d{{1,2}}日?{SP}(?:\d{{1,2}}:\d\d(?::\d\d)?)?{SP})?"
    rf"(?:(?:来源|稿源)[:：]{SP}[^\s：:]{{2,16}}{SP})?(?:作者[:：]{SP}(?P<names>[^：:]{{2,40}}?))?{SP}"
)
# 秋塘（国画） 王某 作: a picture of its own, whoever made it
_ARTS = (
    r"(?:中?国画|油画|木刻|版画|书法|漫画|剪纸|素描|速写|水[彩粉墨]画?|儿童画|农民画|年画|连环画|宣传画"
    r"|雕塑|篆刻|摄影)"
)
ART = re.compile(
    rf"{SP}(?:[^，。：:（）()]{{1,16}}[（(]{_ARTS}[）)]|{_ARTS}{SP}《[^》]{{1,16}}》){SP}(?:作者{SP}[:：]?{SP})?"
    rf"(?:[^\s，。：:]{{4,14}}[ \u3000]+)?(?P<who>[\u4e00-\u9fff]{{1,2}}{SP}[\u4e00-\u9fff]{{1,2}})"
    rf"{SP}(?:\d{{1,2}}岁{SP})?[作绘画摄]?{SP}"
)
DRAWN = re.compile(
    rf"{SP}[\u4e00-\u9fff \u3000\xa0]{{2,6}}[图画绘]{SP}[\u4e00-\u9fff \u3000\xa0]{{2,6}}[文诗]{SP}"
)
GIVEN_END = re.compile(rf"(?<=[。！？；”）)!?.\s])[（(]?{SP}{GIVEN}{SP}[）)]?{SP}$")
TAIL = re.compile(rf"(?:^|(?<=[。！？…”\n])){SP}[（(](?P<inner>[^（）()。]{{2,40}})[）)]{SP}$")
TAIL_SIGNED = re.compile(rf"{SP}(?:{ROLE}|作者{SP}[:：])")
# 。通讯员 王某, 。文/王某: names behind the last sentence, without brackets
TAIL_BARE = re.compile(
    rf"(?<=[。！？…”]){SP}[□■◎●▲△◆◇○☉]?{SP}(?P<inner>(?:{ROLE}|文{SP}[/／]|作者{SP}[:：])[^（）()。，,！？]{{2,40}}){SP}$"
)
# 本报评论员: a desk that signs in the paper's name
SIGNS = re.compile(
    r"(?:本[报刊台网]|新华社|[\u4e00-\u9fff]{2,4}(?:日报|晚报|早报|晨报|时报|新报|新闻|网))(?:特约)?(?:评论员|评论部|编辑部)"
)
ROLE_FIND = re.compile(ROLE)
NOT_NAMES = re.compile(
    r"^(?:报道|摄影|摄|文|图|通讯|本报|记者|从|在|日前|近日|获悉|了解|综合|整理|人民视觉|影像中国"
    r"|新华社|发|讯|等|和|与|及|采写|供图|提供|作者|编译|责编|撰文|实习|特约|见习|受访者|制图|绘图|剪辑|编导|学生|市民|网友|读者|居民|村民|游客|家长"
    r"|[\u4e00-\u9fff]{0,3}(?:药师|医师|医生|护士|律师|教师|老师|教授|讲师|工人|农民|职工|战士|民警|法官|工程师|营养师))$"
)
_PUT = r"(?:采访|综合)?整理|供稿|编译|摘编|选编|编写|辑录|撰稿|撰文|口述|讲述"  # together or told
WORK_TAIL = re.compile(rf"(?:报[道导]|摄|文|图|{_PUT})$")
WORK_END = re.compile(
    rf"\s*(?:摄影报[道导]|摄影|报\s*[道导]|文\s*/\s*图|图\s*/\s*文|采写|{_PUT}|供图|提供|摄"
    r"|(?:(?<=[\u4e00-\u9fff]{2})|(?<=\s))[辑编])[:：]?\s*$"
)
# Around the names of a byline.
PLACED = re.compile(
    rf"[/／∕]{SP}[^/／∕】〕]{{2,6}}(?=报[道导]{SP}(?:[】〕]|$))"
)  # 【记者王某／青石报导】
REPORTED_FROM = re.compile(r"记者([\u4e00-\u9fff]{4,6}?)报[道导]")  # 记者王小明台南报导
FROM_DAY = re.compile(r"(?:\d+\s*月\s*\d+\s*日|\s发自).*$", re.DOTALL)
GIVER = re.compile(r"\S+提供\s*$|(?<=\s)(?:文字?|图|摄影|撰文|整理|采写)\s*[/／:：]")
WORK_START = re.compile(
    r"^(?:文(?:[·•并]?图|字)?|图(?:[·•]?文)?|图\s*[/／]\s*文|作者|撰[文稿]|供稿|整理|编译|采写|采访|口述|讲述|图片?|摄影)(?:\s*[/／:：]\s*|\s+)"
)
BRACKETS = re.compile(r"[（(].*?[）)]")
BETWEEN = re.compile(r"[、,，;；/／∕\s]+")
LETTERS = re.compile(r"[\u4e00-\u9fff〇·•]+")
# What every credit and every byline holds: looking for it is cheap. All of it is plain words, which
# a pattern finds fastest.
PICTURED = re.compile("摄|图|画|绘|供图|提供|社发|视觉|影像")
SIGNED = re.compile(
    "/|／|:|：|□|■|◎|●|▲|△|◆|◇|○|☉|记者|通讯|实习|撰稿|作者|撰文|采写|文图|图文|评论|编辑部|指导|辅导|供稿|口述|讲述|著|译"
)
CUED = re.compile(f"{SIGNED.pattern}|{PICTURED.pattern}|@")  # or an address: one line in eight
WIRED = re.compile("讯|电|消息")  # what the opening by an agency holds
