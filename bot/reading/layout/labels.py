"""What stands over a headline in a box of its own, or repeats a sentence of the story in large.

A column's name in a small box or on a dark ground belongs to the headline below it, and so does a
headline on a ground of its own to the story below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.reading import bylines, cues
from bot.reading.layout.pieces import Measures, Piece, is_head
from bot.reading.layout.placed import Box, PlacedLine
from bot.reading.page_heads import is_of_paper
from bot.text import squeeze

_LABEL = 10  # characters of the longest label
_KICKER = 26  # characters of a headline's kicker in small type
_ASIDE = 12.0  # sizes: a label begins no further left of a headline in the middle
_FLUSH, _PARA = 1.2, 3.2  # sizes: a label begins so far behind a column's line, or before it
_NEAR = 1.3  # times the distance of lines: a label stands no further above its headline
_NEAR_MIDDLE = 2.2  # the same of one in the middle over it
_PLATE = 2.6  # times the height of the lines on it: a ground that is no frame of a story
_UNDER = 3.0  # times the distance of lines: its story begins no further below
_ROWS = 6  # of a headline on a ground
_SECTION = 4  # characters of a section's name
_MARKS = frozenset("，。、：；！？,:;")
_QUOTED = 6  # characters of a sentence set again in large


def plates(
    inside: Mapping[Box, Sequence[PlacedLine]],
    lines: Sequence[PlacedLine],
    pictures: Sequence[Box],
    usual: Measures,
) -> list[Box]:
    """The frames that hold nothing but a headline or a label, whose story stands below them.

    `inside` has the lines that stand in each frame.
    """
    return [frame for frame, own in inside.items() if _is_plate(frame, own, lines, pictures, usual)]


def _is_plate(
    frame: Box,
    own: Sequence[PlacedLine],
    lines: Sequence[PlacedLine],
    pictures: Sequence[Box],
    usual: Measures,
) -> bool:
    if not own or any(line.upright for line in own):
        return False
    if len(own) > 2:
        return _is_banner(frame, own, lines, pictures, usual)
    if not all(is_head(line, usual) or is_label(line) for line in own):
        return False
    if frame.height > _PLATE * sum(line.size for line in own):
        return False
    return any(
        0 <= line.box.top - frame.bottom + 1 < _UNDER * usual.leading
        and line.box.left > frame.left - usual.size
        and line.box.shared_x(frame) > 0
        for line in lines
        if line not in own
    )


def _is_banner(
    frame: Box,
    own: Sequence[PlacedLine],
    lines: Sequence[PlacedLine],
    pictures: Sequence[Box],
    usual: Measures,
) -> bool:
    """True for a ground with all rows of a headline, over what fills its width.

    Several columns that begin on a level, or some and a picture.
    """
    if len(own) > _ROWS or not all(is_head(line, usual) for line in own):
        return False
    told = [line.box for line in lines if line not in own and not bylines.is_byline(line.text)]
    under = [
        box
        for box in (*told, *pictures)
        if 0 <= box.top - frame.bottom + 1 < _UNDER * usual.leading
        and frame.left - usual.size < box.left < frame.right
    ]
    first = min((box.top for box in under if box not in pictures), default=0.0)
    level = [box for box in under if box in pictures or box.top - first < 0.3 * usual.leading]
    return len(level) > 1 and sum(box.width for box in level) > 0.6 * frame.width


def is_label(line: PlacedLine) -> bool:
    """True for what may be a column's name: a few characters without a mark, and no byline."""
    text = squeeze(line.text)
    named = 2 <= len(text) <= _LABEL and any(map(str.isalpha, text)) and not _MARKS & {*text}
    return named and not any(map(str.isdigit, text)) and not bylines.is_byline(line.text)


def labels_over(
    heads: Sequence[Piece], lines: Sequence[PlacedLine], usual: Measures, *, framed: bool
) -> dict[PlacedLine, Piece]:
    """The lines right over a headline that are its column's name, with the headline.

    Each stands alone on its level, nearer to the headline than to what is above it.
    """
    found: dict[PlacedLine, Piece] = {}
    for head in heads:
        if head.upright:
            continue
        over = [line for line in lines if _is_over(line, head, lines, usual, framed=framed)]
        if len(over) == 1 and _stands_apart(over[0], head, lines, usual):
            found[over[0]] = head
    return found


