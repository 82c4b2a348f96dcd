"""A trace as plain text: each task of the upper plan, and below it what the lower plan makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planparse.diff.places import numbered

if TYPE_CHECKING:
    from planparse.diff.model import Trace, TracedTask
    from planparse.diff.view import View

SUFFIXES = (".txt",)

_OPENING = 30


def document(trace: Trace, view: View) -> str:
    """`trace` as lines; ● leads, and tasks that are left out marked by –."""
    lines = [
        f"{view.say('upper', '上级')}: {trace.upper.title or trace.upper.name}",
        f"{view.say('lower', '下级')}: {trace.lower.title or trace.lower.name}",
        headline(trace, view),
        "",
    ]
    for traced in trace.tasks:
        sign = "=" if traced.taken_up else "–"
        lines.append(f"{sign} {name(traced.task)}{_units(traced.task)}")
        for taken in traced.taken_up:
            lines.append(f"    → {name(taken.task)}{_units(taken.task)} ({taken.likeness:.2f})")
    if trace.own:
        lines += ["", view.say("Tasks of its own:", "自有任务：")]
        lines += [f"+ {name(task)}{_units(task)}" for task in trace.own]
    return "\n".join("".join(c if c.isprintable() or c == "\u3000" else " " for c in line) for line in lines) + "\n"


def headline(trace: Trace, view: View) -> str:
    """The counts, in one line."""
    taken = sum(bool(traced.taken_up) for traced in trace.tasks)
    out = len(trace.tasks) - taken
    return view.say(
        f"{len(trace.tasks)} tasks above: {taken} taken up, {out} left out; {len(trace.own)} of {trace.lower.tasks} below are its own",
        f"上级任务 {len(trace.tasks)} 项：承接 {taken} 项，未承接 {out} 项；下级自有任务 {len(trace.own)} 项",
    )


def name(task: TracedTask) -> str:
    """What to call a task."""
    opening = task.text[:_OPENING] + ("…" if len(task.text) > _OPENING else "")
    return numbered(task.number, task.heading or " ".join(opening.split()))


def _units(task: TracedTask) -> str:
    return "".join(_named(task))


def _named(task: TracedTask) -> Iterator[str]:
    units = [*(f"●{unit}" for unit in task.leads), *task.units]
    if units:
        yield f" [{'、'.join(units)}]"
