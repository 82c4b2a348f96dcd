"""Notices written for this project give what was read in them by hand, every item, unit, date and figure.

``annotated/NAME.yaml`` belongs to the notice ``annotated/NAME.txt`` (or ``.html``, ``.md``). It was written from
the text, before the program had seen it::

    metadata: {title: …, issuers: […]}    # fields of METADATA that are left out are empty
    main:                                 # the parts: cover, main, attachment-1 …
      - due 2025                          # above the first item: what stands at no item
      - 2.1 heading                       # an item: its path and its heading, or -
      - units 甲*, 乙+, 丙                # a clause of the item above: lead *, support +
      - sentence-units 甲                 # a clause of another scope (`scope` of a responsibility)
      - due 2025-06                       # a deadline
      - target 覆盖率 >= 80% by 2025      # an indicator, what it is to reach, and by when where the sentence says it
    citations: [《title》 number]         # each once for the whole notice

Beneath an item the order is free between clauses, dates and targets, and that of the text within each. Where the
program is wrong the annotation stays right, and one entry says what is given instead until that is mended::

      - {is: due 2025, given: due 2024, known: why}   # without `given`: lost; without `is`: read where nothing is
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
import yaml

import planparse
from planparse.plan import Measure, Paragraph, Plan, Section, Task
from planparse.stages.normalise import WIDTH

Holder = Section | Task | Measure | Paragraph

HERE = Path(__file__).resolve().parent / "annotated"
ANNOTATIONS = sorted(HERE.glob("*.yaml"))
METADATA = (
    "title document_number index_number issuers addressees date_issued date_published publisher".split()
)
KINDS = ("units", "due", "target")  # the order beneath an item
ROLES = {"lead": "*", "support": "+", "responsible": ""}


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_notice_gives_what_was_read_by_hand(path: Path) -> None:
    """A line behind + is given and not annotated, behind - annotated and not given."""
    notice = next(file for file in HERE.glob(f"{path.stem}.*") if file.suffix != ".yaml")
    annotation = yaml.safe_load(path.read_text("utf-8"))
    fields = dict.fromkeys(METADATA) | annotation.get("metadata", {})
    expected, given = list(_expected(annotation, fields)), list(_given(planparse.extract(notice), fields))
    if expected != given:
        lines = unified_diff(expected, given, path.name, "given", n=1, lineterm="")
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_notice_is_annotated_and_the_other_way_round() -> None:
    notices = [file for file in HERE.iterdir() if file.suffix != ".yaml"]
    assert sorted(file.stem for file in notices) == [file.stem for file in ANNOTATIONS]
    assert len(notices) >= 12


# ------------------------------------------------------------------------------ the annotation


def _expected(annotation: dict[str, Any], fields: dict[str, Any]) -> Iterator[str]:
    """The lines that the program is to give now: what is right, but for what is marked as known."""
    for key, value in fields.items():
        yield from (_metadata(key, now) for now in _now(value))
    for part, entries in annotation.items():
        if part in {"metadata", "citations"}:
            continue
        here, facts = f"{part} -", list[str]()
        for line in (str(line) for entry in entries for line in _now(entry)):
            if line[0].isdigit():
                yield from _ordered(here, facts)
                here, facts = f"{part} {line.split()[0]}", []
                yield _wide(f"{part} {line}")
            else:
                facts.append(line)
        yield from _ordered(here, facts)
    cited = [line for entry in annotation.get("citations", ()) for line in _now(entry)]
    yield from sorted(_wide(f"cites {line}") for line in cited)


def _now(entry: object) -> list[Any]:
    """What an entry gives as long as the program errs in it: nothing, one line, or several."""
    if not isinstance(entry, dict):
        return [entry]
    assert entry["known"] and entry.keys() - {"is"} <= {"given", "known"}, entry
    assert entry.get("is") != entry.get("given", ""), entry
    return [entry["given"]] if "given" in entry else []


def _metadata(key: str, value: Any) -> str:
    many = "|".join(value) if isinstance(value, (list, tuple)) else str(value or "")
    return _wide(f"{key}: {many}")


def _ordered(here: str, facts: Iterable[str]) -> list[str]:
    ordered = sorted(facts, key=lambda fact: KINDS.index(fact.split(" ")[0].split("-")[-1]))
    return [_wide(f"{here}   {fact}") for fact in ordered]


def _wide(text: str) -> str:
    return text.translate(WIDTH)


# ------------------------------------------------------------------------------ the plan


def _given(plan: Plan, fields: Iterable[str]) -> Iterator[str]:
    for key in fields:
        yield _metadata(key, getattr(plan.metadata, key))
    if plan.cover:
        yield from _part("cover", plan.cover.paragraphs, plan.cover.sections)
    yield from _part("main", plan.preamble, plan.sections)
    number = 0
    for attachment in plan.attachments:
        beside = (*attachment.preamble, *attachment.paragraphs)
        lines = list(_part(f"attachment-{number + 1}", beside, attachment.sections))
        number += bool(lines)
        yield from lines
    yield from sorted(set(_citations(plan)))


def _part(part: str, paragraphs: Iterable[Paragraph], sections: Iterable[Section]) -> Iterator[str]:
    own: list[Holder] = [*paragraphs, *(section for section in sections if not section.path)]
    yield from _ordered(f"{part} -", _facts(own))
    for section in _items(sections):
        yield from _item(part, section)


def _items(nodes: Iterable[Holder]) -> Iterator[Section | Task | Measure]:
    """The nearest numbered nodes below."""
    for node in nodes:
        if not isinstance(node, Paragraph) and node.path:
            yield node
        else:
            yield from _items(_below(node))


def _item(part: str, node: Section | Task | Measure) -> Iterator[str]:
    here = f"{part} {'.'.join(map(str, node.path or ()))}"
    yield _wide(f"{here} {node.heading or '-'}")
    yield from _ordered(here, _facts([node]))
    for child in _items(_below(node)):
        yield from _item(part, child)


def _below(node: Holder) -> list[Holder]:
    below = (getattr(node, name, ()) for name in ("paragraphs", "sections", "tasks", "measures"))
    return sorted((child for group in below for child in group), key=lambda child: child.span)


def _facts(nodes: Iterable[Holder]) -> list[str]:
    """What stands at these nodes and not at a numbered one below, in the order of the text."""
    found: list[tuple[tuple[int, int], str]] = []
    stack = list(nodes)
    while stack:
        node = stack.pop()
        for clause in node.responsibilities:
            if not clause.inherited:
                units = ", ".join(f"{unit.name}{ROLES[unit.role]}" for unit in clause.units)
                scope = "" if clause.scope == "item" else f"{clause.scope}-"
                found.append((clause.span, f"{scope}units {units}".rstrip()))
        found += [(due.span, f"due {due.due}") for due in node.deadlines]
        for target in node.targets:
            by = f" by {target.by}" if target.by else ""
            line = f"target {target.indicator} {target.comparator} {target.value}{target.uom}{by}"
            found.append((target.span, line))
        stack += [child for child in _below(node) if not getattr(child, "path", None)]
    return [line for _, line in sorted(found)]


def _citations(plan: Plan) -> Iterator[str]:
    stack: list[Any] = [plan.model_dump(mode="json")]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            for cited in value.get("citations", ()):
                title = f"《{cited['title']}》" if cited["title"] else ""
                yield _wide(f"cites {' '.join(filter(None, (title, cited['document_number'])))}")
        if isinstance(value, (dict, list)):
            stack += value.values() if isinstance(value, dict) else value
