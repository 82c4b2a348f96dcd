"""Dates, targets and citations of two nodes that are one: what changed, and in which direction."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from rapidfuzz import fuzz

from planparse.diff.nodes import Facts, Piece, fold
from planparse.diff.slots import Board, Outcome, settle
from planparse.plan import Citation, Deadline, Target

Fact = Deadline | Target | Citation
F = TypeVar("F", Deadline, Target)

_DIGITS = str.maketrans("一二三四五六七八九", "123456789")

# What a comparator asks: at most so much, or (the rest) at least or just so much.
_CEILING = ("<=", "<")
_FLOOR = (">=", ">")


@dataclass(slots=True, eq=False, kw_only=True)
class ValueChange:
    """One change of a fact; `old` or `new` is None where it was added or dropped."""

    kind: str
    old: Fact | None
    new: Fact | None
    before: str | None = None
    after: str | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Values:
    """The changes of one node, and the kinds implied by sentences that left it."""

    changes: list[ValueChange]
    implied: list[tuple[str, Fact]]


def compare(on: Board) -> Values:
    """All changes of dates, targets and citations on a board."""
    deadlines = settle(on, _deadlines, lambda d: end_of(d.due), lambda a, b: 0.5 + fuzz.ratio(a.text, b.text) / 200)
    targets = settle(on, _targets, _target_key, _targets_alike)
    citations = settle(on, _citations, _citation_key, _citations_alike)
    _keep_what_is_gone(deadlines, on, lambda d: d.text)
    _keep_what_is_gone(targets, on, lambda t: t.value)
    changes = [*_deadline_changes(deadlines), *_target_changes(targets), *_citation_changes(citations)]
    implied: list[tuple[str, Fact]] = [("deadline-dropped", d) for d in deadlines.lost]
    implied += [("target-dropped", t) for t in targets.lost]
    return Values(changes=changes, implied=implied)


def _deadlines(facts: Facts) -> tuple[Deadline, ...]:
    return facts.deadlines


def _targets(facts: Facts) -> tuple[Target, ...]:
    return facts.targets


def _citations(facts: Facts) -> tuple[Citation, ...]:
    return facts.citations


def _keep_what_is_gone(outcome: Outcome[F], on: Board, words: Callable[[F], str]) -> None:
    """A fact whose words still stand in the sentence was not dropped: the sentence is only read otherwise."""
    if not outcome.dropped and not outcome.added:
        return
    olds = [(p.span, _said(slot.pieces[1])) for slot in on.slots for p in slot.pieces[0]]
    news = [(p.span, _said(slot.pieces[0])) for slot in on.slots for p in slot.pieces[1]]
    outcome.dropped = [f for f in outcome.dropped if not _still_said(f.span, words(f), olds)]
    outcome.added = [f for f in outcome.added if not _still_said(f.span, words(f), news)]


def _still_said(span: tuple[int, int], words: str, pieces: list[tuple[tuple[int, int], str]]) -> bool:
    return any(at[0] <= span[0] < at[1] and _arabic(fold(words)) in other for at, other in pieces)


def _said(pieces: Sequence[Piece]) -> str:
    return _arabic("".join(piece.folded for piece in pieces))


def _arabic(text: str) -> str:
    """Numerals below ten alike: 一个 and 1个."""
    return text.translate(_DIGITS)


# ------------------------------------------------------------------------------ deadlines


def end_of(due: str) -> str:
    """The last day of a date in EDTF, to compare dates of different precision.

    >>> end_of("2024"), end_of("2024-02"), end_of("2021/2025-06")
    ('2024-12-31', '2024-02-29', '2025-06-30')
    """
    parts = due.rpartition("/")[2].rstrip("~?%").split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else 12
        day = int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1]
    except ValueError:
        return due
    return f"{year:04d}-{month:02d}-{day:02d}"


def _deadline_changes(outcome: Outcome[Deadline]) -> Iterator[ValueChange]:
    for old, new in outcome.changed:
        kind = "deadline-later" if end_of(new.due) > end_of(old.due) else "deadline-earlier"
        yield ValueChange(kind=kind, old=old, new=new, before=old.due, after=new.due)
    for old in outcome.dropped:
        yield ValueChange(kind="deadline-dropped", old=old, new=None, before=old.due)
    for new in outcome.added:
        yield ValueChange(kind="deadline-added", old=None, new=new, after=new.due)


# ------------------------------------------------------------------------------ targets


def _target_key(target: Target) -> tuple[str, str, str, str]:
    # `by` is a deadline and compared as such.
    return (fold(target.indicator), target.comparator, target.value, target.uom)


def _targets_alike(old: Target, new: Target) -> float:
    indicator = fuzz.ratio(fold(old.indicator), fold(new.indicator)) / 100
    if indicator < 0.5:
        return 0.0
    return 0.6 * indicator + 0.2 * (old.uom == new.uom) + 0.2 * (old.comparator == new.comparator)


def shown(target: Target) -> str:
    """A target in short: ``≥95%``."""
    sign = {">=": "≥", "<=": "≤", "=": "", "~": "约"}.get(target.comparator, target.comparator)
    return f"{sign}{target.value}{target.uom}"


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None


def direction(old: Target, new: Target) -> str:
    """``target-raised`` where more is asked than before, ``target-lowered`` where less, else ``target-changed``.

    Of a ceiling (not above 3 days) more is asked where the figure falls.
    """
    before, after = _number(old.value), _number(new.value)
    if before is None or after is None or old.uom != new.uom or before == after:
        return "target-changed"
    if (old.comparator in _CEILING) != (new.comparator in _CEILING):
        return "target-changed"
    more = after < before if old.comparator in _CEILING else after > before
    return "target-raised" if more else "target-lowered"


def _turned(old: Target, new: Target) -> bool:
    """Is a floor now a ceiling, or the other way round?"""
    sides = {old.comparator in _CEILING, new.comparator in _CEILING}
    return len(sides) == 2 and any(t.comparator in _FLOOR for t in (old, new))


def _target_changes(outcome: Outcome[Target]) -> Iterator[ValueChange]:
    for old, new in outcome.changed:
        if (old.value, old.uom) != (new.value, new.uom) or _turned(old, new):  # else its words differ
            yield ValueChange(
                kind=direction(old, new), old=old, new=new, before=shown(old), after=shown(new)
            )
    for old in outcome.dropped:
        yield ValueChange(kind="target-dropped", old=old, new=None, before=shown(old))
    for new in outcome.added:
        yield ValueChange(kind="target-added", old=None, new=new, after=shown(new))


# ------------------------------------------------------------------------------ citations


def cited(citation: Citation) -> str:
    """A citation in short: its title and its number."""
    title = f"《{citation.title}》" if citation.title else ""
    return title + (citation.document_number or "")


def _citation_key(citation: Citation) -> tuple[str, str]:
    return (fold(citation.title or ""), fold(citation.document_number or ""))


def _citations_alike(old: Citation, new: Citation) -> float:
    if old.document_number and old.document_number == new.document_number:
        return 1.0
    likeness = fuzz.ratio(fold(cited(old)), fold(cited(new))) / 100
    return likeness if likeness >= 0.5 else 0.0


def _citation_changes(outcome: Outcome[Citation]) -> Iterator[ValueChange]:
    for old, new in outcome.changed:
        yield ValueChange(kind="citation-changed", old=old, new=new, before=cited(old), after=cited(new))
    for old in outcome.dropped:
        yield ValueChange(kind="citation-removed", old=old, new=None, before=cited(old))
    for new in outcome.added:
        yield ValueChange(kind="citation-added", old=None, new=new, after=cited(new))
