"""A trace as a Markdown table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.patterns import compiled
from planparse.writers.trace_text import headline, name

if TYPE_CHECKING:
    from planparse.diff.model import Trace, TracedTask
    from planparse.diff.view import View

SUFFIXES = (".md", ".markdown")

_SIGNS = compiled(r"([\\`*_{}\[\]<>#|~!])")


def document(trace: Trace, view: View) -> str:
    """`trace` as a table, a row for each task above and each that takes it up; leads in bold."""
    upper, lower = trace.upper.title or trace.upper.name, trace.lower.title or trace.lower.name
    lines = [
        view.say("## What is taken up", "## 承接情况"),
        "",
        f"{_escape(upper)} → {_escape(lower)}",
        "",
        f"**{headline(trace, view)}**",
        "",
        view.say("| above | units | below | units | likeness |", "| 上级任务 | 责任单位 | 下级任务 | 责任单位 | 相似度 |"),
        "| --- | --- | --- | --- | --- |",
    ]
    for traced in trace.tasks:
        head = f"| {_escape(name(traced.task))} | {_units(traced.task)}"
        for taken in traced.taken_up:
            lines.append(f"{head} | {_escape(name(taken.task))} | {_units(taken.task)} | {taken.likeness:.2f} |")
            head = "|  | "
        if not traced.taken_up:
            lines.append(f"{head} | {view.say('left out', '未承接')} |  |  |")
    lines += [f"| {view.say('its own', '自有')} |  | {_escape(name(t))} | {_units(t)} |  |" for t in trace.own]
    return "\n".join(lines) + "\n"


def _units(task: TracedTask) -> str:
    return "、".join([*(f"**{_escape(unit)}**" for unit in task.leads), *map(_escape, task.units)])


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
