"""The sample notices give what stands in data/out, and short texts give what their case files say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import pytest

import planparse
from planparse.plan import Measure, Plan, Responsibility, Section, Task
from planparse.stages.normalise import WIDTH, plain

TESTS = Path(__file__).resolve().parent
DATA = TESTS.parent / "data"
SAMPLES = sorted(path for path in (DATA / "raw").iterdir() if path.suffix in {".txt", ".md", ".html"})


@pytest.mark.parametrize("to", ["json", "yaml"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_gives_what_stands_in_data_out(path: Path, to: str) -> None:
    """Meant to differ? Run ``make samples`` and read the difference before you keep it."""
    kept = (DATA / "out" / f"{path.stem}.{to}").read_text("utf-8")
    made = planparse.write(planparse.extract(path), to)
    if made != kept:
        lines = unified_diff(kept.splitlines(), made.splitlines(), "data/out", "now", n=1, lineterm="")
        pytest.fail("\n".join(list(lines)[:80]), pytrace=False)


def test_data_out_holds_nothing_else() -> None:
    made = {f"{path.stem}.{to}" for path in SAMPLES for to in ("json", "yaml")}
    assert {path.name for path in (DATA / "out").iterdir()} == made


# ---------------------------------------------------------------------------------- case files
#
# A case is a heading, a text in one fence, and in a second fence what is to be read in it:
#
#     2.1 heading          an item: its path (`!` behind a restored ordinal) and its heading, or -
#         : 甲*, 乙+, 丙    a clause of the item above: lead *, support +, presumed lead ?
#     cover 1 heading      an item of the covering notice; attachment-1 likewise
#     - : 甲               a clause that stands at no item (`-` for the whole plan)


class Case(NamedTuple):
    title: str
    text: str
    expected: str


_CASE = re.compile(r"^## (.+)\n(?:(?!```|## ).*\n)*```text\n((?:(?!```).*\n)*)```\n\n?```plan\n((?:(?!```).*\n)*)```", re.M)
CASES = [
    pytest.param(Case(*found), id=f"{path.stem}: {found[0]}")
    for path in sorted((TESTS / "cases").glob("*.md"))
    for found in _CASE.findall(path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    plan = planparse.parse(plain(case.text.rstrip("\n")))
    assert [line.translate(WIDTH) for line in notation(plan)] == case.expected.translate(WIDTH).splitlines()


def test_every_case_is_read() -> None:
    titles = sum(path.read_text("utf-8").count("\n## ") for path in (TESTS / "cases").glob("*.md"))
    assert len(CASES) == titles >= 25


def notation(plan: Plan) -> Iterator[str]:
    """`plan` in the notation of the case files."""
    if plan.cover:
        for paragraph in plan.cover.paragraphs:
            yield from _clauses(paragraph.responsibilities, "cover - ")
        for section in plan.cover.sections:
            yield from _node(section, "cover ")
    for paragraph in plan.preamble:
        yield from _clauses(paragraph.responsibilities, "- ")
    for section in plan.sections:
        yield from _node(section, "")
    for n, attachment in enumerate(plan.attachments, 1):
        for section in attachment.sections:
            yield from _node(section, f"attachment-{n} ")


def _node(node: Section | Task | Measure, part: str) -> Iterator[str]:
    if node.path:
        mark = "!" if node.restored else ""
        yield f"{part}{'.'.join(map(str, node.path))}{mark} {node.heading or '-'}"
    indent = f"{part}- " if isinstance(node, Section) and not node.path else "    "
    inner = [*getattr(node, "paragraphs", ()), *getattr(node, "measures", ())]
    inner += [*getattr(node, "sections", ()), *getattr(node, "tasks", ())]
    placed = [(clause.span, clause) for clause in node.responsibilities if not clause.inherited]
    for _, piece in sorted([*placed, *((child.span, child) for child in inner)], key=lambda pair: pair[0]):
        if isinstance(piece, Responsibility):
            yield from _clauses((piece,), indent)
        elif isinstance(piece, (Section, Task, Measure)):
            yield from _node(piece, part)
        else:
            yield from _clauses(piece.responsibilities, indent)


_ROLES = {"lead": "*", "support": "+", "responsible": ""}


def _clauses(clauses: tuple[Responsibility, ...], indent: str) -> Iterator[str]:
    for clause in clauses:
        units = (f"{u.name}{_ROLES[u.role]}{'?' if u.presumed_lead else ''}" for u in clause.units)
        yield f"{indent}: {', '.join(units)}"
