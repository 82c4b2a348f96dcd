"""Every row of every rule table does what its examples say, and not what its rejects say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from msgspec import Struct

from planparse import rules
from planparse.rules.front_matter import COLOPHON, COLOPHON_SIGNS
from planparse.rules.rulebook import Rule


def rows_in(value: object) -> Iterator[Rule]:
    """The rules inside a value: a row, a table of rows, or rows that carry a rule."""
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from rows_in(item)
    elif isinstance(value, dict):
        yield from rows_in(list(value.values()))
    elif isinstance(value, Struct):
        yield from rows_in([getattr(value, name) for name in value.__struct_fields__])


def tables() -> Iterator[tuple[str, Rule]]:
    """Each row once, with the module that holds it."""
    for module in iter_modules(rules.__path__):
        seen: set[int] = set()
        home = import_module(f"planparse.rules.{module.name}")
        for value in vars(home).values():
            for rule in rows_in(value):
                if id(rule) not in seen:
                    seen.add(id(rule))
                    yield module.name, rule


ROWS = list(tables())


@pytest.mark.parametrize(("module", "rule"), ROWS, ids=[f"{module}-{rule.name}" for module, rule in ROWS])
def test_row(module: str, rule: Rule) -> None:
    assert rule.examples, "a row shows what it is for"
    missed = [text for text in rule.examples if not rule.matches(text)]
    caught = [text for text in rule.rejects if rule.matches(text)]
    assert not missed
    assert not caught


def test_names_are_unique() -> None:
    """A plan names the row that read each fact, so inside a table a name has to lead to one row."""
    counts = Counter((module, rule.name) for module, rule in ROWS)
    assert not [name for name, count in counts.items() if count > 1]


def test_every_row_of_a_colophon_holds_a_sign_of_one() -> None:
    silent = [text for row in COLOPHON for text in row.examples if not re.search(COLOPHON_SIGNS, text)]
    assert not silent
