"""JSON: one object a plan, Chinese as it is, keys in the order of the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planparse.patterns import compiled

if TYPE_CHECKING:
    from planparse.plan import Plan

SUFFIXES = (".json", ".jsonl", ".ndjson")

# A list of whole numbers that the encoder has spread over lines. A string holds no raw line break,
# so this never matches inside one.
_NUMBERS = compiled(r"\[\n *(\d+(?:,\n *\d+)*)\n *\]")
_BREAK = compiled(r",\n *")
# Legal in JSON as they are, but line ends to many a reader of lines.
_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def document(plan: Plan) -> str:
    """`plan` indented by two, spans and paths on one line."""
    return spread(plan.model_dump_json(indent=2)) + "\n"


def stream_item(plan: Plan) -> str:
    """`plan` on one line (JSON Lines)."""
    return one_line(plan.model_dump_json()) + "\n"


def spread(text: str) -> str:
    """JSON that the encoder indented, with each list of whole numbers back on one line."""
    return _NUMBERS.sub(_on_one_line, one_line(text))


def one_line(text: str) -> str:
    """JSON without a character that ends a line for some reader and not for others."""
    for char, escaped in _LINE_ENDS:  # str.translate takes ten times as long on a whole plan
        text = text.replace(char, escaped)
    return text


def _on_one_line(match: re.Match[str]) -> str:
    return "[" + _BREAK.sub(", ", match[1]) + "]"
