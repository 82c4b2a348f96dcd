"""A trace on a terminal: each task above, what takes it up below it, what is left out in colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from planparse.cli import folding
from planparse.cli.console import printable
from planparse.writers.trace_text import headline, name

if TYPE_CHECKING:
    from planparse.diff.model import Trace, TracedTask
    from planparse.diff.view import View

_SURE = 0.6  # docs/diff.md: below this, look at the texts


def show(trace: Trace, view: View) -> None:
    """Print `trace` on standard output. Raises Stop where whoever reads it has had enough."""
    folding.show(_page(trace, view))


def _page(trace: Trace, view: View) -> Iterator[tuple[int, Text]]:
    for side, sign in ((trace.upper, "▲"), (trace.lower, "▼")):
        yield 0, Text(f"{sign} {printable(side.title or side.name)}", style="bold")
    yield 0, Text(headline(trace, view))
    yield 0, Text()
    for traced in trace.tasks:
        if traced.taken_up:
            yield 0, Text(f"✓ {printable(name(traced.task))}", style="green")
        else:
            left = view.say(" (left out)", "（未承接）")
            yield 0, Text(f"✗ {printable(name(traced.task))}{left}", style="yellow")
        yield from _units(traced.task, 4)
        for taken in traced.taken_up:
            likeness = Text(f"  {taken.likeness:.2f}", style="dim" if taken.likeness >= _SURE else "yellow")
            yield 4, Text(f"→ {printable(name(taken.task))}").append_text(likeness)
            yield from _units(taken.task, 8)
    if trace.own:
        yield 0, Text()
        yield 0, Text(view.say("Tasks of its own", "自有任务"), style="bold")
        for task in trace.own:
            yield 0, Text(f"+ {printable(name(task))}", style="cyan")
            yield from _units(task, 4)


def _units(task: TracedTask, indent: int) -> Iterator[tuple[int, Text]]:
    units = [*(f"●{unit}" for unit in task.leads), *task.units]
    if units:
        yield indent, Text(printable("、".join(units)), style="dim")
