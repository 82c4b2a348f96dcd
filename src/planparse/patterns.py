"""Regular expressions that are compiled once on a machine, not once in every run.

Python compiles a pattern in Python: the 250 that a notice needs take four times as long as reading
the notice with them. What comes of it is a list of numbers for each, its *program*. `keep` writes
them to the user's cache directory, `compiled` takes them from there.

Only a program that was seen to equal what ``re.compile`` makes of the same pattern is kept, under
the pattern itself, for one build of Python and with a digest: a stale or damaged file is no file.
The file is the user's own and readable by nobody else; what a stranger can write there, he can as
well put into the package. Nothing depends on there being one, and ``PLANPARSE_CACHE=0`` does without.

Only patterns of the rules belong here: one that is made of a notice's words is for ``re.compile``.
"""

from __future__ import annotations

import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

_MOST = 2000  # programs in a file; beyond, those of patterns that are gone have piled up
_DIGEST = 16  # bytes


class _Program(Struct, frozen=True, array_like=True):
    """A compiled pattern as the machine of `re` takes it."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes  # of unsigned 32-bit numbers, in the order of this machine

    def build(self, pattern: str) -> re.Pattern[str]:
        """The pattern object. Raises whatever `re` has against the program."""
        import _sre  # type: ignore[import-not-found]

        names: list[str | None] = [None] * (self.groups + 1)
        for name, group in self.names.items():
            names[group] = name
        code = array("I", self.code).tolist()
        built: re.Pattern[str] = _sre.compile(pattern, self.flags, code, self.groups, self.names, tuple(names))
        return built


class _Shelf(Struct, frozen=True, array_like=True):
    """What the file holds: programs by pattern, and the build of Python that they are for."""

    build: str
    programs: dict[str, _Program]


_new: dict[str, re.Pattern[str]] = {}  # compiled in this process


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled when it is first asked for. Raises re.error."""
    program = _kept().get(pattern)
    if program is not None:
        with suppress(Exception):
            return program.build(pattern)
    _new[pattern] = found = re.compile(pattern)
    return found


def keep() -> None:
    """Write what this process has compiled for the next one, if there is a place to write it to.

    Whatever goes wrong, the work is done by then: nothing is raised.
    """
    place = _place()
    if not _new or place is None:
        return
    with suppress(Exception):
        fresh = {pattern: program for pattern, found in _new.items() if (program := _program(found))}
        _new.clear()
        kept = _kept()
        programs = fresh if len(kept) + len(fresh) > _MOST else kept | fresh
        data = msgspec.msgpack.encode(_Shelf(_build(), programs))
        _write(place, blake2b(data, digest_size=_DIGEST).digest() + data)


def _write(place: Path, data: bytes) -> None:
    """The whole file or nothing, for the user alone. Raises OSError."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


@cache
def _kept() -> dict[str, _Program]:
    """The programs on the file; none where it is missing or not to be trusted."""
    place = _place()
    with suppress(Exception):  # anything at all in the file
        data = place.read_bytes() if place else b""
        if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() == data[:_DIGEST]:
            shelf = msgspec.msgpack.decode(data[_DIGEST:], type=_Shelf)
            return shelf.programs if shelf.build == _build() else {}
    return {}


def _program(found: re.Pattern[str]) -> _Program | None:
    """The program of `found`, or None where `re` does not work in the way this module knows."""
    with suppress(Exception):
        from re import _compiler, _parser  # type: ignore[attr-defined]

        code = _compiler._code(_parser.parse(found.pattern), 0)  # noqa: SLF001  re has no other door
        packed = array("I", [int(number) for number in code]).tobytes()
        program = _Program(found.flags, found.groups, dict(found.groupindex), packed)
        return program if program.build(found.pattern) == found else None
    return None


def _build() -> str:
    """What the numbers of a program depend on."""
    import _sre

    return f"{sys.version} {sys.byteorder} {_sre.MAGIC} {_sre.CODESIZE}"


def _place() -> Path | None:
    """The file, or None where there is to be none."""
    if os.environ.get("PLANPARSE_CACHE") == "0":
        return None
    with suppress(RuntimeError):  # a user without a home
        caches = _caches()
        # The standard says that a relative path is to be ignored.
        return caches / "planparse" / f"patterns.{sys.implementation.cache_tag}" if caches.is_absolute() else None
    return None


def _caches() -> Path:
    """Where programs keep what they can make again: of the XDG base directories, else the system's own."""
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if chosen.is_absolute():
        return chosen
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local)
    return Path.home() / ".cache"
