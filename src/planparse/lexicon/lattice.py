"""Where one name ends and the next begins: a least-cost path through a piece of a list.

The path runs over what the notice writes elsewhere, what the packaged lexicon knows, groups, and
stretches nobody knows. A boundary without a separator has a price, and so has every character
that must have been lost; the price of a lost separator falls in a damaged copy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

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


class Reading(NamedTuple):
    """A unit read in a piece: its place there, the name it stands for where the notice knows it.

    `joined` says that no separator stands before it, `price` what the reading costs.
    """

    start: int
    end: int
    target: str
    joined: bool
    price: float


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
        self.known = [self._known_edges(i) for i in range(len(piece))]
        self.hidden = self.anatomy.hidden
        self.stops = self._stops()

    def best(self) -> tuple[list[Reading], float]:
        """The cheapest path, and what one reading of the whole would cost beyond it."""
        n = len(self.piece)
        ended = [0.0] + [NEVER] * n
        after = [NEVER] * (n + 1)  # behind a conjunction, which began at …
        came = [0] * (n + 1)
        back: list[Reading | None] = [None] * (n + 1)
        via = [0] * (n + 1)  # where the reading before ended
        whole = NEVER
        for i in range(n):
            joins = i > 0 and ended[i] < NEVER and i in self.anatomy.conjunctions
            match = compiled(grammar.CONJUNCTION).match(self.piece, i) if joins else None
            if match and ended[i] + CONJUNCTION < after[match.end()]:
                after[match.end()], came[match.end()] = ended[i] + CONJUNCTION, i
            if ended[i] >= NEVER and after[i] >= NEVER:
                continue
            here, behind = ended[i], after[i]
            for edge in (*self.known[i], *self._unknown_edges(i, ended, min(here, behind))):
                end, price, target, _ = edge
                if i == 0 and end == n:
                    whole = min(whole, price)
                apart = here + self._boundary(i, edge)
                conjunction = behind <= apart and i > 0
                crossed = sum(i < at < end for at in self.soft) if self.soft else 0
                cost = (min(behind, apart)) + price + CROSSED * crossed
                if cost < ended[end] - 1e-9:
                    joined = i > 0 and not conjunction and i not in self.soft
                    ended[end] = cost
                    back[end] = Reading(i, end, target, joined, price)
                    via[end] = came[i] if conjunction else i
        return _trace(n, back, via), whole - ended[n]

    def _boundary(self, i: int, edge: Edge) -> float:
        """What it costs that a name begins at `i` without a separator."""
        if i == 0:
            return 0.0
        if i in self.soft:
            return SOFT_BREAK
        if self.notice.damaged:
            return LOST_SEPARATOR_DAMAGED
        return LOST_SEPARATOR + (HEAD_PROVES if edge.headed else 0.0)

    def _known_edges(self, i: int) -> list[Edge]:
        """Names that the notice, the lexicon or the grammar of groups knows at `i`."""
        piece, notice = self.piece, self.notice
        found = self.anatomy.known[i]
        if notice.damaged and self.anatomy.bodies[i]:
            found = self.anatomy.bodies[i] | found
        sizes = self.sizes.get(piece[i : i + 2])
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

    def _stops(self) -> tuple[list[int], list[int], list[float]]:
        """Where a stretch that nobody knows may end: the ends, the ends without a gloss, their rebates.

        Before a known name, behind a tail, before a conjunction, and at the end of the piece.
        """
        piece = self.piece
        ends = {i for i, known in enumerate(self.known) if known and i} | {len(piece)}
        ends |= self.anatomy.tails | self.anatomy.conjunctions
        inner = sorted(ends)
        bares = [len(grammar.without_gloss(piece[:end])) for end in inner]
        tails = self.lexicon.tails
        return inner, bares, [HAS_TAIL if piece.endswith(tails, 0, bare) else 0.0 for bare in bares]

    def _unknown_edges(self, i: int, ended: list[float], begun: float) -> list[Edge]:
        """Stretches from `i` that would better what is known of where they end."""
        ends, bares, rebates = self.stops
        n = len(self.piece)
        headed = bool(self.heads[i])
        base = UNKNOWN + (HAS_HEAD if headed else 0.0)
        after = bisect_right(self.hidden, i + 1)
        hidden = self.hidden[after] if after < len(self.hidden) else n + 1
        floor = begun + HEAD_PROVES
        edges: list[Edge] = []
        for k in range(bisect_left(ends, i + 2), len(ends)):
            if bares[k] - i > _LONGEST_UNKNOWN:
                k = -1
            end, bare = ends[k], bares[k]
            size = bare - i
            if size >= 2:
                price = base + _price_of_size(size)
                if size > 2:
                    price += rebates[k]
                if hidden < bare:
                    price += HIDES_BOUNDARY
                if floor + price < ended[end] or (i == 0 and end == n):
                    edges.append(Edge(end, price, "", headed))
            if end == n:
                break
        return edges


@cache
def _price_of_size(size: int) -> float:
    """What so many characters cost that nobody knows."""
    return UNKNOWN_CHARACTER * min(12, size) + TOO_LONG * max(0, size - 16)


def _trace(n: int, back: list[Reading | None], via: list[int]) -> list[Reading]:
    readings: list[Reading] = []
    at = n
    while at > 0:
        step = back[at]
        if step is None:
            return [Reading(0, n, "", False, UNKNOWN)]
        readings.append(step)
        at = via[at]
    return readings[::-1]
