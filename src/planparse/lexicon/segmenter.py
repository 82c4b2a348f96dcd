"""Is this a list of units, and where in a text do such lists stand?

The path through a piece is the business of decoder.py; here whole strings are judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from planparse.lexicon import collective, grammar, pieces
from planparse.lexicon.anatomy import GLUED
from planparse.lexicon.decoder import decode
from planparse.lexicon.lexicon import Lexicon, load
from planparse.lexicon.notice import NoticeLexicon
from planparse.patterns import compiled
from planparse.rules.rulebook import HAN

_LONGEST_UNIT = 15


@lru_cache(maxsize=2048)
def is_unit_list(text: str) -> bool:
    """Does the whole of `text` (normalised) read as a list of units?

    >>> [is_unit_list(t) for t in ("市市场监管局、市公安局", "各县(市、区)政府", "教育、医疗、养老", "APP", "镇(街道)")]
    [True, True, False, False, False]
    >>> [is_unit_list(t) for t in ("市科委、有关区、临港新片区", "高新区、临港新片区", "市科委,各县(含新区)政府")]
    [True, False, True]
    """
    if not 3 <= len(text) <= 800 or not text.endswith(_list_endings()) or compiled(_NEVER_LIST).search(text):
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


def lacks_tail(text: str) -> bool:
    """Does a name end here that has lost its tail, alone or behind others: 民政, …局税务?

    >>> [lacks_tail(t) for t in ("民政", "民政税务", "市卫生健康局税务", "市民政局", "加强民政", "乡村振兴")]
    [True, True, True, False, False, True]
    """
    bodies = load().bodies
    rest = text[max([end for _, end in find_unit_runs(text)], default=0) :]
    return rest in bodies or any(rest[:k] in bodies and rest[k:] in bodies for k in range(2, len(rest) - 1))


@cache
def _tokenizer() -> Any:
    """A private jieba tokenizer over the frequent words and the packaged units.

    It is filled by hand, so that no dictionary of 350,000 words is read and no cache is written
    to a shared directory.
    """
    import jieba

    lexicon = load()
    counts: dict[str, int] = {}
    for line in Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()[1:]:
        word, count = line.split(" ")
        counts[word] = int(count)
    for name in (*lexicon.units, *lexicon.national, *lexicon.divisions):
        counts.setdefault(name, 30)
    total = sum(counts.values())
    for word in list(counts):
        for size in range(1, len(word)):
            counts.setdefault(word[:size], 0)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = counts, total, True
    return tokenizer


def words(text: str) -> list[str]:
    """`text` cut into words: evidence for boundaries, and the word view of a comparison.

    >>> words("市发展改革委")
    ['市', '发展改革委']
    """
    found: list[str] = _tokenizer().lcut(text)
    return found


# What no bare list of units holds: titles, definitions, figures, sentences.
_NEVER_LIST = "[《》:?!%]|以下|简称|[0-9]{4}年|[0-9]\\.[0-9]|的$|[了吗须]|将(?!乐|军)|应(?!急|用|城|县)|如(?![东皋])|(?<!\\()含(?!山)|为主|等等|进行|开展|推进(?![办中委局组领工])|加强|按照|根据"


@cache
def _list_endings() -> tuple[str, ...]:
    """What the last name of a list, or the list, may end with: a quick test before the reading."""
    lexicon = load()
    marks = ("等", ")", "〉", "〕", ">", "市", "县", "区", "股份")
    return tuple(dict.fromkeys((*lexicon.tails, *lexicon.nouns, *lexicon.operators, *marks)))


def _plausible(word: str, notice: NoticeLexicon, alone: bool) -> bool | None:
    """Whether `word` is surely a unit (True), may be one beside others (False), or is none (None)."""
    lexicon = notice.lexicon
    if word in lexicon.generic or _levels_only(word):
        return None
    bare = grammar.without_gloss(word)
    if bare in notice.counts or bare in notice.forms or grammar.is_collective(word):
        return True
    prefix, core = grammar.split_prefix(bare, lexicon)
    if core in lexicon.units or bare in lexicon.national or core in lexicon.national:
        return True
    if grammar.ends_like_branch(core, lexicon) or grammar.is_local_office(bare, lexicon):
        return True
    if len(bare) > 24 or compiled(GLUED).search(bare, 1):
        return None
    if bare.endswith(lexicon.strong_tails) and len(core) > 2:
        if prefix is not None or grammar.has_place(bare, lexicon):
            return True
        return None if alone else False
    if bare.endswith(lexicon.tails) and len(core) > 2 and not alone:
        return False
    if not alone and (bare in lexicon.divisions or core in lexicon.operators or bare.endswith(_areas())):
        return False
    return None


def _levels_only(word: str) -> bool:
    """镇(街道), 县(市): levels are no units; 各县(市), 有关区 are."""
    return grammar.is_level_words(word) and not word.startswith(load().quantifiers)


@cache
def _areas() -> tuple[str, ...]:
    return tuple(collective.AREAS.split())


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
        if runs and compiled(_BETWEEN).fullmatch(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


_BETWEEN = (
    f"(?:等(?:相关|有关)?(?:部门|单位)?)?[、,;/\n{re.escape(grammar.SYMBOLS)}]{{0,3}}(?:以及|及|和|与)?"
)
_OPERATOR_LIST = "[省市县区州]?(?:电信|移动|联通|铁塔|广电)(?:[、及和](?:电信|移动|联通|铁塔|广电|广电网络)){1,4}(?:分公司|公司)"
_UNKNOWN_BETWEEN = f"[、,;]({HAN}{{2,14}}(?:\\([^()\n]{{1,12}}\\))?)(?=[、,;。\n]|$)"
_SHARING_PLACES = f"(?:{HAN}{{2,7}}[市县区州旗]、){{1,12}}$"
# 建设部署, 民政局面, 督办理: the tail begins another word.
_NO_TAIL = "部[署分件位]|局[面部限势]|委[托员派]|办[理公法事证好学成结]|会[议同展计]|院[校落]|厅[堂]|行[为动政业]|所[有需在]|队[伍]|中心城|政府[采购]"


def _find_units(text: str, lexicon: Lexicon, known: tuple[str, ...]) -> list[tuple[int, int]]:
    found = [match.span() for match in grammar.collective_pattern().finditer(text)]
    for match in compiled(_OPERATOR_LIST).finditer(text):
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
    for match in compiled(_UNKNOWN_BETWEEN).finditer(text):
        beside = match.start() in ends or match.end() + 1 in starts
        if beside and match.group(1).endswith(lexicon.strong_tails) and not _inside(match.span(1), sure):
            sure.append(match.span(1))
    return _apart(sure)


@cache
def _endings() -> tuple[re.Pattern[str], frozenset[str]]:
    """The last characters of known names, and their last two: a quick sieve before the look-up."""
    lexicon = load()
    two = frozenset(name[-2:] for names in (lexicon.units, lexicon.national) for name in names)
    return compiled("[" + "".join(sorted({end[-1] for end in two})) + "]"), two


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
    if compiled(_NO_TAIL).match(text, end - 1):
        return None
    for start in range(max(0, end - _LONGEST_UNIT), end - 1):
        word = text[start:end]
        if word in lexicon.units and word not in lexicon.generic:
            begin = _with_prefix(text, start)
        elif word in lexicon.national or (
            word in lexicon.generic and word in lexicon.units and _with_prefix(text, start) < start
        ):
            begin = _with_prefix(text, start) if word in lexicon.generic else start
        else:
            continue
        for branch in grammar.branch_ends(text, end, central=word in lexicon.national and begin == start):
            end = branch
        return begin, grammar.gloss_end(text, end)
    return None


def _with_prefix(text: str, start: int) -> int:
    """Where the level or place before a name at `start` begins, places that share it included."""
    size, place = _prefix_before(text[max(0, start - 9) : start])
    begin = start - size
    shared = compiled(_SHARING_PLACES).search(text, max(0, begin - 80), begin) if place else None
    return shared.start() if shared else begin


@lru_cache(maxsize=4096)
def _prefix_before(before: str) -> tuple[int, bool]:
    """How many characters at the end of `before` are a level or a place, and whether a division."""
    lexicon = load()
    for size in range(len(before), 0, -1):
        head = before[-size:]
        if head[0] not in grammar.LEVEL_HEADS and head[:2] not in lexicon.place_heads:
            continue
        prefix, core = grammar.split_prefix(head + "某某局", lexicon)
        if prefix is not None and core == "某某局":
            return size, prefix.place
        if size > 1 and head in lexicon.places:
            return size, False
    return 0, False
