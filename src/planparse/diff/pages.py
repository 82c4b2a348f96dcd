"""Numbers of pages that one copy has left in its sentences, which no policy officer would call a rewording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planparse.diff.model import Edit
from planparse.diff.nodes import fold
from planparse.diff.records import Draft
from planparse.patterns import compiled

_NUMBER = compiled(r"\d{1,3}")


def without_page_numbers(drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` without rewordings that are only numbers of pages.

    Bare numbers that ascend by one or two from sentence to sentence are such; one alone is none.
    """
    edits = [edit for draft in drafts for edit in draft.edits if any(w.op != "equal" and _NUMBER.search(w.text) for w in edit.words)]
    paged = {op for op in ("insert", "delete") if _ascend([n for e in edits for n in _added(e, op)])}
    if not paged:
        return list(drafts)
    out = []
    for draft in drafts:
        kept = tuple(edit for edit in draft.edits if not _only_pages(edit, paged))
        if draft.edits and not kept:
            continue
        if len(kept) < len(draft.edits):
            draft.edits, draft.old, draft.new = kept, kept[0].old, kept[0].new
        out.append(draft)
    return out


def _runs(edit: Edit) -> Iterator[tuple[str, str]]:
    """What was taken out and what was put in, between two stretches that stayed."""
    gone, come = "", ""
    for word in edit.words:
        if word.op == "delete":
            gone += fold(word.text)
        elif word.op == "insert":
            come += fold(word.text)
        else:
            if gone or come:
                yield gone, come
            gone, come = "", ""
    if gone or come:
        yield gone, come


def _number_only(gone: str, come: str) -> tuple[str, list[int]] | None:
    """The side that has numbers the other lacks, and these, where both are equal otherwise."""
    if _NUMBER.sub("", gone) != _NUMBER.sub("", come):
        return None
    left, right = _NUMBER.findall(gone), _NUMBER.findall(come)
    if bool(left) == bool(right):
        return None
    return ("delete" if left else "insert"), [int(n) for n in left or right]


def _added(edit: Edit, op: str) -> Iterator[int]:
    for gone, come in _runs(edit):
        found = _number_only(gone, come)
        if found and found[0] == op:
            yield from found[1]


def _ascend(numbers: Sequence[int]) -> bool:
    return len(numbers) > 2 and all(0 < b - a < 3 for a, b in pairwise(numbers))


def _only_pages(edit: Edit, paged: set[str]) -> bool:
    runs = list(_runs(edit))
    found = [_number_only(gone, come) for gone, come in runs if gone != come]
    return bool(runs) and all(one is not None and one[0] in paged for one in found)
