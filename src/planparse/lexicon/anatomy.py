"""What a piece of a list shows whatever the notice says: names of the packaged lexicon, groups, tails.

Worked out once for each text: the same names come back in every list, pass and notice.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from planparse.lexicon import grammar
from planparse.lexicon.lexicon import Lexicon, load
from planparse.patterns import compiled
from planparse.rules.rulebook import HAN

# Prices; compare those in lattice.py.
KNOWN = 0.15
KNOWN_BRANCH = 0.2
KNOWN_BARE = 0.3
BODY_ALONE = 0.9
_REMEMBERED = 4096  # pieces

# Known units whose local offices are named after a place: 广电网络 + 忻城分公司.
_FIRMS = ("电信", "移动", "联通", "铁塔", "广电网络", "银行", "邮政", "集团", "石油")
# A tail with a level or a strong conjunction behind it: two names that one stretch would hide.
GLUED = (
    f"(?:局|厅|委|办|会|中心|公司|院|机关|集团|分局|政府)(?:(?:[市县区省州盟旗]|自治区)(?![场政域级直属镇县区州]){HAN}{{2}}"
    "|(?:以及|及)(?!其)|(?<=[局厅委办院心司团府])[和与](?=[市县区省州各]))"
)


class Edge(NamedTuple):
    """A name that ends at `end`: its price, the name it stands for, whether it begins with a level or a place."""

    end: int
    price: float
    target: str = ""
    headed: bool = False


class Anatomy(Struct, frozen=True):
    """Of one piece, by offset: where bodies may begin, known names by their end, bodies without a tail.

    `tails` are the ends of the words that a name may end with, glosses included; `hidden` the offsets
    of borders between two names; `conjunctions` where one begins.
    """

    heads: list[list[int]]
    edges: list[list[Edge]]  # the known names alone
    known: list[dict[int, Edge]]
    bodies: list[dict[int, Edge]]
    tails: frozenset[int]
    hidden: list[int]
    conjunctions: frozenset[int]


@lru_cache(maxsize=_REMEMBERED)
def anatomy(piece: str) -> Anatomy:
    """The anatomy of `piece`.

    >>> found = anatomy("市教育局市财政局")
    >>> sorted(found.known[0]), sorted(found.known[4]), found.hidden
    ([4], [8], [4])
    """
    lexicon = load()
    heads = [_body_starts(piece, i, lexicon) for i in range(len(piece))]
    known: list[dict[int, Edge]] = [{} for _ in piece]
    bodies: list[dict[int, Edge]] = [{} for _ in piece]
    for i in range(len(piece)):
        _packaged(piece, known[i], bodies[i], i, lexicon, bare=True)
        for start in heads[i]:
            _packaged(piece, known[i], bodies[i], start, lexicon, bare=False)
    if grammar.may_be_group(piece):
        _groups(piece, known, heads)
    return Anatomy(
        heads=heads,
        edges=[list(found.values()) for found in known],
        known=known,
        bodies=bodies,
        tails=frozenset(grammar.gloss_end(piece, match.end()) for match in _tail_pattern().finditer(piece)),
        hidden=[match.start() + 1 for match in compiled(GLUED).finditer(piece)],
        conjunctions=frozenset(match.start() for match in compiled(grammar.CONJUNCTION).finditer(piece)),
    )


def offer(piece: str, found: dict[int, Edge], end: int, price: float, target: str, headed: bool) -> None:
    """Take in a name, with the gloss behind it, unless a cheaper one ends there."""
    if end < len(piece) and piece[end] in grammar.OPENING:
        end = grammar.gloss_end(piece, end)
    if end not in found or price < found[end].price:
        found[end] = Edge(end, price, target, headed)


def _body_starts(piece: str, i: int, lexicon: Lexicon) -> list[int]:
    """Where a body may begin behind a level or place that begins at `i`."""
    starts: list[int] = []
    head = piece[i : i + 2]
    if len(head) < 2 or (head not in lexicon.place_heads and head[0] not in grammar.LEVEL_HEADS):
        return starts
    prefix, _ = grammar.split_prefix(piece[i : i + 24], lexicon)
    if prefix is not None:
        starts.append(i + len(prefix.text))
        if prefix.party:
            starts.append(starts[0] - 1)
    for size in (2, 3, 4, 5):
        if piece[i : i + size] in lexicon.places:
            starts.append(i + size)
    return starts


def _packaged(
    piece: str, known: dict[int, Edge], bodies: dict[int, Edge], start: int, lexicon: Lexicon, *, bare: bool
) -> None:
    """Names whose body begins at `start`, `bare` where no level stands before it."""
    room = len(piece) - start
    for size in _sieve().get(piece[start : start + 2], ()):
        if size > room:
            break
        end = start + size
        word = piece[start:end]
        central = bare and word in lexicon.national
        if central or (
            word in lexicon.units and not (bare and (word in lexicon.generic or word in lexicon.local))
        ):
            offer(piece, known, end, KNOWN_BARE if bare and not central else KNOWN, "", not bare)
            for branch in grammar.branch_ends(piece, end, central=central or word.endswith(_FIRMS)):
                offer(piece, known, branch, KNOWN_BRANCH, "", not bare)
        elif word in lexicon.bodies:
            offer(piece, bodies, end, BODY_ALONE, "", not bare)


def _groups(piece: str, known: list[dict[int, Edge]], heads: list[list[int]]) -> None:
    """Groups (各县(市、区)政府), wherever one may begin."""
    members = piece.endswith(grammar.MEMBERS)  # any stretch before them makes a group
    for i, head in enumerate(piece):
        if not members and head not in grammar.group_heads():
            continue
        match = grammar.collective_pattern().match(piece, i)
        if match and not _goes_on(piece, match, heads):
            offer(piece, known[i], match.end(), KNOWN, "", False)
        if len(piece) - i <= grammar.LONGEST_GROUP and grammar.is_collective(piece[i:]):
            offer(piece, known[i], len(piece), KNOWN, "", False)


def _goes_on(piece: str, group: re.Match[str], heads: list[list[int]]) -> bool:
    """各县(市、区)残联: levels alone are no group where a name without a level follows."""
    end = group.end()
    if end == len(piece) or not grammar.is_level_words(group.group()):
        return False
    return not heads[end] and piece[end] != "各"


@cache
def _tail_pattern() -> re.Pattern[str]:
    return compiled("|".join(load().tails))


@cache
def _sieve() -> dict[str, tuple[int, ...]]:
    """How long known names and bodies are, by their first two characters."""
    lexicon = load()
    sizes: dict[str, set[int]] = {}
    for words in (lexicon.units, lexicon.national, lexicon.bodies):
        for word in words:
            sizes.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(lengths)) for head, lengths in sizes.items()}
