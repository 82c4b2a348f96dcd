"""A comparison as JSON: one object, keys in the order of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.writers.as_json import spread

if TYPE_CHECKING:
    from planparse.diff.model import PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".json",)


def document(diff: PlanDiff, view: View) -> str:  # noqa: ARG001 (every writer takes both)
    """`diff` indented by two, spans and paths on one line. It holds the messages in both languages."""
    return spread(diff.model_dump_json(indent=2)) + "\n"
