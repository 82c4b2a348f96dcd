"""How a comparison is written out. A format is one file here: ``diff_NAME.py`` is ``diff --to NAME``.

Such a file has a constant `SUFFIXES` and a function `document` (see `Writer`); nothing else has to be told
of it. Those of ``planparse trace`` are ``trace_NAME.py``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from planparse import formats, writers

if TYPE_CHECKING:
    from planparse.diff.view import View


class Writer(Protocol):
    """What such a module provides."""

    SUFFIXES: tuple[str, ...]  # of files in this format

    def document(self, result: Any, view: View) -> str:
        """The whole result, its last line closed."""


def names(of: str = "diff") -> tuple[str, ...]:
    """The formats of ``diff`` or ``trace``, in alphabetical order.

    >>> names()
    ('github', 'html', 'json', 'junit', 'markdown', 'sarif', 'text')
    """
    return formats.names(writers.__path__, of)


def writer(to: str, of: str = "diff") -> Writer:
    """The writer of the format `to`. Raises ValueError where there is none."""
    if to not in names(of):
        raise ValueError(f"no format {to!r}: the formats are {', '.join(names(of))}")
    return cast(Writer, import_module(f"planparse.writers.{of}_{to}"))


def format_of(suffix: str, of: str = "diff") -> str:
    """The format whose suffix that is; "" where it is none of them."""
    return next((name for name in names(of) if suffix.lower() in writer(name, of).SUFFIXES), "")
