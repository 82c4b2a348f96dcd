"""Everything that may open a numbered item, with the evidence of its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from planparse.outline.marks import Candidate, Place
from planparse.outline.openings import SHORT
from planparse.outline.uncounted import outside_of, without_cell_lists, without_notes
from planparse.patterns import compiled
from planparse.rules.headings import MAIN_TASKS, NARRATIVE, SAFEGUARDS, STANDARD_GLUED
from planparse.rules.numbering import (
    BARE_HEADING,
    DECIMALS,
    HALF_PAREN,
    LOST_COMMA,
    LOST_PAREN,
    NEVER_INLINE,
    RANK,
    ROW,
    marker_pattern,
    ordinal_of,
)
from planparse.rules.rulebook import HAN
from planparse.span import Span, trim
from planparse.syntax import Text, Zone

SYMBOLS = "★☆△▲●■◆*"
_STOPS = frozenset("。!?)】〕]”》")
_SOFT_STOPS = frozenset(";:,")
_BARS = "|│"
# ``。、`` is never written: behind a full stop, too, the mark has lost its number.
# The class before the mark comes first, so that the search can skip ahead.
_LOST = compiled(
    r"[\n。局委办厅部会院府司心团门位]"
    r"(?:(?<=[\n。])(?:(?P<lost_mark>、)|(?<=\n)(?:(?P<lost_point>[.])|(?P<lost_paren>\))))(?=[^\W\d]|“)"
    # Behind the last unit of a list, and before words that head a section: no list goes on there.
    rf"|(?<![\n。])(?P<lost_head>、)(?={STANDARD_GLUED})"
    # Behind the last unit of a list that no bracket opens, and before a few words with a full stop, as a heading has.
    rf"|(?<![\n。])(?P<lost_close>\))(?={HAN}{{3,16}}。))"
)
_HALF = compiled(rf"(?:{HALF_PAREN})(?=[^\W\d]|“)")
_FEW_WORDS = compiled(r"[^,;:。!?()\n]{3,24}。(?!\n|$)")
_ROW = compiled(rf"(?<![^\n])[{SYMBOLS}]?(?P<n>\d{{1,3}})(?=\|?\n|{HAN}|[“《])(?![年月日个项家万亿])")


_ALONE = r"[1-9](?<![\d.A-Za-z(第至—~、,-][1-9])\d?"
_SINGLE = compiled(
    rf"{_ALONE}(?={HAN}{{2}})(?![年月日个项家万亿倍元件级版米公平千度吨小时人名种类次天位名所座条处起号])"
)
_GLUED_ROW = compiled(rf"{_ALONE}(?:{_SINGLE.pattern.removeprefix(_ALONE)}|(?=[“《]{HAN}))")
_PANEL = compiled(r"专栏[\d一二三四五六七八九十]|附?表\d|注\d?:")
_HAN_FIGURES = "一二三四五六七八九十"
FEW_DECIMALS = 4
LONGEST_PANEL = 3000
SHORTEST_HEADING = 4
REMARK = 40  # characters that a remark in brackets holds at most
LONGEST_LIST = 400  # and a list of units


def find_candidates(
    text: Text, span: Span, zones: Sequence[Zone] = (), shut: Sequence[Span] = ()
) -> list[Candidate]:
    """All candidates in `span`, in order; none begins inside one of the `shut` spans."""
    found = [*_marks(text, span), *_lost(text, span), *_rows(text, zones)]
    found = _with_decimals(text, span, found)
    found.sort(key=lambda c: (c.span.start, -c.span.end))
    found = without_notes(text, span, list(outside_of(_apart(found), shut)))
    found = without_cell_lists([_placed_in_table(c, zones) for c in found if not _names_a_cell(c, zones)], zones)
    found = _behind_headings(text, found)
    return _with_bare_headings(text, span, _begun_again(found, zones))


def _marks(text: Text, span: Span) -> Iterator[Candidate]:
    norm = text.norm
    for match in marker_pattern().finditer(norm, *span):
        style = match.lastgroup or ""
        start, end = match.span()
        item_start = start - 1 if start > span.start and norm[start - 1] in SYMBOLS else start
        place = place_of(text, span, item_start)
        if style == "decimal":
            yield Candidate(style=style, ordinal=0, span=Span(start, end), place=place, start=item_start)
            continue
        if place is not Place.LINE and not _may_stand_inline(norm, style, place, end):
            continue
        if place is not Place.LINE and _in_panel(text, start):
            continue
        if style == "is_first" and place is Place.LINE and _goes_on_inline(text, match.group(), end):
            continue
        yield Candidate(
            style=style, ordinal=ordinal_of(match.group()), span=Span(start, end), place=place, start=item_start
        )


def _behind_headings(text: Text, found: list[Candidate]) -> list[Candidate]:
    """Marks with nothing but a few words between them and a mark of a higher style: 1.推进整合(1)统筹网络.

    The words can only be a heading whose line or full stop is lost, so the second mark is as good as one behind a lead-in.
    """
    out = found[:1]
    for before, mark in zip(found, found[1:], strict=False):
        gap = mark.span.start - before.span.end
        if mark.place is Place.INSIDE and SHORTEST_HEADING <= gap <= SHORT and RANK.get(before.style, 9) < RANK.get(mark.style, 0):
            words = text.norm[before.span.end : mark.span.start]
            if not compiled(r"[,;:。、\n]").search(words):
                mark = replace(mark, place=Place.SOFT_STOP)
        out.append(mark)
    return out


def _in_panel(text: Text, offset: int) -> bool:
    """Does the line open as a panel, a table or a note does? What it counts are no items."""
    line = text.line_at(offset)
    if line.end - line.start > LONGEST_PANEL:  # the rest of a copy that has lost its lines
        return False
    return _PANEL.match(text.norm, line.start, offset) is not None


def _goes_on_inline(text: Text, mark: str, end: int) -> bool:
    """Does the paragraph that ``一是`` opens hold 二是 as well? Then it counts steps in a sentence."""
    ordinal = ordinal_of(mark)
    if not ordinal or ordinal >= len(_HAN_FIGURES):
        return False
    return text.norm.find(f"{_HAN_FIGURES[ordinal]}是", end, text.line_at(end).end) >= 0


def _may_stand_inline(norm: str, style: str, place: Place, end: int) -> bool:
    """Can the mark open an item in the middle of a line at all?

    A figure behind it makes a decimal or a date. ``一是`` does where a sentence has ended before it and
    a few words, as a heading has, end in a full stop behind it: not in ``一是…；二是…``.
    """
    after = norm[end : end + 1]
    if style == "is_first":
        return place <= Place.STOP and _FEW_WORDS.match(norm, end) is not None
    if style in NEVER_INLINE:
        return False
    if style == "arabic":
        return not after.isdigit() or place <= Place.STOP or norm[end : end + 5].endswith("年")
    return bool(after)


def _with_decimals(text: Text, span: Span, found: list[Candidate]) -> list[Candidate]:
    """Decimal numbers, by their depth, and the single figures above them; none where they are few."""
    decimals = [c for c in found if c.style == "decimal"]
    rest = [c for c in found if c.style != "decimal"]
    if sum(2 if c.place is Place.LINE else 1 for c in decimals) < FEW_DECIMALS:
        return rest
    taken = {c.span.start for c in found}
    heads = {int(text.of(c.span).split(".")[0]) for c in decimals}
    for match in _SINGLE.finditer(text.norm, *span):
        if match.start() not in taken and int(match.group()) in heads:
            rest.append(_decimal(text, span, Span(*match.span())))
    above = _above_decimals(text, rest, decimals)
    rest = [_decimal(text, span, c.span) if c.span.start in above else c for c in rest]
    return rest + [_decimal(text, span, c.span) for c in decimals]


def _above_decimals(text: Text, rest: Sequence[Candidate], decimals: Sequence[Candidate]) -> set[int]:
    """Where ``1.`` stands above 1.1: the last such mark before the first of its decimals."""
    heads = {c.span.start: c.ordinal for c in rest if c.style == "arabic"}
    above = set()
    for decimal in decimals:
        figures = text.of(decimal.span).split(".")
        if len(figures) == 2 and figures[1] == "1":
            before = [at for at, n in heads.items() if at < decimal.span.start and n == int(figures[0])]
            above.update(sorted(before)[-1:])
    return above


def _decimal(text: Text, part: Span, span: Span) -> Candidate:
    figures = [int(f) for f in text.of(span).rstrip(".、").split(".")]
    return Candidate(
        style=DECIMALS[len(figures) - 1],
        ordinal=figures[-1],
        span=span,
        place=place_of(text, part, span.start),
        start=span.start,
        parent=figures[-2] if len(figures) > 1 else None,
    )


def _lost(text: Text, span: Span) -> Iterator[Candidate]:
    """Marks that have lost their number, and those that have lost one of their brackets."""
    for match in _LOST.finditer(text.norm, max(0, span.start - 1), span.end):
        style = match.lastgroup or ""
        mark = Span(*match.span(style))
        place = Place.STOP if style in ("lost_head", "lost_close") else place_of(text, span, mark.start)
        if style == "lost_close":
            if not _is_unpaired(text.norm, mark, LONGEST_LIST):
                continue
            style = LOST_PAREN
        if style in ("lost_mark", "lost_head"):
            style = LOST_COMMA
        yield Candidate(style=style, ordinal=None, span=mark, place=place, start=mark.start)
    for match in _HALF.finditer(text.norm, *span):
        mark = Span(*match.span())
        style = "arabic_paren" if text.of(mark).strip("()").isdecimal() else "cjk_paren"
        place = place_of(text, span, mark.start)
        # (3个月内… behind a full stop is a remark, (一期工程) in a sentence one with both its brackets.
        if place is Place.LINE or (style == "cjk_paren" and _is_unpaired(text.norm, mark)):
            yield Candidate(style=style, ordinal=ordinal_of(text.of(mark)), span=mark, place=place, start=mark.start)


def _is_unpaired(norm: str, mark: Span, reach: int = REMARK) -> bool:
    """Is the bracket of a half mark the only one of its pair? `reach` is how long what it closes may be."""
    if norm[mark.start] == "(":
        closing, opening = norm.find(")", mark.end, mark.end + REMARK), norm.find("(", mark.end, mark.end + REMARK)
        return closing < 0 or 0 <= opening < closing
    before = norm[max(0, mark.start - reach) : mark.start]
    return before.rfind("(") <= before.rfind(")")


def _rows(text: Text, zones: Sequence[Zone]) -> Iterator[Candidate]:
    """Row numbers of tables: a figure alone in its cell or line, or glued to its text.

    Where a table counts 1-1, 1-2, 2-1 its rows are counted through.
    """
    for zone in zones:
        fresh = _first_of_groups(zone)
        marks = [trim(text.norm, cell, SYMBOLS + ".、") for cell in zone.numbers]
        plain = all(text.of(mark).isdecimal() for mark in marks)
        for n, (cell, mark) in enumerate(zip(zone.numbers, marks, strict=True), 1):
            bar = zone.cells and text.norm[cell.start - 1] in _BARS
            yield Candidate(
                style=ROW,
                ordinal=int(text.of(mark)) if plain else n,
                span=mark,
                place=Place.LINE,
                in_table=True,
                start=cell.start - 1 if bar and _at_line(text, cell.start - 1) else cell.start,
                fresh=cell.start in fresh,
            )
        if not zone.cells:
            yield from _rows_without_cells(text, zone)


def _rows_without_cells(text: Text, zone: Zone) -> Iterator[Candidate]:
    """Figures at the heads of lines; where the copy has lost its lines, figures between words.

    A figure between words is a row's number only if it goes on from one before it: the search sees to that.
    """
    at_line = [Span(*match.span("n")) for match in _ROW.finditer(text.norm, *zone.body)]
    glued = [] if at_line or zone.numbers else [Span(*m.span()) for m in _GLUED_ROW.finditer(text.norm, *zone.body)]
    for mark in at_line or glued:
        start = mark.start - 1 if text.norm[mark.start - 1] in SYMBOLS else mark.start
        place = Place.LINE if at_line else place_of(text, zone.body, start)
        ordinal = int(text.of(mark))
        yield Candidate(style=ROW, ordinal=ordinal, span=mark, place=place, in_table=True, start=start)


def _first_of_groups(zone: Zone) -> set[int]:
    """Where the first number stands behind each cell that heads several rows."""
    starts = [cell.start for cell in zone.numbers]
    groups = [cell.start for level in zone.groups for cell in level]
    first = [bisect_left(starts, at) - (at in inner) for inner in [{c.start for c in zone.inner}] for at in groups]
    return {starts[i] for i in first if 0 <= i < len(starts)}


def place_of(text: Text, span: Span, start: int) -> Place:
    """The evidence of the place `start`."""
    if start <= span.start or _at_line(text, start):
        return Place.LINE
    if text.norm[start - 1] in _BARS and _at_line(text, start - 1):  # the left edge of a table
        return Place.LINE
    if start in text.gaps:
        return Place.GAP
    before = text.norm[start - 1]
    if before in _STOPS:
        return Place.STOP
    return Place.SOFT_STOP if before in _SOFT_STOPS else Place.INSIDE


def _at_line(text: Text, offset: int) -> bool:
    return offset == 0 or text.norm[offset - 1] == "\n"


def _apart(found: list[Candidate]) -> Iterator[Candidate]:
    end = -1
    for candidate in found:
        if candidate.span.start >= end:
            end = candidate.span.end
            yield candidate


def _names_a_cell(candidate: Candidate, zones: Sequence[Zone]) -> bool:
    """任务一:…, 第二部分… in a table are the words of a cell: its rows have numbers of their own."""
    return candidate.style in ("named", "part", "formal") and any(zone.body.covers(candidate.span) for zone in zones)


def _placed_in_table(candidate: Candidate, zones: Sequence[Zone]) -> Candidate:
    zone = next((zone for zone in zones if zone.body.covers(candidate.span)), None)
    if candidate.in_table or zone is None:
        return candidate
    opens = any(cell.start == candidate.start for cell in zone.cells)  # a cell is as good as a line
    return replace(candidate, in_table=True, place=Place.LINE if opens else candidate.place)


def _begun_again(found: Sequence[Candidate], zones: Sequence[Zone]) -> list[Candidate]:
    """`found`, with the first mark of each style in a further table free to count from 1."""
    first: set[tuple[int, str]] = set()
    out = []
    for c in found:
        zone = next((n for n, zone in enumerate(zones) if zone.body.covers(c.span)), 0) if c.in_table else 0
        fresh = zone > 0 and c.ordinal == 1 and (zone, c.style) not in first
        first.add((zone, c.style))
        out.append(replace(c, fresh=True) if fresh else c)
    return out


def _with_bare_headings(text: Text, span: Span, found: list[Candidate]) -> list[Candidate]:
    """Add the lines that read as a first-level heading by custom but bear no number.

    Only where a number has been lost somewhere in the part is such a line worth a thought.
    """
    if not any(c.style in (LOST_COMMA, LOST_PAREN) for c in found):
        return found
    taken = {c.start for c in found}
    bare = [line.start for line in text.lines if _may_head(text, span, line) and line.start not in taken]
    # In a copy without lines such words stand glued between the preamble and the first item.
    bare += [m.start() for m in compiled(STANDARD_GLUED).finditer(text.norm, *span)]
    heads = [
        Candidate(
            style=BARE_HEADING, ordinal=None, span=Span(at, at), place=place_of(text, span, at), start=at
        )
        for at in sorted(set(bare))
    ]
    return sorted(found + heads, key=lambda c: c.start)


def _may_head(text: Text, span: Span, line: Span) -> bool:
    """Is `line` a few words that by custom head a section of the first level?"""
    if line.start < span.start or line.end > span.end or line.end - line.start > 16:
        return False
    words = text.of(line)
    return words[-1] not in "。;:," and any(r.matches(words) for r in (NARRATIVE, MAIN_TASKS, SAFEGUARDS))
