"""A plan on a terminal: what it is, its outline, who does what by when, what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console as Screen
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from planparse.cli.console import Console, printable
from planparse.cli.output import Stop, discard_stdout
from planparse.plan import Measure, Plan, Section, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAD, PRESUMED = "●", "○"
_CUT = 40  # characters of a text that stands in for a heading


def show(plan: Plan, console: Console) -> None:
    """Print the summary of `plan` to standard output. Raises Stop where nobody reads on."""
    screen = Screen(highlight=False, markup=False, emoji=False)
    try:
        screen.print(_page(plan, console))
        screen.file.flush()
    except BrokenPipeError:
        discard_stdout()
        raise Stop(None) from None


def _page(plan: Plan, console: Console) -> RenderableType:
    parts: list[RenderableType] = [_head(plan)]
    sections = _sections(plan)
    if sections:
        parts.append(_outline(sections, console))
    rows = [(title, node) for title, section in sections for node in _holders(section)]
    if rows:
        parts.append(_duties(rows, console))
    if plan.diagnostics:
        parts.append(_findings(plan, console))
    return Group(*(item for part in parts for item in (part, Text())))


def _sections(plan: Plan) -> list[tuple[str, Section]]:
    """The sections of the notice and its plan, then those of each attachment with its title."""
    inside = [*(plan.cover.sections if plan.cover else ()), *plan.sections]
    return [("", section) for section in inside] + [
        (attachment.title or f"附件{attachment.number or ''}", section)
        for attachment in plan.attachments
        for section in attachment.sections
    ]


def _head(plan: Plan) -> Text:
    meta = plan.metadata
    title = plan.title or meta.title or plan.source.name
    issued = meta.date_issued or meta.date_published
    facts = [*meta.issuers, meta.document_number, issued]
    head = Text(printable(title), style="bold")
    line = " · ".join(printable(fact) for fact in facts if fact)
    return head.append("\n" + line, style="dim") if line else head


def _outline(sections: Sequence[tuple[str, Section]], console: Console) -> Tree:
    tree = Tree(Text(console.say("Outline", "提纲"), style="bold"), guide_style="dim")
    for title, group in groupby(sections, key=itemgetter(0)):
        branch = tree.add(Text(printable(title), style="bold")) if title else tree
        for _, section in group:
            _grow(branch, section, console)
    return tree


def _grow(tree: Tree, section: Section, console: Console) -> None:
    label = Text(printable(f"{section.number or ''}{section.heading or _opening(section)}"))
    if section.tasks:
        count = len(section.tasks)
        label.append(console.say(f"  {count} task{'s' if count > 1 else ''}", f"  {count} 项任务"), style="dim")
    branch = tree.add(label)
    for child in section.sections:
        _grow(branch, child, console)


def _holders(section: Section) -> Iterator[Section | Task]:
    """What carries duty: all tasks, and sections with a clause of their own, in text order."""
    if any(not clause.inherited for clause in section.responsibilities):
        yield section
    below: list[Section | Task] = [*section.sections, *section.tasks]
    for node in sorted(below, key=lambda node: node.span):
        if isinstance(node, Task):
            yield node
        else:
            yield from _holders(node)


def _duties(rows: Sequence[tuple[str, Section | Task]], console: Console) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("", style="dim", no_wrap=True)
    table.add_column(console.say("Task", "任务"), ratio=3)
    table.add_column(console.say(f"Units ({LEAD} lead)", f"单位（{LEAD} 牵头）"), ratio=4)
    table.add_column(console.say("Due", "时限"), no_wrap=True)
    for title, group in groupby(rows, key=itemgetter(0)):
        if title:
            table.add_row("", Text(printable(title), style="bold"), "", "")
        for _, node in group:
            number = ".".join(map(str, node.path or ()))
            table.add_row(number, printable(node.heading or _opening(node)), *_who_and_when(node))
    return table


def _who_and_when(node: Section | Task) -> tuple[Text, str]:
    nodes: list[Section | Task | Measure] = [node]
    if isinstance(node, Task):
        nodes += _measures(node.measures)
    due = dict.fromkeys(deadline.due for part in nodes for deadline in part.deadlines)
    return _units(nodes), "\n".join(due)


def _measures(measures: Iterable[Measure]) -> Iterator[Measure]:
    for measure in measures:
        yield measure
        yield from _measures(measure.measures)


def _units(nodes: Iterable[Section | Task | Measure]) -> Text:
    """The units of all clauses of a task, leads first, each named once."""
    mark: dict[str, str] = {}
    for node in nodes:
        for clause in node.responsibilities:
            for unit in clause.units:
                sign = LEAD if unit.role == "lead" else PRESUMED if unit.presumed_lead else ""
                mark[unit.name] = mark.get(unit.name) or sign
    leads = [Text(f"{sign}{printable(name)}", style="bold") for name, sign in mark.items() if sign]
    others = [Text(printable(name)) for name, sign in mark.items() if not sign]
    return Text("、").join([*leads, *others])


def _opening(node: Section | Task) -> str:
    """The first words of an item without a heading."""
    parts = node.measures if isinstance(node, Task) else node.paragraphs
    text = parts[0].text if parts else ""
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def _findings(plan: Plan, console: Console) -> Text:
    lines = Text(console.say("To look at", "请留意"), style="bold")
    for item in plan.diagnostics:
        place = f" [{item.span[0]}:{item.span[1]}]" if item.span else ""
        style = {"error": "red", "warning": "yellow"}.get(item.severity, "dim")
        lines.append(f"\n{item.code}", style=style)
        lines.append(f"{place} {printable(item.message)}", style="default")
    return lines
