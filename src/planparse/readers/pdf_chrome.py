"""Page numbers and running heads: what stands at the same place of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from planparse.readers.pdf_lines import Line
from planparse.readers.pdf_page import Page

_EDGE = 0.13  # share of the page's height, above and below, in which furniture stands
_OUTER = 3  # lines from the edge of the text that may be furniture
_STEADY = 4.0  # points by which it may move from page to page
_DASH = "[—–―－‐~～·•.-]"
# — 3 —, - 3 -, 第3页, 第3页共9页, 3/9
_NUMBER = re.compile(
    rf"{_DASH}{{1,3}}([0-9]{{1,4}}){_DASH}{{1,3}}|第([0-9]{{1,4}})页(?:[,，/]?共[0-9]{{1,4}}页)?|([0-9]{{1,4}})/[0-9]{{1,4}}"
)
_BARE = re.compile(r"[0-9]{1,4}")
_DIGITS = re.compile(r"[0-9]+")

_Place = tuple[float, int, int]  # distance from the edge of the page, page, line


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, which of its lines (by index) are page numbers or running heads."""
    found: list[set[int]] = [set() for _ in pages]
    bare: dict[int, list[tuple[int, int]]] = defaultdict(list)
    running: dict[tuple[bool, str], list[_Place]] = defaultdict(list)
    for n, (page, held) in enumerate(zip(pages, lines, strict=True)):
        for index, upper in _at_edges(page, held):
            text = _text(held[index])
            if _NUMBER.fullmatch(text):
                found[n].add(index)
            elif _BARE.fullmatch(text):
                bare[int(text) - n].append((n, index))
            else:
                place = held[index].base if upper else page.height - held[index].base
                running[upper, _DIGITS.sub("#", text)].append((place, n, index))
    for numbers in bare.values():  # figures alone count up with the pages
        if len({n for n, _ in numbers}) >= 2 or len(pages) == 1:
            for n, index in numbers:
                found[n].add(index)
    for places in running.values():
        for n, index in _steady(places, lines):
            found[n].add(index)
    return found


def _at_edges(page: Page, lines: Sequence[Line]) -> list[tuple[int, bool]]:
    """The lines near the upper and lower edge, by index, and whether it is the upper one."""
    order = sorted(range(len(lines)), key=lambda n: lines[n].base)
    upper = [(n, True) for n in order[:_OUTER] if lines[n].base < _EDGE * page.height]
    lower = [(n, False) for n in order[-_OUTER:] if lines[n].base > (1 - _EDGE) * page.height]
    return upper + lower


def _steady(places: list[_Place], lines: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """Those that stand at one height, apart from the text, on enough pages to be furniture."""
    out: list[tuple[int, int]] = []
    group: list[_Place] = []
    for place in [*sorted(places), (1e9, -1, -1)]:
        if group and place[0] - group[0][0] > _STEADY:
            if _recurs(group, lines):
                out += [(n, index) for _, n, index in group]
            group = []
        if place[1] >= 0 and _stands_off(lines[place[1]], place[2]):
            group.append(place)
    return out


def _recurs(group: Sequence[_Place], lines: Sequence[Sequence[Line]]) -> bool:
    """The same words on most pages of a short document, on two fifths of a long one (left or right
    pages); words with a figure that changes only where it counts the pages.
    """
    count = len(lines)
    figures = {n: tuple(map(int, _DIGITS.findall(_text(lines[n][index])))) for _, n, index in group}
    if len(set(figures.values())) == 1:
        return len(figures) >= max(2, count - 1 if count <= 4 else 0.4 * count)
    size = len(next(iter(figures.values())))
    counted = any(len({held[i] - n for n, held in figures.items()}) == 1 for i in range(size))
    return counted and len(figures) >= min(count, max(3, 0.6 * count))


def _stands_off(lines: Sequence[Line], index: int) -> bool:
    """Is a line further from the others than lines of its size, or of another size?"""
    line = lines[index]
    near = [n for n in lines if n is not line and abs(n.base - line.base) < 1.9 * max(n.size, line.size)]
    return all(abs(n.size - line.size) > 0.08 * line.size for n in near)


def _text(line: Line) -> str:
    return "".join(glyph.char for glyph in line.glyphs)
