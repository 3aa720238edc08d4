"""What a Chinese name looks like."""

from __future__ import annotations

import re

from bot.words import known_words, tagged_words

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单"
    "杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲封储靳段焦巴牧谷车侯宓蓬全郗班秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司韶郜黎"
    "蓟薄印宿白怀蒲邰从鄂索赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎"
    "充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧利蔚越隆师巩聂晁勾敖融冷訾辛阚那简饶空曾母沙养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公肖佟覃鄢敬况亢缑丘闫涂仝佘冼芦苑苟綦谌邝邸郄隗雒檀漆牟眭粟谯辜栗佴厍兰岳巫芮汲糜惠丛隋矫迟亓冼付代帅郄仉"
)
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "夏侯", "皇甫", "慕容", "令狐")
# The characters that spell out names of Uyghurs, Kazakhs, Mongols, Tibetans and foreigners.
_SPELLED = re.compile(
    r"[阿艾安敖巴白拜班宝保贝本比毕别宾波伯博布才仓曹策措达当德登迪地蒂丁东都多杜恩尔尕嘎噶甘冈格根贡古哈海"
    r"汗合赫胡吉加佳嘉江金卡康凯科克库拉来兰郎勒里力丽莲林鲁伦罗洛马买麦曼毛梅孟米姆木穆那娜乃南尼"
    r"努诺帕潘盘皮萍普齐奇其其恰钦青琼丘曲权热仁日荣如茹若萨赛桑沙山珊申生斯松苏索塔泰坦特提体铁图吐"
    r"托旺维翁乌吾西希夏先仙肖谢辛雄雅亚杨雅耶伊依义音英尤玉约云扎泽则增哲珍忠朱卓孜孙子娅帝]{4,9}"
)
_PLACES = tuple("校馆院镇乡村县市区局站队厂社委员长授师任记家班科室处所问部办组间庄屯寨段团系")
_QUARTERS = frozenset(("东关", "西关", "南关", "北关", "城关", "东街", "西街", "南街", "北街"))
_SCHOOL = re.compile("[一二三四五六七八九十实]中$|中学$|小学$|公社$")  # 县二中
_DESKS = "厂矿队科局校站所部"  # where somebody works, in two characters: 电厂
_THINGS = "站园区场馆池矿田厂地结院湖山河桥路同权炉林库塔坝井"  # 电站, 合同
_NAME_TAIL = re.compile(
    r"[的了是在完县市镇村乡州区局院社报版日月年处站办]$|(?:主持|出席|讲话|致辞|陪同|参加|强调|发言|会见)$"
)


def may_be_name(text: str) -> bool:
    """True for two to four characters that begin like a name. `may_be_name("林一苇") -> True`."""
    named = 2 <= len(text) <= 4 and text[0] in SURNAMES and text.isalpha()
    return named and not _NAME_TAIL.search(text)


def is_spelled(text: str) -> bool:
    """True for a name of four characters or more that sounds spell out: 古丽巴哈尔, 乌兰其其格."""
    return bool(_SPELLED.fullmatch(text))


def is_place(text: str) -> bool:
    """True for a place or a post before a name: 青石镇, 市委党校, 县一中教师, 电厂."""
    if len(text) == 2:
        return text[1] in _DESKS or text in _QUARTERS
    return len(text) >= 3 and (text.endswith(_PLACES) or _SCHOOL.search(text) is not None)


def is_likely(text: str) -> bool:
    """True for what is hardly anything but a name: 李一苇, 古丽巴哈尔; not 安全, 曾多次, 于近日."""
    if is_spelled(text):
        return True
    if not may_be_name(text) or (len(text) == 4 and text[:2] not in DOUBLE):
        return False
    first = known_words(text)[0]
    return len(first) == 1 or first in DOUBLE or tagged_words(first)[0][1].startswith("nr")


def person_at_end(text: str) -> str:
    """The name that a text ends in, or "". `person_at_end("设计师苏晚晴") -> "苏晚晴"`."""
    spelled = text[text.find("·") - 2 :] if "·" in text[2:] else ""
    ends = (text[-length:] for length in (3, 2, 4) if length <= len(text))
    named = (end for end in ends if is_likely(end) and end[-1] not in _THINGS)
    return spelled or next(named, "")


def is_person(text: str) -> bool:
    """True for what is likely a name, and for what jieba takes for one: 富宝伟, 托卡耶夫."""
    if is_likely(text):
        return True
    words = tagged_words(text)
    (first, first_tag), (last, last_tag) = words[0], words[-1]
    surname = first_tag == "nr" and len(first) == 1 and 1 < len(text) < 4
    return surname or (last_tag.startswith("nr") and len(last) > 1 and len(text) - len(last) < 2)
