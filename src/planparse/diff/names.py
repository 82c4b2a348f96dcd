"""Names that differ throughout because the plans do: their titles, and the places that issue them.

That a county's plan says its own name where another county's says its own is no change of duty. Both are
folded to one sign before anything is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planparse.diff.nodes import fold
from planparse.plan import Plan

_TITLE, _PLACE = "\ue010", "\ue011"


@dataclass(frozen=True, slots=True)
class Names:
    """What one side calls itself: each name with the sign that stands for it, longest first."""

    signs: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()

    def fold(self, text: str) -> str:
        """`text` folded, with signs for names."""
        return self.sign(fold(text))

    def sign(self, folded: str) -> str:
        """A folded text with signs for names."""
        for name, sign in self.signs:
            folded = folded.replace(name, sign)
        return folded

    def unit(self, key: str) -> str:
        """The key of a unit with a sign for the place in it."""
        for place in self.places:
            key = key.replace(place, _PLACE)
        return key


def names_of(old: Plan, new: Plan) -> tuple[Names, Names]:
    """The names of both sides; none where they call themselves the same."""
    titles = [_titles(plan) for plan in (old, new)]
    if titles[0] == titles[1]:
        return Names(), Names()
    homes = [_homes(plan) for plan in (old, new)]
    if homes[0] and homes[1] and not set(homes[0]) & set(homes[1]):
        return _names(titles[0], homes[0]), _names(titles[1], homes[1])
    return _names(titles[0], ()), _names(titles[1], ())


def _names(titles: Sequence[str], places: Sequence[str]) -> Names:
    signs = [(title, _TITLE) for title in titles] + [(place, _PLACE) for place in places]
    ordered = sorted(dict.fromkeys(signs), key=lambda item: -len(item[0]))
    return Names(tuple(ordered), tuple(sorted(places, key=lambda place: -len(place))))


def _titles(plan: Plan) -> list[str]:
    found = [fold(title) for title in (plan.title, plan.metadata.title) if title]
    return [title for title in dict.fromkeys(found) if len(title) > 5]


def _homes(plan: Plan) -> tuple[str, ...]:
    """The smallest place in the name of the issuer or the title, in all its forms."""
    from planparse.lexicon.lexicon import load  # a file of names; most comparisons do without

    said = "".join([*plan.metadata.issuers, plan.metadata.title or "", plan.title or ""])
    lexicon = load()
    found = [name for name in sorted(lexicon.divisions) if name in said]
    if not found:
        return ()
    full = max(found, key=lambda name: (name[-1] in "县区旗", len(name), name))
    short = next((full[:n] for n in range(len(full), 1, -1) if full[:n] in lexicon.places), "")
    return tuple(dict.fromkeys(name for name in (full, short + full[-1] if short else "", short) if len(name) > 1))


def substituted(old: Names, new: Names) -> tuple[str, str] | None:
    """The two places, where they differ."""
    return (old.places[0], new.places[0]) if old.places and new.places else None
