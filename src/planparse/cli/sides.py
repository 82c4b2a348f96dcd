"""From an argument of ``diff`` or ``trace`` to a plan: a notice, a plan, or either in a revision of git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from planparse import readers
from planparse.cli import output as out
from planparse.cli.console import UsageError
from planparse.cli.inputs import STDIN, Notice
from planparse.errors import LimitError, PlanparseError, UnreadableError

if TYPE_CHECKING:
    from planparse.plan import Plan
    from planparse.source import Source

_PLANS = (".json", ".yaml", ".yml")
# Formats whose offsets are those of the decoded file itself.
_PLAIN = ("text/plain", "text/markdown")
_GIT_SECONDS = 30


class Loaded(Struct, frozen=True, kw_only=True):
    """One side: `uri` is its path, relative where it can be; `text` is None where offsets do not count in the file."""

    plan: Plan
    uri: str
    text: str | None


def load_sides(arguments: tuple[str, str], output: str) -> tuple[list[Loaded], list[PlanparseError]]:
    """Both sides, and what was wrong with each that could not be read. Neither is the `output`."""
    loaded: list[Loaded] = []
    errors: list[PlanparseError] = []
    if arguments[0] == arguments[1] == STDIN:
        raise UsageError("-: only one side can come from standard input", "-：只能有一侧来自标准输入")
    if output != STDIN:
        out.keep_inputs([Path(output)], [Notice(path=Path(a), place=Path(a)) for a in arguments if a != STDIN])
    for argument in arguments:
        try:
            loaded.append(load(argument))
        except PlanparseError as error:
            errors.append(error)
    return loaded, errors


def load(argument: str) -> Loaded:
    """The plan that `argument` names. Raises `PlanparseError`, whose message names it."""
    if argument == STDIN:
        if sys.stdin is None:
            raise UsageError("-: standard input is closed", "-：标准输入已关闭")
        data = sys.stdin.buffer.read(readers.MAX_BYTES + 1)
        if data.lstrip()[:1] == b"{":
            return _plan(data, "stdin", "stdin", ".json")
        return _notice(readers.read_bytes(data, "stdin"), "stdin")
    revision, colon, path = argument.partition(":")
    if colon and revision and path and not os.path.exists(argument) and len(revision) > 1:
        data = _from_git(argument, revision, path)
        suffix = os.path.splitext(path)[1].lower()
        if suffix in _PLANS:
            return _plan(data, argument, path.removeprefix("./"), suffix)
        return _notice(_named(data, argument, path), path.removeprefix("./"))
    suffix = os.path.splitext(argument)[1].lower()
    if suffix in _PLANS:
        return _plan(_bytes_of(argument), argument, _relative(argument), suffix)
    return _notice(readers.read(argument), _relative(argument))


def _named(data: bytes, argument: str, path: str) -> Source:
    """A notice of a revision; errors name the argument, the source only its file."""
    from msgspec.structs import replace

    source = readers.read_bytes(data, argument, os.path.splitext(path)[1])
    return replace(source, name=os.path.basename(path))


def _notice(source: Source, uri: str) -> Loaded:
    from planparse.pipeline import parse  # loads the model, which usage errors do without

    return Loaded(plan=parse(source), uri=uri, text=source.text if source.media_type in _PLAIN else None)


def _plan(data: bytes, shown: str, uri: str, suffix: str) -> Loaded:
    from planparse.diff.yamlio import load as load_yaml
    from planparse.plan import Plan

    try:
        text = data.decode("utf-8-sig")
        if suffix == ".json":
            plan = Plan.model_validate_json(text)
        else:  # through JSON, so that lists become tuples as they do there
            import json

            plan = Plan.model_validate_json(json.dumps(load_yaml(text), default=str))
    except (ValueError, RecursionError) as error:
        reason = _first(error)
        raise UnreadableError(
            f"{shown}: not a plan of planparse ({reason}); make one with 'planparse extract', or name the notice itself",
            f"{shown}：不是 planparse 的方案文件（{reason}）；请用 'planparse extract' 生成，或直接给出通知原文",
        ) from None
    return Loaded(plan=plan, uri=uri, text=None)


def _first(error: Exception) -> str:
    """The first thing wrong, in a few words."""
    details = getattr(error, "errors", None)
    if callable(details):
        first = details(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        return f"{where}: {first['msg']}" if where else str(first["msg"])
    return str(error).split("\n", 1)[0]


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(readers.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(
            f"{path}: cannot be read ({reason}); check the name and the permissions",
            f"{path}：无法读取（{reason}），请检查文件名和权限",
        ) from None
    if len(data) > readers.MAX_BYTES:
        raise LimitError(
            f"{path}: larger than {readers.MAX_BYTES} bytes; a plan is not that long",
            f"{path}：超过 {readers.MAX_BYTES} 字节，方案文件不应如此之大",
        )
    return data


def _from_git(shown: str, revision: str, path: str) -> bytes:
    """What ``git show REVISION:PATH`` prints. Raises `UnreadableError` with git's own reason."""
    command = ["git", "show", "--no-textconv", "--end-of-options", f"{revision}:{path}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_GIT_SECONDS)  # noqa: S603 (no shell)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _no_blob(shown, reason) from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _no_blob(shown, (lines or ["no such revision or file"])[-1].removeprefix("fatal: "))
    return done.stdout


def _no_blob(shown: str, reason: str) -> UnreadableError:
    return UnreadableError(
        f"{shown}: no such file, and git does not know it either ({reason}); give a path, or REV:PATH from the top "
        "of the repository",
        f"{shown}：文件不存在，git 中也没有（{reason}）；请给出路径，或从仓库根目录写起的 版本:路径",
    )


def _relative(path: str) -> str:
    """`path` below the current directory, with slashes; only its name where it is elsewhere."""
    relative = os.path.relpath(path)
    return Path(path).name if relative.startswith("..") or os.path.isabs(relative) else Path(relative).as_posix()
