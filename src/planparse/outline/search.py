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

from planparse.outline.marks import Candidate, Place
from planparse.outline.prices import (
    FIRST_CHILD,
    GROUP_REPEAT,
    MIXED_SIBLINGS,
    MIXED_UPWARD,
    RANK_BROKEN,
    RESTART,
    UNPROVEN,
    WRONG_PARENT,
    price_of_first,
    price_of_leaving_out,
    price_of_place,
    price_of_step,
)
from planparse.rules.numbering import BARE_HEADING, DECIMALS, RANK, STANDS_FOR

NARROW, WIDTH, WIDTH_DAMAGED = 3, 10, 60  # readings kept; more where numbers are lost and pay only later
DEAR = 0.45  # a reading that costs more a candidate is looked for again, wider: the way to a better one was dropped
FEW_CANDIDATES = 10
CLOSE_CALL = 0.8  # up to this a runner-up is worth telling of
HOPELESS = 6.0  # a reading dearer than the best by this is dropped
NEVER = float("inf")
ANYWHERE = 8.5  # the rank of a mark that stands below all others
_ROUNDING = 1e-6  # prices are added up in another order than they are taken away


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
    """One reading so far: a stack of open items, and a chain of what was accepted.

    `last` and `roots` are where the numbers of each style have come to, anywhere and at the top. `key`
    is what two readings must differ in for both to be kept: the stack, and where the running numbers are.
    """

    __slots__ = ("chain", "cost", "key", "last", "roots", "stack")

    def __init__(
        self,
        cost: float,
        stack: tuple[tuple[str, int], ...],
        last: dict[str, int],
        roots: dict[str, int],
        chain: tuple[_Step, object] | None,
    ) -> None:
        self.cost = cost
        self.stack = stack
        self.last = last
        self.roots = roots
        self.chain = chain
        self.key = (stack, *last.values())


class _Offer:
    """A candidate with what holds for it in every reading: its style, and the prices of its place."""

    __slots__ = ("accepting", "candidate", "least", "rank", "rejecting", "repeatable", "style")

    def __init__(self, candidate: Candidate, *, lined: bool) -> None:
        self.candidate = candidate
        self.style = STANDS_FOR.get(candidate.style, candidate.style)
        self.rank = RANK.get(self.style, 9) if self.style != "named" else ANYWHERE
        self.accepting = price_of_place(candidate, lined)
        self.repeatable = candidate.in_table and candidate.style != BARE_HEADING
        self.rejecting = price_of_leaving_out(candidate, lined)
        self.least = min(self.accepting, self.rejecting, GROUP_REPEAT if self.repeatable else NEVER)


class _Draft(Struct, frozen=True):
    """A reading that may follow: most are too dear to be written out."""

    cost: float
    before: _Reading
    step: _Step | None  # None where the candidate is left out


def best_reading(candidates: Sequence[Candidate]) -> tuple[list[Accepted], list[Accepted], float]:
    """The cheapest reading, a runner-up that is nearly as good (empty where none is), and by how much it is dearer."""
    lined = _keeps_lines(candidates)
    offers = [_Offer(candidate, lined=lined) for candidate in candidates]
    readings = _cheapest(offers, 1)  # what it finds bounds the next, wider search
    damaged = any(c.ordinal is None for c in candidates)
    readings = _cheapest(offers, NARROW if damaged else WIDTH, readings[0].cost + CLOSE_CALL) or readings
    if damaged or readings[0].cost > DEAR * (FEW_CANDIDATES + len(candidates)):
        readings = _cheapest(offers, WIDTH_DAMAGED, readings[0].cost + CLOSE_CALL) or readings
    first = _unchain(readings[0])
    for other in readings[1:]:
        if other.cost - readings[0].cost > CLOSE_CALL:
            break
        second = _unchain(other)
        if second != first and not _only_leaves_out(first, second):
            return first, second, other.cost - readings[0].cost
    return first, [], float("inf")


