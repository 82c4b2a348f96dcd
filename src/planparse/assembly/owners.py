"""Which item each clause belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from planparse.syntax import Duty, Item, Outline

# From how many items on, and in what share of them, clauses in the last step alone are a habit of the plan.
FEWEST_CLOSED, SHARE_CLOSED = 3, 0.8


def own_duties(outline: Outline, duties: Sequence[Duty]) -> tuple[dict[int, list[Duty]], frozenset[int]]:
    """The clauses of each item, by ``id(item)``, and the ids of those that were moved up to a parent.

    A clause belongs to the innermost item that it stands in. One in a line of its own behind the
    last of several sub-items, none of which has a clause of its own, closes the item above them;
    so does one in the last sub-item itself, where the plan puts its clauses there throughout and
    none in a line of its own, as in a copy that has lost its lines.
    """
    owned: dict[int, list[Duty]] = defaultdict(list)
    chains = [_chain(outline, duty.clause.span.start) for duty in duties]
    for duty, chain in zip(duties, chains, strict=True):
        if chain:
            owned[id(chain[-1])].append(duty)
    closing = [(d, c) for d, c in zip(duties, chains, strict=True) if _closes_parent(c, owned) or _comes_after(d, c, owned)]
    if any(duty.clause.own_line for duty, _ in closing):
        closing = [(duty, chain) for duty, chain in closing if duty.clause.own_line]
    elif not _throughout(outline, owned, {id(chain[-2]) for _, chain in closing}):
        closing = []
    for duty, chain in closing:
        owned[id(chain[-1])].remove(duty)
        owned[id(chain[-2])].append(duty)
    return owned, frozenset(id(duty) for duty, _ in closing)


def _closes_parent(chain: Sequence[Item], owned: Mapping[int, list[Duty]]) -> bool:
    """Does a clause stand in the last of several sub-items, and none in those before it?"""
    if len(chain) < 2 or chain[-1].row:
        return False
    siblings = chain[-2].children
    if len(siblings) < 2 or chain[-1] is not siblings[-1]:
        return False
    return not any(owned.get(id(node)) for other in siblings[:-1] for node in other.walk())


def _comes_after(duty: Duty, chain: Sequence[Item], owned: Mapping[int, list[Duty]]) -> bool:
    """Does a clause in a line of its own stand right behind that of the last of several sub-items with one each?"""
    if len(chain) < 2 or chain[-1].row or not duty.clause.own_line:
        return False
    siblings = chain[-2].children
    if len(siblings) < 2 or chain[-1] is not siblings[-1] or not all(owned.get(id(item)) for item in siblings):
        return False
    # Only a break between the two: behind further text it is that text's.
    return any(d.clause.span.end + 1 >= duty.clause.span.start > d.clause.span.start for d in owned[id(chain[-1])])


def _throughout(outline: Outline, owned: Mapping[int, list[Duty]], closed: Collection[int]) -> bool:
    """Do nearly all items whose steps hold a clause hold one in the last step alone?"""
    with_clause = sum(
        len(item.children) > 1 and any(owned.get(id(child)) for child in item.children) for item in outline.walk()
    )
    return len(closed) >= FEWEST_CLOSED and len(closed) >= with_clause * SHARE_CLOSED


def _chain(outline: Outline, offset: int) -> list[Item]:
    """The items that hold `offset`, from the top."""
    chain: list[Item] = []
    level: Sequence[Item] = outline.items
    while True:
        n = bisect_right(level, offset, key=_start) - 1
        if n < 0 or offset >= level[n].span.end:
            return chain
        chain.append(level[n])
        level = level[n].children


def _start(item: Item) -> int:
    return item.span.start
