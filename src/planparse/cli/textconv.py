"""``planparse textconv``: a notice as readable lines, for ``git diff`` and ``git log -p``."""

from __future__ import annotations

from typing import Annotated

import typer

from planparse.cli import output as out
from planparse.cli.console import Console
from planparse.cli.options import Lang
from planparse.cli.sides import load
from planparse.errors import PlanparseError


def textconv(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(metavar="NOTICE", help="A notice or a plan, as git hands it over.")],
    numbers: Annotated[bool, typer.Option("--numbers", help="Print the numbers of items too.")] = False,
    lang: Lang = None,
) -> None:
    """Print a notice as lines that can be compared.

    Outline, sentences, units and dates have a line each. Without --numbers the numbers of items are
    left out, so that one inserted task does not change every line behind it. Meant as a diff driver
    of git:

    \b
    Set up:
      git config diff.planparse.textconv "planparse textconv"
      echo '*.docx diff=planparse' >> .gitattributes

    \b
    Example:
      planparse textconv notice.txt

    What cannot be read is one line that says so, and exit code 0: git would stop otherwise.
    """
    console: Console = context.obj
    try:
        out.write_stdout(_text(notice, console, numbers=numbers))
    except out.Stop as stop:
        raise typer.Exit(0 if stop.error is None else console.error(stop.error)) from None


def _text(notice: str, console: Console, *, numbers: bool) -> str:
    from planparse.diff.readable import lines  # loads the model

    try:
        return "\n".join(lines(load(notice).plan, numbers=numbers)).strip("\n") + "\n"
    except PlanparseError as error:
        console.error(error)
        return f"({error.in_language(console.lang)})\n"
