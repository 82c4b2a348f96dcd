"""``planparse diff``: two plans in, the changes of duty out."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli import output as out
from planparse.cli.console import Console, UsageError
from planparse.cli.delivery import deliver, format_for
from planparse.cli.inputs import STDIN
from planparse.cli.options import Lang
from planparse.cli.sides import Loaded, load_sides
from planparse.errors import PlanparseError, UnreadableError
from planparse.rules.changes import BY_NAME, SEVERITIES

if TYPE_CHECKING:
    from planparse.diff.model import PlanDiff

ANY, NEVER = "any", "never"


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A notice, a plan (JSON, YAML), or REV:PATH.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same for the later version; - reads stdin.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="PATH", help="A file to write to.", show_default=False)
    ] = STDIN,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="The format: {diff_formats}.", show_default=False)
    ] = "",
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="WHAT",
            help="Severities or kinds that give exit code 1, with commas or repeated; any (the default) or never.",
            show_default=False,
        ),
    ] = None,
    waivers: Annotated[
        str,
        typer.Option(
            "--waivers",
            metavar="PATH",
            help="Accepted changes; .planparse-waivers.yaml where there is one.",
            show_default=False,
        ),
    ] = "",
    lang: Lang = None,
) -> None:
    """Compare two versions of a plan: whose duty changed, and how.

    Each side is a notice in any readable format, a plan that extract has written, or REV:PATH in the
    git repository of the current directory. Numbers that only follow from other changes are counted,
    not listed.

    Severities are breaking (task removed, lead changed or removed, deadline dropped or moved later,
    target lowered), warning and note; a severity stands for itself and all graver ones.

    \b
    Examples:
      planparse diff draft.docx final.docx
      planparse diff HEAD~1:plans/plan.txt plans/plan.txt --fail-on breaking
      planparse diff old.json new.json --to html -o changes.html

    \b
    Exit codes:
      0  nothing at or above --fail-on   4    a limit was exceeded
      1  changes at or above --fail-on   5    the output could not be written
      2  wrong command line              130  interrupted
      3  a side cannot be read
    """
    console: Console = context.obj
    try:
        wanted = _fail_on(fail_on or [ANY])
        chosen = format_for(to, output, "diff")
        loaded, errors = load_sides((old, new), output)
        if errors:
            code = max(console.error(error) for error in errors)
        else:
            code = _compare(console, (loaded[0], loaded[1]), (chosen, output), wanted, waivers)
    except out.Stop as stop:
        code = 0 if stop.error is None else console.error(stop.error)
    except PlanparseError as error:
        code = console.error(error)
    raise typer.Exit(code)


def _compare(
    console: Console, sides: tuple[Loaded, Loaded], target: tuple[str, str], wanted: tuple[str, ...], waivers: str
) -> int:
    """Compare, write, and say whether anything fails."""
    from planparse.diff.engine import diff as compare  # loads the model, which usage errors do without
    from planparse.diff.view import File, View

    old, new = sides
    found = _waived(compare(old.plan, new.plan), waivers)
    view = View(
        lang=console.lang, fail_on=wanted, old=File(old.uri, old.text), new=File(new.uri, new.text)
    )
    deliver(found, view, target, "diff")
    return 1 if found.failing(wanted) else 0


def _fail_on(values: list[str]) -> tuple[str, ...]:
    """The severities and kinds named. Raises UsageError for one that there is not."""
    wanted: list[str] = []
    for value in ",".join(values).split(","):
        name = value.strip()
        if name == ANY:
            wanted.append(SEVERITIES[0])
        elif name in SEVERITIES or name in BY_NAME:
            wanted.append(name)
        elif name not in {NEVER, ""}:
            known = ", ".join((*reversed(SEVERITIES), ANY, NEVER))
            raise UsageError(
                f"--fail-on {name}: no such severity or kind; choose one of {known}, or a kind such as lead-changed",
                f"--fail-on {name}：没有这种程度或类型，可选 {known}，或 lead-changed 等类型",
            )
    return tuple(wanted)


def _waived(found: PlanDiff, path: str) -> PlanDiff:
    """The result with waivers applied. Raises `UnreadableError` where the file is wrong."""
    from planparse.diff.waivers import DEFAULT_NAME, parse_waivers, waive

    name = path or DEFAULT_NAME
    if not path and not os.path.isfile(name):
        return found
    try:
        text = Path(name).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(
            f"{name}: the waivers cannot be read ({reason}); check the name", f"{name}：无法读取豁免文件（{reason}）"
        ) from None
    return waive(found, parse_waivers(text, name), _today(), name)


def _today() -> date:
    """Today; the day that SOURCE_DATE_EPOCH names where a run must be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.date()
