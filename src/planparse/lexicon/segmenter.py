"""Where one name ends and the next begins: a least-cost path through a piece of a list.

The path runs over what the notice writes elsewhere, what the packaged lexicon knows, groups, and
stretches nobody knows. A boundary without a separator has a price, and so has every character
that must have been lost; the price of a lost separator falls in a damaged copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from planparse.lexicon import grammar, pieces
from planparse.lexicon.lexicon import Lexicon, load
from planparse.lexicon.notice import NoticeLexicon

# Prices. A known name costs next to nothing; an unknown one more than two known ones and a lost
# separator in a damaged copy, and less than that in a clean one.
KNOWN_HERE = 0.0
KNOWN_HERE_BARE = 0.1
KNOWN = 0.15
KNOWN_BARE = 0.3
BODY_ALONE = 0.9
UNKNOWN = 1.6
UNKNOWN_CHARACTER = 0.12
TOO_LONG = 0.25
HAS_TAIL = -0.9
HAS_HEAD = -0.4
HIDES_BOUNDARY = 1.2
LOST_SEPARATOR = 0.9
LOST_SEPARATOR_DAMAGED = 0.35
HEAD_PROVES = -0.35
SOFT_BREAK = 0.05
CONJUNCTION = 0.15
_LONGEST_UNIT = 15
_LONGEST_UNKNOWN = 30

_GLUED = re.compile(
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


def decode(piece: str, notice: NoticeLexicon, soft: frozenset[int] = frozenset()) -> tuple[list[Reading], float]:
    """The units of `piece` in order, and how much dearer the next best whole reading was.

    `soft` are offsets at which the copy has a blank or a line break: evidence for a boundary.
    """
    if _is_whole(piece, notice):
        return [Reading(0, len(piece), "", False, KNOWN)], 1e9
    n = len(piece)
    edges = [_known_edges(piece, i, notice) for i in range(n)]
    stops = _stops(piece, edges, notice.lexicon)
    ended: list[float] = [0.0] + [1e9] * n
    after: list[float] = [1e9] * (n + 1)  # behind a conjunction
    back: list[Reading | None] = [None] * (n + 1)
    came: list[int] = [0] * (n + 1)
    via: list[int] = [0] * (n + 1)  # where the reading before ended
    whole = 1e9
    for i in range(n):
        if ended[i] < 1e9 and 0 < i:
            match = grammar.CONJUNCTION.match(piece, i)
            if match and ended[i] + CONJUNCTION < after[match.end()]:
                after[match.end()] = ended[i] + CONJUNCTION
                came[match.end()] = i
        if ended[i] >= 1e9 and after[i] >= 1e9:
            continue
        for edge in _all_edges(piece, i, edges[i], stops, notice.lexicon):
            if i == 0 and edge.end == n:
                whole = min(whole, edge.price)
            start, joined = _begin(piece, i, edge, ended[i], after[i], notice, soft)
            if start + edge.price < ended[edge.end] - 1e-9:
                ended[edge.end] = start + edge.price
                back[edge.end] = Reading(i, edge.end, edge.target, joined, edge.price)
                via[edge.end] = came[i] if i and not joined and i not in soft else i
    return _trace(n, back, via), (whole - ended[n] if whole < 1e9 else 1e9)


def _is_whole(piece: str, notice: NoticeLexicon) -> bool:
    """The fast path: a piece that is one known name from end to end."""
    facts = notice.facts(piece)
    if notice.damaged and facts.bare not in notice.counts:
        return False
    return facts.known or facts.collective or facts.bare in notice.counts


def _begin(
    piece: str, i: int, edge: _Edge, ended: float, after: float, notice: NoticeLexicon, soft: frozenset[int]
) -> tuple[float, bool]:
    """The price of all before `i` with the boundary there, and whether a separator is lost."""
    if i == 0:
        return 0.0, False
    if i in soft:
        price = SOFT_BREAK
    else:
        price = LOST_SEPARATOR_DAMAGED if notice.damaged else LOST_SEPARATOR
        if not notice.damaged and grammar.split_prefix(piece[i : edge.end], notice.lexicon)[0] is not None:
            price += HEAD_PROVES
    if after <= ended + price:
        return after, False
    return ended + price, i not in soft


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


def _known_edges(piece: str, i: int, notice: NoticeLexicon) -> list[_Edge]:
    """Names that the notice, the lexicon or the grammar of groups knows at `i`."""
    found: dict[int, _Edge] = {}
    lost: dict[int, _Edge] = {}  # what the notice shows to be remains wins over what a lexicon says

    def offer(end: int, price: float, target: str = "") -> None:
        end = grammar.gloss_end(piece, end)
        if end not in found or price < found[end].price:
            found[end] = _Edge(end, price, target)

    for end in range(i + 2, min(len(piece), i + notice.longest) + 1):
        word = piece[i:end]
        if word in notice.counts:
            offer(end, KNOWN_HERE, word)
        elif word in notice.forms:
            offer(end, KNOWN_HERE_BARE)
        elif notice.damaged and word in notice.variants:
            target, price = notice.variants[word]
            offer(end, price, target)
            lost[grammar.gloss_end(piece, end)] = found[grammar.gloss_end(piece, end)]
    for start, bare in _after_prefix(piece, i, notice.lexicon):
        for end in range(start + 2, min(len(piece), start + _LONGEST_UNIT) + 1):
            word = piece[start:end]
            if word in notice.lexicon.units or (bare and word in notice.lexicon.national):
                offer(end, KNOWN_BARE if bare and word not in notice.lexicon.national else KNOWN)
                central = word in notice.lexicon.national
                for branch in grammar.branch_ends(piece, end, central=central and bare):
                    offer(branch, KNOWN + 0.05)
            elif notice.damaged and word in notice.lexicon.bodies:
                offer(end, BODY_ALONE)
    match = grammar.collective_pattern().match(piece, i)
    if match:
        offer(match.end(), KNOWN)
    return list((found | lost).values())


def _after_prefix(piece: str, i: int, lexicon: Lexicon) -> list[tuple[int, bool]]:
    """Where a body may begin if a name begins at `i`, and whether that leaves it bare."""
    starts = [(i, True)]
    prefix, core = grammar.split_prefix(piece[i : i + 24], lexicon)
    if prefix is not None:
        starts.append((i + len(prefix.text), False))
        if prefix.party:
            starts.append((i + len(prefix.text) - 1, False))
    return starts


def _stops(piece: str, edges: list[list[_Edge]], lexicon: Lexicon) -> list[int]:
    """Where a stretch that nobody knows may end: before a known name, behind a tail, at the end."""
    stops = {i for i, known in enumerate(edges) if known and i}
    stops |= {match.end() for match in _tail_pattern().finditer(piece)}
    stops |= {match.start() for match in grammar.CONJUNCTION.finditer(piece)}
    stops.add(len(piece))
    return sorted(stops)


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile("|".join(load().tails))


def _all_edges(piece: str, i: int, known: list[_Edge], stops: list[int], lexicon: Lexicon) -> list[_Edge]:
    edges = list(known)
    for stop in stops:
        if i + 1 < stop <= i + _LONGEST_UNKNOWN or (stop == len(piece) and stop > i):
            edges.append(_Edge(stop, _unknown_price(piece[i:stop], lexicon)))
    return edges


def _unknown_price(word: str, lexicon: Lexicon) -> float:
    bare = grammar.without_gloss(word)
    price = UNKNOWN + UNKNOWN_CHARACTER * min(len(bare), 12) + TOO_LONG * max(0, len(bare) - 16)
    if len(bare) < 2:
        price += UNKNOWN
    if bare.endswith(lexicon.tails) and len(bare) > 2:
        price += HAS_TAIL
    if grammar.split_prefix(bare, lexicon)[0] is not None:
        price += HAS_HEAD
    if _GLUED.search(bare, 1):
        price += HIDES_BOUNDARY
    return price


# ------------------------------------------------------------------------------ is this a list, where are lists


def is_unit_list(text: str) -> bool:
    """Does the whole of `text` (normalised) read as a list of units?

    >>> [is_unit_list(t) for t in ("市市场监管局、市公安局", "各县(市、区)政府", "教育、医疗、养老", "APP", "镇(街道)")]
    [True, True, False, False, False]
    """
    if not 3 <= len(text) <= 800 or _NEVER_LIST.search(text) or not _tail_pattern().search(text):
        return False
    notice = _no_notice()
    parts = pieces.split(text)
    sure = 0
    for part in parts:
        whole = part.text + part.tail
        verdict = _plausible(whole, notice, alone=len(parts) == 1)
        if verdict is None:
            readings, _ = decode(part.text, notice, part.soft)
            if len(readings) < 2:
                return False
            for reading in readings:
                if not _plausible(part.text[reading.start : reading.end], notice, alone=False):
                    return False
            verdict = True
        sure += verdict
    return bool(parts) and sure > 0


# What no bare list of units holds: titles, definitions, figures, sentences.
_NEVER_LIST = re.compile("[《》:?!%]|以下|简称|[0-9]{4}年|[0-9]\\.[0-9]|的$|[了吗将应须]|[如含]|为主|等等|进行|开展|推进|加强|按照|根据")


def _plausible(word: str, notice: NoticeLexicon, alone: bool) -> bool | None:
    """Whether `word` is surely a unit (True), may be one beside others (False), or is none (None)."""
    lexicon = notice.lexicon
    if word in _GENERIC or pieces_level_only(word):
        return None
    bare = grammar.without_gloss(word)
    if bare in notice.counts or bare in notice.forms or grammar.is_collective(word):
        return True
    prefix, core = grammar.split_prefix(bare, lexicon)
    if core in lexicon.units or bare in lexicon.national or core in lexicon.national:
        return True
    if grammar.ends_like_branch(core, lexicon):
        return True
    if len(bare) > 24 or _GLUED.search(bare, 1):
        return None
    if bare.endswith(lexicon.strong_tails) and len(core) > 2:
        if prefix is not None or grammar.has_place(bare, lexicon):
            return True
        return None if alone else False
    if bare.endswith(lexicon.tails) and len(core) > 2 and not alone:
        return False
    if not alone and (bare in lexicon.divisions or core in _OPERATORS):
        return False
    return None


_GENERIC = frozenset("人民政府 政府 办公室 中心 公司 委员会 集团 法院 检察院 电信 移动 联通 铁塔 人大 政协 邮政 单位 部门 村(社区) 工会 组织部门".split())
_OPERATORS = frozenset("电信 移动 联通 铁塔 中国电信 中国移动 中国联通 中国铁塔".split())


def pieces_level_only(word: str) -> bool:
    """镇(街道), 县(市): levels are no units."""
    return grammar.is_level_words(word) and not word.startswith("各")


@cache
def _no_notice() -> NoticeLexicon:
    return NoticeLexicon(load())


def find_unit_runs(text: str, known: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Maximal stretches of `text` in which unit names follow each other, separators between.

    `known` are names that the caller is sure of. Groups count; a tail (等部门) belongs to the run.

    >>> s = "加快组网建设。市工信局市电信、移动、联通、铁塔公司开展规模部署"
    >>> [s[a:b] for a, b in find_unit_runs(s)]
    ['市工信局市电信、移动、联通、铁塔公司']
    """
    units = _find_units(text, load(), tuple(known))
    runs: list[tuple[int, int]] = []
    for start, end in units:
        if runs and _BETWEEN.fullmatch(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


_BETWEEN = re.compile(f"(?:等(?:相关|有关)?(?:部门|单位)?)?[、,;/\n{re.escape(grammar.SYMBOLS)}]{{0,3}}(?:以及|及|和|与)?")
_OPERATOR_LIST = re.compile(
    "[省市县区州]?(?:电信|移动|联通|铁塔|广电)(?:[、及和](?:电信|移动|联通|铁塔|广电|广电网络)){1,4}(?:分公司|公司)"
)
_UNKNOWN_BETWEEN = re.compile("[、,;]([\u4e00-\u9fff]{2,14}(?:\\([^()\n]{1,12}\\))?)(?=[、,;])")
_SHARING_PLACES = re.compile("(?:[\u4e00-\u9fff]{2,7}[市县区州旗]、){1,12}$")
# 建设部署, 民政局面, 督办理: the tail begins another word.
_NO_TAIL = re.compile("部[署分件位]|局[面部限势]|委[托员派]|办[理公法事证好学成结]|会[议同展计]|院[校落]|厅[堂]|行[为动政业]|所[有需在]|队[伍]|中心城|政府[采购]")


def _find_units(text: str, lexicon: Lexicon, known: tuple[str, ...]) -> list[tuple[int, int]]:
    found = [match.span() for match in grammar.collective_pattern(free=True).finditer(text)]
    for match in _OPERATOR_LIST.finditer(text):
        start, end = match.span()
        found.append((start - 2 if text[max(0, start - 2) : start] in lexicon.places else start, end))
    for name in known:
        at = text.find(name)
        while at >= 0:
            found.append((at, at + len(name)))
            at = text.find(name, at + len(name))
    last, last_two = _endings()
    for match in last.finditer(text):
        if text[match.start() - 1 : match.end()] in last_two:
            span = _unit_ending_at(text, match.end(), lexicon)
            if span:
                found.append(span)
    sure = _apart(found)
    ends, starts = {end for _, end in sure}, {start for start, _ in sure}
    for match in _UNKNOWN_BETWEEN.finditer(text):
        beside = match.start() in ends or match.end() + 1 in starts
        if beside and match.group(1).endswith(lexicon.strong_tails) and not _inside(match.span(1), sure):
            sure.append(match.span(1))
    return _apart(sure)


@cache
def _endings() -> tuple[re.Pattern[str], frozenset[str]]:
    """The last characters of known names, and their last two: a quick sieve before the look-up."""
    lexicon = load()
    two = frozenset(name[-2:] for names in (lexicon.units, lexicon.national) for name in names)
    return re.compile("[" + "".join(sorted({end[-1] for end in two})) + "]"), two


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order without those that overlap an earlier or longer one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _unit_ending_at(text: str, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The longest known unit that ends at `end`, with its level prefix, branch and gloss."""
    if _NO_TAIL.match(text, end - 1):
        return None
    for start in range(max(0, end - _LONGEST_UNIT), end - 1):
        word = text[start:end]
        if word in lexicon.units and word not in _GENERIC:
            begin = _with_prefix(text, start, lexicon)
        elif word in lexicon.national or (
            word in _GENERIC and word in lexicon.units and _with_prefix(text, start, lexicon) < start
        ):
            begin = _with_prefix(text, start, lexicon) if word in _GENERIC else start
        else:
            continue
        for branch in grammar.branch_ends(text, end):
            end = branch
        return begin, grammar.gloss_end(text, end)
    return None


def _with_prefix(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the level or place before a name at `start` begins, places that share it included."""
    before = text[max(0, start - 9) : start]
    for size in range(len(before), 0, -1):
        prefix, core = grammar.split_prefix(before[-size:] + "某某局", lexicon)
        if prefix is not None and core == "某某局":
            begin = start - size
            shared = _SHARING_PLACES.search(text, max(0, begin - 80), begin) if prefix.place else None
            return shared.start() if shared else begin
        if before[-size:] in lexicon.places and size > 1:
            return start - size
    return start
