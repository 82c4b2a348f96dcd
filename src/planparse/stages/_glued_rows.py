"""The lists of units in a row whose cells run together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from planparse.lexicon.segmenter import find_unit_runs
from planparse.patterns import compiled
from planparse.rules.dates import DUE_CELL, YEAR
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text, Zone

# Where one unit ends and the next begins without a mark between them.
_BORDER = "(?:局|委|办|部|厅|院|会|心|司|团|府|行)(?=[市区县省州各])"
SYMBOLS = "△▲★☆*"  # before or behind a unit: what they mean a note says
_LONGEST_DUE = 14
_WHOLE_TERM = rf"{DUE_CELL.pattern}|{YEAR}年"
# A name that nobody knows, between two stretches of one list.
_UNKNOWN_NAME = "[、,][^、,;。:\\d]{2,20}[、,]?"

_Run = tuple[int, int]


def glued_lists(text: Text, row: Span, zone: Zone, known: Collection[str]) -> list[Span]:
    """Where the lists of `row` stand, in order; `known` are unit names that the notice uses elsewhere.

    Those that stand where only a cell of units can: behind a symbol that marks a lead unit; behind a
    term where the column of terms is followed by one of units; before the term that ends the row where
    it follows one. A row may hold several, each with words of its own before it. Besides, or without
    any, the likeliest of the others.
    """
    says = text.of(row)
    runs = list(_joined(says, find_unit_runs(says, tuple(known))))
    proven = [run for run in runs if _is_cell(says, run, zone)]
    others = [run for run in runs if run not in proven and (not proven or run[0] > proven[-1][1])]
    best = _likeliest(text, row, zone, others, alone=not proven)
    lists = sorted([*proven, *([best] if best else [])])
    return [Span(row.start + _with_symbols(says, start), row.start + end) for start, end in lists]


def _joined(says: str, runs: Sequence[_Run]) -> Iterator[_Run]:
    """`runs`, with two made one where between them stands a name of the same list that nobody knows."""
    held: _Run | None = None
    for run in runs:
        if held and compiled(_UNKNOWN_NAME).fullmatch(says, held[1], run[0]):
            held = (held[0], run[1])
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _is_cell(says: str, run: _Run, zone: Zone) -> bool:
    """Does `run` stand where nothing but a cell of units does?"""
    start, end = run
    if says[start - 1 : start] in tuple(SYMBOLS):
        return True
    if _is_timed(zone) and due_before(says, start):
        return True
    ends_timed = zone.columns[-1] == "deadline" and zone.columns[-2:-1] and zone.columns[-2] in UNIT_COLUMNS
    return bool(ends_timed and compiled(_WHOLE_TERM).fullmatch(says[end:].strip("。\n ")))


def _is_timed(zone: Zone) -> bool:
    """Does a column of units follow one of terms?"""
    return any(a == "deadline" and b in UNIT_COLUMNS for a, b in pairwise(zone.columns))


def due_cells(text: Text, zone: Zone, lists: Iterable[Span]) -> Iterator[Span]:
    """The cells of terms that end right before `lists` of rows whose cells run together."""
    for listed in lists if _is_timed(zone) else ():
        if zone.body.covers(listed):
            cell = due_before(text.norm, listed.start)
            if cell:
                yield cell


def due_before(says: str, offset: int) -> Span | None:
    """The term that ends at `offset`, if one does.

    >>> due_before("完成编制5月20日前市大数据局", 10)
    Span(start=4, end=10)
    """
    found = compiled(DUE_CELL.pattern).search(says, max(0, offset - _LONGEST_DUE), offset)
    return Span(*found.span()) if found else None


def _likeliest(text: Text, row: Span, zone: Zone, runs: Sequence[_Run], *, alone: bool) -> _Run | None:
    """Of several stretches the likeliest.

    One in which a unit follows another without a mark (the border of two cells), one that follows a
    sentence or a blank, one that ends the row where no column of text stands behind the units; then
    the longest. Where the row has other lists, one that is not `alone` needs a sentence before it.
    """
    says = text.of(row)
    text_behind = zone.columns[-1] not in UNIT_COLUMNS
    best: tuple[float, _Run] | None = None
    for start, end in runs:
        before = says[start - 1 : start]
        at_edge = before in ("。", "\n", ";", ".", "") or row.start + start in text.gaps
        at_end = not says[end:].strip("。等\n ")
        glued = len(zone.unit_columns) > 1 and compiled(_BORDER).search(says, start, end) is not None
        worth = (end - start) / 40 + 2 * at_edge + (2 * at_end if not text_behind else 0) + 3 * glued
        if (at_edge or alone and (at_end or glued)) and (best is None or worth > best[0]):
            best = (worth, (start, end))
    return best[1] if best else None


def _with_symbols(says: str, start: int) -> int:
    """Where the list begins: with the symbols before its first unit."""
    while start and says[start - 1] in SYMBOLS:
        start -= 1
    return start
