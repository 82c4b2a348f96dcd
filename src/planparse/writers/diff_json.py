"""A comparison as JSON: one object, keys in the order of the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planparse.diff.model import PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".json",)

_NUMBERS = re.compile(r"\[\n *(\d+(?:,\n *\d+)*)\n *\]")
_BREAK = re.compile(r",\n *")
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def document(diff: PlanDiff, view: View) -> str:  # noqa: ARG001 (every writer takes both)
    """`diff` indented by two, spans and paths on one line. It holds the messages in both languages."""
    spread = diff.model_dump_json(indent=2).translate(_LINE_ENDS)
    return _NUMBERS.sub(lambda match: "[" + _BREAK.sub(", ", match[1]) + "]", spread) + "\n"
