"""Why an item begins where it does, and how its file was read, as JSON and as lines for people."""

from __future__ import annotations

from typing import Any

from bot.pageview.cue_names import both
from bot.reading.charsets import Charset
from bot.reading.reasons import Opening


def opening_json(opening: Opening) -> dict[str, Any]:
    """The two keys that `baowen articles --explain --json` adds to an item.

    The weights add up to `opening_score`; both are null where a rule decided.
    """
    score = opening.score
    return {
        "explain": [
            {
                "cue": reason.cue,
                "weight": None if reason.weight is None else round(reason.weight, 6),
                "text": reason.text,
            }
            for reason in opening.reasons
        ],
        "opening_score": None if score is None else round(score, 6),
    }


def opening_lines(opening: Opening) -> list[str]:
    """The same for people, the heaviest cue first.

    `["  开篇得分 / opening score +5.60", "    +7.00  下文以电头开篇 / … “本报讯 记者…”", …]`.
    """
    score = opening.score
    head = (
        "按规则开篇 / opened by rule" if score is None else f"开篇得分 / opening score {score:+.2f}"
    )
    lines = [f"  {head}"]
    for reason in sorted(opening.reasons, key=lambda reason: -abs(reason.weight or 0.0)):
        weight = "----" if reason.weight is None else f"{reason.weight:+.2f}"
        seen = f" “{reason.text}”" if reason.text else ""
        lines.append(f"    {weight:>6}  {both(reason.cue)}{seen}")
    return lines


def encoding_json(charset: Charset | None) -> dict[str, Any]:
    """The key that it adds to an item of a file whose encoding was found out; else nothing."""
    if charset is None:
        return {}
    return {"encoding": {"name": charset.name, "certainty": charset.certainty}}


def encoding_line(file: str, charset: Charset) -> str:
    """The same for people, above the items of the file.

    `"编码 / encoding gb18030, 把握 / certainty 0.97: a.txt"`.
    """
    return f"编码 / encoding {charset.name}, 把握 / certainty {charset.certainty:.2f}: {file}"
