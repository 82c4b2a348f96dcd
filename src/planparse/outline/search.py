"""The reading of the candidates with the least penalty.

A reading accepts or leaves out each candidate in turn and keeps the stack of open items. Hard: a
style stands at one depth within its parent, and children come before uncles. Soft, each with a
price: an ordinal that does not continue its sequence, a mark in the middle of a line, a style below
one that by custom stands lower. A beam keeps the cheapest readings; the runner-up tells how close
the call was.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct

from planparse.outline.candidates import Candidate, Place
from planparse.rules.numbering import BARE_HEADING, DECIMALS, RANK, STANDS_FOR

WIDTH, WIDTH_DAMAGED = 10, 60  # readings kept; more where numbers are lost and pay only later
DEAR = 0.45  # a reading that costs more a candidate is looked for again, wider: the way to a better one was dropped
FEW_CANDIDATES = 10
HOPELESS = 6.0  # a reading dearer than the best by this is dropped

# The prices, by place: first line, blank, stop, soft stop, inside. A mark at the head of a line that
# continues its sequence is free. Where a copy has kept its lines, a mark elsewhere is an enumeration
# in a sentence; where it has lost them, a mark behind a stop is as good as one at the head of a line.
ACCEPT_LINED = (0.0, 2.5, 2.7, 3.1, 3.5)
ACCEPT_UNLINED = (0.0, 0.2, 0.3, 0.4, 1.1)
REJECT_LINED = (3.1, 1.0, 0.6, 0.3, 0.0)
REJECT_UNLINED = (3.1, 1.6, 1.8, 0.8, 0.3)
# 第…章, 第…条 are hardly anything else once references are told apart by their neighbours.
ACCEPT_TEXTUAL = (0.0, 0.2, 0.2, 0.6, 0.6)
REJECT_TEXTUAL = (3.0, 2.5, 2.5, 1.5, 1.5)
TEXTUAL_STYLES = 3  # up to this rank
# (八) and 3.加强 in the middle of a line are seldom anything else, where the sequence fits.
INSIDE_SURE = {"cjk_paren": 0.5, "arabic": 0.7}
REJECT_SURE = 0.8
ACCEPT_GLUED, REJECT_GLUED = 0.5, 1.0  # 29. between the cells of a table that run together
LOWER_STYLES = 7  # from this rank on marks often count steps within a sentence
LOWER_SHARE = 0.4  # so leaving one out is cheaper by this factor
FIRST_CHILD = 0.2
RUN_ON = 0.1
RUN_ON_GAP = 1.2
GAP_IN_SEQUENCE, EACH_MISSING, MOST_MISSING = 2.5, 0.5, 8
REPEATED = 2.0
RESTART = 4.0
BACKWARD = 7.0
RANK_BROKEN = 2.5
MIXED_SIBLINGS, MIXED_UPWARD = 1.2, 0.6
RESTORED = 0.5
UNPROVEN = 2.0  # a lost number that nothing before it in the sequence proves
BARE, BARE_GLUED = 2.0, 0.3  # a line; words glued to the first item below them, which nothing else explains
WRONG_PARENT = 4.0  # 3.2 below anything but 3
GROUP_REPEAT = 0.1  # a group row printed again where the table turns a page


class Accepted(Struct, frozen=True, kw_only=True):
    """A candidate read as an item: at `depth`, with the ordinal printed or restored."""

    candidate: Candidate
    style: str
    ordinal: int
    depth: int
    restored: bool


# What a reading accepted: the candidate, its style, its ordinal and its depth; and what it accepted before.
_Step: TypeAlias = tuple[Candidate, str, int, int]


class _Reading:
    """One reading so far: a stack of open items, and a chain of what was accepted."""

    __slots__ = ("chain", "cost", "last", "stack")

    def __init__(
        self,
        cost: float,
        stack: tuple[tuple[str, int], ...],
        last: dict[str, int],
        chain: tuple[_Step, object] | None,
    ) -> None:
        self.cost = cost
        self.stack = stack
        self.last = last
        self.chain = chain


class _Offer:
    """A candidate with what holds for it in every reading: its style, and the prices of its place."""

    __slots__ = ("accepting", "candidate", "rank", "rejecting", "repeatable", "style")

    def __init__(self, candidate: Candidate, *, lined: bool) -> None:
        self.candidate = candidate
        self.style = STANDS_FOR.get(candidate.style, candidate.style)
        self.rank = RANK.get(self.style, 9)
        self.accepting = _price_of_place(candidate, lined)
        self.repeatable = candidate.in_table and candidate.style != BARE_HEADING
        self.rejecting = _price_of_leaving_out(candidate, lined)


class _Draft(Struct, frozen=True):
    """A reading that may follow: most are too dear to be written out."""

    cost: float
    before: _Reading
    step: _Step | None  # None where the candidate is left out


def best_reading(candidates: Sequence[Candidate]) -> tuple[list[Accepted], list[Accepted], float]:
    """The cheapest reading, the runner-up, and by how much the runner-up is dearer."""
    width = WIDTH_DAMAGED if any(c.ordinal is None for c in candidates) else WIDTH
    readings = _cheapest(candidates, width)
    if width < WIDTH_DAMAGED and readings[0].cost > DEAR * (FEW_CANDIDATES + len(candidates)):
        readings = _cheapest(candidates, WIDTH_DAMAGED)
    first = _unchain(readings[0])
    for other in readings[1:]:
        second = _unchain(other)
        if second != first:
            return first, second, other.cost - readings[0].cost
    return first, [], float("inf")


def _cheapest(candidates: Sequence[Candidate], width: int) -> list[_Reading]:
    """The readings of all candidates that a beam of `width` keeps, cheapest first."""
    lined = _keeps_lines(candidates)
    readings = [_Reading(0.0, (), {}, None)]
    for candidate in candidates:
        offer = _Offer(candidate, lined=lined)
        drafts: list[_Draft] = []
        for reading in readings:
            # Accepting comes first: of two readings at one price the one that explains more is kept.
            drafts += _accepted(reading, offer)
            drafts.append(_rejected(reading, offer))
        readings = _kept(drafts, width)
    return readings


def _keeps_lines(candidates: Sequence[Candidate]) -> bool:
    """Has the copy kept its lines? Half of the marks of the upper styles stand first in one."""
    upper = [c.place for c in candidates if RANK.get(c.style, 9) <= 6 and c.style != BARE_HEADING]
    return sum(p is Place.LINE for p in upper) * 2 >= len(upper)


def _kept(drafts: list[_Draft], width: int) -> list[_Reading]:
    """The cheapest few, one for each stack and each place that the running numbers have reached."""
    drafts.sort(key=attrgetter("cost"))
    limit = drafts[0].cost + HOPELESS
    seen: set[tuple[object, ...]] = set()
    kept: list[_Reading] = []
    for draft in drafts:
        if draft.cost > limit or len(kept) == width:
            break
        reading = _written_out(draft)
        key = (reading.stack, tuple(reading.last.values()))
        if key not in seen:
            seen.add(key)
            kept.append(reading)
    return kept


def _written_out(draft: _Draft) -> _Reading:
    before, step = draft.before, draft.step
    if step is None:
        return _Reading(draft.cost, before.stack, before.last, before.chain)
    _, style, ordinal, level = step
    stack = (*before.stack[:level], (style, ordinal))
    return _Reading(draft.cost, stack, {**before.last, style: ordinal}, (step, before.chain))


def _unchain(reading: _Reading) -> list[Accepted]:
    out: list[Accepted] = []
    link = reading.chain
    while link is not None:
        candidate, style, ordinal, depth = link[0]
        restored = candidate.ordinal is None
        out.append(
            Accepted(candidate=candidate, style=style, ordinal=ordinal, depth=depth, restored=restored)
        )
        link = link[1]  # type: ignore[assignment]
    out.reverse()
    return out


def _rejected(reading: _Reading, offer: _Offer) -> _Draft:
    price = offer.rejecting
    if offer.repeatable and _repeats_group(reading, offer):
        price = GROUP_REPEAT
    return _Draft(reading.cost + price, reading, None)


def _price_of_leaving_out(candidate: Candidate, lined: bool) -> float:
    if candidate.style == BARE_HEADING:
        return 0.0
    rank = RANK.get(candidate.style, LOWER_STYLES - 1)
    table = REJECT_LINED if lined else REJECT_TEXTUAL if _is_textual(candidate) else REJECT_UNLINED
    price = table[candidate.place]
    if candidate.in_table and candidate.place is Place.INSIDE and not lined:
        price = REJECT_GLUED
    elif candidate.place is Place.INSIDE and candidate.style in INSIDE_SURE and not lined:
        price = REJECT_SURE
    return price * LOWER_SHARE if not lined and rank >= LOWER_STYLES else price


def _is_textual(candidate: Candidate) -> bool:
    return RANK.get(candidate.style, LOWER_STYLES) <= TEXTUAL_STYLES or candidate.style in DECIMALS


def _repeats_group(reading: _Reading, offer: _Offer) -> bool:
    return (offer.style, offer.candidate.ordinal) in reading.stack[:-1]


def _accepted(reading: _Reading, offer: _Offer) -> list[_Draft]:
    """The readings in which the candidate is an item: next in an open sequence, or a new child."""
    candidate, style = offer.candidate, offer.style
    price = reading.cost + offer.accepting
    for level, (open_style, previous) in enumerate(reading.stack):
        if open_style == style and _parent_fits(candidate, reading.stack[:level]):
            ordinal = candidate.ordinal if candidate.ordinal is not None else previous + 1
            step = (candidate, style, ordinal, level)
            again = candidate.fresh and ordinal == 1
            return [_Draft(price + (FIRST_CHILD if again else _price_of_step(previous, ordinal)), reading, step)]
    return _as_child(reading, offer, price)


def _parent_fits(candidate: Candidate, above: tuple[tuple[str, int], ...]) -> bool:
    """Does a decimal number stand below the number that it names? Others stand anywhere."""
    if candidate.parent is None:
        return True
    depth = DECIMALS.index(candidate.style)
    return bool(above) and above[-1] == (DECIMALS[depth - 1], candidate.parent)


def _price_of_place(candidate: Candidate, lined: bool) -> float:
    textual = _is_textual(candidate)
    table = ACCEPT_LINED if lined else ACCEPT_TEXTUAL if textual else ACCEPT_UNLINED
    price = table[candidate.place]
    if candidate.in_table and candidate.place is Place.INSIDE and not lined:
        price = ACCEPT_GLUED
    elif not lined:
        price = min(price, INSIDE_SURE.get(candidate.style, price))
    if candidate.ordinal is None:
        price += RESTORED if candidate.style != BARE_HEADING else BARE if candidate.place is Place.LINE else BARE_GLUED
    return price


def _price_of_step(previous: int, ordinal: int) -> float:
    if ordinal == previous + 1:
        return 0.0
    if ordinal > previous:
        return GAP_IN_SEQUENCE + EACH_MISSING * min(ordinal - previous - 1, MOST_MISSING)
    if ordinal == previous:
        return REPEATED
    return RESTART if ordinal == 1 else BACKWARD


def _as_child(reading: _Reading, offer: _Offer, price: float) -> list[_Draft]:
    """Below the innermost open item, or below one further up in place of other children."""
    ordinal = offer.candidate.ordinal
    if ordinal is not None:
        return _below(reading, offer, price, ordinal)
    # A lost number is the first, or goes on from that of the group before.
    last = reading.last.get(offer.style)
    goes_on = _below(reading, offer, price, last + 1) if last else []
    return _below(reading, offer, price, 1) + goes_on


def _below(reading: _Reading, offer: _Offer, price: float, ordinal: int) -> list[_Draft]:
    candidate, stack = offer.candidate, reading.stack
    price += _price_of_first(reading, offer.style, ordinal)
    if candidate.ordinal is None and candidate.style != BARE_HEADING:
        price += UNPROVEN
    out = []
    depth = len(stack)
    for level in range(depth, max(-1, depth - 4), -1):
        cost = price
        if level < depth:
            cost += MIXED_UPWARD if RANK.get(stack[level][0], 9) >= offer.rank else MIXED_SIBLINGS
        if level and RANK.get(stack[level - 1][0], 9) >= offer.rank:
            cost += RANK_BROKEN
        if not _parent_fits(candidate, stack[:level]):
            cost += WRONG_PARENT
        out.append(_Draft(cost, reading, (candidate, offer.style, ordinal, level)))
    return out


def _price_of_first(reading: _Reading, style: str, ordinal: int) -> float:
    if ordinal == 1:
        return FIRST_CHILD
    last = reading.last.get(style)
    if last is not None and ordinal == last + 1:
        return RUN_ON
    if last is not None and ordinal > last:
        return RUN_ON_GAP + EACH_MISSING * min(ordinal - last - 1, MOST_MISSING)
    return GAP_IN_SEQUENCE + EACH_MISSING * min(ordinal - 1, MOST_MISSING)
