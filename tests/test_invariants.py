"""What holds of every notice, whatever stands in it.

Over the sample notices of this project and, where they are at hand, all real ones.
"""

from __future__ import annotations

import html
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from planparse import readers, writers
from planparse.pipeline import parse
from planparse.plan import Plan
from planparse.source import Source
from planparse.span import Span
from planparse.stages.normalise import BLANK, BREAK, WIDTH, normalise, plain
from planparse.stages.split_blocks import split_blocks
from planparse.syntax import Text

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PLANPARSE_SHARED") or ROOT.parent / "shared")
SUFFIXES = {".txt", ".md", ".html"}

Node = dict[str, Any]


def _notices(directory: Path) -> list[Path]:
    found = directory.iterdir() if directory.is_dir() else ()
    return sorted(path for path in found if path.suffix in SUFFIXES and path.stem != "README")


SAMPLES = _notices(ROOT / "data" / "raw")
ANNOTATED = _notices(SHARED / "eval" / "notices")
ALL = [*SAMPLES, *ANNOTATED, *_notices(SHARED / "corpus")]

every_notice = pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)


@cache
def source_of(path: Path) -> Source:
    return readers.read(path)


@cache
def plan_of(path: Path) -> Plan:
    return parse(source_of(path))


@cache
def text_of(path: Path) -> Text:
    return normalise(source_of(path))


@cache
def tree_of(path: Path) -> Node:
    return plan_of(path).model_dump(mode="python")


def walk(node: Any, key: str = "", parents: tuple[Node, ...] = ()) -> Iterator[tuple[Node, str, tuple[Node, ...]]]:
    """Every record below `node`, with the field that holds it and the records above it."""
    if isinstance(node, dict):
        yield node, key, parents
        for name, value in node.items():
            if name != "spans":
                yield from walk(value, name, (*parents, node))
    elif isinstance(node, (list, tuple)):
        for item in node:
            yield from walk(item, key, parents)


_MARKUP = re.compile(r"[*#>`]")
_NO_WORD = re.compile(r"[\W_]+")
_BLANKS = re.compile(f"[{BLANK}{BREAK}]+")


def words(text: str) -> str:
    """The letters, characters and figures of `text`: what cannot be taken for a mark."""
    return _NO_WORD.sub("", html.unescape(text).translate(WIDTH))


def without_pages(source: Source, text: Text, span: Span) -> str:
    """What `span` of the source says, but for the page numbers of a printed text inside it."""
    pages = {i for edit in text.edits if edit.kind == "page_number" for i in range(*edit.span)}
    return "".join(source.text[i] for i in range(*span) if i not in pages)


def said(text: str) -> str:
    """`text` without blanks, widths, entities and signs of a format; double quotes all alike."""
    plain = _BLANKS.sub("", html.unescape(text).translate(WIDTH))
    return _MARKUP.sub("", re.sub("[“”]", '"', plain))


# ---------------------------------------------------------------------------------- reading


def test_there_are_samples_enough() -> None:
    assert len(SAMPLES) >= 8
    assert {path.suffix for path in SAMPLES} == SUFFIXES


@every_notice
def test_it_is_read_and_parsed(path: Path) -> None:
    plan = plan_of(path)
    assert plan.source.name == path.name
    assert plan.source.length == len(source_of(path).text)


@every_notice
def test_blocks_are_the_text_once(path: Path) -> None:
    text = text_of(path)
    layout = split_blocks(text)
    at = 0
    for block in layout.blocks:
        assert block.span.start == at, block
        at = block.span.end
    assert at == len(text.norm)
    whole = Span(0, at)
    for part in layout.parts:
        assert whole.covers(part.span)
        assert part.span.covers(part.body), part
        assert part.title is None or part.span.covers(part.title), part
    for one, other in pairwise(sorted(part.span for part in layout.parts)):
        assert not one.overlaps(other)


# ---------------------------------------------------------------------------------- quotes


