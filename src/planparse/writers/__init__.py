"""How a plan is written out. A format is one file here: ``as_NAME.py`` is ``--to NAME``.

Such a file has a constant `SUFFIXES` and two functions, `document` and `stream_item` (see `Writer`);
nothing else has to be told of it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from planparse import formats

if TYPE_CHECKING:
    from planparse.plan import Plan


class Writer(Protocol):
    """What a module ``as_NAME.py`` provides."""

    SUFFIXES: tuple[str, ...]  # of files in this format; new ones get the first

    def document(self, plan: Plan) -> str:
        """One plan as a whole file, its last line closed."""

    def stream_item(self, plan: Plan) -> str:
        """One plan among several in one stream, its last line closed."""


@cache
def names() -> tuple[str, ...]:
    """The formats there are, in alphabetical order.

    >>> names()
    ('json', 'yaml')
    """
    return formats.names(__path__, "as")


def writer(to: str) -> Writer:
    """The writer of the format `to`. Raises ValueError where there is none.

    >>> writer("yaml").SUFFIXES
    ('.yaml', '.yml')
    """
    if to not in names():
        raise ValueError(f"no writer for {to!r}: the formats are {', '.join(names())}")
    return cast(Writer, import_module(f"{__name__}.as_{to}"))


def write(plan: Plan, to: str = "json") -> str:
    """`plan` as text in the format `to`. Raises ValueError where there is no such format.

    The same plan gives the same text, on any machine.
    """
    return writer(to).document(plan)
