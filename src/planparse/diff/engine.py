"""``diff(old, new)``: two plans in, all changes of duty out."""

from __future__ import annotations

from collections import Counter

from planparse import __version__
from planparse.diff import content, head, outline
from planparse.diff.align import Alignment, align
from planparse.diff.duties import Context
from planparse.diff.model import Change, PlanDiff, Side, Summary
from planparse.diff.names import Names, names_of
from planparse.diff.nodes import tree_of
from planparse.diff.records import finish
from planparse.diff.scene import Scene
from planparse.garbage import no_search_for_cycles
from planparse.plan import Generator, Plan


def diff(old: Plan, new: Plan) -> PlanDiff:
    """The changes from `old` to `new`. Never raises; the same two plans give the same result.

    One edit gives one change: what follows from it (the units of a removed task, the numbers behind a
    moved one) is part of it or only counted.
    """
    with no_search_for_cycles():
        scene = scene_of(old, new)
        drafts = [*head.drafts(old, new, scene), *outline.drafts(scene), *content.drafts(scene)]
        changes = finish(drafts)
    return PlanDiff(
        generator=Generator(name="planparse", version=__version__, rules=new.generator.rules),
        old=side_of(old),
        new=side_of(new),
        summary=summary(changes, scene.found, scene.marks_only),
        changes=changes,
    )


def scene_of(old: Plan, new: Plan) -> Scene:
    """Both plans aligned, with all that a comparison needs to know of them."""
    names = names_of(old, new)
    found = align(tree_of(old, names[0].fold), tree_of(new, names[1].fold))
    return Scene(found=found, names=names, context=_context(old, new, names))


def _context(old: Plan, new: Plan, names: tuple[Names, Names]) -> Context:
    bases = [{convention.basis for convention in plan.conventions} for plan in (old, new)]
    return Context(
        old_date=old.metadata.date_issued or old.metadata.date_published,
        new_date=new.metadata.date_issued or new.metadata.date_published,
        lost_bases=frozenset(bases[0] ^ bases[1]),
        old_key=names[0].unit,
        new_key=names[1].unit,
    )


def side_of(plan: Plan) -> Side:
    """What to say of one plan as a whole."""
    return Side(
        name=plan.source.name,
        sha256=plan.source.sha256,
        title=plan.title or plan.metadata.title,
        document_number=plan.metadata.document_number,
        date_issued=plan.metadata.date_issued,
        tasks=sum(1 for _ in plan.tasks()),
    )


def summary(changes: tuple[Change, ...], found: Alignment, marks_only: int) -> Summary:
    """The counts. A number that changed because its item moved is not counted as renumbered."""
    grade = Counter(change.severity for change in changes)
    renumbered = sum(
        1 for old, new in found.to.items() if old.number and new.number and (old.number, old.path) != (new.number, new.path)
    )
    return Summary(
        changes=len(changes),
        breaking=grade["breaking"],
        warning=grade["warning"],
        note=grade["note"],
        aligned=len(found.to),
        renumbered=renumbered,
        marks_only=marks_only,
    )
