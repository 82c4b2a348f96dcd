"""A trace as CSV, for a spreadsheet: a row for each task above and each that takes it up."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planparse.diff.model import Trace, TracedTask
    from planparse.diff.view import View

SUFFIXES = (".csv",)

_SIDE = ("path", "heading", "text", "leads", "units")
HEADER = ("relation", *(f"upper_{key}" for key in _SIDE), *(f"lower_{key}" for key in _SIDE), "likeness")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def document(trace: Trace, view: View) -> str:  # noqa: ARG001 (every writer takes both)
    """`trace` as rows; `relation` is ``taken_up``, ``left_out`` or ``own``."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for traced in trace.tasks:
        upper = _cells(traced.task)
        for taken in traced.taken_up:
            writer.writerow(["taken_up", *upper, *_cells(taken.task), f"{taken.likeness:.2f}"])
        if not traced.taken_up:
            writer.writerow(["left_out", *upper, *_cells(None), ""])
    for task in trace.own:
        writer.writerow(["own", *_cells(None), *_cells(task), ""])
    return out.getvalue()


def _cells(task: TracedTask | None) -> list[str]:
    if task is None:
        return [""] * len(_SIDE)
    path = ".".join(map(str, task.path or ()))
    cells = [path, task.heading or "", task.text, "、".join(task.leads), "、".join(task.units)]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
