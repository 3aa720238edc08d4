"""Who came into an office, and who left it."""

from __future__ import annotations

import pytest

from bot.answering.contexts import Context
from bot.answering.question import understand
from bot.answering.successions import succeeded

SESSION = (
    "会议决定任命林望舒为市水利和湖泊局局长，免去邱大川的市水利局局长职务。"
    "会议还任命温晓雨为市文旅局局长，她从乡镇来；决定免去江一苇的市公路局局长职务，由原副局长热合曼接任。"
)
NOTICE = (
    "任命：\n林望舒为临江市审计局局长；\n温晓雨为临江市林业局局长。\n"
    "免去：\n邱大川的临江市审计局局长职务（退休）；\n江一苇的临江市林业局局长职务。"
)
MANAGER = "项目经理邱大川已调回总公司，接替他的是原副经理江一苇。"


def _told(question: str, text: str) -> str | None:
    found = succeeded(understand(question), [Context("全市雨水偏多。"), Context(text)])
    if found is None:
        return None
    assert found.sentence_start <= found.start < found.end <= found.sentence_end
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("邱大川免职后谁当市水利局局长？", SESSION, "林望舒"),
        ("谁接替了邱大川？", SESSION, "林望舒"),
        ("江一苇走后谁来管公路局？", SESSION, "热合曼"),
        ("市水利局原来的局长是谁？", SESSION, "邱大川"),
        ("原市水利局局长是谁", SESSION, "邱大川"),
        ("新任市文旅局局长是谁？", SESSION, "温晓雨"),
        ("接替邱大川担任审计局局长的是哪位", NOTICE, "林望舒"),
        ("前任市林业局局长是谁", NOTICE, "江一苇"),
    ],
)
def test_who_came_and_who_went(question: str, text: str, name: str) -> None:
    assert _told(question, text) == name


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("谁接替了林望舒？", SESSION),  # who has just come
        ("新任市教育局局长是谁？", SESSION),
        ("市水利局局长是谁？", SESSION),  # the reader's to find
        ("邱大川免职后谁当市水利局局长？", "市水利局局长邱大川说，水位在退。"),
        ("江一苇走后谁来管公路局？", MANAGER),
    ],
)
def test_nothing_is_told_where_nobody_announced_it(question: str, text: str) -> None:
    assert _told(question, text) is None