@every_notice
def test_spans_lie_in_the_source(path: Path) -> None:
    whole = Span(0, len(source_of(path).text))
    for node, key, _ in walk(tree_of(path)):
        spans = [node["span"]] if node.get("span") else []
        spans += [node["scope"]] if key == "conventions" else []
        spans += [span for several in (node.get("spans") or {}).values() for span in several]
        for start, end in spans:
            assert start <= end, (key, node)
            assert whole.covers(Span(start, end)), (key, node)


@every_notice
def test_quotes_stand_where_the_plan_says(path: Path) -> None:
    text = source_of(path).text
    for node, key, _ in walk(tree_of(path)):
        if not node.get("span"):
            continue
        there = text[slice(*node["span"])]
        for field in ("quote", "raw", "text"):
            if field in node and not (key == "measures" and node["path"]):
                assert node[field] == there, (key, node["span"])
        if key == "measures" and node["path"]:
            # A numbered measure holds others: its own text is the beginning of its stretch.
            assert there.lstrip(BLANK + BREAK + "\u3000").startswith(node["text"].strip())


@every_notice
def test_numbers_and_headings_stand_at_the_head_of_their_item(path: Path) -> None:
    source, text = source_of(path), text_of(path)
    for node, key, _ in walk(tree_of(path)):
        if key not in {"sections", "tasks", "measures"} or not node["path"]:
            continue
        there = without_pages(source, text, Span(*node["span"]))
        if not node["restored"]:
            assert said(node["number"]) in said(there[:60]), (node["number"], there[:60])
        if node["heading"]:
            assert said(node["heading"]) in said(there), node["heading"]


@every_notice
def test_metadata_says_what_its_spans_show(path: Path) -> None:
    text = source_of(path).text
    metadata = tree_of(path)["metadata"]
    for key, spans in metadata["spans"].items():
        values = metadata[key] if isinstance(metadata[key], tuple) else (metadata[key],)
        for value, (start, end) in zip(values, spans, strict=False):
            if key.startswith("date_") or key == "valid_until":
                assert int(value[:4]) > 1900
            elif key in {"document_number", "index_number"}:
                assert words(value)[:2] in words(text[start:end]), key


# ---------------------------------------------------------------------------------- structure


@every_notice
def test_children_lie_inside_their_parents(path: Path) -> None:
    for node, key, parents in walk(tree_of(path)):
        chain = [parent for parent in reversed(parents) if parent.get("span")]
        if not chain or not node.get("span") or node.get("inherited"):
            continue
        above = chain[0]
        if key == "responsibilities" and "text" in above and not above.get("path"):
            # A clause that closes one sentence of several stands behind it, in the item that holds both.
            assert above["span"][0] <= node["span"][0]
            if len(chain) == 1:
                continue
            above = chain[1]
        assert Span(*above["span"]).covers(Span(*node["span"])), (key, node["span"], above["span"])


@every_notice
def test_siblings_stand_one_behind_the_other(path: Path) -> None:
    for node, _, _ in walk(tree_of(path)):
        for fields in (("sections", "tasks"), ("measures",), ("paragraphs",), ("attachments",), ("units",)):
            children = [child for field in fields for child in node.get(field) or () if child.get("span")]
            for one, other in pairwise(sorted(Span(*child["span"]) for child in children)):
                assert not one.overlaps(other), fields


@every_notice
def test_paths_are_those_of_the_tree(path: Path) -> None:
    for node, key, parents in walk(tree_of(path)):
        if key not in {"sections", "tasks", "measures"} or not node.get("path"):
            continue
        above = next((p["path"] for p in reversed(parents) if p.get("path")), ())
        assert node["path"][:-1] == above, (above, node["path"])
        assert all(ordinal >= 0 for ordinal in node["path"])


@every_notice
def test_ids_are_unique(path: Path) -> None:
    ids = Counter(node["id"] for node, _, _ in walk(tree_of(path)) if "id" in node)
    assert [name for name, count in ids.items() if count > 1] == []


