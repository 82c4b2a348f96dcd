"""The same notice gives the same plan in every format: as txt, as a web page, from Word, from print."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

import planparse

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_copies import FORMATS, LOOKS, copies

NOTICES = sorted(LOOKS)
TASKS = {"jinsha-kongqi": 6, "lvhe-fenlei": 7, "qianling-yanglao": 6, "yunhu-shuili": 8}
BY_TYPE = ("jinsha-kongqi", "qianling-yanglao")  # leads are set in bold or 黑体, and the notice says so
REFERENCE = "docx"

needs_pdfium = pytest.mark.skipif(find_spec("pypdfium2") is None, reason="reading PDF needs planparse[pdf]")
OTHERS = [pytest.param(s, marks=needs_pdfium) if s == "pdf" else s for s in FORMATS if s != REFERENCE]
SHOWING_TYPE = [pytest.param("pdf", marks=needs_pdfium), "html", "mhtml", "docx", "ofd"]


@cache
def plan_of(name: str, suffix: str) -> planparse.Plan:
    return planparse.extract(HERE / "copies" / f"{name}.{suffix}")


def outline(plan: planparse.Plan) -> list[object]:
    """Every section, task and measure with a number: path, number and heading."""
    found: list[object] = []
    for section in plan.walk_sections():
        found.append((section.kind, section.path, section.number, section.heading))
        for task in section.tasks:
            found.append(("task", task.path, task.number, task.heading))
            found += [("measure", m.path, m.number, m.text) for m in task.measures]
    return found


def units(plan: planparse.Plan) -> list[object]:
    """The units of every task, in order."""
    return [(task.path, [unit.name for unit in clause.units]) for task in plan.tasks() for clause in task.responsibilities]


def leads(plan: planparse.Plan) -> list[object]:
    """The same with role and what it rests on."""
    return [
        (task.path, [(unit.name, unit.role, unit.lead_basis, unit.presumed_lead) for unit in clause.units])
        for task in plan.tasks()
        for clause in task.responsibilities
    ]


def facts(plan: planparse.Plan) -> list[object]:
    """Deadlines, targets and citations of all tasks, and the parts of the notice."""
    found: list[object] = [plan.title, plan.metadata.model_dump(exclude={"spans"})]
    found += [(a.kind, a.number, a.title) for a in plan.attachments]
    for node in (node for task in plan.tasks() for node in (task, *task.measures)):
        found += [("due", d.due) for d in node.deadlines]
        found += [("target", t.indicator, t.comparator, t.value, t.uom) for t in node.targets]
        found += [("citation", c.title, c.document_number) for c in node.citations]
    return found


@pytest.mark.parametrize("suffix", OTHERS)
@pytest.mark.parametrize("name", NOTICES)
def test_outline_tasks_and_units_agree(name: str, suffix: str) -> None:
    copy, reference = plan_of(name, suffix), plan_of(name, REFERENCE)
    assert outline(copy) == outline(reference)
    assert units(copy) == units(reference)
    assert [unit.name for unit in copy.units] == [unit.name for unit in reference.units]


@pytest.mark.parametrize("suffix", OTHERS)
@pytest.mark.parametrize("name", NOTICES)
def test_head_dates_and_figures_agree(name: str, suffix: str) -> None:
    assert facts(plan_of(name, suffix)) == facts(plan_of(name, REFERENCE))


@pytest.mark.parametrize("suffix", [p for p in OTHERS if p != "txt"])
@pytest.mark.parametrize("name", NOTICES)
def test_leads_agree_where_type_shows(name: str, suffix: str) -> None:
    assert leads(plan_of(name, suffix)) == leads(plan_of(name, REFERENCE))


@pytest.mark.parametrize("suffix", SHOWING_TYPE)
@pytest.mark.parametrize("name", BY_TYPE)
def test_leads_are_those_that_were_marked(name: str, suffix: str) -> None:
    written = (HERE / "notices" / f"{name}.txt").read_text("utf-8")
    marked = [
        unit
        for line in written.splitlines()
        if "（责任单位：" in line
        for run in re.findall(r"(?:\*\*|__)(.+?)(?:\*\*|__)", line)
        for unit in run.split("、")
    ]
    mentions = [unit for task in plan_of(name, suffix).tasks() for clause in task.responsibilities for unit in clause.units]
    assert [unit.name for unit in mentions if unit.role == "lead"] == marked
    assert {unit.lead_basis for unit in mentions if unit.role == "lead"} == {"typography"}


@pytest.mark.parametrize("name", BY_TYPE)
def test_a_copy_without_type_names_no_lead_and_says_so(name: str) -> None:
    plan = plan_of(name, "txt")
    assert not any(unit.leads for unit in plan.units)
    assert "lead_mark_lost" in {found.code for found in plan.diagnostics}


@pytest.mark.parametrize("suffix", ["txt", *SHOWING_TYPE])
@pytest.mark.parametrize("name", NOTICES)
def test_every_task_is_found_and_has_units(name: str, suffix: str) -> None:
    tasks = list(plan_of(name, suffix).tasks())
    assert len(tasks) == TASKS[name]
    assert all(clause.units for task in tasks for clause in task.responsibilities)
    assert all(task.responsibilities for task in tasks)


def test_numbers_that_word_gives_are_not_typed() -> None:
    for name, look in LOOKS.items():
        with zipfile.ZipFile(HERE / "copies" / f"{name}.docx") as package:
            body = package.read("word/document.xml").decode()
        assert ("<w:numPr>" in body) is look.numbered
        assert ("一、" in re.sub(r"<[^>]*>", "", body)) is not look.numbered


def test_copies_are_as_made_and_small() -> None:
    kept = {path.name for path in (HERE / "copies").iterdir()}
    made = dict(copies())
    assert kept == set(made)
    for name, data in made.items():
        held = (HERE / "copies" / name).read_bytes()
        assert len(held) < 60_000
        assert contents(held) == contents(data), f"{name}: run tests/agreement/make_copies.py"


def contents(data: bytes) -> object:
    """What is compared: a zip file by its members, since not every zlib packs alike."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
