"""What a rule is: one row, with what it must match and what it must not beside it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from planparse.patterns import compiled

# A Han character, by its category: compiling the range of 20,992 code points takes thirty times as long.
# Kana and circled figures pass too, which stand where a character is asked for only by mistake.
HAN = r"[^\W\da-zA-Z_]"


class Rule(Struct, frozen=True, kw_only=True):
    """A row of a rule table.

    `pattern` is a regular expression over normalised text (half-width ASCII marks, no blanks). It
    must match somewhere in each of `examples` and nowhere in any of `rejects`. `note` says where
    the form comes from or why a form is left out.
    """

    name: str
    pattern: str
    examples: tuple[str, ...]
    rejects: tuple[str, ...] = ()
    note: str = ""

    def matches(self, text: str) -> bool:
        """Does the row, by itself, match somewhere in `text`?"""
        return compiled(self.pattern).search(text) is not None


def combine(rules: Iterable[Rule]) -> str:
    """One alternation of all `rules`, first row first, each a group of the row's name.

    One scan over the text serves the whole table; ``match.lastgroup`` names the row.
    """
    return "|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in rules)