def leaves(tree: Node) -> Iterator[tuple[str, Span]]:
    """The stretches that hold text themselves, not through others. Cells of tables are a second view."""
    for node, key, _ in walk(tree):
        if key in {"set_aside", "preamble", "paragraphs"} or (key == "measures" and not node["path"]):
            yield key, Span(*node["span"])
        elif key == "responsibilities" and not node["inherited"]:
            yield key, Span(*node["span"])


def heads(tree: Node) -> Iterator[tuple[set[str], Span]]:
    """Items with a number or a heading: what may stand at their head, and where they stand.

    What is left of a lost number may stand there or not.
    """
    # The name of a group may stand behind the number of its first row.
    first = {
        (rows[0]["span"], key): node["heading"]
        for node, _, _ in walk(tree)
        for key in ("tasks", "sections")
        if node.get("heading") and not node.get("path") and (rows := node.get(key)) and rows[0]["span"][0] == node["span"][0]
    }
    for node, key, _ in walk(tree):
        if key in {"sections", "tasks", "measures"} and (node.get("path") or node.get("heading")):
            rows = [*node.get("sections", ()), *node.get("tasks", ())]
            if not node.get("path") and any(row["span"][0] == node["span"][0] for row in rows):
                continue
            number, heading = node.get("number") or "", node["heading"] or ""
            whole = {words(number + heading), words(number + first.get((node["span"], key), "") + heading)}
            yield {*whole, words(heading)} if node["restored"] else whole, Span(*node["span"])


def stands_once(source: Source, tree: Node, text: Text) -> None:
    """Every character of `source` stands in one stretch of the plan, marks and blanks apart."""
    holder: list[str | None] = [None] * len(source.text)
    for key, span in leaves(tree):
        for i in range(*span):
            assert holder[i] is None, f"{key} {span} and {holder[i]}: {span.of(source.text)[:60]!r}"
            holder[i] = f"{key} {tuple(span)}"
    # Between its beginning and the first stretch that it holds, an item has its number and heading.
    starts = sorted(span.start for _, span in heads(tree))
    for head, span in heads(tree):
        following = next((start for start in starts if start > span.start), span.end)
        end = next((i for i in range(*span) if holder[i]), span.end)
        at = Span(span.start, min(end, following, span.end))
        assert words(without_pages(source, text, at)) in head
        for i in range(*at):
            holder[i] = "head"
    for span in [*source.markup, *(edit.span for edit in text.edits if edit.kind == "page_number")]:
        for i in range(*span):
            holder[i] = holder[i] or "edit"
    left = "".join(c if held is None else "\n" for c, held in zip(source.text, holder, strict=True))
    assert [piece for piece in left.split("\n") if words(piece)] == []


@every_notice
def test_every_character_stands_in_the_plan_once(path: Path) -> None:
    stands_once(source_of(path), tree_of(path), text_of(path))


