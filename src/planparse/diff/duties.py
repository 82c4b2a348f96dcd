"""Who bears a duty: leads, roles and units of two nodes that are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planparse.diff.nodes import Facts
from planparse.diff.slots import Board
from planparse.lexicon.successors import succeeded
from planparse.patterns import compiled
from planparse.plan import Responsibility, UnitMention

_ROLE_ORDER = {"lead": 0, "responsible": 1, "support": 2}
_GLOSS = compiled(r"[（(][^（()）]{0,40}[)）]$")


@dataclass(slots=True, eq=False)
class Bearers:
    """The units of one place: the first mention of each with its gravest role, and the clauses they stand in."""

    mentions: dict[str, UnitMention] = field(default_factory=dict)
    clauses: list[Responsibility] = field(default_factory=list)

    def role(self, key: str) -> str:
        """The role of the unit `key`."""
        return self.mentions[key].role

    def leads(self) -> list[str]:
        """The keys of the units that lead."""
        return [key for key, mention in self.mentions.items() if mention.role == "lead"]


@dataclass(slots=True, eq=False, kw_only=True)
class DutyChange:
    """One change of bearers. `olds` and `news` are the mentions concerned."""

    kind: str
    olds: tuple[UnitMention, ...]
    news: tuple[UnitMention, ...]
    old_clause: Responsibility | None
    new_clause: Responsibility | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds for a whole comparison: the dates of both plans, the ways of marking leads that only one of
    them declares (what follows from that is no change of a task), and how the keys of units are read.
    """

    old_date: str | None = None
    new_date: str | None = None
    lost_bases: frozenset[str] = frozenset()
    old_key: Callable[[str], str] = str
    new_key: Callable[[str], str] = str


def compare(on: Board, context: Context) -> list[DutyChange]:
    """The changes of bearers on a board.

    Place by place where every place that has bearers has them on both sides; else over the whole
    node, since a second clause moves the first from the task to its sentence.
    """
    slots = [(_bearers(_duties(s.olds), context.old_key), _bearers(_duties(s.news), context.new_key)) for s in on.slots]
    slots = [(o, n) for o, n in slots if o.mentions or n.mentions]
    if len(slots) > 1 and not all(o.mentions and n.mentions for o, n in slots):
        olds = [d for s in on.slots for d in _duties(s.olds)]
        news = [d for s in on.slots for d in _duties(s.news)]
        slots = [(_bearers(olds, context.old_key), _bearers(news, context.new_key))]
    return [change for o, n in slots for change in _compare(o, n, context)]


def _duties(facts: Iterable[Facts]) -> list[Responsibility]:
    return [duty for one in facts for duty in one.duties]


def _bearers(duties: Sequence[Responsibility], key_of: Callable[[str], str]) -> Bearers:
    out = Bearers(clauses=list(duties))
    for duty in duties:
        for mention in duty.units:
            key = key_of(mention.unit)
            known = out.mentions.get(key)
            if known is None or _ROLE_ORDER[mention.role] < _ROLE_ORDER[known.role]:
                out.mentions[key] = mention
    return out


