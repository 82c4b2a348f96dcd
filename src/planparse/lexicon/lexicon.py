"""The packaged lexicon: what units, divisions and groups are called anywhere."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from planparse.lexicon import collective, regions, units

_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
# The full form of a tail, for standard names: 发改委 → 发展和改革委员会.
_FULL_TAIL = {"委": "委员会", "办": "办公室"}


class Lexicon(Struct, frozen=True, kw_only=True):
    """What is known of names before a notice is read.

    `units` maps a name without level prefix to its standard form; `party` are those that stand
    behind 市委, `local` those that stand behind a place only, `national` maps the names that take no prefix. `bodies` are names without a tail.
    `divisions` are full names of places (张店区), `places` short ones (张店), `place_heads` the first
    two characters of both.
    """

    units: dict[str, str]
    local: frozenset[str]
    party: frozenset[str]
    national: dict[str, str]
    bodies: dict[str, str]
    divisions: frozenset[str]
    places: frozenset[str]
    place_heads: frozenset[str]
    quantifiers: tuple[str, ...]
    scopes: tuple[str, ...]
    nouns: tuple[str, ...]
    tails: tuple[str, ...]
    strong_tails: tuple[str, ...]
    generic: frozenset[str]
    operators: frozenset[str]


@cache
def load() -> Lexicon:
    """The packaged lexicon, read once a process."""
    names, bodies = _government(units.FAMILIES)
    _add_lines(names, units.NAMES)
    _add_lines(names, units.LOCAL)
    party = frozenset(units.PARTY_NAMES.split()) | frozenset(
        body + tail
        for body in units.FAMILIES["party"]["bodies"].replace("=", " ").split()
        for tail in units.FAMILIES["party"]["tails"].split()
    )
    national: dict[str, str] = {}
    _add_lines(national, units.NATIONAL)
    divisions = _divisions()
    places = frozenset(map(_short, divisions)).difference(bodies, regions.WORDS.split())
    return Lexicon(
        units=names,
        local=frozenset(units.LOCAL.split()),
        party=party,
        national=national,
        bodies=bodies,
        divisions=frozenset(divisions),
        places=places,
        place_heads=frozenset(name[:2] for names in (divisions, places) for name in names),
        quantifiers=_longest_first(collective.QUANTIFIERS),
        scopes=_longest_first(collective.SCOPES),
        nouns=_longest_first(collective.NOUNS),
        tails=_longest_first(collective.TAILS),
        strong_tails=_longest_first(collective.STRONG_TAILS),
        generic=frozenset(collective.GENERIC.split()),
        operators=frozenset(collective.OPERATORS.split()),
    )


def _longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted(words.split(), key=lambda word: (-len(word), word)))


def _government(families: dict[str, dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Every body with every tail of its family, and the bodies alone, with their standard forms."""
    names: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for family in families.values():
        tails = [(tail, _FULL_TAIL.get(tail, tail)) for tail in family["tails"].split()]
        for line in family["bodies"].split("\n"):
            for word in line.split():
                forms = word.split("=")
                for body in forms:
                    if len(body) > 1:
                        bodies.setdefault(body, forms[0])
                    for tail, full in tails:
                        names.setdefault(body + tail, forms[0] + full)
    return names, bodies


def _add_lines(into: dict[str, str], lines: str) -> None:
    for word in lines.split():
        forms = word.split("=")
        for form in forms:
            into[form] = forms[0]


def _divisions() -> list[str]:
    found = [*regions.PROVINCES.split(), *regions.PREFECTURES.split()]
    for names in regions.COUNTIES.values():
        found += names.split()
    return found


def _short(name: str) -> str:
    """黔西南布依族苗族自治州 → 黔西南, 张店区 → 张店, 赵县 → 赵县 (one character is no name)."""
    if name[-3:] in _AUTONOMOUS:
        return _without_peoples(name[:-3])
    if name.endswith("特别行政区"):
        return name[:-5]
    stem = name[:-2] if name.endswith("地区") else name[:-1]
    return stem if len(stem) > 1 else name


def _without_peoples(stem: str) -> str:
    peoples = _peoples()
    while stem.endswith(peoples):
        size = next(len(people) for people in peoples if stem.endswith(people))
        if len(stem) - size < 2:  # 内蒙古
            break
        stem = stem[:-size]
    return stem


@cache
def _peoples() -> tuple[str, ...]:
    return _longest_first(regions.PEOPLES)
