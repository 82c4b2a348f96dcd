"""Declared lead rules: found anywhere in a notice, applied to the duties they hold for.

A word in the clause (牵头单位:, …牵头) decides before any rule. A rule decides only where its mark can
be seen: type that a copy has lost leaves the units responsible, and a note says so. Type that is seen
without a rule is a presumption and stays marked as one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from planparse.rules.leads import UNDERLINE, find_declarations, mark_of, row_of, with_brackets
from planparse.span import Span
from planparse.syntax import Clause, Duty, LeadRule, Mention, Note, Role, Text

MIXED_CLAUSES = 2  # undeclared type is a presumption from this many clauses on


def find_lead_rules(text: Text, scopes: Sequence[Span]) -> tuple[LeadRule, ...]:
    """The conventions that the notice declares, in order.

    Where a declaration says 下同 it holds from its place to the end of the notice, else throughout the
    smallest of `scopes` that it stands in; outside of all, as in a covering letter, throughout the
    notice. The span takes in brackets of its own.

    >>> from planparse.stages.normalise import normalise, plain
    >>> t = normalise(plain("（市教育局、市财政局，列第一位的为牵头单位，下同）"))
    >>> [(r.basis, t.of(r.span)) for r in find_lead_rules(t, [Span(0, len(t.norm))])]
    [('position', '列第一位的为牵头单位,下同')]
    """
    norm, rules = text.norm, []
    for match in find_declarations(norm, 0, len(norm)):
        span = Span(*with_brackets(norm, *match.span()))
        around = [scope for scope in scopes if scope.covers(span)]
        scope = min(around, key=lambda s: s.end - s.start, default=Span(0, len(norm)))
        if match["onward"]:
            scope = Span(span.start, len(norm))
        basis = row_of(match)
        rules.append(LeadRule(basis=basis, span=span, scope=scope, rule=basis, symbol=mark_of(match)))
    return tuple(rules)


def apply_leads(
    text: Text, duties: Sequence[Duty], rules: Sequence[LeadRule]
) -> tuple[tuple[Duty, ...], tuple[Note, ...]]:
    """The duties with the roles that declared rules give their units, and what a user should know.

    A rule governs a clause that it overlaps; of several the one declared last does.
    """
    if not rules and not text.source.styles:
        return tuple(duties), ()
    styled = _Styled(text)
    out, notes = list(duties), list[Note]()
    governed = {i: rule for i, duty in enumerate(duties) if (rule := _governing(duty.clause, rules))}
    for i, rule in governed.items():
        if rule.basis != "typography" and not duties[i].clause.labelled:
            out[i] = _ruled(duties[i], _MARKED[rule.basis](text, duties[i], rule), rule.basis)
    for rule in rules:
        if rule.basis == "typography":
            mine = [i for i, other in governed.items() if other is rule]
            shown = _Styled(text, underline=True) if UNDERLINE in text.of(rule.span) else styled
            notes += _by_typography(text, shown, out, mine, rule)
    free = [i for i in range(len(out)) if i not in governed]
    notes += _presumed(styled, out, free)
    return tuple(out), tuple(notes)


def _governing(clause: Clause, rules: Sequence[LeadRule]) -> LeadRule | None:
    holding = [rule for rule in rules if rule.scope.overlaps(clause.span)]
    return holding[-1] if holding else None


# ------------------------------------------------------------------------------ place, sign, mark


def _first(_text: Text, duty: Duty, _rule: LeadRule) -> frozenset[int]:
    """The unit that stands first; a unit alone too."""
    order = range(len(duty.mentions))
    return frozenset([min(order, key=lambda i: duty.mentions[i].span)] if duty.mentions else [])


def _signed(text: Text, duty: Duty, rule: LeadRule) -> frozenset[int]:
    """The units that bear the sign, right before or right behind the name."""
    norm, found = text.norm, set()
    for i, mention in enumerate(duty.mentions):
        start, end = mention.span
        before = norm[max(0, start - 1) : start + 1]
        behind = norm[end : end + 2]
        if rule.symbol in before or behind[:1] == rule.symbol and behind[1:] in ("", *"、,;)\n"):
            found.add(i)
    return frozenset(found)


def _before_mark(text: Text, duty: Duty, rule: LeadRule) -> frozenset[int]:
    """The units before the first such mark; without a mark a unit alone."""
    if not duty.mentions:
        return frozenset()
    start, end = duty.mentions[0].span.start, duty.clause.lists[-1].span.end
    at = text.norm.find(rule.symbol, start, end)
    if at < 0:
        return frozenset([0]) if len(duty.mentions) == 1 else frozenset()
    return frozenset(i for i, mention in enumerate(duty.mentions) if mention.span.start < at)


_MARKED: dict[str, Callable[[Text, Duty, LeadRule], frozenset[int]]] = {
    "position": _first,
    "symbol": _signed,
    "punctuation": _before_mark,
}


def _ruled(duty: Duty, leads: frozenset[int], basis: str) -> Duty:
    """`duty` with its marked units leading and the others in support; without any, as it was."""
    if not leads:
        return duty
    return replace(
        duty,
        mentions=tuple(
            replace(m, role=Role.LEAD, basis=basis)
            if i in leads
            else replace(m, role=Role.SUPPORT, basis=None)
            for i, m in enumerate(duty.mentions)
        ),
    )


# ------------------------------------------------------------------------------ type


class _Styled:
    """Which stretches of the source are set apart by type: bold or black-letter, or else underlined.

    黑体 is said of bold type as well, so those two count as one.
    """

    def __init__(self, text: Text, *, underline: bool = False) -> None:
        self.text = text
        styles = text.source.styles
        self.runs = sorted(run.span for run in styles if (run.underline if underline else run.bold or run.heiti))
        self.starts = [run.start for run in self.runs]

    def share(self, span: Span) -> float:
        """How much of `span` is set apart, from 0 to 1."""
        source = self.text.origin(span)
        if not self.runs or source.end <= source.start:
            return 0.0
        covered = 0
        for run in self.runs[max(0, bisect_right(self.starts, source.start) - 1) :]:
            if run.start >= source.end:
                break
            covered += max(0, min(run.end, source.end) - max(run.start, source.start))
        return covered / (source.end - source.start)

    def has(self, mention: Mention) -> bool:
        """Is the name set apart? Its first half decides: copies let the ends of a run slip by a character."""
        start, end = mention.span
        head = self.share(Span(start, start + max(1, (end - start + 1) // 2)))
        return head > 0.5 or (head == 0.5 and self.share(mention.span) > 0.5)

    def marked(self, duty: Duty) -> frozenset[int]:
        """The units set apart; none where the whole clause is, which is emphasis and no mark."""
        if not self.runs or self.share(duty.clause.span) > 0.9:
            return frozenset()
        return frozenset(i for i, mention in enumerate(duty.mentions) if self.has(mention))


def _by_typography(
    text: Text, styled: _Styled, out: list[Duty], mine: list[int], rule: LeadRule
) -> list[Note]:
    """Apply one rule of type to the clauses it governs (`mine`), where the copy still shows type."""
    notes: list[Note] = []
    seen = False
    for i in mine:
        duty, marked = out[i], styled.marked(out[i])
        seen = seen or bool(marked)
        if not duty.clause.labelled:
            out[i] = _ruled(duty, marked or _right_before(duty, rule), "typography")
        elif marked and not any(duty.mentions[k].role is Role.LEAD for k in marked):
            message = (
                "the type marks other units as lead than the words of the clause; the words were followed"
            )
            notes.append(
                Note(code="lead_contradiction", severity="warning", message=message, span=duty.clause.span)
            )
    if mine and not seen:
        message = f"lead units are marked by type ({text.of(rule.span)}), which this copy has lost: they stay responsible"
        notes.append(Note(code="lead_mark_lost", severity="warning", message=message, span=rule.span))
    return notes


def _right_before(duty: Duty, rule: LeadRule) -> frozenset[int]:
    """The one unit behind whose name the rule stands in brackets: it was set in that type."""
    return frozenset(i for i, mention in enumerate(duty.mentions) if mention.span.end == rule.span.start)


def _presumed(styled: _Styled, out: list[Duty], free: list[int]) -> list[Note]:
    """Type without a rule: units that stand out in their list, if lists do so consistently."""
    several = [i for i in free if len(out[i].mentions) > 1 and not out[i].clause.labelled]
    mixed = {i: marked for i in several if 0 < len(marked := styled.marked(out[i])) < len(out[i].mentions)}
    if len(mixed) < MIXED_CLAUSES or 2 * len(mixed) < len(several):
        return []
    for i, marked in mixed.items():
        duty = out[i]
        mentions = (replace(m, presumed_lead=True) if k in marked else m for k, m in enumerate(duty.mentions))
        out[i] = replace(duty, mentions=tuple(mentions))
    message = f"units stand out by type in {len(mixed)} lists and no rule says why: presumed to lead"
    return [Note(code="lead_presumed", severity="info", message=message, span=out[min(mixed)].clause.span)]
