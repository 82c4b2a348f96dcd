"""What stands about the rows of tables: cells without a number that head several, and what follows the last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from planparse.rules.numbering import GROUP
from planparse.span import Span
from planparse.syntax import Item, Marker, Text, Zone

_BARS = ("|", "│")


def set_groups(text: Text, items: list[Item], zones: Sequence[Zone]) -> None:
    """Put the rows of tables below the cells that head them, in place.

    A group has no number, so the paths of its rows stay as printed.
    """
    if not any(zone.groups for zone in zones):
        return
    numbered = sorted(node.marker.span.start for item in items for node in item.walk())
    for zone in zones:
        for cells in reversed(zone.groups):  # the inner ones first
            if cells == zone.inner:  # the number of the first row stands before them
                before = {c: numbered[: bisect_left(numbered, c.start)][-1:] for c in cells}
                heads = {c: marks[0] for c, marks in before.items() if marks and marks[0] >= zone.body.start}
            else:
                following = {c: numbered[bisect_left(numbered, c.start) :][:1] for c in cells}
                heads = {c: marks[0] for c, marks in following.items() if marks and marks[0] >= c.end}
            _group(text, items, zone, heads, ())


def end_tables(text: Text, items: list[Item], zones: Sequence[Zone]) -> None:
    """End the last row of each table where the table ends, in place.

    What stands behind (a note, the caption of the next table, a table without units) is a group of its
    own beside the rows: no number, no heading.
    """
    for zone in zones:
        siblings, at = _last_row(items, zone)
        last = siblings[at] if siblings else None
        if last is None or not text.norm[zone.body.end : last.span.end].strip("\n 。.|│"):
            continue
        if any(node.span.start >= zone.body.end for node in last.walk()):  # not its last row after all
            continue
        behind = Span(zone.body.end + text.norm.startswith("\n", zone.body.end), last.span.end)
        _cut(last, zone.body.end)
        head = next((other.head for other in zones if behind.covers(other.head)), Span(behind.end, behind.end))
        if not text.norm[behind.start : head.start].strip() and not text.norm[head.end : behind.end].strip():
            continue  # the head printed again where the table turns a page
        mark = Marker(style=GROUP, ordinal=at + 2, span=Span(behind.start, behind.start))
        path = last.path[:-1]
        siblings.insert(at + 1, Item(marker=mark, path=path, level=last.level, span=behind, body=behind))


def _last_row(items: list[Item], zone: Zone) -> tuple[list[Item], int]:
    """The list that holds the last row of the table, and its place there; an empty list where there is none."""
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if item.span.start >= zone.body.end or item.span.end <= zone.body.start:
            continue
        if _is_row(item, zone):
            return items, at
        return _last_row(item.children, zone)
    return [], 0


def _group(
    text: Text, siblings: list[Item], zone: Zone, cells: dict[Span, int], path: tuple[int, ...]
) -> None:
    """`cells` have beside them where the first number behind each stands: that of the row they stand above."""
    for item in siblings:
        if item.span.overlaps(zone.body) and not item.row:
            _group(
                text, item.children, zone, {c: n for c, n in cells.items() if item.span.covers(c)}, item.path
            )
    if not any(_is_row(item, zone) for item in siblings):
        return
    waiting = list(cells)
    out: list[Item] = []
    group: Item | None = None
    for item in siblings:
        if not _is_row(item, zone):
            out.append(item)
            group = None
            waiting = [cell for cell in waiting if cell.start >= item.span.end]
            continue
        begun = None
        while waiting and min(waiting[0].start, cells[waiting[0]]) <= _first_mark(item):
            cell = waiting.pop(0)
            begun = cell if cells[cell] == _first_mark(item) else begun
        if begun and (group is None or begun in zone.inner or text.of(begun) != text.of(group.heading or begun)):
            before = group or (out[-1] if out else None)
            group = _item(text, begun, path, item, len(out) + 1)
            _cut(before, group.span.start)
            out.append(group)
        if group:
            _add(group, item)
        else:
            out.append(item)
    siblings[:] = out


def _first_mark(item: Item) -> int:
    return _first_mark(item.children[0]) if item.marker.style == GROUP else item.marker.span.start


def _is_row(item: Item, zone: Zone) -> bool:
    inside = zone.body.start <= item.span.start < zone.body.end
    return inside and (item.row or (item.marker.style == GROUP and any(child.row for child in item.children)))


def _item(text: Text, cell: Span, path: tuple[int, ...], first: Item, ordinal: int) -> Item:
    start = min(cell.start, first.span.start)
    if text.norm[start - 1 : start] in _BARS and text.norm[start - 2 : start - 1] == "\n":
        start -= 1  # the left edge of the table
    return Item(
        marker=Marker(style=GROUP, ordinal=ordinal, span=Span(start, start)),
        path=path,
        level=first.level,
        span=Span(start, first.span.end),
        body=Span(cell.end, max(cell.end, first.span.start)),
        heading=cell,
    )


def _add(group: Item, item: Item) -> None:
    for node in item.walk():
        node.level += 1
    group.children.append(item)
    group.span = Span(group.span.start, item.span.end)


def _cut(item: Item | None, offset: int) -> None:
    """End the item before a group, and all that reach as far, where the group begins."""
    if item is None:
        return
    for node in item.walk():
        if node.span.end > offset >= node.span.start:
            node.span = Span(node.span.start, offset)
            node.body = Span(node.body.start, max(node.body.start, min(node.body.end, offset)))
