"""The facts of two nodes that are one, side by side: which stayed, which changed, which came and went.

Facts stand in slots: the nodes' own, and one for each pair of sentences. A fact that stands elsewhere in the
node has moved with the words and is no change; one that went with a sentence is part of that change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from planparse.diff.nodes import Facts, Node, Piece
from planparse.diff.pairs import Pieces

F = TypeVar("F")


@dataclass(slots=True, eq=False)
class Slot:
    """Facts of the old and the new side that stand at the same place."""

    olds: list[Facts]
    news: list[Facts]
    pieces: tuple[Sequence[Piece], Sequence[Piece]] = ((), ())


@dataclass(slots=True, eq=False)
class Board:
    """All slots of a group; `gone` and `come` are the facts of sentences that left or came."""

    slots: list[Slot]
    gone: list[Facts]
    come: list[Facts]


def board(olds: Sequence[Node], news: Sequence[Node], pieces: Pieces) -> Board:
    """The slots of a group of nodes with their matched `pieces`."""
    slots = [Slot([node.facts for node in olds], [node.facts for node in news])]
    for match in pieces.matches:
        slots.append(
            Slot([p.facts for p in match.olds], [p.facts for p in match.news], (match.olds, match.news))
        )
    return Board(slots, [p.facts for p in pieces.gone], [p.facts for p in pieces.come])


@dataclass(slots=True, eq=False)
class Outcome(Generic[F]):
    """What became of the facts of one sort. `lost` and `gained` are those inside removed and added sentences."""

    changed: list[tuple[F, F]] = field(default_factory=list)
    dropped: list[F] = field(default_factory=list)
    added: list[F] = field(default_factory=list)
    lost: list[F] = field(default_factory=list)
    gained: list[F] = field(default_factory=list)


def settle(
    on: Board,
    get: Callable[[Facts], Sequence[F]],
    key: Callable[[F], Hashable],
    likeness: Callable[[F, F], float],
) -> Outcome[F]:
    """Compare one sort of facts over the whole board.

    `get` takes the facts of that sort, `key` says when two are the same, `likeness` (0 to 1) which of
    those left in one slot belong together; below 0.01 they do not.
    """
    result: Outcome[F] = Outcome()
    left = [([f for facts in s.olds for f in get(facts)], [f for facts in s.news for f in get(facts)]) for s in on.slots]
    gone = [f for facts in on.gone for f in get(facts)]
    come = [f for facts in on.come for f in get(facts)]
    for olds, news in left:
        _cancel(olds, news, key)
    left = [(olds, news) for olds, news in left if olds or news]
    everywhere_old = [olds for olds in (*(olds for olds, _ in left), gone) if olds]
    everywhere_new = [news for news in (*(news for _, news in left), come) if news]
    for olds in everywhere_old:
        for news in everywhere_new:
            _cancel(olds, news, key)
    for olds, news in left:
        _pair(olds, news, likeness, result)
    rest_old = [f for olds, _ in left for f in olds]
    rest_new = [f for _, news in left for f in news]
    result.dropped, result.added, result.lost, result.gained = rest_old, rest_new, gone, come
    return result


def _cancel(olds: list[F], news: list[F], key: Callable[[F], Hashable]) -> None:
    """Take the facts out of both lists that are the same."""
    if not olds or not news:
        return
    keys = [key(fact) for fact in news]
    for fact in list(olds):
        value = key(fact)
        if value in keys:
            at = keys.index(value)
            del keys[at], news[at]
            olds.remove(fact)


def _pair(olds: list[F], news: list[F], likeness: Callable[[F, F], float], result: Outcome[F]) -> None:
    scored = [(likeness(o, n), -i, -j) for i, o in enumerate(olds) for j, n in enumerate(news)]
    old_left, new_left = list(olds), list(news)
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs = []
    for score, i, j in sorted(scored, reverse=True):
        if score < 0.01:
            break
        if -i not in used_old and -j not in used_new:
            used_old.add(-i)
            used_new.add(-j)
            pairs.append((-i, -j))
    result.changed += [(old_left[i], new_left[j]) for i, j in sorted(pairs)]
    olds[:] = [fact for i, fact in enumerate(old_left) if i not in used_old]
    news[:] = [fact for j, fact in enumerate(new_left) if j not in used_new]
