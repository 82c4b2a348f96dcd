"""``planparse trace``: what a lower-level plan makes of a higher-level one."""

from __future__ import annotations

from typing import Annotated

import typer

from planparse.cli import output as out
from planparse.cli.console import Console
from planparse.cli.delivery import deliver, format_for
from planparse.cli.inputs import STDIN
from planparse.cli.options import Lang
from planparse.cli.sides import Loaded, load_sides
from planparse.errors import PlanparseError


def trace(
    context: typer.Context,
    upper: Annotated[str, typer.Argument(metavar="UPPER", help="The plan of the higher level.")],
    lower: Annotated[str, typer.Argument(metavar="LOWER", help="The plan that carries it out.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="PATH", help="A file to write to.", show_default=False)
    ] = STDIN,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="The format: {trace_formats}.", show_default=False)
    ] = "",
    lang: Lang = None,
) -> None:
    """Trace a higher-level plan into a lower-level one.

    Says which tasks of UPPER the plan LOWER takes up (one may be taken up by several), which it leaves
    out, which are its own, and the units on either side. Both are what diff takes.

    \b
    Examples:
      planparse trace province.html county.docx
      planparse trace province.json county.json --to csv -o trace.csv

    \b
    Exit codes:
      0  done                      4    a limit was exceeded
      2  wrong command line        5    the output could not be written
      3  a side cannot be read     130  interrupted
    """
    console: Console = context.obj
    code = 0
    try:
        chosen = format_for(to, output, "trace")
        loaded, errors = load_sides((upper, lower), output)
        if errors:
            code = max(console.error(error) for error in errors)
        else:
            _trace(console, (loaded[0], loaded[1]), chosen, output)
    except out.Stop as stop:
        code = 0 if stop.error is None else console.error(stop.error)
    except PlanparseError as error:
        code = console.error(error)
    raise typer.Exit(code)


def _trace(console: Console, sides: tuple[Loaded, Loaded], to: str, output: str) -> None:
    from planparse.diff.trace import trace as find  # loads the model, which usage errors do without
    from planparse.diff.view import File, View

    old, new = sides
    view = View(lang=console.lang, old=File(old.uri, old.text), new=File(new.uri, new.text))
    deliver(find(old.plan, new.plan), view, (to, output), "trace")
