"""Two halves of a story find each other, and no half finds another story."""

from __future__ import annotations

import random

import pytest

from bot.reading.articles import split_page
from bot.reading.halves import with_partners
from bot.reading.pages import make_page
from bot.records import Article, Half

FERRY = "老渡口摆渡人老何收起了竹篙,三十年的渡船靠了岸,大桥一通,船工们各有各的打算"
FERRY_ON = "老何留下来看桥,船工们有的开店,有的种菜,渡船修好了给游客看。竹篙还挂在墙上。"
TREES = "果园里疏花的工人一天能走两万步,苹果树四年挂果,合作社今年新添了冷库和分拣线"
TREES_ON = "合作社的苹果装箱运出去,冷库能存八百吨,分拣线一小时过三吨果子。"


def page(text: str, number: int, folder: str = "河滨", day: str = "2024-03-05") -> list[Article]:
    return split_page(make_page(text, f"{folder}/{day}_河滨日报_0{number}版.txt"))


def story(title: str, text: str) -> str:
    return f"{title}\n\n{text}\n\n" if title else f"{text}\n\n"


def links(articles: list[Article]) -> set[tuple[str, str]]:
    """Text beginnings of the halves that are linked; both sides must say so."""
    found = with_partners(articles)
    by_id = {article.id: article for article in found}
    pairs = set()
    for article in found:
        if article.continued_by is not None and article.continued_by.id is not None:
            other = by_id[article.continued_by.id]
            assert other.continues is not None and other.continues.id == article.id
            assert (article.page, other.page) == (other.continues.page, article.continued_by.page)
            pairs.add((_head(article), _head(other)))
    backward = [a for a in found if a.continues is not None and a.continues.id is not None]
    assert len(backward) == len(pairs)
    return pairs


def _head(article: Article) -> str:
    return article.text.split(")", 1)[-1][:4] if article.text[0] in "(（" else article.text[:4]


FIRST = story("老渡口的新故事", FERRY + "。(下转第2版)")
SECOND = story("老渡口的新故事", "(上接第1版)" + FERRY_ON)
PAIR = {("老渡口摆", "老何留下")}


def test_halves_name_each_other_and_the_story() -> None:
    first, second = with_partners([*page(FIRST, 1), *page(SECOND, 2)])
    assert first.continued_by == Half("2", second.id, "老渡口的新故事", second.file)
    assert second.continues == Half("1", first.id, "老渡口的新故事", first.file)
    assert (first.text, second.text) == (page(FIRST, 1)[0].text, page(SECOND, 2)[0].text)


@pytest.mark.parametrize(
    "title", ["老渡口的新故事", "老渡口", "的新故事", "", "老渡口的新故事（上接第一版）"]
)
def test_the_second_half_repeats_all_of_the_headline_a_part_or_nothing(title: str) -> None:
    second = page(story(title, "(上接第1版)" + FERRY_ON), 2)
    assert links([*page(FIRST, 1), *second]) == PAIR
    told = with_partners([*page(FIRST, 1), *second])[1]
    assert told.headline == "老渡口的新故事"


@pytest.mark.parametrize("titled", [True, False])
def test_two_jumps_on_one_page_are_not_swapped(titled: bool) -> None:
    ferry, trees = ("老渡口的新故事", "果园又到疏花时") if titled else ("", "")
    front = page(FIRST + story("果园又到疏花时", TREES + "。(下转第2版)"), 1)
    back = page(story(trees, "(上接第1版)" + TREES_ON) + story(ferry, "(上接第1版)" + FERRY_ON), 2)
    for seed in range(4):
        mixed = [*front, *back]
        random.Random(seed).shuffle(mixed)
        assert links(mixed) == {*PAIR, ("果园里疏", "合作社的")}


def test_a_broken_sentence_tells_the_halves() -> None:
    # Nothing else tells: the second half has no headline and no words of the first.
    report = "本报讯 记者王小明报道:5月1日,"
    cut = page(story("渡口大桥建成通车", report + "全县开工建设的重点项(下转第2版)"), 1)
    whole = page(story("山脚小学植树忙", report + "植树的人都回家了。(下转第2版)"), 1)
    goes_on = page(story("", "(上接第1版)目里,它最先完工。"), 2)
    for articles in ([*cut, *whole, *goes_on], [*whole, *cut, *goes_on]):
        first, second, third = with_partners(articles)
        owner = first if "重点项" in first.text else second
        assert third.continues.id == owner.id and owner.continued_by.id == third.id


def test_what_cannot_be_told_apart_is_left_alone() -> None:
    front = [
        *page(story("渡口大桥建成通车", "两岸居民过江不再靠船。(下转第2版)"), 1),
        *page(story("山脚小学植树忙", "操场边上多了一排树。(下转第2版)"), 1),
    ]
    back = [
        *page(story("", "(上接第1版)大家说了很多。"), 2),
        *page(story("", "(上接第1版)天黑前散了。"), 2),
    ]
    assert [article.continued_by for article in front] == [Half("2"), Half("2")]
    assert [article.continues for article in back] == [Half("1"), Half("1")]
    assert links([*front, *back]) == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page(FIRST, 1), []),
        ([], page(SECOND, 2)),
        (page(FIRST, 1), page(SECOND, 3)),  # another page than the first names
        (page(FIRST, 3), page(SECOND, 2)),  # another page than the second names
        (page(FIRST, 1), page(SECOND, 2, day="2024-03-06")),  # another issue
        (page(FIRST, 1), page(story("老渡口的新故事", FERRY_ON), 2)),  # it does not say so
        (page(FIRST, 1), page(story("果园又到疏花时", "(上接第1版)" + TREES_ON), 2)),
    ],
)
def test_a_half_without_its_partner_stays_as_it_is(
    first: list[Article], second: list[Article]
) -> None:
    assert with_partners([*first, *second]) == [*first, *second]


def test_a_story_may_run_over_three_pages() -> None:
    middle = page(story("老渡口的新故事", f"(上接第1版){FERRY_ON}(下转第3版)"), 2)
    last = page(story("老渡口", "(上接第2版)渡船和竹篙都归了老何。"), 3)
    for articles in ([*page(FIRST, 1), *middle, *last], [*last, *middle, *page(FIRST, 1)]):
        found = {article.page: article for article in with_partners(articles)}
        assert found["2"].continues.id == found["1"].id
        assert found["2"].continued_by.id == found["3"].id
        assert found["3"].headline == found["1"].headline == "老渡口的新故事"


def test_a_copy_in_another_folder_does_not_take_the_partner_away() -> None:
    twice = [*page(FIRST, 1), *page(SECOND, 2), *page(FIRST, 1, "抄"), *page(SECOND, 2, "抄")]
    found = with_partners(twice)
    assert [a.continued_by.file for a in found if a.continued_by] == [twice[1].file, twice[3].file]


def test_a_partner_that_went_away_is_forgotten() -> None:
    joined = with_partners([*page(FIRST, 1), *page(SECOND, 2)])
    assert with_partners(joined[:1]) == page(FIRST, 1)
    assert with_partners(joined[1:]) == page(SECOND, 2)
    assert with_partners(joined) == joined