def _only_leaves_out(first: list[Accepted], second: list[Accepted]) -> bool:
    """Does `second` read as text only marks that are printed and go on from the one before? That is no doubt."""
    others = {accepted.candidate.span: accepted for accepted in second}
    reached: dict[tuple[str, int], int] = {}
    shared = 0
    for accepted in first:
        place = (accepted.style, accepted.depth)
        if others.get(accepted.candidate.span) == accepted:
            shared += 1
        elif accepted.restored or reached.get(place) != accepted.ordinal - 1:
            return False
        reached[place] = accepted.ordinal
    return shared == len(second)


def _cheapest(offers: Sequence[_Offer], width: int, bound: float = NEVER) -> list[_Reading]:
    """The readings of all candidates that a beam of `width` keeps, cheapest first, none that must cost more than `bound`.

    No price is below nothing, so what is left to read costs at least the cheaper of taking and leaving each.
    Empty where readings that came to more than `bound` pushed all others out.
    """
    ahead = sum(offer.least for offer in offers)
    readings = [_Reading(0.0, (), {}, {}, None)]
    for offer in offers:
        ahead -= offer.least
        drafts: list[_Draft] = []
        for reading in readings:
            # Accepting comes first: of two readings at one price the one that explains more is kept.
            drafts += _accepted(reading, offer)
            drafts.append(_rejected(reading, offer))
        readings = _kept(drafts, width, bound - ahead + _ROUNDING)
    return readings


def _keeps_lines(candidates: Sequence[Candidate]) -> bool:
    """Has the copy kept its lines? Half of the marks of the upper styles stand first in one."""
    upper = [c.place for c in candidates if RANK.get(c.style, 9) <= 6 and c.style != BARE_HEADING]
    return sum(p is Place.LINE for p in upper) * 2 >= len(upper)


def _kept(drafts: list[_Draft], width: int, bound: float) -> list[_Reading]:
    """The cheapest few, one for each stack and each place that the running numbers have reached."""
    drafts.sort(key=attrgetter("cost"))
    limit = min(drafts[0].cost + HOPELESS, bound) if drafts else bound
    seen: set[tuple[object, ...]] = set()
    kept: list[_Reading] = []
    for draft in drafts:
        if draft.cost > limit or len(kept) == width:
            break
        if draft.step is None and draft.before.key in seen:
            continue
        reading = _written_out(draft)
        if reading.key not in seen:
            seen.add(reading.key)
            kept.append(reading)
    return kept


def _written_out(draft: _Draft) -> _Reading:
    before, step = draft.before, draft.step
    if step is None:
        return _Reading(draft.cost, before.stack, before.last, before.roots, before.chain)
    _, style, ordinal, level = step
    stack = (*before.stack[:level], (style, ordinal))
    roots = before.roots if level else {**before.roots, style: ordinal}
    return _Reading(draft.cost, stack, {**before.last, style: ordinal}, roots, (step, before.chain))


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
            return [_Draft(price + (FIRST_CHILD if again else price_of_step(previous, ordinal)), reading, step)]
    return _as_child(reading, offer, price)


def _parent_fits(candidate: Candidate, above: tuple[tuple[str, int], ...]) -> bool:
    """Does a decimal number stand below the number that it names? Others stand anywhere."""
    if candidate.parent is None:
        return True
    depth = DECIMALS.index(candidate.style)
    return bool(above) and above[-1] == (DECIMALS[depth - 1], candidate.parent)


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
    price += price_of_first(ordinal, reading.last.get(offer.style))
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
        if not level and ordinal <= reading.roots.get(offer.style, 0):
            cost += RESTART  # there is no other parent under which it could count anew
        if not _parent_fits(candidate, stack[:level]):
            cost += WRONG_PARENT
        out.append(_Draft(cost, reading, (candidate, offer.style, ordinal, level)))
    return out
