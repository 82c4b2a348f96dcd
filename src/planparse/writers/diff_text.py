"""A comparison as plain text: a line for each change, its words below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planparse.diff.view import label, sections, shortened

if TYPE_CHECKING:
    from planparse.diff.model import Change, Edit, PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".txt",)

_SIGN = {"breaking": "!", "warning": "*", "note": "-"}


def document(diff: PlanDiff, view: View) -> str:
    """`diff` as lines: ``!`` breaking, ``*`` to check, ``-`` to note; ``[-out-]`` and ``{+in+}`` for words."""
    old, new = label(diff)
    lines = [f"--- {old}", f"+++ {new}", view.headline(diff)]
    for name, changes in sections(diff, view):
        lines += ["", name]
        for change in changes:
            waived = view.say(f" (waived: {change.waived})", f"（已豁免：{change.waived}）") if change.waived else ""
            lines.append(f"  {_SIGN[change.severity]} {view.message(change)} [{change.kind} {change.fingerprint}]{waived}")
            lines += (f"      {line}" for line in below(change))
    return "\n".join(map(_line, lines)) + "\n"


def below(change: Change) -> Iterator[str]:
    """The words of a change, where its message does not hold them all."""
    for edit in change.edits:
        yield marked(edit)
    if change.edits:
        return
    for sign, place in (("-", change.old), ("+", change.new)):
        if place and place.quote and place.kind == "clause":
            yield f"{sign} {place.quote}"


def marked(edit: Edit) -> str:
    """The words of an edit with signs at those that changed; long stretches that stayed are cut."""
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[word.op].format(word.text) for word in shortened(edit))


def _line(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)
