"""Number marks that count nothing of the outline: inside brackets, in a note, in the cells of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from planparse.outline.marks import Candidate, Place
from planparse.patterns import compiled
from planparse.rules.numbering import RANK, ROW
from planparse.span import Span
from planparse.syntax import Text, Zone

FEW_ROWS = 3


def outside_of(found: Iterator[Candidate], shut: Sequence[Span]) -> Iterator[Candidate]:
    """Those of `found`, in order, that begin outside all spans of `shut` (clauses, say) or at the start of one."""
    spans = iter(sorted(shut))
    current = next(spans, None)
    for candidate in found:
        while current and current.end <= candidate.span.start:
            current = next(spans, None)
        if not current or candidate.start <= current.start:
            yield candidate


def without_notes(text: Text, span: Span, found: list[Candidate]) -> list[Candidate]:
    """Leave out what a note counts: the run of one style that begins right behind 注:, 备注: or 说明:."""
    for note in compiled(r"[注备说](?<![^\n][注备说])(?:(?<=注)|(?<=备)注|(?<=说)明):\n?(?=\(?[1一][.、)])").finditer(text.norm, *span):
        n = next((n for n, c in enumerate(found) if c.start >= note.start()), len(found))
        if n == len(found) or found[n].ordinal != (1 if found[n].start == note.end() else 2):
            continue  # behind the mark of a note the first is hardly ever a candidate itself
        counted = [found[n]]
        for c in found[n + 1 :]:
            if RANK.get(c.style, 9) < RANK.get(counted[0].style, 9):
                break
            if c.style == counted[0].style and c.ordinal == (counted[-1].ordinal or 0) + 1:
                counted.append(c)
        found = [c for c in found if c not in counted]
    return found


def without_cell_lists(found: list[Candidate], zones: Sequence[Zone]) -> list[Candidate]:
    """Leave out what counts steps inside the cells of a table whose rows keep their lines."""
    for zone in zones:
        if zone.cells and zone.numbers:
            found = [c for c in found if c.style in (ROW, "cjk_comma", "cjk_paren") or not _in_cell(c, zone)]
        inside = [c for c in found if zone.body.covers(c.span)]
        if (
            zone.cells
            or sum(c.place is Place.LINE and c.style in (ROW, "arabic") for c in inside) >= FEW_ROWS
        ):
            found = [c for c in found if c.place is Place.LINE or not zone.body.covers(c.span)]
    return found


def _in_cell(candidate: Candidate, zone: Zone) -> bool:
    i = bisect_right(zone.cells, candidate.span.start, key=lambda cell: cell.start) - 1
    return i >= 0 and zone.cells[i].covers(candidate.span)
