"""A comparison as Markdown, for a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.diff.view import label, sections, shortened
from planparse.patterns import compiled

if TYPE_CHECKING:
    from planparse.diff.model import Change, Edit, PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".md", ".markdown")

_SIGNS = compiled(r"([\\`*_{}\[\]<>#|~!])")
_LONGEST = 60_000  # a comment on GitHub holds 65,536 characters


def document(diff: PlanDiff, view: View) -> str:
    """`diff` as Markdown: breaking changes in bold; what would not fit into a comment is counted."""
    old, new = label(diff)
    head = [
        view.say("## Changes of duty", "## 职责变化"),
        "",
        f"{_escape(old)} → {_escape(new)}",
        "",
        f"**{view.headline(diff)}**",
    ]
    return "\n".join([*head, *_body(diff, view)]) + "\n"


def _body(diff: PlanDiff, view: View) -> list[str]:
    lines: list[str] = []
    size = 0
    left = len(diff.changes) + len(diff.findings)
    for name, changes in sections(diff, view):
        block = ["", f"### {_escape(name)}", ""]
        for change in changes:
            block += _item(change, view)
        size += sum(len(line) + 1 for line in block)
        if size > _LONGEST:
            return [*lines, "", view.say(f"… and {left} more changes", f"……另有 {left} 处变化")]
        lines += block
        left -= len(changes)
    return lines


def _item(change: Change, view: View) -> list[str]:
    text = _escape(view.message(change))
    if change.waived is not None:
        waived = _escape(change.waived)
        text += view.say(f" (waived: {waived})", f"（已豁免：{waived}）")
    elif change.severity == "breaking":
        text = f"**{text}**"
    lines = [f"- {view.severity(change)} · {text} `{change.fingerprint}`"]
    lines += [f"  - {_marked(edit)}" for edit in change.edits if edit.words]
    return lines


def _marked(edit: Edit) -> str:
    tags = {"equal": "{}", "delete": "<del>{}</del>", "insert": "<ins>{}</ins>"}
    return "".join(tags[word.op].format(_escape(word.text)) for word in shortened(edit))


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
