"""A comparison on a terminal: by section, what matters most in colour, changed words marked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console as Screen
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from planparse.cli.console import Console, printable
from planparse.cli.output import Stop, discard_stdout
from planparse.diff.view import label, sections

if TYPE_CHECKING:
    from planparse.diff.model import Change, Edit, PlanDiff
    from planparse.diff.view import View

_COLOUR = {"breaking": "bold red", "warning": "yellow", "note": "dim"}
_SIGN = {"breaking": "●", "warning": "▲", "note": "·"}
_NEAR = 20


def show(diff: PlanDiff, view: View, console: Console) -> None:
    """Print `diff` on standard output. Raises Stop where whoever reads it has had enough."""
    screen = Screen(file=sys.stdout, highlight=False, markup=False, emoji=False)
    try:
        screen.print(_page(diff, view))
        screen.file.flush()
    except BrokenPipeError:
        discard_stdout()
        raise Stop(None) from None


def _page(diff: PlanDiff, view: View) -> RenderableType:
    old, new = label(diff)
    parts: list[RenderableType] = [
        Text(f"− {printable(old)}", style="red"),
        Text(f"+ {printable(new)}", style="green"),
        Text(view.headline(diff), style="bold"),
    ]
    for name, changes in sections(diff):
        parts += [Text(), Text(printable(name), style="bold")]
        for change in sorted(changes, key=_rank):
            parts.append(Padding(_change(change, view), (0, 0, 0, 2)))
    return Group(*parts)


def _rank(change: Change) -> tuple[bool, bool]:
    """Leads first, then what else is breaking; the order of the plan within."""
    return (not change.kind.startswith("lead"), change.severity != "breaking")


def _change(change: Change, view: View) -> RenderableType:
    style = _COLOUR[change.severity] if change.waived is None else "dim"
    head = Text(f"{_SIGN[change.severity]} ", style=style).append(printable(view.message(change)), style=style)
    if change.waived is not None:
        head.append(view.say(f"  waived: {change.waived}", f"  已豁免：{change.waived}"), style="dim italic")
    lines: list[RenderableType] = [head]
    lines += [Padding(_edit(edit), (0, 0, 0, 4)) for edit in change.edits if edit.words]
    if not change.edits:
        for sign, place, colour in (("−", change.old, "red"), ("+", change.new, "green")):
            if place is not None and place.kind == "clause" and place.quote:
                lines.append(Padding(_clause(sign, place.quote, change.units, colour), (0, 0, 0, 4)))
    return Group(*lines)


def _edit(edit: Edit) -> Text:
    text = Text()
    for i, word in enumerate(edit.words):
        said = printable(word.text)
        if word.op == "equal":
            if len(said) > 2 * _NEAR:
                said = ("" if i == 0 else said[:_NEAR]) + "…" + ("" if i == len(edit.words) - 1 else said[-_NEAR:])
            text.append(said)
        elif word.op == "delete":
            text.append(said, style="red strike")
        else:
            text.append(said, style="green underline")
    return text


def _clause(sign: str, quote: str, units: tuple[str, ...], colour: str) -> Text:
    """A clause with the units that the change is about set apart."""
    text = Text(f"{sign} {printable(quote)}", style="dim")
    for unit in units:
        text.highlight_words([unit], style=f"bold {colour}")
    return text
