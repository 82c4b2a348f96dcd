"""Changes of what stands outside the outline: metadata, rules for leads, the name of the place."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.diff.model import Place
from planparse.diff.names import substituted
from planparse.diff.nodes import fold
from planparse.diff.records import Draft
from planparse.diff.scene import Scene
from planparse.plan import Convention, Metadata, Plan
from planparse.rules.changes import FIELDS

# They follow from title and issuer.
_DERIVED = ("genre", "region", "level")
_GROUP = "文件信息"


def drafts(old: Plan, new: Plan, scene: Scene) -> Iterator[Draft]:
    """The changes of metadata and of the rules for leads."""
    for n, name in enumerate(FIELDS):
        before, after = _value(old.metadata, name), _value(new.metadata, name)
        if name == "title" and fold(before) == fold(after):
            before, after = old.title or "", new.title or ""
        if fold(before) != fold(after) and name not in _DERIVED:
            yield _field(name, n, old, new, before, after)
    places = substituted(*scene.names)
    if places and not any(_value(old.metadata, n) != _value(new.metadata, n) for n in ("title", "issuers")):
        yield Draft(kind="metadata-changed", order=(-1, 50, 0), identity=("region",), before=places[0], after=places[1])
    yield from _rules(old, new)


def _value(metadata: Metadata, name: str) -> str:
    value = getattr(metadata, name)
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _field(name: str, n: int, old: Plan, new: Plan, before: str, after: str) -> Draft:
    return Draft(
        kind="metadata-changed",
        order=(-1, n, 0),
        identity=(name,),
        name=FIELDS[name][1],
        group=_GROUP,
        path=f"metadata/{name}",
        before=before or None,
        after=after or None,
        old=_place(old.metadata, name, before),
        new=_place(new.metadata, name, after),
    )


def _place(metadata: Metadata, name: str, quote: str) -> Place | None:
    spans = metadata.spans.get(name, ())
    if not quote:
        return None
    return Place(part="metadata", kind="metadata", span=spans[0] if spans else None, quote=quote)


def _rules(old: Plan, new: Plan) -> Iterator[Draft]:
    """A basis of leads that only one of the plans declares."""
    sides = [{c.basis: c for c in reversed(plan.conventions)} for plan in (old, new)]
    for basis, convention in sides[0].items():
        if basis not in sides[1]:
            yield _rule("lead-rule-removed", basis, old=convention)
    for basis, convention in sides[1].items():
        if basis not in sides[0]:
            yield _rule("lead-rule-added", basis, new=convention)


def _rule(kind: str, basis: str, old: Convention | None = None, new: Convention | None = None) -> Draft:
    return Draft(
        kind=kind,
        order=(-1, 90, 0),
        identity=(basis,),
        group=_GROUP,
        path="conventions",
        before=old.quote if old else None,
        after=new.quote if new else None,
        old=_rule_place(old),
        new=_rule_place(new),
    )


def _rule_place(convention: Convention | None) -> Place | None:
    if convention is None:
        return None
    return Place(part="conventions", kind="clause", span=convention.span, quote=convention.quote)
