"""Which items are tasks, which are sections, and which are measures of a task."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum

from planparse.rules.headings import BACKGROUND, NARRATIVE, SAFEGUARDS
from planparse.rules.numbering import GROUP
from planparse.span import Span
from planparse.syntax import Item, Outline, Text

_TEXTUAL = frozenset({"part", "chapter", "division", "article"})  # rules and regulations assign no tasks


class Kind(StrEnum):
    """What an item becomes in the plan."""

    SECTION = "section"
    TASK = "task"
    MEASURE = "measure"


def kinds_of(
    text: Text, outline: Outline, has_duty: Callable[[Item], bool], assigns: bool
) -> dict[int, Kind]:
    """The kind of every item of `outline`, by ``id(item)``.

    A task is the smallest item that has a clause of its own, or a leaf among such. Where a part has
    no clauses at all, the leaves of the sections that are neither narrative nor safeguards are tasks.
    """
    kinds: dict[int, Kind] = {}
    with_duty = {id(item) for item in outline.walk() if has_duty(item)}
    rows = any(root.row and id(root) in with_duty for root in outline.items)
    rules = any(item.marker.style == "article" for item in outline.walk())
    told = {id(item) for item in outline.walk() if _is_narrative(text, item)}
    for root in outline.items:
        narrative = id(root) in told
        any_duty = any(id(i) in with_duty for i in root.walk())
        bare = not with_duty and assigns and not narrative and not _is_safeguard(text, root) and not rules
        leaf_is_task = bare and bool(root.children) or rows and root.row
        _settle(root, kinds, with_duty, leaf_is_task=leaf_is_task, among=any_duty, rules=rules, told=told)
    return kinds


def background(text: Text, outline: Outline) -> list[Span]:
    """Where the items stand that tell of what has been reached."""
    return [i.span for i in outline.walk() if i.heading and BACKGROUND.matches(text.of(i.heading))]


def ordering(outline: Outline) -> list[Span]:
    """Where the items stand that say what is to be done: none in rules, which lay down what holds."""
    if any(item.marker.style == "article" for item in outline.walk()):
        return []
    return [item.span for item in outline.items]


def _settle(
    item: Item,
    kinds: dict[int, Kind],
    with_duty: set[int],
    *,
    leaf_is_task: bool,
    among: bool,
    rules: bool,
    told: Collection[int],
) -> None:
    leaf_is_task = leaf_is_task and id(item) not in told
    below = any(id(i) in with_duty for child in item.children for i in child.walk())
    own = id(item) in with_duty
    if (rules and item.marker.style in _TEXTUAL and not own) or (item.marker.style == GROUP and not item.children):
        kind = Kind.SECTION
    elif (own and not below) or (not item.children and leaf_is_task):
        kind = Kind.TASK
    else:
        kind = Kind.SECTION
    kinds[id(item)] = kind
    if kind is Kind.TASK:
        for child in item.children:
            for node in child.walk():
                kinds[id(node)] = Kind.MEASURE
        return
    # A leaf whose siblings bear duties is a task too, though it names no unit of its own.
    siblings = below and among and any(id(c) in with_duty and not c.children for c in item.children)
    for child in item.children:
        leaf = leaf_is_task or siblings
        _settle(child, kinds, with_duty, leaf_is_task=leaf, among=among, rules=rules, told=told)


def _is_narrative(text: Text, item: Item) -> bool:
    return item.heading is not None and NARRATIVE.matches(text.of(item.heading))


def _is_safeguard(text: Text, item: Item) -> bool:
    return item.heading is not None and SAFEGUARDS.matches(text.of(item.heading))


def section_kind(text: Text, item: Item) -> str:
    """``narrative``, ``safeguards``, ``group`` (of table rows) or ``section``, by the heading."""
    if item.level == 0 or item.heading:
        if _is_narrative(text, item):
            return "narrative"
        if item.level == 0 and _is_safeguard(text, item):
            return "safeguards"
    return "group" if item.marker.style == GROUP or any(child.row for child in item.children) else "section"
