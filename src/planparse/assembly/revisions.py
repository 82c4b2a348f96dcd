"""Tracked changes, told in one line: what was taken, what was left, how to get the other reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planparse.source import Revision

Record = dict[str, Any]


def tracked_changes(revisions: Sequence[Revision]) -> list[Record]:
    """One diagnostic where a document has tracked changes, at the first of them; else none.

    What is in the text has a span with something in it; so the changes themselves say whether they
    were taken as accepted or as rejected.
    """
    if not revisions:
        return []
    insertions = [r for r in revisions if r.kind == "insertion"]
    deletions = [r for r in revisions if r.kind == "deletion"]
    original = any(r.span.start < r.span.end for r in deletions) or (
        not deletions and all(r.span.start == r.span.end for r in insertions)
    )
    counts = f"{_count(len(insertions), 'insertion')} and {_count(len(deletions), 'deletion')}"
    taken, other = ("rejected", "final") if original else ("accepted", "original")
    message = (
        f"the document has tracked changes: {counts}, all taken as {taken};"
        f" for the other reading use --tracked {other} (tracked={other!r})"
    )
    return [{"code": "tracked_changes", "severity": "warning", "message": message, "span": revisions[0].span}]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
