"""Characters of a page → lines: by baseline, from left to right, two columns one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from statistics import median
from typing import NamedTuple

from msgspec import Struct

from planparse.readers.pdf_characters import is_glue, is_latin, may_not_begin, may_not_end
from planparse.readers.pdf_page import Glyph

_SAME_LINE = 0.4  # of the type size: baselines closer than this make one line
_BLANK = 0.6  # of the type size: what a gap between characters has beyond the usual one to be a blank
_WORD_GAP = 0.15  # of the type size, between Latin letters
_STRUCK_TWICE = 0.12  # of the type size: the same character again this close by is bold by overprinting
_PART = 1.5  # of the type size: a gap that may part columns


class Written(NamedTuple):
    """A text with the type of each of its characters."""

    text: str
    kinds: tuple[tuple[bool, bool], ...]  # bold, heiti


class Line(Struct):
    """Characters on one baseline. `column` counts the columns of the page they stand in."""

    glyphs: list[Glyph]
    base: float
    size: float
    page: int = 0
    column: int = 0
    left: float = 0.0  # both from the glyphs
    right: float = 0.0

    def __post_init__(self) -> None:
        self.left = self.glyphs[0].left
        self.right = max(glyph.right for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """Where the middle of the line stands."""
        return (self.left + self.right) / 2


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines of one column from top to bottom."""
    groups: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if groups and glyph.base - base <= _SAME_LINE * max(size, glyph.size):
            groups[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            groups.append([glyph])
            base, size = glyph.base, glyph.size
    lines = [_line(group, page) for group in groups]
    for n in range(1, len(lines) - 1):
        if _spans(lines[n - 1], lines[n], lines[n + 1]):
            lines[n : n + 2] = lines[n + 1], lines[n]
    return lines


def _spans(above: Line, line: Line, below: Line) -> bool:
    """Does `line` stand to the right of two lines, at the height of both? It follows them: 文件."""
    reach = 0.75 * line.size
    return (
        line.left >= max(above.right, below.right)
        and line.base - above.base < reach
        and below.base - line.base < reach
    )


def _line(group: list[Glyph], page: int) -> Line:
    group.sort(key=lambda g: (g.left, g.base))
    base = median(glyph.base for glyph in group)
    return Line(_once(group), base, median(glyph.size for glyph in group), page)


def _once(group: Sequence[Glyph]) -> list[Glyph]:
    """What is printed twice in nearly the same place is one character, and bold."""
    out: list[Glyph] = []
    for glyph in group:
        last = out[-1] if out else None
        if (
            last
            and last.char == glyph.char
            and glyph.left - last.left < _STRUCK_TWICE * glyph.size
            and glyph.right - glyph.left > 2 * (glyph.left - last.left)
        ):
            out[-1] = last._replace(bold=True)
        else:
            out.append(glyph)
    return out


def written(glyphs: Sequence[Glyph]) -> Written:
    """The text of a stretch of a line, with a blank where a gap is wider than usual for the line.

    Blanks of the file are not asked: between Chinese characters they are an artefact of
    justification, and where they mean something there is a gap.
    """
    usual = _usual_gap(glyphs)
    chars: list[str] = []
    kinds: list[tuple[bool, bool]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _parted(last, glyph, usual):
            chars.append(" ")
            kinds.append((last.bold and glyph.bold, last.heiti and glyph.heiti))
        chars.append(glyph.char)
        kinds.append((glyph.bold, glyph.heiti))
        last = glyph
    return Written("".join(chars), tuple(kinds))


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap between characters that the line is set with: a title may be spaced out."""
    gaps = [
        (b.left - a.right) / b.size
        for a, b in zip(glyphs, glyphs[1:], strict=False)
        if not is_latin(a.char) and not is_latin(b.char)
    ]
    return max(0.0, median(gaps)) if gaps else 0.0


def _parted(a: Glyph, b: Glyph, usual: float) -> bool:
    gap = (b.left - a.right) / max(a.size, b.size)
    if is_latin(a.char) and is_latin(b.char):
        return gap > _WORD_GAP
    return gap > usual + _BLANK


def joined(first: Written, second: Written) -> Written:
    """Two lines of one paragraph as one: a blank only between Latin words, no hyphen that parts one."""
    if not first.text or not second.text:
        return first if first.text else second
    text, kinds = first
    end, begin = text[-1], second.text[0]
    if is_glue(end) or (end == "-" and text[-2:-1].isalpha() and text[-2:-1].isascii() and begin.islower()):
        before = text[-2:-1]
        hyphen = (
            "-" if is_latin(before) and is_latin(begin) and not (before.isalpha() and begin.islower()) else ""
        )
        text, kinds = text[:-1] + hyphen, kinds[:-1] + kinds[-1:] * len(hyphen)
    elif is_latin(end) and is_latin(begin) and not (end.isdigit() and begin.isdigit()):
        text, kinds = text + " ", (*kinds, kinds[-1])
    return Written(text + second.text, kinds + second.kinds)


def first_word(line: Line) -> float:
    """How much room the first piece of a line takes that may not be broken, in points."""
    glyphs = line.glyphs
    n = 1
    while n < min(len(glyphs), 40) and (
        may_not_begin(glyphs[n].char)
        or may_not_end(glyphs[n - 1].char)
        or (
            is_latin(glyphs[n - 1].char)
            and is_latin(glyphs[n].char)
            and not _parted(glyphs[n - 1], glyphs[n], 0)
        )
    ):
        n += 1
    return glyphs[n - 1].right - glyphs[0].left


def parts_of(line: Line) -> list[list[Glyph]]:
    """The stretches of a line between gaps wide enough to part columns."""
    usual = _usual_gap(line.glyphs)
    parts = [[line.glyphs[0]]]
    for a, b in zip(line.glyphs, line.glyphs[1:], strict=False):
        if b.left - a.right > (usual + _PART) * max(a.size, b.size):
            parts.append([])
        parts[-1].append(b)
    return parts


def in_reading_order(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """All lines of a page; where it is evidently set in two columns, the left one first."""
    found = _gutter(glyphs)
    if found is None:
        return lines_of(glyphs, page)
    middle, top, bottom = found
    inside = [g for g in glyphs if top < g.base < bottom]
    columns: list[list[Line]] = [
        lines_of((g for g in inside if g.right <= middle), page),
        lines_of((g for g in inside if g.left >= middle), page),
    ]
    for number, column in enumerate(columns, 1):
        for line in column:
            line.column = number
    above = lines_of((g for g in glyphs if g.base <= top), page)
    below = lines_of((g for g in glyphs if g.base >= bottom), page)
    return [*above, *columns[0], *columns[1], *below]


def _gutter(glyphs: Sequence[Glyph]) -> tuple[float, float, float] | None:
    """Where two columns part (x) and from where to where (y), if the page has them.

    Evident are columns of eight lines or more on each side of a gap near the middle, most of
    them filled: entries of a table are short, lines of text are not.
    """
    if len(glyphs) < 160:
        return None
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    steps = [0] * 102  # how many characters more than before stand over each hundredth of the width
    scale = 100 / max(1.0, right - left)
    for g in glyphs:
        steps[int((g.left - left) * scale)] += 1
        steps[int((g.right - left) * scale) + 1] -= 1
    bins = list(accumulate(steps))
    least = min(bins[38:63])
    if least > 0.02 * len(glyphs):
        return None
    places = [n for n in range(38, 63) if bins[n] == least]
    middle = left + (right - left) * (places[len(places) // 2] + 0.5) / 100
    crossing = sorted(g.base for g in glyphs if g.left < middle < g.right)
    edges = [min(g.base for g in glyphs) - 1000, *crossing, max(g.base for g in glyphs) + 1000]
    top, bottom = max(zip(edges, edges[1:], strict=False), key=lambda pair: pair[1] - pair[0])
    inside = [g for g in glyphs if top + 1 < g.base < bottom - 1]
    sides = [[g for g in inside if g.right <= middle], [g for g in inside if g.left >= middle]]
    return (middle, top + 0.5, bottom - 0.5) if all(map(_is_column, sides)) else None


def _is_column(glyphs: Sequence[Glyph]) -> bool:
    lines = lines_of(glyphs, 0) if glyphs else []
    if len(lines) < 8:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    full = [n for n in lines if n.right - n.left > 0.75 * (right - left) and len(parts_of(n)) == 1]
    return len(full) >= 0.6 * len(lines) and len(glyphs) >= 9 * len(lines)
