"""下转 and 上接: the forms in which papers print them, and the halves that they belong to."""

from __future__ import annotations

import pytest

from bot.reading import jumps
from bot.reading.articles import split_page
from bot.reading.pages import make_page
from bot.records import Half

NAME = "2024-03-05_河滨日报_01版.txt"
TO = (
    "（下转第二版）", "下转02版", "(下转A3版·要闻)", "(下转第2版)", "【紧转第2版】", "下转2",
    "（下转2、3版）", "▶下转2版", "（下转第十二版）", "(下转 第 2 版)", "〔下转2版〕",
    "（文字下转第2版）",
    "（下转Ａ０３版）", "(下转2版《桥通了》)",
)  # fmt: skip
PAGE_OF = dict(
    zip(TO, ["2", "2", "A3", "2", "2", "2", "2", "2", "12", "2", "2", "2", "A3", "2"], strict=True)
)
FROM = (
    "（上接第一版）", "上接1版", "(上接第1版)", "（紧接第1版）", "(上接A1版)", "（上接０１版）",
    "(上接1版·要闻)", "◀上接1版", "(上接1)", "〔上接第1版〕",
)  # fmt: skip
BODY = "船工们上了岸,有的开店,有的种菜。"


@pytest.mark.parametrize("mark", TO)
def test_the_page_that_a_story_jumps_to(mark: str) -> None:
    assert jumps.page_after(BODY + mark) == PAGE_OF[mark]
    assert jumps.page_after(mark) == PAGE_OF[mark] and jumps.is_jump(mark)
    assert jumps.without_marks(BODY + mark).rstrip("▶") == BODY


@pytest.mark.parametrize("mark", FROM)
def test_the_page_that_a_story_comes_from(mark: str) -> None:
    number = "A1" if "A" in mark else "1"
    gap = " " if mark.endswith("版") else ""
    assert jumps.page_before(f"{mark}{gap}{BODY}") == number
    assert jumps.page_before(mark) == number and jumps.is_jump(mark)
    assert jumps.without_marks(f"{mark}{gap}{BODY}") == BODY


@pytest.mark.parametrize(
    "text",
    ["路面下转弯多。", "他上接第二任班长的班,下转业。", "（接受采访）水来了。",
     "货车转3次车到县里。", "记者从转播车上下来", "（记者 王小明）", "接第1个电话", "二版",
     "(图片见第2版)", "（转自新华网）"],
)  # fmt: skip
def test_what_only_looks_like_a_jump(text: str) -> None:
    assert jumps.page_after(text) is None and jumps.page_before(text) is None


def read(text: str) -> list:
    return split_page(make_page(text, NAME))


STORY = "老渡口的新故事\n\n本报讯 记者王小明报道:5月1日,渡口大桥建成通车,两岸居民过江不再靠船。"
OTHER = "山脚小学添了图书室\n\n本报讯 记者李立报道:4月28日,山脚小学的图书室开门。\n\n"
PHOTO = "4月30日,工人在果园里疏花。\n\n本报记者 赵一凡 摄\n\n"


@pytest.mark.parametrize("mark", ["(下转第2版)", "\n\n（下转第二版）", "\n\n下转02版"])
def test_the_first_half_names_the_page_of_the_second(mark: str) -> None:
    story, other = read(f"{STORY}{mark}\n\n{OTHER}")
    assert story.continued_by == Half("2") and story.continues is None
    assert other.continued_by is None
    # A mark on its own line is no text; one within a line is the file's own and stays.
    assert story.text.endswith("(下转第2版)" if mark[0] == "(" else "靠船。")


def test_a_jump_line_behind_a_photo_belongs_to_the_story() -> None:
    story, photo, other = read(f"{STORY}\n\n{PHOTO}（下转第2版）\n\n{OTHER}")
    assert [one.continued_by for one in (story, photo, other)] == [Half("2"), None, None]


@pytest.mark.parametrize(
    "head",
    [
        "老渡口的新故事\n\n(上接第1版)",
        "老渡口的新故事\n\n（上接第一版）\n\n",
        "（上接第一版）\n\n老渡口的新故事\n\n",
        "上接1版\n\n老渡口的新故事\n\n",
        "老渡口的新故事（上接第一版）\n\n",
    ],
)
def test_the_second_half_names_the_page_of_the_first(head: str) -> None:
    other, story = read(f"{OTHER}{head}{BODY}\n\n责任编辑 钱多\n")
    assert story.continues == Half("1") and story.continued_by is None
    assert other.continues is None and other.continued_by is None
    assert (story.title or "").startswith("老渡口的新故事") and BODY in story.text


def test_a_second_half_without_a_headline_is_an_item_of_its_own() -> None:
    other, story = read(f"{OTHER}（上接第一版）\n\n{BODY}\n")
    assert (story.title, story.text, story.continues) == (None, BODY, Half("1"))
    assert other.text.endswith("图书室开门。")


def test_a_story_may_go_on_twice() -> None:
    [story] = read(f"老渡口的新故事\n\n(上接第1版){BODY}(下转第3版)\n")
    assert (story.continues, story.continued_by) == (Half("1"), Half("3"))
