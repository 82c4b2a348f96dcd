"""A comparison as SARIF 2.1.0, for code scanning. Columns and offsets count code points."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planparse import __version__
from planparse.diff.places import numbered
from planparse.rules.changes import BY_NAME

if TYPE_CHECKING:
    from planparse.diff.model import Change, Place, PlanDiff
    from planparse.diff.view import File, View

SUFFIXES = (".sarif",)

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"breaking": "error", "warning": "warning", "note": "note"}


def document(diff: PlanDiff, view: View) -> str:
    """`diff` as one run; waived changes are suppressed results."""
    changes = [*diff.changes, *diff.findings]
    kinds = sorted({change.kind for change in changes})
    run = {
        "tool": {
            "driver": {
                "name": "planparse diff",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(kind) for kind in kinds],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file.uri)}} for file in (view.new, view.old)],
        "results": [_result(change, kinds.index(change.kind), view) for change in changes],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(kind: str) -> dict[str, Any]:
    row = BY_NAME[kind]
    return {
        "id": kind,
        "shortDescription": {"text": row.english},
        "fullDescription": {"text": f"{row.english} ({row.chinese})"},
        "defaultConfiguration": {"level": _LEVEL[row.severity]},
    }


def _result(change: Change, index: int, view: View) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": change.kind,
        "ruleIndex": index,
        "level": _LEVEL[change.severity],
        "message": {"text": view.message(change)},
        "locations": [_finding_place(change) if change.kind.startswith("waiver") else _location(view.new, 0, change.new)],
        "partialFingerprints": {"planparseChange/v1": change.fingerprint},
    }
    if change.old is not None:
        result["relatedLocations"] = [
            {"id": 1, "message": {"text": view.say("before", "原文")}, **_location(view.old, 1, change.old)}
        ]
    if change.waived is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": change.waived}]
    return result


def _finding_place(change: Change) -> dict[str, Any]:
    """A stale waiver stands in the waivers file, at a line."""
    name, _, line = change.path.rpartition(":")
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(name)}, "region": {"startLine": int(line)}}}


def _location(file: File, index: int, place: Place | None) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(file.uri), "index": index}}
    if place is not None and place.span is not None and file.text is not None:
        start, end = place.span
        (line, column), (last, behind) = file.line_column(start), file.line_column(end)
        where["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": last,
            "endColumn": behind,
            "charOffset": start,
            "charLength": end - start,
            "snippet": {"text": file.text[start:end]},
        }
    location: dict[str, Any] = {"physicalLocation": where}
    if place is not None and place.heading:
        location["logicalLocations"] = [{"name": numbered(place.number, place.heading), "kind": place.kind}]
    return location


def _uri(path: str) -> str:
    return quote(path, safe="/")