def _compare(old: Bearers, new: Bearers, context: Context) -> Iterator[DutyChange]:
    if not old.mentions or not new.mentions:  # a clause was put in or taken out as a whole
        kind = "added" if new.mentions else "removed"
        leads = old.leads() or new.leads()
        yield _change(f"{'lead' if leads else 'unit'}-{kind}", old, new, [*old.mentions], [*new.mentions])
        return
    renamed = dict(_renamed(old, new, context))
    same = {key: key for key in old.mentions if key in new.mentions} | renamed
    for before, after in renamed.items():
        if _bare(before) == _bare(after):
            continue  # 人民银行 → 中国人民银行: the same name
        yield _change("unit-renamed", old, new, [before], [after])
    back = {after: before for before, after in same.items()}
    kept = {before for before, after in same.items() if _same_by_rule(old, new, before, after, context.lost_bases)}
    leads_old = [k for k in old.leads() if k not in kept]
    leads_new = [k for k in new.leads() if back.get(k) not in kept]
    lead_gone = [k for k in leads_old if same.get(k) not in leads_new]
    lead_come = [k for k in leads_new if back.get(k) not in leads_old]
    if lead_gone or lead_come:
        kind = "lead-changed" if lead_gone and lead_come else "lead-removed" if lead_gone else "lead-added"
        yield _change(kind, old, new, lead_gone, lead_come)
    told_old, told_new = set(lead_gone), set(lead_come)
    gone = [k for k in old.mentions if k not in same and k not in told_old]
    come = [k for k in new.mentions if k not in back and k not in told_new]
    if gone:
        yield _change("unit-removed", old, new, gone, [])
    if come:
        yield _change("unit-added", old, new, [], come)
    others = [(b, a) for b, a in same.items() if b not in told_old and a not in told_new and b not in kept]
    yield from _other_roles(old, new, others, leads=bool(lead_gone or lead_come))


def _other_roles(
    old: Bearers, new: Bearers, shared: Sequence[tuple[str, str]], *, leads: bool
) -> Iterator[DutyChange]:
    """Roles that changed beside the leads, those of one sort together.

    Where leads were named or struck out and all others went from supporting to responsible or back, the
    clause only no longer tells them apart: that is part of the change of leads.
    """
    sorts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for before, after in shared:
        sorts.setdefault((old.role(before), new.role(after)), []).append((before, after))
    if leads and len(sorts) == 1:
        return
    for (role, role_now), pairs in sorts.items():
        if role != role_now:
            yield _change("role-changed", old, new, [b for b, _ in pairs], [a for _, a in pairs])


def _same_by_rule(old: Bearers, new: Bearers, before: str, after: str, lost_bases: frozenset[str]) -> bool:
    """Does the unit have another role only because a rule for leads was put in or taken out?"""
    bases = {old.mentions[before].lead_basis, new.mentions[after].lead_basis} - {None}
    return bool(bases & lost_bases)


def _renamed(old: Bearers, new: Bearers, context: Context) -> Iterator[tuple[str, str]]:
    """Units that left, each with the one that came in its place under another name."""
    gone = [k for k in old.mentions if k not in new.mentions]
    come = [k for k in new.mentions if k not in old.mentions]
    for before in gone:
        for after in come:
            if old.role(before) == new.role(after) and _one_unit(before, after, context):
                come.remove(after)
                yield before, after
                break


def _one_unit(before: str, after: str, context: Context) -> bool:
    if _bare(before) == _bare(after):
        return True
    since = succeeded(before, after)
    if since is None:
        return False
    # The old plan may be late in using the old name, the new one cannot use a name before its time.
    old_date, new_date = context.old_date, context.new_date
    return not (new_date and new_date[: len(since)] < since) and (old_date or "") <= (new_date or "9999")


def _bare(name: str) -> str:
    """A name without a gloss at its end and without 中国 at its head, which both come and go."""
    return _GLOSS.sub("", name).removeprefix("中国")


def _change(kind: str, old: Bearers, new: Bearers, olds: Sequence[str], news: Sequence[str]) -> DutyChange:
    gone = tuple(old.mentions[key] for key in olds)
    come = tuple(new.mentions[key] for key in news)
    return DutyChange(
        kind=kind,
        olds=gone,
        news=come,
        old_clause=_clause(old, gone),
        new_clause=_clause(new, come),
    )


def _clause(bearers: Bearers, mentions: Sequence[UnitMention]) -> Responsibility | None:
    """The clause that names one of `mentions`, else the first: what stands there instead."""
    for clause in bearers.clauses:
        if any(mention in clause.units for mention in mentions):
            return clause
    return bearers.clauses[0] if bearers.clauses else None
