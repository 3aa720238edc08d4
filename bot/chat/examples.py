"""Questions to start with: those written for the demo papers, where these are indexed."""

from __future__ import annotations

from bot.chat.session import Askable

# Paper -> questions that its pages answer. Other corpora get the advice alone: a question made up
# for pages nobody has read would more often than not be refused.
_QUESTIONS = {
    "云溪日报": (
        "望水岩水库除险加固工程总投资多少？",
        "枫埠竹马灯的第七代传承人是谁？",
        "云溪县今年高考有多少人达到本科线？",
    ),
    "昌吉纪事": (
        "塔里木大学是什么时候建校的？",
        "锐源通那个化工项目建在什么地方？",
    ),
}
_SHOWN = 4


def fitting_examples(bot: Askable) -> tuple[str, ...]:
    """Up to four questions whose papers this index holds, first those of different papers."""
    held = set(bot.papers())
    lists = [questions for paper, questions in _QUESTIONS.items() if paper in held]
    deep = max(map(len, lists), default=0)
    mixed = [questions[at] for at in range(deep) for questions in lists if at < len(questions)]
    return tuple(mixed[:_SHOWN])
