"""A comparison on a terminal: by section, what matters most in colour, changed words marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from planparse.cli import folding
from planparse.cli.console import printable
from planparse.diff.view import label, named, sections, shortened

if TYPE_CHECKING:
    from planparse.diff.model import Change, Edit, PlanDiff
    from planparse.diff.view import View

_COLOUR = {"breaking": "bold red", "warning": "yellow", "note": "cyan"}
_SIGN = {"breaking": "●", "warning": "▲", "note": "·"}


def show(diff: PlanDiff, view: View) -> None:
    """Print `diff` on standard output. Raises Stop where whoever reads it has had enough."""
    folding.show(_page(diff, view))


def _page(diff: PlanDiff, view: View) -> Iterator[tuple[int, Text]]:
    old, new = label(diff)
    yield 0, Text(f"− {printable(old)}", style="red")
    yield 0, Text(f"+ {printable(new)}", style="green")
    yield 0, Text(view.headline(diff), style="bold")
    for name, changes in sections(diff, view):
        yield 0, Text()
        yield 0, Text(printable(name), style="bold")
        for _, group in groupby(sorted(changes, key=_rank), key=_clauses):
            yield from _changes(list(group), view)


def _rank(change: Change) -> tuple[bool, bool]:
    """Leads first, then what else is breaking; the order of the plan within."""
    return (not change.kind.startswith("lead"), change.severity != "breaking")


def _clauses(change: Change) -> object:
    """What changes that concern one clause have in common; of any other, itself."""
    sides = [place for place in (change.old, change.new) if place is not None and place.kind == "clause" and place.quote]
    return tuple((place.span, place.quote) for place in sides) if sides and not change.edits else change.fingerprint


def _changes(changes: list[Change], view: View) -> Iterator[tuple[int, Text]]:
    """Changes in one place: what each is, and the words below."""
    signs = not folding.has_colours()
    for change in changes:
        yield 2, _head(change, view)
        yield from ((6, _edit(edit, signs=signs)) for edit in change.edits if edit.words)
    units = [unit for change in changes for unit in change.units]
    last = changes[-1]
    if not last.edits:
        for sign, place, colour in (("−", last.old, "red"), ("+", last.new, "green")):
            if place is not None and place.kind == "clause" and place.quote:
                yield 6, _clause(sign, place.quote, units, colour)


def _head(change: Change, view: View) -> Text:
    style = _COLOUR[change.severity] if change.waived is None else "dim"
    head = Text(f"{_SIGN[change.severity]} {printable(view.message(change))}", style=style)
    if change.waived is not None:
        waived = printable(change.waived)
        head.append(view.say(f" (waived: {waived})", f"（已豁免：{waived}）"), style="dim italic")
    return head


def _edit(edit: Edit, *, signs: bool) -> Text:
    text = Text()
    for word in shortened(edit):
        said = printable(word.text)
        if word.op == "equal":
            text.append(said)
        elif word.op == "delete":
            text.append(f"[-{said}-]" if signs else said, style="red strike")
        else:
            text.append(f"{{+{said}+}}" if signs else said, style="green underline")
    return text


def _clause(sign: str, quote: str, units: list[str], colour: str) -> Text:
    """A clause with the units that the changes are about set apart."""
    said = " ".join(printable(quote).split())
    text = Text(f"{sign} {said}", style="dim")
    for start, end in named(said, units):
        text.stylize(f"not dim bold {colour}", len(sign) + 1 + start, len(sign) + 1 + end)
    return text
