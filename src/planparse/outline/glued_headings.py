"""Headings that run on into their text, where a copy has lost the line's end or the full stop behind them.

A blank may show where they end, or nothing but the wording; so it has to show in nearly all siblings,
and where the wording is all there is, what is found is told as presumed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from planparse.outline.openings import COLON_HEADING, Opening, Shape, blank_after
from planparse.outline.task_cells import borders, opens
from planparse.patterns import compiled
from planparse.rules.headings import NO_HEADING_END
from planparse.rules.rulebook import HAN
from planparse.span import Span
from planparse.syntax import LONG_LINE, Item, Text

STYLES = frozenset(("chapter", "division", "cjk_comma", "cjk_paren"))  # an article or a step is a sentence
BLANK_STYLES = STYLES | {"arabic", "arabic_paren"}
MOST_BLANK = 0.6
FEWEST, MOST = 3, 0.7  # siblings, and the share of them in which a border shows
LONGEST = 32  # characters of a heading
_NO_HEADING = rf"[;:。]|{HAN}\d{{1,2}}{HAN}"  # 制度1企业: the row of a table begins
REST = 4  # characters that at least stand behind it


def glued_headings(text: Text, items: Sequence[Item], openings: Sequence[Opening]) -> dict[int, Opening]:
    """The openings, by their number, of headings that run on into their text, less that text."""
    if not items or not _has_lost_its_lines(text, Span(items[0].span.start, max(item.span.end for item in items))):
        return {}
    out: dict[int, Opening] = {}
    for members in _families(items, openings, STYLES):
        sentences = _sentences(members, openings)
        found = {n: at for n in sentences if (at := _border(text.norm, openings[n].span))}
        set_apart = sum(openings[n].shape is Shape.GLUED for n in members)
        told = len(sentences) + set_apart
        if told >= FEWEST and len(found) + set_apart >= told * MOST:
            out |= {n: _ended(openings[n], at) for n, at in found.items()}
    return out


def blank_headings(text: Text, items: Sequence[Item], openings: Sequence[Opening]) -> dict[int, Opening]:
    """The openings, by their number, of headings that a blank parts from their text in most siblings."""
    out: dict[int, Opening] = {}
    if len(text.gaps) < FEWEST:
        return out
    for members in _families(items, openings, BLANK_STYLES):
        sentences = _sentences(members, openings)
        found = {n: at for n in sentences if (at := blank_after(text, openings[n].span.start, openings[n].span.end))}
        # A copy that has blanks anywhere has them in the text, too.
        alone = sum(not any(i in text.gaps for i in range(at + 1, openings[n].span.end)) for n, at in found.items())
        if alone >= FEWEST and alone >= len(sentences) * MOST_BLANK:
            out |= {n: _ended(openings[n], at) for n, at in found.items()}
    return out


def _families(items: Sequence[Item], openings: Sequence[Opening], styles: frozenset[str]) -> list[list[int]]:
    """The numbers of those of `items` that are siblings of one of `styles` and hold words."""
    families: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, (item, opening) in enumerate(zip(items, openings, strict=True)):
        if item.marker.style in styles and not item.row and opening.shape is not Shape.NONE:
            families[(item.marker.style, *item.path[:-1])].append(n)
    return list(families.values())


def _sentences(members: Sequence[int], openings: Sequence[Opening]) -> list[int]:
    return [n for n in members if openings[n].shape in (Shape.RUN_IN, Shape.SENTENCE) or _is_lead_in(openings[n])]


def _is_lead_in(opening: Opening) -> bool:
    """Does a colon end more words than a heading has?"""
    return opening.shape is Shape.COLON and opening.span.end - opening.span.start > COLON_HEADING


def _ended(opening: Opening, at: int) -> Opening:
    return replace(opening, span=Span(opening.span.start, at), shape=Shape.GLUED, has_body=True)


def _has_lost_its_lines(text: Text, span: Span) -> bool:
    return text.norm.count("\n", *span) * LONG_LINE < span.end - span.start


def _border(norm: str, sentence: Span) -> int:
    """Where the heading ends at the head of `sentence`; 0 where none shows.

    >>> text = "推动创新发展,完善市场体系建立统一的交易规则"
    >>> text[: _border(text, Span(0, len(text)))]
    '推动创新发展,完善市场体系'
    """
    start, end = sentence
    for at in borders(norm, start, min(end - REST, start + LONGEST)):
        head = norm[start:at]
        if head.count(",") > 1 or compiled(_NO_HEADING).search(head):
            return 0
        if at - 2 > start and opens(norm, at - 2):  # 研究|制定: one verb with the one before it
            continue
        if head.rfind(",") <= len(head) - 5 and not compiled(NO_HEADING_END.pattern).search(head):
            return at
    return 0
