"""A comparison as workflow commands of GitHub Actions: annotations beside the lines of the new plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planparse.diff.model import Change, PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".log",)

_COMMAND = {"breaking": "error", "warning": "warning", "note": "notice"}


def document(diff: PlanDiff, view: View) -> str:
    """A command for each change that is not waived, and the counts as the last line."""
    lines = [_command(change, view) for change in (*diff.changes, *diff.findings) if change.waived is None]
    return "\n".join([*lines, _data(view.headline(diff))]) + "\n"


def _command(change: Change, view: View) -> str:
    places = [f"file={_property(view.new.uri)}"]
    if change.kind.startswith("waiver"):
        name, _, line = change.path.rpartition(":")
        places = [f"file={_property(name)}", f"line={line}"]
    elif change.new is not None and change.new.span is not None and view.new.text is not None:
        line_, column = view.new.line_column(change.new.span[0])
        places += [f"line={line_}", f"col={column}"]
    title = _property(view.say(change.kind, change.message_zh.split("：")[0]))
    return f"::{_COMMAND[change.severity]} {','.join(places)},title={title}::{_data(view.message(change))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