def _damaged(source: Source, seed: int) -> Source:
    """`source` as a careless copy: stretches lost or doubled, line breaks lost; the same for one seed."""
    dice = random.Random(seed)
    text = source.text
    for _ in range(len(text) // 60):
        at, length = dice.randrange(len(text)), dice.choice((1, 1, 1, 2, 3, 40))
        kept = text[at : at + length] * 2 if dice.random() < 0.1 else ""
        text = text[:at] + kept + text[at + length :]
    breaks = dice.choice(("\n", "", " ", "\r\n\u3000\u3000"))
    return plain(breaks.join(text.split("\n")) if seed % 2 else text)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_damaged_copy_is_read_and_nothing_is_lost(path: Path, seed: int) -> None:
    source = _damaged(source_of(path), seed)
    stands_once(source, parse(source).model_dump(mode="python"), normalise(source))


# ---------------------------------------------------------------------------------- facts


@every_notice
def test_units_lie_in_their_clause_and_in_the_registry(path: Path) -> None:
    tree = tree_of(path)
    known = {unit["key"]: unit for unit in tree["units"]}
    mentions: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    for clause, key, _ in walk(tree):
        if key != "responsibilities" or clause["inherited"]:
            continue
        for unit in clause["units"]:
            assert unit["unit"] in known
            mentions[unit["unit"]] += 1
            leads[unit["unit"]] += unit["role"] == "lead"
    assert mentions == Counter({key: unit["mentions"] for key, unit in known.items()})
    assert +leads == +Counter({key: unit["leads"] for key, unit in known.items()})


@every_notice
def test_a_lead_says_how_it_is_known_and_a_presumption_is_none(path: Path) -> None:
    for unit, key, parents in walk(tree_of(path)):
        if key != "units" or "role" not in unit:
            continue
        assert (unit["role"] == "lead") <= (unit["lead_basis"] is not None), unit
        assert unit["presumed_lead"] <= (unit["role"] == "responsible"), unit
        if unit["role"] == "lead" and unit["lead_basis"] != "word":
            bases = {convention["basis"] for convention in parents[0]["conventions"]}
            assert unit["lead_basis"] in bases, unit


@every_notice
def test_a_name_is_what_was_read_and_what_was_put_back(path: Path) -> None:
    for unit, key, _ in walk(tree_of(path)):
        if key != "units" or "role" not in unit:
            continue
        name = unit["name"]
        for repair in unit["repairs"]:
            if repair["kind"] != "separator":
                at = repair["at"]
                assert name[at : at + len(repair["inserted"])] == repair["inserted"], unit
        for repair in sorted(unit["repairs"], key=lambda r: -r["at"]):
            if repair["kind"] != "separator":
                name = name[: repair["at"]] + name[repair["at"] + len(repair["inserted"]) :]
        assert words(name) == words(unit["raw"].replace("下同", "")), unit


_EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@every_notice
def test_dates_are_edtf(path: Path) -> None:
    for node, key, _ in walk(tree_of(path)):
        if key == "deadlines":
            assert _EDTF.fullmatch(node["due"]), node
        for field, value in node.items():
            if field.startswith("date_") and value:
                assert _EDTF.fullmatch(value), (field, value)


# ---------------------------------------------------------------------------------- output


@every_notice
def test_json_reads_back(path: Path) -> None:
    plan = plan_of(path)
    assert Plan.model_validate_json(writers.write(plan, "json")) == plan


@pytest.mark.parametrize("path", [*SAMPLES, *ANNOTATED], ids=lambda path: path.name)
def test_yaml_is_the_same_tree(path: Path) -> None:
    plan = plan_of(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    assert yaml.load(writers.write(plan, "yaml"), Loader=loader) == plan.model_dump(mode="json")


@cache
def _validator() -> Any:
    schema = json.loads((ROOT / "schema" / "plan.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_it_conforms_to_the_schema(path: Path) -> None:
    _validator().validate(json.loads(writers.write(plan_of(path), "json")))


@every_notice
def test_a_second_run_gives_the_same(path: Path) -> None:
    again = parse(readers.read(path))
    assert writers.write(again, "json") == writers.write(plan_of(path), "json")


_DIGESTS = """
import hashlib, sys
from planparse import readers, writers
from planparse.pipeline import parse
for name in sys.argv[1:]:
    plan = parse(readers.read(name))
    for to in ("json", "yaml"):
        print(hashlib.sha256(writers.write(plan, to).encode()).hexdigest())
"""


def _digests(paths: list[Path], **env: str) -> list[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED"))}
    run = subprocess.run(
        [sys.executable, "-c", _DIGESTS, *map(str, paths)],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
        env={**kept, **env},
    )
    return run.stdout.split()


def test_another_process_gives_the_same() -> None:
    paths = [*SAMPLES, *ANNOTATED[::3]]
    one = _digests(paths, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8")
    other = _digests(paths[::-1], PYTHONHASHSEED="4711", TZ="America/New_York", LANG="C")
    assert len(one) == 2 * len(paths)
    assert dict(zip(paths, zip(one[::2], one[1::2], strict=True), strict=True)) == dict(
        zip(paths[::-1], zip(other[::2], other[1::2], strict=True), strict=True)
    )
