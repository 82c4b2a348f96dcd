"""Lines → paragraphs, by the measure they are set to: who is indented, who is full, who stands off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from planparse.readers.pdf_lines import Line, first_word
from planparse.readers.pdf_page import Page

_INDENT = 0.8  # of the type size: a line further in than this is indented
_FIRST = 4.6  # of the type size: a first line is not further in than this; a centred one is
_SLACK = 0.3  # of the type size: what setting and rounding leave at the end of a full line
_SPACED = 1.45  # times the usual distance of lines: paragraphs that stand off
_LARGE = 1.15  # times the type size of the text: a title
_ENOUGH = 10  # lines from which a page shows its own measure
_MARKS = "、.．)）:： "  # behind which the text of a hanging paragraph begins


class Measure(NamedTuple):
    """Between what places lines run, in points."""

    left: float
    right: float


class Setting:
    """How a document is set: the measure of each page and column, the usual distance of lines."""

    def __init__(self, pages: Sequence[Page], lines: Sequence[Line]) -> None:
        self._pages = {page.number: page for page in pages}
        own: dict[tuple[int, int], list[Line]] = defaultdict(list)
        alike: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
        for line in lines:
            own[line.page, line.column].append(line)
            alike[self._kind(line)].append(line)
        self._alike = {kind: self._measure(held) for kind, held in alike.items()}
        self._own = {place: self._measure(held) for place, held in own.items() if len(held) >= _ENOUGH}
        self._pitch = _pitch(lines)
        self._size = median(glyph.size for line in lines for glyph in line.glyphs) if lines else 1.0

    def _kind(self, line: Line) -> tuple[int, int, int]:
        """Pages of one width have one measure, left and right pages each their own."""
        return round(self._pages[line.page].width), line.page % 2, line.column

    def _measure(self, lines: Sequence[Line]) -> Measure:
        em = median(line.size for line in lines)
        least = max(2.0, 0.08 * len(lines))
        lefts, rights = (
            sorted(line.left for line in lines),
            sorted((line.right for line in lines), reverse=True),
        )
        left = next((v for v in lefts if sum(v <= x <= v + 0.7 * em for x in lefts) >= least), lefts[0])
        right = next((v for v in rights if sum(v - 1.2 * em <= x <= v for x in rights) >= least), rights[0])
        page = self._pages[lines[0].page]
        # Where margins differ by more than binding takes, no line is full, or all are indented.
        margin = page.width - right
        if not lines[0].column and margin > left + 3 * em:
            right = page.width - left
        elif not lines[0].column and margin + 1.5 * em < left < margin + 3 * em:
            left = margin
        return Measure(left, right)

    def measure(self, line: Line) -> Measure:
        """The measure that `line` is set to."""
        alike = self._alike[self._kind(line)]
        own = self._own.get((line.page, line.column), alike)
        indented = 1.5 * line.size < own.left - alike.left < 3 * line.size  # every line of this page
        return Measure(alike.left, own.right) if indented else own

    def continues(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Does `line` go on with `paragraph`, whose last line stands before it?"""
        first, last = paragraph[0], paragraph[-1]
        em = line.size
        if abs(last.size - em) > 0.12 * em or not self._near(last, line):
            return False
        measure, own = self.measure(last), self.measure(line)
        if measure.right - last.right >= first_word(line) + _SLACK * em:
            return False  # there was room for more
        indent = line.left - own.left
        if em > _LARGE * self._size:
            return self._is_title(last, line, measure)
        if first.left - self.measure(first).left > _FIRST * em:
            return False
        if indent <= _INDENT * em:
            return indent >= -_INDENT * em
        inset = last.left - measure.left
        return (len(paragraph) > 1 and abs(inset - indent) < 0.3 * em) or (
            len(paragraph) == 1 and _hangs(first, line)
        )

    def _near(self, last: Line, line: Line) -> bool:
        if (last.page, last.column) != (line.page, line.column):
            return True
        return 0 < line.base - last.base <= _SPACED * self._pitch * line.size

    def _is_title(self, last: Line, line: Line, measure: Measure) -> bool:
        """Lines about one middle that fill the measure are one title."""
        middle = (measure.left + measure.right) / 2
        return abs(last.middle - middle) < line.size and abs(line.middle - middle) < line.size


def _hangs(first: Line, line: Line) -> bool:
    """Does `line` begin below the text behind the number of `first`?"""
    glyphs = first.glyphs[:8]
    return any(
        abs(b.left - line.left) < 0.25 * line.size
        and (a.char in _MARKS or b.left - a.right > 0.3 * line.size)
        for a, b in zip(glyphs, glyphs[1:], strict=False)
    )


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of lines of one size, in that size."""
    steps = [
        (b.base - a.base) / b.size
        for a, b in zip(lines, lines[1:], strict=False)
        if (a.page, a.column) == (b.page, b.column) and abs(a.size - b.size) < 0.12 * b.size
    ]
    steps = [step for step in steps if 0.9 < step < 4]
    return median(steps) if steps else 1.8


def in_cell(lines: Sequence[Line], width: float, slack: float) -> list[list[Line]]:
    """The paragraphs of a cell: a line goes on with one that had no room for its first word."""
    out: list[list[Line]] = []
    for line in lines:
        last = out[-1][-1] if out else None
        if last and last.right - last.left + first_word(line) > width - slack * line.size:
            out[-1].append(line)
        else:
            out.append([line])
    return out
