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
_NUMBER = re.compile(rf"{_DASH}{{1,3}}(\d{{1,4}}){_DASH}{{1,3}}|第(\d{{1,4}})页(?:[,，/]?共\d{{1,4}}页)?|(\d{{1,4}})/\d{{1,4}}")
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, which of its lines (by index) are page numbers or running heads."""
    found: list[set[int]] = [set() for _ in pages]
    bare: dict[int, list[tuple[int, int]]] = defaultdict(list)
    running: dict[tuple[bool, str], list[tuple[float, int, int]]] = defaultdict(list)
    for n, (page, held) in enumerate(zip(pages, lines, strict=True)):
        for index, upper in _at_edges(page, held):
            text = "".join(glyph.char for glyph in held[index].glyphs)
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
        for n, index in _steady(places, len(pages)):
            found[n].add(index)
    return found


def _at_edges(page: Page, lines: Sequence[Line]) -> list[tuple[int, bool]]:
    """The lines near the upper and lower edge, by index, and whether it is the upper one."""
    order = sorted(range(len(lines)), key=lambda n: lines[n].base)
    upper = [(n, True) for n in order[:_OUTER] if lines[n].base < _EDGE * page.height]
    lower = [(n, False) for n in order[-_OUTER:] if lines[n].base > (1 - _EDGE) * page.height]
    return upper + lower


def _steady(places: list[tuple[float, int, int]], count: int) -> list[tuple[int, int]]:
    """Those that stand at one height on enough pages: two, and a third of all."""
    out: list[tuple[int, int]] = []
    group: list[tuple[float, int, int]] = []
    for place in [*sorted(places), (1e9, -1, -1)]:
        if group and place[0] - group[0][0] > _STEADY:
            if len({n for _, n, _ in group}) >= max(2, count / 3):
                out += [(n, index) for _, n, index in group]
            group = []
        group.append(place)
    return out
