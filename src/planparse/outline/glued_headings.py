"""Headings that run on into their text, where a copy has lost the line's end or the full stop behind them.

A blank may show where they end, or nothing but the wording; so it has to show in nearly all siblings,
and where the wording is all there is, what is found is told as presumed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from planparse.outline.openings import COLON_HEADING, Opening, Shape, blank_after
from planparse.outline.task_cells import SHORT, borders, opens
from planparse.patterns import compiled
from planparse.rules.headings import (
    CELL_GOES_ON,
    FORM_NOUN,
    FORM_SIGN,
    LAST_NOUNS,
    NO_HEADING_END,
    SOFT_OPENING,
)
from planparse.rules.rulebook import HAN, Rule
from planparse.span import Span
from planparse.syntax import LONG_LINE, Item, Text

STYLES = frozenset(("chapter", "division", "cjk_comma", "cjk_paren"))  # an article or a step is a sentence
BLANK_STYLES = STYLES | {"arabic", "arabic_paren"}
MOST_BLANK = 0.6
FEWEST, MOST = 3, 0.7  # siblings, and the share of them in which a border shows
LONGEST = 32  # characters of a heading
_NO_HEADING = rf"[;:。]|{HAN}\d{{1,2}}{HAN}"  # 制度1企业: the row of a table begins
MOST_NAMED = 0.8  # and those that are named by a noun of one kind
_HEAD_OF_FORM = 200  # characters above the first part of a form
_LONGER = 2  # characters by which a heading may be longer than those that show
REST = 4  # characters that at least stand behind it


def glued_headings(text: Text, items: Sequence[Item], openings: Sequence[Opening]) -> dict[int, Opening]:
    """The openings, by their number, of headings that run on into their text, less that text."""
    if not items or not _has_lost_its_lines(text, Span(items[0].span.start, max(item.span.end for item in items))):
        return {}
    out: dict[int, Opening] = {}
    for members in _families(items, openings, STYLES):
        sentences = _sentences(members, openings)
        found = {n: at for n in sentences if (at := _border(text.norm, openings[n].span))}
        apart = [n for n in members if openings[n].shape is Shape.GLUED]
        told = len(sentences) + len(apart)
        if told >= FEWEST and len(found) + len(apart) >= told * MOST:
            out |= {n: _ended(openings[n], at) for n, at in found.items()}
            longest = max((openings[n].span.end if n not in found else found[n]) - openings[n].span.start for n in [*found, *apart])
            rest = (n for n in sentences if n not in found)
            out |= {n: _ended(openings[n], at) for n in rest if (at := _soft_border(text.norm, openings[n].span, longest))}
    form = compiled(FORM_SIGN.pattern).search(text.norm, max(0, items[0].span.start - _HEAD_OF_FORM), items[-1].span.end)
    rows = (*LAST_NOUNS, FORM_NOUN) if form else LAST_NOUNS
    for members in _families(items, openings, BLANK_STYLES):
        named = _by_nouns(text.norm, members, openings, rows)
        out |= {n: _ended(openings[n], at) for n, at in named.items() if n not in out}
    return out


def _by_nouns(norm: str, members: Sequence[int], openings: Sequence[Opening], rows: Sequence[Rule]) -> dict[int, int]:
    """Where the headings of siblings end that are all named by nouns of one of `rows`: 甲计划, 乙计划."""
    for nouns in rows:
        ends = {n: at for n in members if (at := _behind_noun(norm, openings[n].span, nouns.pattern))}
        if len(ends) >= FEWEST and len(ends) >= len(members) * MOST_NAMED:
            return {n: at for n, at in ends.items() if at < openings[n].span.end}
    return {}


def _behind_noun(norm: str, words: Span, nouns: str) -> int:
    """Where the first of `nouns` in a heading ends, with the gloss behind it; 0 where it holds none.

    >>> text = "某产业培育计划(一期)长三角示范区"
    >>> text[: _behind_noun(text, Span(0, len(text)), LAST_NOUNS[0].pattern)]
    '某产业培育计划(一期)'
    """
    found = compiled(nouns).search(norm, words.start, min(words.end, words.start + LONGEST))
    if found is None or found.start() - words.start < SHORT // 2 or not _may_hold(norm[words.start : found.start()]):
        return 0
    return found.end()


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
        if not _may_hold(norm[start:at]):
            return 0
        if at - 2 > start and opens(norm, at - 2):  # 研究|制定: one verb with the one before it
            continue
        if _may_end(norm[start:at]):
            return at
    return 0


def _soft_border(norm: str, sentence: Span, longest: int) -> int:
    """The same before a word that is as often a noun, where siblings show their borders and the head is not longer than theirs.

    >>> text = "促进传统产业转型升级建设工业互联网平台"
    >>> text[: _soft_border(text, Span(0, len(text)), 12)], _soft_border(text, Span(0, len(text)), 4)
    ('促进传统产业转型升级', 0)
    """
    start, end = sentence
    for found in compiled(SOFT_OPENING.pattern).finditer(norm, start + SHORT, min(end - REST, start + longest + _LONGER)):
        head = norm[start : found.start()]
        if not _may_hold(head):
            return 0
        if head[-1] not in CELL_GOES_ON and _may_end(head):
            return found.start()
    return 0


def _may_hold(head: str) -> bool:
    """Can so much be a heading?"""
    return head.count(",") <= 1 and compiled(_NO_HEADING).search(head) is None


def _may_end(head: str) -> bool:
    """Can a heading end on the last of these words?"""
    return head.rfind(",") <= len(head) - 5 and compiled(NO_HEADING_END.pattern).search(head) is None
