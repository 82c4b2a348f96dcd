"""Where one name ends and the next begins: a least-cost path through a piece of a list.

The path runs over what the notice writes elsewhere, what the packaged lexicon knows, groups, and
stretches nobody knows. A boundary without a separator has a price, and so has every character
that must have been lost; the price of a lost separator falls in a damaged copy.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from planparse.lexicon import grammar
from planparse.lexicon.grammar import rx
from planparse.lexicon.lexicon import load
from planparse.lexicon.notice import NoticeLexicon

# Prices. A known name costs next to nothing; an unknown one more than two known ones and a lost
# separator in a damaged copy, and less than that in a clean one.
KNOWN_HERE = 0.0
KNOWN_HERE_BARE = 0.1
KNOWN = 0.15
KNOWN_BRANCH = 0.2
KNOWN_BARE = 0.3
BODY_ALONE = 0.9
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
CONJUNCTION = 0.15
NEVER = 1e9
_LONGEST_UNKNOWN = 30

# Known units whose local offices are named after a place: 广电网络 + 忻城分公司.
_FIRMS = ("电信", "移动", "联通", "铁塔", "广电网络", "银行", "邮政", "集团", "石油")
# A tail with a level or a strong conjunction behind it: two names that one stretch would hide.
GLUED = (
    "(?:局|厅|委|办|会|中心|公司|院|机关|集团|分局|政府)(?:(?:[市县区省州盟旗]|自治区)(?![场政域级直属镇县区州])[\u4e00-\u9fff]{2}"
    "|(?:以及|及)(?!其)|(?<=[局厅委办院心司团府])[和与](?=[市县区省州各]))"
)


class Reading(NamedTuple):
    """A unit read in a piece: its place there, the name it stands for where the notice knows it.

    `joined` says that no separator stands before it, `price` what the reading costs.
    """

    start: int
    end: int
    target: str
    joined: bool
    price: float


class _Edge(NamedTuple):
    end: int
    price: float
    target: str = ""
    headed: bool = False  # begins with a level or a place


class Lattice:
    """All names that may stand in a piece, and the cheapest way through."""

    def __init__(self, piece: str, notice: NoticeLexicon, soft: frozenset[int]) -> None:
        self.piece = piece
        self.notice = notice
        self.lexicon = notice.lexicon
        self.soft = soft
        self.group = grammar.may_be_group(piece)
        self.heads: list[list[int]] = [self._body_starts(i) for i in range(len(piece))]
        self.known = [self._known_edges(i) for i in range(len(piece))]
        self.hidden = [match.start() + 1 for match in rx(GLUED).finditer(piece)]
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
            match = rx(grammar.CONJUNCTION).match(self.piece, i) if i > 0 and ended[i] < NEVER else None
            if match and ended[i] + CONJUNCTION < after[match.end()]:
                after[match.end()], came[match.end()] = ended[i] + CONJUNCTION, i
            if ended[i] >= NEVER and after[i] >= NEVER:
                continue
            for edge in (*self.known[i], *self._unknown_edges(i, ended, min(ended[i], after[i]))):
                if i == 0 and edge.end == n:
                    whole = min(whole, edge.price)
                boundary = self._boundary(i, edge)
                begun = min(after[i], ended[i] + boundary)
                if begun + edge.price < ended[edge.end] - 1e-9:
                    conjunction = after[i] <= ended[i] + boundary and i > 0
                    joined = i > 0 and not conjunction and i not in self.soft
                    ended[edge.end] = begun + edge.price
                    back[edge.end] = Reading(i, edge.end, edge.target, joined, edge.price)
                    via[edge.end] = came[i] if conjunction else i
        return _trace(n, back, via), whole - ended[n]

    def _boundary(self, i: int, edge: _Edge) -> float:
        """What it costs that a name begins at `i` without a separator."""
        if i == 0:
            return 0.0
        if i in self.soft:
            return SOFT_BREAK
        if self.notice.damaged:
            return LOST_SEPARATOR_DAMAGED
        return LOST_SEPARATOR + (HEAD_PROVES if edge.headed else 0.0)

    def _body_starts(self, i: int) -> list[int]:
        """Where a body may begin behind a level or place that begins at `i`."""
        starts: list[int] = []
        head = self.piece[i : i + 2]
        if len(head) < 2 or (head not in self.lexicon.place_heads and head[0] not in grammar.LEVEL_HEADS):
            return starts
        prefix, _ = grammar.split_prefix(self.piece[i : i + 24], self.lexicon)
        if prefix is not None:
            starts.append(i + len(prefix.text))
            if prefix.party:
                starts.append(starts[0] - 1)
        for size in (2, 3, 4, 5):
            if self.piece[i : i + size] in self.lexicon.places:
                starts.append(i + size)
        return starts

    def _known_edges(self, i: int) -> list[_Edge]:
        """Names that the notice, the lexicon or the grammar of groups knows at `i`."""
        piece, notice = self.piece, self.notice
        found: dict[int, _Edge] = {}
        lost: dict[int, _Edge] = {}  # what the notice shows to be remains wins over what a lexicon says
        for size in notice.sizes().get(piece[i : i + 2], ()):
            word = piece[i : i + size]
            if len(word) < size:
                break
            if word in notice.counts:
                self._offer(
                    found, i + size, KNOWN_HERE, target=word, headed=notice.facts(word).prefix is not None
                )
            elif word in notice.forms:
                self._offer(found, i + size, KNOWN_HERE_BARE)
            elif word in notice.variants:
                target, price = notice.variants[word]
                self._offer(lost, i + size, price, target=target)
        self._packaged_edges(found, i, bare=True)
        for start in self.heads[i]:
            self._packaged_edges(found, start, bare=False)
        if self.group:
            match = grammar.collective_pattern().match(piece, i)
            if match and not self._goes_on(match):
                self._offer(found, match.end(), KNOWN)
            if len(piece) - i <= grammar.LONGEST_GROUP and notice.facts(piece[i:]).collective:
                self._offer(found, len(piece), KNOWN)
        return list((found | lost).values())

    def _goes_on(self, group: re.Match[str]) -> bool:
        """各县(市、区)残联: levels alone are no group where a name without a level follows."""
        end = group.end()
        if end == len(self.piece) or not grammar.is_level_words(group.group()):
            return False
        return not self.heads[end] and self.piece[end] != "各"

    def _offer(
        self, found: dict[int, _Edge], end: int, price: float, *, target: str = "", headed: bool = False
    ) -> None:
        end = grammar.gloss_end(self.piece, end)
        if end not in found or price < found[end].price:
            found[end] = _Edge(end, price, target, headed)

    def _packaged_edges(self, found: dict[int, _Edge], start: int, *, bare: bool) -> None:
        """Names whose body begins at `start`, `bare` where no level stands before it."""
        piece, lexicon = self.piece, self.lexicon
        longest = _sieve().get(piece[start : start + 2], 0)
        for end in range(start + 2, min(len(piece), start + longest) + 1):
            word = piece[start:end]
            central = bare and word in lexicon.national
            if central or (
                word in lexicon.units and not (bare and (word in lexicon.generic or word in lexicon.local))
            ):
                self._offer(found, end, KNOWN_BARE if bare and not central else KNOWN, headed=not bare)
                for branch in grammar.branch_ends(piece, end, central=central or word.endswith(_FIRMS)):
                    self._offer(found, branch, KNOWN_BRANCH, headed=not bare)
            elif self.notice.damaged and word in lexicon.bodies:
                self._offer(found, end, BODY_ALONE, headed=not bare)

    def _stops(self) -> list[tuple[int, int, float]]:
        """Where a stretch that nobody knows may end: the end, the end without a gloss, its rebate.

        Before a known name, behind a tail, before a conjunction, and at the end of the piece.
        """
        piece = self.piece
        ends = {i for i, known in enumerate(self.known) if known and i} | {len(piece)}
        ends |= {grammar.gloss_end(piece, match.end()) for match in _tail_pattern().finditer(piece)}
        ends |= {match.start() for match in rx(grammar.CONJUNCTION).finditer(piece)}
        stops = []
        for end in sorted(ends):
            bare = len(grammar.without_gloss(piece[:end]))
            stops.append((end, bare, HAS_TAIL if piece.endswith(self.lexicon.tails, 0, bare) else 0.0))
        return stops

    def _unknown_edges(self, i: int, ended: list[float], begun: float) -> Iterator[_Edge]:
        """Stretches from `i` that would better what is known of where they end."""
        n = len(self.piece)
        headed = bool(self.heads[i])
        base = UNKNOWN + (HAS_HEAD if headed else 0.0)
        after = bisect_right(self.hidden, i + 1)
        hidden = self.hidden[after] if after < len(self.hidden) else n + 1
        first = bisect_left(self.stops, (i + 2,))
        for k in range(first, len(self.stops)):
            end, bare, rebate = self.stops[k]
            size = bare - i
            if size > _LONGEST_UNKNOWN and end != n:
                end, bare, rebate = self.stops[-1]
                size = bare - i
            if size >= 2:
                price = base + UNKNOWN_CHARACTER * min(size, 12) + (rebate if size > 2 else 0.0)
                if size > 16:
                    price += TOO_LONG * (size - 16)
                if hidden < bare:
                    price += HIDES_BOUNDARY
                if begun + price + HEAD_PROVES < ended[end] or (i == 0 and end == n):
                    yield _Edge(end, price, headed=headed)
            if end == n:
                break


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


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile("|".join(load().tails))


@cache
def _sieve() -> dict[str, int]:
    """How long known names and bodies are at most, by their first two characters."""
    lexicon = load()
    longest: dict[str, int] = {}
    for words in (lexicon.units, lexicon.national, lexicon.bodies):
        for word in words:
            if len(word) > longest.get(word[:2], 0):
                longest[word[:2]] = len(word)
    return longest
