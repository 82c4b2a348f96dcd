"""A trace as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.writers import diff_json

if TYPE_CHECKING:
    from typing import Any

    from planparse.diff.view import View

SUFFIXES = (".json",)


def document(trace: Any, view: View) -> str:
    """`trace` indented by two, spans and paths on one line."""
    return diff_json.document(trace, view)
