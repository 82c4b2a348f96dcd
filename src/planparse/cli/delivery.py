"""How ``diff`` and ``trace`` hand over what they found: a format, and a place for it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planparse.cli import output as out
from planparse.cli.console import UsageError, is_terminal
from planparse.cli.inputs import STDIN
from planparse.writers import comparisons

if TYPE_CHECKING:
    from planparse.diff.view import View


def format_for(to: str, output: str, of: str) -> str:
    """The format that ``--to``, or else the suffix of `output`, asks for; "" where neither says anything.

    Raises UsageError where there is no such format, or none with that suffix.
    """
    known = comparisons.names(of)
    if to and to not in known:
        names = ", ".join(known)
        raise UsageError(f"--to {to}: no such format; choose one of {names}", f"--to {to}：没有这种格式，可选 {names}")
    suffix = "" if to or output == STDIN else Path(output).suffix
    chosen = to or comparisons.format_of(suffix, of)
    if suffix and not chosen:
        endings = " ".join(ending for name in known for ending in comparisons.writer(name, of).SUFFIXES)
        raise out.no_such_suffix(output, suffix, endings)
    return chosen


def deliver(found: Any, view: View, target: tuple[str, str], of: str) -> None:
    """Write what was found to `target`, a format and a place; on a terminal a view, where no format is asked for.

    Raises Stop.
    """
    to, output = target
    if output == STDIN and not to and is_terminal(sys.stdout):
        import_module(f"planparse.cli.{of}_view").show(found, view)  # loads rich
        return
    text = comparisons.writer(to or "text", of).document(found, view)
    if output == STDIN:
        out.write_stdout(text)
        return
    with out.replacing(Path(output)) as stream:
        stream.write(text)
