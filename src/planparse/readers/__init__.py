"""Bytes → Source. A format is one file here: ``from_NAME.py``; nothing else has to be told of it.

Such a file has a constant `SUFFIXES` and two functions, `claims` and `read` (see `Reader`). What a
file holds decides who reads it; its suffix only where the content leaves that open.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from planparse import formats
from planparse.errors import UnreadableError
from planparse.readers.limits import Limits, too_big
from planparse.readers.raw import Raw, refuse_empty, refuse_foreign
from planparse.source import Source

__all__ = ["MAX_BYTES", "SUFFIXES", "Limits", "read", "read_bytes"]

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


SUFFIXES: tuple[str, ...] = tuple(sorted(suffix for reader in _readers() for suffix in reader.SUFFIXES))


def read(path: str | os.PathLike[str], limits: Limits | None = None) -> Source:
    """The notice in the file at `path`.

    Raises `UnreadableError` where it is missing, empty, of an unknown format or encoding, and
    `LimitError` where it is larger than `limits` allow.
    """
    limits = limits or Limits()
    shown = os.fspath(path)
    data = _bytes_of(shown, limits)
    name = os.path.basename(shown)
    return _read(Raw(data=data, name=name, shown=shown, suffix=_suffix(name), limits=limits))


def read_bytes(data: bytes, name: str, suffix: str = "", limits: Limits | None = None) -> Source:
    """The notice in `data`, which has no file: standard input, a member of an archive.

    Raises what `read` raises. `name` stands in the source and in messages; `suffix` says what the
    content cannot, where it is known.

    >>> read_bytes("第一条　目的".encode("gb18030"), "stdin").encoding
    'gb18030'
    """
    limits = limits or Limits()
    suffix = suffix.lower() or _suffix(name)
    return _read(Raw(data=data, name=os.path.basename(name), shown=name, suffix=suffix, limits=limits))


def _read(raw: Raw) -> Source:
    if len(raw.data) > raw.limits.bytes:
        too_big(raw.shown, raw.limits)
    refuse_empty(raw)
    claims = [reader.claims(raw) for reader in _readers()]
    if max(claims) < _BY_MARK:
        refuse_foreign(raw)
    return _readers()[claims.index(max(claims))].read(raw)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _bytes_of(path: str, limits: Limits) -> bytes:
    """The bytes of a file, never more than the limit and one: a pipe has no size beforehand."""
    try:
        if os.stat(path).st_size > limits.bytes:
            too_big(path, limits)
        with open(path, "rb") as file:
            return file.read(limits.bytes + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


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
