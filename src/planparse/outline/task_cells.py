"""Where the cell of a task ends in a row whose cells run together: what is to be done begins behind it.

Nothing in the copy says so; the wording does, mostly. What is found here is a presumption, and is
told as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from planparse.outline.openings import Opening, Shape, zone_of
from planparse.patterns import compiled
from planparse.rules.headings import CELL_GOES_ON, CELL_NOUN, CELL_OPENING, COMPOUNDS
from planparse.span import Span
from planparse.syntax import Item, Text, Zone

SHORTEST, SHORT, LONGEST = 2, 4, 40  # characters of the name of a task: before a sure sign, before any, at most
_OPENING = CELL_OPENING.pattern.removeprefix("^")
MOST_ROWS = 0.7  # of a table
_SAME = 4  # characters with which a cell takes up the one before it


def task_cells(
    text: Text, items: Sequence[Item], openings: Sequence[Opening], zones: Sequence[Zone]
) -> dict[int, Opening]:
    """The openings, by their number, of rows without lines, less the cell that runs on behind that of the task.

    Only in tables in which such a border shows in most rows: where a full stop ends the cells, few have one.
    """
    out: dict[int, Opening] = {}
    for zone in zones:
        if zone.cells or not zone.has_task_cell:
            continue
        rows = [n for n, item in enumerate(items) if item.row and zone_of(item, [zone])]
        glued = [n for n in rows if "\n" not in text.norm[openings[n].span.start : openings[n].own_end]]
        borders = {n: at for n in glued if (at := border(text.norm, *openings[n].span))}
        if len(borders) >= len(rows) * MOST_ROWS:
            for n, at in borders.items():
                span = Span(openings[n].span.start, at)
                out[n] = replace(openings[n], span=span, shape=Shape.GLUED, has_body=True)
    return out


def border(norm: str, start: int, limit: int) -> int:
    """The offset at which the cell that begins at `start` ends before `limit`; 0 where none shows.

    >>> text = "编制三年行动计划出台《某市三年行动计划》"
    >>> text[: border(text, 0, len(text))]
    '编制三年行动计划'
    >>> text = "完善平台功能平台功能完善率达100%"
    >>> text[: border(text, 0, len(text))]
    '完善平台功能'
    """
    return next(borders(norm, start, limit), 0)


def borders(norm: str, start: int, limit: int) -> Iterator[int]:
    """Every offset before `limit` at which the words that begin at `start` may end, and what is done about them begin."""
    done = compiled(_OPENING).match(norm, start) is not None
    for at in range(start + SHORTEST, min(limit - 1, start + LONGEST)):
        if _goes_on(norm, at):
            continue
        if _takes_up(norm, start, at, done=done) or norm[at].isdecimal() and opens(norm, at):
            yield at
        # What begins with a noun is built or used; 推进系统对接 is a name as a whole.
        elif at >= start + SHORT and (opens(norm, at) or not done and compiled(CELL_NOUN.pattern).match(norm, at)):
            yield at


def _takes_up(norm: str, start: int, at: int, *, done: bool) -> bool:
    """Do the words at `at` say again what was said before?

    完善平台功能 | 平台功能…, 推进数字人社建设 | 建设…, and with what is `done` 明确任务分工 | 明确责任….
    """
    again = done and at >= start + SHORT and norm[at : at + 2] == norm[start : start + 2]
    return again or norm[at : at + 2] == norm[at - 2 : at] or norm.find(norm[at : at + _SAME], start, at) >= 0


def _goes_on(norm: str, at: int) -> bool:
    """Do the words before `at` want more?"""
    return at > 0 and (norm[at - 1] in CELL_GOES_ON or norm[at - 1 : at + 1].isdecimal())


def opens(norm: str, at: int) -> bool:
    """Does a word stand at `at` that begins what is to be done?"""
    fresh = not _goes_on(norm, at) and norm[max(0, at - 2) : at + 2] not in COMPOUNDS
    return fresh and compiled(_OPENING).match(norm, at) is not None
