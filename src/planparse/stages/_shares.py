"""Shares that stand before what they are a share of: 90%以上行政村实现光纤接入, 农产品100%可追溯."""

from __future__ import annotations

from msgspec import Struct

from planparse.patterns import compiled
from planparse.rules import targets
from planparse.rules.rulebook import HAN
from planparse.span import Span

_SHARE = rf"(?P<value>\d{{1,3}}(?:\.\d+)?)(?P<uom>%)(?P<tail>{targets.TAIL})"
# What a share of money, of votes or of a price is: nothing that a plan is to reach.
_NO_SHARE = compiled(
    r"奖|补|资助|贷|税|费|股|注册|投资|资金|资本|经费|首付|利|价|款|工资|收入|缴|罚|扣|分值|权重|得分|票|出资|比例$|概率|同意|方可|参加|出席|到会|分布|集中|占|涨|降|增|提高|误差|浓度|\d"
)
# What a share of things ends before: a remark or a clause in brackets, a number of the next item.
_ENDS_SHARE = compiled(r"[(〔【)]|的?\d+[.、](?!\d)")
_LONGEST = 36


class Share(Struct, frozen=True):
    """The words before the figure and behind it, and the whole."""

    before: Span
    behind: Span
    span: Span
    value: str
    tail: str


def share_in(norm: str, clause: Span) -> Share | None:
    """The share that the clause at `clause` (without what leads in) says is to be reached, if it says so."""
    found = list(compiled(_SHARE).finditer(norm, *clause))
    if len(found) != 1:
        return None
    figure = found[0]
    before = Span(clause.start, figure.start())
    if verb := compiled(rf"(?:{targets.SHARE_VERB.pattern})$").search(norm[before.start : before.end]):
        before = Span(before.start, before.start + verb.start())
    start = figure.end() + norm.startswith("的", figure.end())
    closed = _ENDS_SHARE.search(norm, start, clause.end)
    behind = Span(start, closed.start() if closed else clause.end)
    if before.start == before.end and norm.startswith("实现", start):  # 80%以上实现掌上办理: of what, the clause before says
        behind = Span(start + 2, clause.end)
    words = norm[before.start : before.end] + norm[behind.start : behind.end]
    if not compiled(rf"^(?:“|{HAN}){{2}}").match(norm[behind.start : behind.end]):
        return None
    if not 4 <= len(words) <= _LONGEST or _NO_SHARE.search(words) or compiled(targets.NO_INDICATOR).search(words):
        return None
    if before.start < before.end and norm[before.end - 1] in "率度额量值到达于为过":
        return None
    return Share(before, behind, Span(clause.start, behind.end), figure["value"], figure["tail"])