def _heads_column(
    label: PlacedLine, head: Piece, lines: Sequence[PlacedLine], usual: Measures
) -> bool:
    """True where the label begins with a column that begins right under the headline."""
    return any(
        abs(line.box.left - label.box.left)
        < (_FLUSH if line.box.left < label.box.left else _PARA) * usual.size
        and 0 < line.box.top - head.box.bottom < _UNDER * usual.leading
        for line in lines
    )


def _is_over(
    line: PlacedLine, head: Piece, lines: Sequence[PlacedLine], usual: Measures, *, framed: bool
) -> bool:
    gap, box = head.box.top - line.box.bottom, head.box
    middle = abs(line.box.left + line.box.right - box.left - box.right) < 2 * usual.size
    near = _NEAR_MIDDLE if middle and is_label(line) else _NEAR
    if not -1 <= gap < near * usual.leading or line.upright:
        return False
    if is_label(line):
        aside = (_ASIDE if framed or _heads_column(line, head, lines, usual) else 1.0) * usual.size
        return line.box.left > box.left - aside and line.box.left < box.right
    level = abs(line.box.left - box.left) < 0.5 * usual.size
    return (middle or level) and _is_kicker(line)


def _is_kicker(line: PlacedLine) -> bool:
    """True for what may stand over a headline in small type: no sentence, no name, no credit."""
    text = squeeze(line.text)
    if not _LABEL < len(text) <= _KICKER or {*"，。；：！？"} & {*text[-1:]} or "。" in text:
        return False
    shown = line.text
    return not (bylines.is_byline(shown) or bylines.opens_report(shown)) and (
        bylines.credit_start(shown) is None
    )


def _stands_apart(
    label: PlacedLine, head: Piece, lines: Iterable[PlacedLine], usual: Measures
) -> bool:
    gap = head.box.top - label.box.bottom
    for line in lines:
        if line is label:
            continue
        beside = line.box.shared_y(label.box) > 0 and line.box.shared_x(label.box) > -2 * usual.size
        over = label.box.top - line.box.bottom
        near = -1 <= over < max(gap, 0.8 * usual.leading) and line.box.shared_x(label.box) > 0
        if beside or near:
            return False
    return True


def said_again(
    heads: Sequence[Piece], told: str, rules: Sequence[Box], usual: Measures, *, framed: bool
) -> list[Piece]:
    """What only repeats a sentence of the columns, set in large between two rules among them.

    `told` is what all columns of the page say; `framed` is True for what stands in a box alone.
    """
    return [
        head
        for head in heads
        if len(text := squeeze(head.text)) >= _QUOTED
        and text.strip("“”「」") in told
        and ((framed and len(heads) == 1) or _is_ruled(head.box, rules, usual))
    ]


def told_in(lines: Iterable[PlacedLine], usual: Measures) -> str:
    """What the lines in body type say, column by column."""
    body = [line for line in lines if line.size < usual.head and not line.upright]
    body.sort(key=lambda line: (round(line.box.left / (4 * usual.size)), line.box.top))
    return squeeze("".join(line.text for line in body))


def is_nothing_but_label(head: Piece | None, body: Sequence[Piece]) -> bool:
    """True for what is no item: the name of a section over several, a guide, the paper's name."""
    if head is None:
        return False
    text = squeeze(head.text)
    if cues.is_guide(text):
        return True
    alone = not body and len(head.lines) == 1
    return alone and (len(text) <= _SECTION or cues.is_label(text) or is_of_paper(text))


def _is_ruled(box: Box, rules: Sequence[Box], usual: Measures) -> bool:
    """True for a box with a rule right over it and one right under it, both of its column."""
    near = [
        rule
        for rule in rules
        if rule.width > rule.height
        and rule.shared_x(box) > 0.8 * box.width
        and rule.width < box.width + 8 * usual.size
    ]
    return any(0 <= box.top - rule.bottom < usual.leading for rule in near) and any(
        0 <= rule.top - box.bottom < usual.leading for rule in near
    )
