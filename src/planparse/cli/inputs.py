"""From the arguments of a command to the notices they name."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from planparse.errors import PlanparseError, UnreadableError

STDIN = "-"


class Notice(Struct, frozen=True, kw_only=True):
    """A notice to be read. `path` is None for standard input.

    `place` is where its result stands under an output directory: the path below the argument that
    named it, still with the notice's own suffix.
    """

    path: Path | None
    place: PurePath

    @property
    def shown(self) -> str:
        """The name to use in a message."""
        return STDIN if self.path is None else str(self.path)


class Inputs(Struct, frozen=True, kw_only=True):
    """All notices in order, and what was wrong with the arguments that gave none.

    `many` says that the arguments may name more than one, however many there are today.
    """

    notices: tuple[Notice, ...]
    errors: tuple[PlanparseError, ...]
    many: bool


def find_notices(arguments: Sequence[str], suffixes: Collection[str]) -> Inputs:
    """The notices that `arguments` name: files, ``-`` for stdin, directories (walked in sorted order).

    In a directory only files with one of `suffixes` are taken, hidden ones never. A notice named
    twice is read once. A file need not exist: reading it will say so.
    """
    notices: dict[str, Notice] = {}
    errors: list[PlanparseError] = []
    many = len(arguments) > 1
    for argument in arguments:
        if argument == STDIN:
            notices.setdefault(STDIN, Notice(path=None, place=PurePath("stdin")))
        elif os.path.isdir(argument):
            many = True
            found = list(_walk(argument, suffixes, errors))
            if not found:
                errors.append(_nothing_in(argument, suffixes))
            for path in found:
                notice = Notice(path=path, place=path.relative_to(argument))
                notices.setdefault(os.path.abspath(path), notice)
        else:
            path = Path(argument)
            notices.setdefault(os.path.abspath(path), Notice(path=path, place=PurePath(path.name)))
    return Inputs(notices=tuple(notices.values()), errors=tuple(errors), many=many)


def _walk(top: str, suffixes: Collection[str], errors: list[PlanparseError]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        errors.append(
            UnreadableError(
                f"{error.filename}: the directory cannot be read ({error.strerror}); check its permissions",
                f"{error.filename}：无法读取该目录（{error.strerror}），请检查权限",
            )
        )

    for folder, folders, files in os.walk(top, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in suffixes:
                yield Path(folder, name)


def _nothing_in(directory: str, suffixes: Collection[str]) -> UnreadableError:
    kinds = " ".join(sorted(suffixes))
    return UnreadableError(
        f"{directory}: no notices in this directory; files ending in {kinds} are taken, name others one by one",
        f"{directory}：该目录中没有通知文件；只收取以 {kinds} 结尾的文件，其他文件请逐个列出",
    )
