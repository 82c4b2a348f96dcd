"""Where one name ends and the next begins: a least-cost path through a piece of a list.

The path runs over what the notice writes elsewhere, what the packaged lexicon knows, groups, and
stretches nobody knows. A boundary without a separator has a price, and so has every character
that must have been lost; the price of a lost separator falls in a damaged copy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import NamedTuple, TypeAlias

from planparse.lexicon import grammar
from planparse.lexicon.anatomy import Edge, anatomy, offer
from planparse.lexicon.notice import NoticeLexicon
from planparse.patterns import compiled

# Prices. A known name costs next to nothing; an unknown one more than two known ones and a lost
# separator in a damaged copy, and less than that in a clean one. Those of known names are in anatomy.py.
KNOWN_HERE = 0.0
KNOWN_HERE_BARE = 0.1
UNKNOWN = 1.6
UNKNOWN_CHARACTER = 0.12  # for each of the first twelve
TOO_LONG = 0.25  # for each beyond sixteen
HAS_TAIL = -0.9
HAS_HEAD = -0.4
HIDES_BOUNDARY = 1.2
LOST_SEPARATOR = 0.9
LOST_SEPARATOR_DAMAGED = 0.35
HEAD_PROVES = -0.35
SOFT_BREAK = 0.05
CROSSED = 0.3  # for each blank or line break inside a name
CONJUNCTION = 0.15
NEVER = 1e9
_LONGEST_UNKNOWN = 30
_LONGEST_GLOSS = 26
_ROUNDING = 1e-9
# What a stretch that nobody knows costs at least beside its size, and at all.
_LEAST_BASE = UNKNOWN + HAS_HEAD + HAS_TAIL - _ROUNDING
_LEAST = _LEAST_BASE + 2 * UNKNOWN_CHARACTER


class Reading(NamedTuple):
    """A unit read in a piece: its place there, the name it stands for where the notice knows it.

    `joined` says that no separator stands before it, `price` what the reading costs.
    """

    start: int
    end: int
    target: str
    joined: bool
    price: float


# Where the last name of a path begins and where the one before it ended, and what `Reading` says of it.
_Step: TypeAlias = tuple[int, int, str, bool, float]


class Lattice:
    """All names that may stand in a piece, and the cheapest way through."""

    def __init__(self, piece: str, notice: NoticeLexicon, soft: frozenset[int]) -> None:
        self.piece = piece
        self.notice = notice
        self.lexicon = notice.lexicon
        self.soft = soft
        self.sizes = notice.sizes()
        self.anatomy = anatomy(piece)
        self.heads = self.anatomy.heads
        self.hidden = self.anatomy.hidden
        self.nearest = self._least_boundary()
        self._known: list[list[Edge] | None] = [None] * len(piece)

    def best(self) -> tuple[list[Reading], float]:
        """The cheapest path, and what one reading of the whole would cost beyond it."""
        n = len(self.piece)
        unknown = self._price_of_whole()
        whole = min([unknown, *(edge.price for edge in self._known_at(0) if edge.end == n)])
        readings, cost = self._cheapest(0.0)
        if cost >= min(unknown, _LEAST + self.nearest):  # else no stretch that nobody knows can better it
            readings, cost = self._cheapest(cost)
        return readings, whole - cost

    def _cheapest(self, bound: float) -> tuple[list[Reading], float]:
        """The cheapest path, and its price.

        Stretches that nobody knows are tried only where a path with them may cost less than `bound`.
        """
        n = len(self.piece)
        ended = [0.0] + [NEVER] * n
        after = [NEVER] * (n + 1)  # behind a conjunction, which began at …
        came = [0] * (n + 1)
        back: list[_Step | None] = [None] * (n + 1)
        for i in range(n):
            here, behind = ended[i], after[i]
            if here >= NEVER and behind >= NEVER:
                continue
            joins = i > 0 and here < NEVER and i in self.anatomy.conjunctions
            match = compiled(grammar.CONJUNCTION).match(self.piece, i) if joins else None
            if match and here + CONJUNCTION < after[match.end()]:
                after[match.end()], came[match.end()] = here + CONJUNCTION, i
            border, proof = self._boundary(i)
            loose = i > 0 and i not in self.soft
            edges = self._known[i] or self._known_at(i)
            if i == 0 < bound or min(here, behind) + _LEAST + self.nearest <= bound:
                edges = [*edges, *self._unknown_edges(i, ended, min(here, behind), bound)]
            for end, price, target, headed in edges:
                apart = here + border + (proof if headed else 0.0)
                conjunction = behind <= apart and i > 0
                crossed = sum(i < at < end for at in self.soft) if self.soft else 0
                cost = (min(behind, apart)) + price + CROSSED * crossed
                if cost < ended[end] - _ROUNDING:
                    ended[end] = cost
                    back[end] = (i, came[i] if conjunction else i, target, loose and not conjunction, price)
        return _trace(n, back), ended[n]

    def _least_boundary(self) -> float:
        """What the border of two names costs at least."""
        if self.anatomy.conjunctions:
            return 0.0
        if self.soft:
            return SOFT_BREAK
        return LOST_SEPARATOR_DAMAGED if self.notice.damaged else LOST_SEPARATOR + HEAD_PROVES

    def _boundary(self, i: int) -> tuple[float, float]:
        """What it costs that a name begins at `i` without a separator, and what it gives back to begin with a level."""
        if i == 0:
            return 0.0, 0.0
        if i in self.soft:
            return SOFT_BREAK, 0.0
        return (LOST_SEPARATOR_DAMAGED, 0.0) if self.notice.damaged else (LOST_SEPARATOR, HEAD_PROVES)

    def _known_at(self, i: int) -> list[Edge]:
        """Names that the notice, the lexicon or the grammar of groups knows at `i`."""
        known = self._known[i]
        if known is None:
            known = self._known[i] = self._look_up(i)
        return known

    def _look_up(self, i: int) -> list[Edge]:
        piece, notice = self.piece, self.notice
        found = self.anatomy.known[i]
        sizes = self.sizes.get(piece[i : i + 2])
        bodies = notice.damaged and self.anatomy.bodies[i]
        if sizes is None and not bodies:
            return self.anatomy.edges[i]
        if bodies:
            found = bodies | found
        if sizes is None:
            return list(found.values())
        found = dict(found)
        lost: dict[int, Edge] = {}  # what the notice shows to be remains wins over what a lexicon says
        for size in sizes:
            word = piece[i : i + size]
            if len(word) < size:
                break
            if word in notice.counts:
                headed = notice.facts(word).prefix is not None
                offer(piece, found, i + size, KNOWN_HERE, word, headed)
            elif word in notice.forms:
                offer(piece, found, i + size, KNOWN_HERE_BARE, "", False)
            elif word in notice.variants:
                target, price = notice.variants[word]
                offer(piece, lost, i + size, price, target, False)
        return list((found | lost).values())

    @cached_property
    def _stops(self) -> tuple[list[int], list[int], list[float]]:
        """Where a stretch that nobody knows may end: the ends, the ends without a gloss, their rebates.

        Before a known name, behind a tail, before a conjunction, and at the end of the piece.
        """
        piece, tails = self.piece, self.lexicon.tails
        ends = {i for i in range(1, len(piece)) if self._known_at(i)} | {len(piece)}
        ends |= self.anatomy.tails | self.anatomy.conjunctions
        inner = sorted(ends)
        bares = [self._bare(end) for end in inner]
        return inner, bares, [HAS_TAIL if piece.endswith(tails, 0, bare) else 0.0 for bare in bares]

    def _unknown_edges(self, i: int, ended: list[float], begun: float, bound: float) -> list[Edge]:
        """Stretches from `i` that would better what is known of where they end, and lead to a path within `bound`."""
        ends, bares, rebates = self._stops
        n = len(self.piece)
        headed = bool(self.heads[i])
        base = UNKNOWN + (HAS_HEAD if headed else 0.0)
        hidden = self._hidden_behind(i)
        edges: list[Edge] = []
        near = bisect_right(ends, i + _LONGEST_UNKNOWN + _LONGEST_GLOSS)
        # Beyond the longest that nobody knows, only all that is left may be one.
        for k in (*range(bisect_left(ends, i + 2), near), *([len(ends) - 1] if near < len(ends) else [])):
            end, bare = ends[k], bares[k]
            size = bare - i
            if size < 2 or (size > _LONGEST_UNKNOWN and end < n):
                continue
            price = base + _price_of_size(size) + (HIDES_BOUNDARY if hidden < bare else 0.0)
            if size > 2:
                price += rebates[k]
            border = self.nearest if i or end < n else 0.0
            if begun + price + border <= bound and begun + HEAD_PROVES + price < ended[end]:
                edges.append(Edge(end, price, "", headed))
        return edges

    def _hidden_behind(self, i: int) -> int:
        """The first border of two names behind `i` that one stretch would hide."""
        after = bisect_right(self.hidden, i + 1)
        return self.hidden[after] if after < len(self.hidden) else len(self.piece) + 1

    def _bare(self, end: int) -> int:
        """Where a stretch up to `end` ends without its gloss."""
        return len(grammar.without_gloss(self.piece[:end])) if self.piece[end - 1] in grammar.CLOSING else end

    def _price_of_whole(self) -> float:
        """What the whole piece costs as one name that nobody knows."""
        size = self._bare(len(self.piece))
        price = UNKNOWN + (HAS_HEAD if self.heads[0] else 0.0) + _price_of_size(size)
        if size > 2 and self.piece.endswith(self.lexicon.tails, 0, size):
            price += HAS_TAIL
        return price + (HIDES_BOUNDARY if self._hidden_behind(0) < size else 0.0)


@cache
def _price_of_size(size: int) -> float:
    """What so many characters cost that nobody knows."""
    return UNKNOWN_CHARACTER * min(12, size) + TOO_LONG * max(0, size - 16)


def _trace(n: int, back: list[_Step | None]) -> list[Reading]:
    readings: list[Reading] = []
    at = n
    while at > 0:
        step = back[at]
        if step is None:
            return [Reading(0, n, "", False, UNKNOWN)]
        start, before, target, joined, price = step
        readings.append(Reading(start, at, target, joined, price))
        at = before
    return readings[::-1]
