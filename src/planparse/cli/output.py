"""Where results go: standard output, one file, or a directory. Nothing half-written is left behind."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import BinaryIO

from planparse.cli.console import UsageError
from planparse.cli.inputs import Notice
from planparse.errors import OutputError


class Stop(Exception):
    """Nothing more can be written to this output.

    `error` says why; it is None where whoever read it has had enough (``… | head``), which is no
    error.
    """

    def __init__(self, error: OutputError | None) -> None:
        super().__init__(error)
        self.error = error


def write_stdout(text: str) -> None:
    """Write `text` to standard output in UTF-8, whatever the locale. Raises Stop."""
    if sys.stdout is None:  # closed by the shell: >&-
        raise Stop(_failed("-", "standard output is closed"))
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except OSError as error:
        discard_stdout()
        raise Stop(None if isinstance(error, BrokenPipeError) else _failed("-", _reason(error))) from None


def discard_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's own last flush cannot fail."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class TextTo:
    """Writes text to a stream of bytes, in UTF-8. `path` is for messages."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self.written = False

    def write(self, text: str) -> None:
        """Add `text`. Raises Stop where it cannot be written."""
        try:
            self._stream.write(text.encode("utf-8"))
        except OSError as error:
            raise Stop(_failed(str(self._path), _reason(error))) from None
        self.written = True


@contextmanager
def replacing(path: Path) -> Iterator[TextTo]:
    """A stream whose content takes the place of `path` once the block has ended well.

    It is written beside the target and then renamed, so that `path` holds the old content or the
    new, never a part; where nothing was written, it is left as it was. A device or a named pipe is
    written to as it is. Raises Stop.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    direct = target.exists() and not target.is_file()
    beside = target if direct else target.parent / f".planparse-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        with open(beside, "wb" if direct else "xb") as stream:
            text = TextTo(stream, path)
            yield text
        if text.written and not direct:
            if target.exists():
                os.chmod(beside, target.stat().st_mode & 0o7777)
            os.replace(beside, target)
    except OSError as error:
        raise Stop(_failed(str(path), _reason(error))) from None
    finally:
        if not direct:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def is_directory_target(output: str, *, many: bool) -> bool:
    """Does ``-o OUTPUT`` name a directory of results?

    What exists decides by what it is. Else a trailing slash makes it a directory, and so does the
    lack of a suffix where several notices may come.
    """
    if os.path.exists(output):
        return os.path.isdir(output)
    return output.endswith(("/", os.sep)) or (many and not PurePath(output).suffix)


def make_directory(path: Path, *, parents: bool = False) -> None:
    """Make `path` where it is missing. Raises Stop where that fails."""
    try:
        path.mkdir(exist_ok=True, parents=parents)
    except OSError as error:
        raise Stop(_failed(str(path), _reason(error))) from None


def no_such_suffix(output: str, suffix: str, endings: str) -> UsageError:
    """The error for a file whose suffix no format has."""
    return UsageError(
        f"{output}: no format has the suffix {suffix}; take one of {endings}, or name the format with --to",
        f"{output}：没有后缀为 {suffix} 的格式，可选 {endings}，或用 --to 指定格式",
    )


def targets(directory: Path, notices: Sequence[Notice], suffix: str) -> list[Path]:
    """The file for each notice: its name with `suffix` in place of its own.

    Notices that would meet in one file keep their own suffix too (``a.txt.json``, ``a.html.json``).
    Raises UsageError where even that does not part them.
    """
    short = [notice.place.with_suffix(suffix) for notice in notices]
    taken = Counter(short)
    places = [
        name if taken[name] == 1 else notice.place.with_name(notice.place.name + suffix)
        for name, notice in zip(short, notices, strict=True)
    ]
    first: dict[PurePath, Notice] = {}
    for place, notice in zip(places, notices, strict=True):
        other = first.setdefault(place, notice)
        if other is not notice:
            raise UsageError(
                f"{other.shown} and {notice.shown} would both be written to {directory / place}; "
                "run them apart, or name the directory above them",
                f"{other.shown} 与 {notice.shown} 会写入同一文件 {directory / place}；"
                "请分别运行，或改为指定其上级目录",
            )
    return [directory / place for place in places]


def keep_inputs(written: Sequence[Path], notices: Sequence[Notice]) -> None:
    """Refuse to write over a notice that is being read. Raises UsageError."""
    read = {os.path.realpath(notice.path) for notice in notices if notice.path is not None}
    for path in written:
        if os.path.realpath(path) in read:
            raise UsageError(
                f"{path}: this would overwrite the notice itself; choose another name for -o",
                f"{path}：这会覆盖通知原文，请为 -o 另选文件名",
            )


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _failed(path: str, reason: str) -> OutputError:
    return OutputError(
        f"{path}: the result could not be written ({reason}); check the -o path and the free space",
        f"{path}：结果无法写入（{reason}），请检查 -o 路径和磁盘空间",
    )
