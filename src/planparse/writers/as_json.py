"""JSON: one object a plan, Chinese as it is, keys in the order of the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planparse.plan import Plan

SUFFIXES = (".json", ".jsonl", ".ndjson")

# A list of whole numbers that the encoder has spread over lines. A string holds no raw line break,
# so this never matches inside one.
_NUMBERS = re.compile(r"\[\n *(\d+(?:,\n *\d+)*)\n *\]")
_BREAK = re.compile(r",\n *")
# Legal in JSON as they are, but line ends to many a reader of lines.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def document(plan: Plan) -> str:
    """`plan` indented by two, spans and paths on one line."""
    spread = plan.model_dump_json(indent=2).translate(_LINE_ENDS)
    return _NUMBERS.sub(_on_one_line, spread) + "\n"


def stream_item(plan: Plan) -> str:
    """`plan` on one line (JSON Lines)."""
    return plan.model_dump_json().translate(_LINE_ENDS) + "\n"


def _on_one_line(match: re.Match[str]) -> str:
    return "[" + _BREAK.sub(", ", match[1]) + "]"
