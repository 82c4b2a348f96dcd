"""Whether an item has a heading at all: its siblings show which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from planparse.outline.glued_headings import blank_headings, glued_headings
from planparse.outline.openings import (
    COLON_HEADING,
    LONGEST_LINE,
    MIDDLING,
    OPEN_END,
    SHORT,
    Clauses,
    Opening,
    Shape,
    bold_type,
    cells_of,
    groups_in,
    read_opening,
    zone_of,
)
from planparse.outline.task_cells import task_cells
from planparse.patterns import compiled
from planparse.rules.headings import PROVISION
from planparse.rules.numbering import GROUP
from planparse.span import Span
from planparse.syntax import Item, Text, Zone

LONGEST_TASK_CELL = 120  # characters
ENOUGH = 4  # siblings that can judge for themselves

_LEAD_IN = compiled(r"(?:(?:以下|下列)[^。]{1,14}|如下|包括|主要有|分别是|分为|[是即]指)$")
_COLON_LABEL = compiled(r"(?:具体|主要|工作|重点)?(?:措施|任务|内容|要求|目标|如下)$|责任|牵头|配合")


def set_headings(
    text: Text, items: Sequence[Item], clauses: Sequence[Span], zones: Sequence[Zone]
) -> None:
    """Fill in `heading`, `presumed` and `body` of every item of a part, in place."""
    starts = Clauses(clauses)
    everything = [node for item in items for node in item.walk()]
    bold = bold_type(text)
    heads = sorted(zone.head.start for zone in zones)
    openings = [read_opening(text, item, starts, cells_of(item, zones), bold, heads, groups_in(item, zones)) for item in everything]
    company = _company(everything, zones)
    blank = blank_headings(text, everything, openings)
    openings = [blank.get(n, opening) for n, opening in enumerate(openings)]
    presumed = task_cells(text, everything, openings, zones) | glued_headings(text, everything, openings)
    openings = [presumed.get(n, opening) for n, opening in enumerate(openings)]
    shares: dict[int, tuple[float, int]] = {}  # of a company: how many have headings, how long one may be
    listed = _end_of_lists(everything, openings)
    for i, (item, opening) in enumerate(zip(everything, openings, strict=True)):
        if item.marker.style == GROUP:  # the cell is its heading
            continue
        zone = zone_of(item, zones)
        task_column = zone is not None and item.row and zone.has_task_cell
        judges = company[i]
        if id(judges) not in shares:
            those = [openings[n] for n in judges]
            shares[id(judges)] = _share_of_headings(those), SHORT if _have_colons(those) else COLON_HEADING
        share, longest = shares[id(judges)]
        found = i not in listed and _is_heading(text, item, opening, share, task_column, longest)
        item.heading = opening.span if found else None
        item.presumed = found and i in presumed
        start = opening.span.end if found else item.marker.span.end
        item.body = Span(_behind_mark(text, start) if found else start, opening.own_end)


def _behind_mark(text: Text, offset: int) -> int:
    return offset + 1 if text.norm[offset : offset + 1] in ("。", ":", "\n", "】", "|", "│") else offset


def _company(items: Sequence[Item], zones: Sequence[Zone]) -> list[list[int]]:
    """For each item, those that show by their own form whether it has a heading.

    Its siblings; where they are few, also the items of the same style and depth that stand nearest
    (a plan may change its manner half-way); for a row, the rows of the same table.
    """
    close: dict[tuple[object, ...], list[int]] = defaultdict(list)
    wide: dict[tuple[object, ...], list[int]] = defaultdict(list)
    keys = []
    for i, item in enumerate(items):
        zone = zone_of(item, zones) if item.row else None
        level = (item.marker.style, item.level, zone.head.start if zone else -1)
        family = (*level, *(() if zone else item.path[:-1]))
        wide[level].append(i)
        close[family].append(i)
        keys.append((level, family))
    place = {i: n for members in wide.values() for n, i in enumerate(members)}
    company = []
    for i, (level, family) in enumerate(keys):
        if len(close[family]) >= ENOUGH:
            company.append(close[family])
        else:
            n = place[i]
            company.append(wide[level][max(0, n - ENOUGH + 1) : n + ENOUGH])
    return company


def _end_of_lists(items: Sequence[Item], openings: Sequence[Opening]) -> set[int]:
    """The items, by number, that end an enumeration in one sentence: their sibling before them ends in a semicolon."""
    before: dict[tuple[object, ...], Opening] = {}
    found = set()
    for n, (item, opening) in enumerate(zip(items, openings, strict=True)):
        family = (item.marker.style, *item.path[:-1])
        earlier = before.get(family)
        if earlier and earlier.last == ";" and opening.shape in (Shape.RUN_IN, Shape.SENTENCE):
            found.add(n)
        before[family] = opening
    return found


def _looks_like_heading(opening: Opening) -> bool:
    length = opening.span.end - opening.span.start
    if opening.last in OPEN_END or opening.orders:
        return False
    if opening.shape in (Shape.GLUED, Shape.LINE, Shape.CHILD, Shape.CLAUSE):
        return length <= MIDDLING
    if opening.shape is Shape.SENTENCE and opening.is_parent:
        return length <= LONGEST_LINE
    return opening.shape in (Shape.RUN_IN, Shape.SENTENCE) and length <= SHORT and opening.has_body


def _share_of_headings(openings: Sequence[Opening]) -> float:
    told = [o for o in openings if o.shape is not Shape.NONE]
    return sum(_looks_like_heading(o) for o in told) / len(told) if told else 0.0


def _have_colons(openings: Sequence[Opening]) -> bool:
    """Do most of the items open with a few words before a colon?"""
    short = sum(o.shape is Shape.COLON and o.span.end - o.span.start <= COLON_HEADING for o in openings)
    return short * 2 >= len(openings)


def _is_heading(
    text: Text, item: Item, opening: Opening, share: float, task_column: bool, longest_before_colon: int
) -> bool:
    words = text.of(opening.span)
    length = len(words)
    if opening.shape is Shape.NONE or not words or words[-1] in OPEN_END or _LEAD_IN.search(words):
        return False
    if item.marker.style == "article" and opening.shape in (Shape.RUN_IN, Shape.SENTENCE, Shape.COLON):
        # An article is a sentence, unless its heading stands apart or is a few words that lay nothing down.
        return opening.shape is Shape.RUN_IN and length <= COLON_HEADING and not PROVISION.matches(words)
    if task_column:
        return length <= LONGEST_TASK_CELL
    if opening.shape is Shape.GLUED:
        return True
    if opening.shape in (Shape.LINE, Shape.CHILD):
        return length <= LONGEST_LINE
    if opening.shape is Shape.COLON:
        return length <= longest_before_colon and not _COLON_LABEL.match(words)
    if opening.shape is Shape.CLAUSE:
        if item.row:  # the task cell
            return length <= MIDDLING
        return length <= (MIDDLING if opening.has_body and share >= 0.5 else SHORT) and (share >= 0.5 or opening.has_body)
    if opening.shape is Shape.SENTENCE and (not opening.has_body or opening.orders):
        return False
    if length <= SHORT:
        return share >= 0.5 or (item.children != [] and opening.shape is Shape.SENTENCE)
    if item.children and opening.shape is Shape.SENTENCE:  # the line is all there is above the children
        return length <= LONGEST_LINE and share >= 0.3
    return length <= MIDDLING and share >= 0.7
