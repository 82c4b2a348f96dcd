"""Bytes → Source. A format is one file here: ``from_NAME.py``; nothing else has to be told of it.

Such a file has a constant `SUFFIXES` and two functions, `claims` and `read` (see `Reader`). What a
file holds decides who reads it; its suffix only where the content leaves that open.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Protocol, cast, get_args

from planparse import formats
from planparse.errors import UnreadableError
from planparse.readers.limits import Limits, too_big
from planparse.readers.raw import Raw, Tracked, refuse_empty, refuse_foreign
from planparse.source import Source

__all__ = ["MAX_BYTES", "SUFFIXES", "SUFFIXES_OF", "Limits", "Tracked", "read", "read_bytes"]

MAX_BYTES = Limits().bytes
_BY_MARK = 5


class Reader(Protocol):
    """What a module ``from_NAME.py`` provides. Importing it must be cheap."""

    SUFFIXES: tuple[str, ...]  # of the files that a walk through a directory picks up

    def claims(self, raw: Raw) -> int:
        """How sure the reader is that `raw` is its own: 0 not at all, 1 for want of a better one, 2 to 4
        by suffix and content, more by a mark that no other format begins with. The surest gets it.
        """

    def read(self, raw: Raw) -> Source:
        """The source. Raises `UnreadableError` or `LimitError`."""


@cache
def _readers() -> tuple[Reader, ...]:
    names = formats.names(__path__, "from")
    return tuple(cast(Reader, import_module(f"{__name__}.from_{name}")) for name in names)


# By format, as its file is named; and of all formats together.
SUFFIXES_OF: dict[str, tuple[str, ...]] = dict(
    zip(formats.names(__path__, "from"), (reader.SUFFIXES for reader in _readers()), strict=True)
)
SUFFIXES: tuple[str, ...] = tuple(sorted(suffix for suffixes in SUFFIXES_OF.values() for suffix in suffixes))


def read(path: str | os.PathLike[str], limits: Limits | None = None, *, tracked: Tracked = "final") -> Source:
    """The notice in the file at `path`, with its tracked changes accepted or, as ``"original"``, rejected.

    Raises `UnreadableError` where it is missing, empty, of an unknown format or encoding, and
    `LimitError` where it is larger than `limits` allow.
    """
    limits = limits or Limits()
    place = os.fspath(path)
    shown = _text(place)
    data = _bytes_of(place, shown, limits)
    name = os.path.basename(shown)
    return _read(Raw(data=data, name=name, shown=shown, suffix=_suffix(name), limits=limits, tracked=tracked))


def read_bytes(
    data: bytes, name: str, suffix: str = "", limits: Limits | None = None, *, tracked: Tracked = "final"
) -> Source:
    """The notice in `data`, which has no file: standard input, a member of an archive.

    Raises what `read` raises. `name` stands in the source and in messages; `suffix` says what the
    content cannot, where it is known. `tracked` is as in `read`.

    >>> read_bytes("第一条　目的".encode("gb18030"), "stdin").encoding
    'gb18030'
    """
    limits = limits or Limits()
    name = _text(name)
    suffix = suffix.lower() or _suffix(name)
    base = os.path.basename(name)
    return _read(Raw(data=data, name=base, shown=name, suffix=suffix, limits=limits, tracked=tracked))


def _read(raw: Raw) -> Source:
    if raw.tracked not in get_args(Tracked):
        raise ValueError(f"tracked is 'final' or 'original', not {raw.tracked!r}")
    if len(raw.data) > raw.limits.bytes:
        too_big(raw.shown, raw.limits)
    refuse_empty(raw)
    claims = [reader.claims(raw) for reader in _readers()]
    if max(claims) < _BY_MARK:
        refuse_foreign(raw)
    return _readers()[claims.index(max(claims))].read(raw)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _text(name: str) -> str:
    """A name of a file as text that UTF-8 can write: what on disk is none is marked as lost.

    >>> _text("通知.txt"), _text("\\udcff.txt")
    ('通知.txt', '\ufffd.txt')
    """
    try:
        return os.fsencode(name).decode("utf-8")  # what is on disk, whatever the locale made of it
    except UnicodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in name)


def _bytes_of(path: str, shown: str, limits: Limits) -> bytes:
    """The bytes of a file, never more than the limit and one: a pipe has no size beforehand."""
    try:
        if os.stat(path).st_size > limits.bytes:
            too_big(shown, limits)
        with open(path, "rb") as file:
            return file.read(limits.bytes + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from None


def _unreadable(path: str, error: OSError | ValueError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError(
            f"{path}: no such file; check the name and the directory",
            f"{path}：文件不存在，请检查文件名和所在目录",
        )
    if isinstance(error, IsADirectoryError):
        return UnreadableError(
            f"{path}: a directory, not a notice; name the files in it",
            f"{path}：是目录而非通知文件，请指明其中的文件",
        )
    if isinstance(error, PermissionError):
        return UnreadableError(
            f"{path}: permission denied; check who may read the file",
            f"{path}：没有读取权限，请检查文件的权限设置",
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(
        f"{path}: cannot be read ({reason}); check the name and the disk",
        f"{path}：无法读取（{reason}），请检查文件名和磁盘",
    )
