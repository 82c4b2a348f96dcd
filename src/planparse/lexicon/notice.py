"""What a notice itself teaches about names: which ones it writes, with which prefix, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from planparse.lexicon import grammar
from planparse.lexicon.grammar import Prefix
from planparse.lexicon.lexicon import Lexicon

# Prices of what a damaged copy lost; compare the prices in lattice.py.
LOST_PREFIX = 0.1
LOST_CHARACTER = 0.5


class Facts(NamedTuple):
    """What the packaged lexicon and the grammar say of one string, worked out once a notice."""

    bare: str  # without a gloss
    prefix: Prefix | None
    core: str  # without prefix and gloss
    collective: bool
    known: bool  # a name that the packaged lexicon knows, its branches included


class NoticeLexicon(Struct):
    """The names that the clean lists of one notice hold.

    `counts` counts full names, `forms` the prefixes under which a bare name occurs. `damaged` says
    that the copy has lost separators in several places, so characters may be lost as well.
    `variants` maps what is left of a damaged name to that name and the price of the repair, `halves`
    names that have lost one bracket to those names.
    """

    lexicon: Lexicon
    home: frozenset[str] = frozenset()
    counts: Counter[str] = field(default_factory=Counter)
    forms: dict[str, Counter[str]] = field(default_factory=dict)
    damaged: bool = False
    repeats: int = 0
    bare: int = 0
    variants: dict[str, tuple[str, float]] = field(default_factory=dict)
    halves: dict[str, str] = field(default_factory=dict)
    _sizes: dict[str, tuple[int, ...]] | None = None
    _facts: dict[str, Facts] = field(default_factory=dict)
    _takes: dict[str, bool] = field(default_factory=dict)

    def facts(self, text: str) -> Facts:
        """What is known of `text` whatever the notice says."""
        facts = self._facts.get(text)
        if facts is None:
            bare = grammar.without_gloss(text)
            prefix, core = grammar.split_prefix(bare, self.lexicon)
            national = bare in self.lexicon.national
            known = national or core in self.lexicon.units or self._known_office(core)
            collective = not known and grammar.is_collective(text)
            facts = self._facts[text] = Facts(bare, prefix, core, collective, known)
        return facts

    def takes_prefix(self, facts: Facts) -> bool:
        """May a level stand before the name of which `facts` are told?"""
        if facts.prefix is not None or facts.collective:
            return False
        takes = self._takes.get(facts.core)
        if takes is None:
            takes = self._takes[facts.core] = grammar.takes_prefix(facts.core, self.lexicon, self.home)
        return takes

    def _known_office(self, core: str) -> bool:
        """A branch of a known unit, or a known unit named after its place (黄山供电公司)."""
        if grammar.ends_like_branch(core, self.lexicon):
            return True
        return any(core[:k] in self.lexicon.places and core[k:] in self.lexicon.units for k in (2, 3, 4, 5))

    def learn(self, names: Iterable[str]) -> None:
        """Take in names that the notice writes between separators, as often as it writes them."""
        for name in names:
            self.counts[name] += 1
            facts = self.facts(name)
            prefix, core = facts.prefix, facts.core
            if prefix is not None and not facts.collective:
                self.forms.setdefault(core, Counter())[prefix.text] += 1
        self._sizes = None

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """How long the words of this lexicon are, by their first two characters."""
        if self._sizes is None:
            sizes: dict[str, set[int]] = {}
            for words in (self.counts, self.forms, self.variants):
                for word in words:
                    sizes.setdefault(word[:2], set()).add(len(word))
            self._sizes = {head: tuple(sorted(lengths)) for head, lengths in sizes.items()}
        return self._sizes

    def note_brackets(self) -> None:
        """Take in what names with brackets are when one of the two is lost: 各区县(市政府 for 各区县(市)政府.

        A mark that has lost its pair proves by itself that something is lost.
        """
        for name in self._by_count():
            for mark in "()":
                left = name.replace(mark, "")
                if name.count(mark) == 1 and left not in self.counts:
                    self.halves[left] = name

    def distrust(self) -> None:
        """In a damaged copy, a rare name that is a more frequent one less a character is no name."""
        self.damaged = True
        shorter = {shrunk: name for name in self._by_count() for shrunk in reversed(_shrink(name))}
        for name, count in list(self.counts.items()):
            longer = shorter.get(name)
            if longer and self.counts[longer] >= 2 * count:
                self.forget(name)
        self._build_variants()

    def note_style(self, names: Iterable[str]) -> None:
        """See whether the names of one list repeat their level or leave it to the first."""
        level = ""
        for name in names:
            facts = self.facts(name)
            if facts.prefix is not None and not facts.prefix.party and not facts.prefix.place:
                self.repeats += facts.prefix.text == level
                level = facts.prefix.text
            elif level and facts.known and self.takes_prefix(facts):
                self.bare += 1

    def always_levelled(self) -> bool:
        """Does the notice give every name its level, so that a name without one has none?"""
        return self.repeats >= 3 and self.bare * 10 <= self.repeats

    def remains(self, words: Iterable[str]) -> int:
        """How many of `words` are a name of this notice less one character (区民政, 委组织部)."""
        shrunk = {left for name in self.counts for left in _shrink(name)}
        return sum(word in shrunk and word not in self.counts for word in words)

    def bodies_alone(self, words: Iterable[str]) -> int:
        """How many of `words` are two bodies of this notice, without tails and a separator (民政税务)."""
        bodies = {core[:-1] for core in self.forms if core[:-1] in self.lexicon.bodies}
        return sum(
            any(word[:k] in bodies and word[k:] in bodies for k in range(2, len(word) - 1))
            for word in words
            if len(word) < 13
        )

    def forget(self, name: str) -> None:
        """Remove a name that turned out to be the remains of another. Its size may stay: others are looked up too."""
        del self.counts[name]
        prefix, core = self.facts(name).prefix, self.facts(name).core
        if prefix is not None and core in self.forms:
            self.forms[core].pop(prefix.text, None)
            if not self.forms[core]:
                del self.forms[core]

    def dominant_prefix(self) -> str:
        """The level under which most names of the notice stand, or the empty string."""
        totals: Counter[str] = Counter()
        for prefixes in self.forms.values():
            for prefix, count in prefixes.items():
                totals[prefix[:1] if len(prefix) == 2 and prefix.endswith("委") else prefix] += count
        best = totals.most_common(2)
        if not best or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
            return ""
        return best[0][0]

    def full_form(self, core: str, prefix: str, *, firm: bool = False) -> str | None:
        """The prefix under which the notice itself writes `core`; `prefix` where it occurs, else the only one.

        `firm` says that `prefix` is that of an office in the same list: a list of the county's offices does not mean
        that of the city, though the notice names it elsewhere.
        """
        known = self.forms.get(core)
        if not known:
            return None
        if prefix in known:
            return prefix
        if len(known) == 1:
            only = next(iter(known))
            return only if only != "国家" and not (firm and _stands_above(only, prefix)) else None
        return None

    def _by_count(self) -> list[str]:
        """Names, the rarest first, so that the most frequent one wins in a mapping."""
        return sorted(self.counts, key=lambda name: (self.counts[name], name))

    def _build_variants(self) -> None:
        """What is left of each name once its prefix, its last or any one character is lost."""
        found: dict[str, tuple[str, float]] = {}

        def offer(left: str, name: str, cost: float) -> None:
            if len(left) > 1 and left not in self.counts and (left not in found or found[left][1] >= cost):
                found[left] = (name, cost)

        for name in self._by_count():
            facts = self.facts(name)
            prefix, core = facts.prefix, facts.core
            for left in _shrink(name):
                offer(left, name, LOST_CHARACTER)
            if prefix is not None and not facts.collective:
                offer(core, name, LOST_PREFIX)
                for left in _shrink(core):
                    offer(left, name, LOST_PREFIX + LOST_CHARACTER)
        self.variants = found
        self._sizes = None


_CITIES, _COUNTIES = ("省", "市", "州", "盟"), ("县", "区", "旗")


def _stands_above(known: str, wanted: str) -> bool:
    return known in _CITIES and wanted in _COUNTIES


@lru_cache(maxsize=4096)  # the names of a notice are asked for in several passes
def _shrink(name: str) -> tuple[str, ...]:
    """`name` less one character, each in turn, the last one first."""
    return tuple([name[:i] + name[i + 1 :] for i in range(len(name) - 1, -1, -1)]) if len(name) > 2 else ()
