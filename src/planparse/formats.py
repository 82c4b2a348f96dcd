"""How a one-file format is found: ``from_NAME.py`` reads it, ``as_NAME.py`` writes it, no list names it."""

from __future__ import annotations

from collections.abc import Iterable
from pkgutil import iter_modules


def names(path: Iterable[str], prefix: str) -> tuple[str, ...]:
    """The formats that have a file ``PREFIX_NAME.py`` in a package's `path`, in alphabetical order.

    >>> from planparse import readers
    >>> names(readers.__path__, "from")  # doctest: +ELLIPSIS
    ('docx', 'html', ...)
    """
    start = f"{prefix}_"
    found = (module.name for module in iter_modules(path) if module.name.startswith(start))
    return tuple(sorted(name.removeprefix(start) for name in found))
