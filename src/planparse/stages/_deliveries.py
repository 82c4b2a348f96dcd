"""Counts of what a plan is to make: 培育30家标杆企业, 建成5G基站3000个以上.

The verb opens its clause, as it does where a plan tells somebody what to do. The thing that is
counted stands behind the number or between the verb and the number, and is the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from planparse.patterns import compiled
from planparse.rules import targets
from planparse.span import Span

_THING = r"(?:\d(?=[A-Z])|“[^”\n]{1,16}”|\([^()\d\n]{1,6}\)|[^\d,;。:!?、()“”\n并])"
# Things may be listed (独角兽、准独角兽企业) until another number or verb follows.
_MORE = rf"、(?!\d|{targets.DELIVER.pattern})"
_BEHIND = rf"(?P<thing>(?:(?!和|及|与|以及){_THING}|[和及与](?!\d)|{_MORE}){{1,40}}?)(?=(?:的?建设)?(?:[,;。:!?()\n并]|$)|、(?!{_MORE[1:]})|(?:以及|[和及与])\d|$)"
_BETWEEN = rf"(?P<thing>(?:{_THING}|\d(?=[A-Z])){{2,20}}?)"
# Where, or by whom, something is made: in words before the verb.
_WHERE = rf"(?:在[^,;。\n\d]{{2,16}}?(?:领域|方面|范围内?|行业|产业|地区|区域)|各[^,;。\n\d]{{1,10}}?|全年)(?={targets.DELIVER.pattern})"
_NEXT = r"(?:、|和|及|与|以及)"
_NO_THING = compiled(r"^(?:的|以|左右|在|于|为|到|达|由|将|年|月|日|亿|万)|(?:面积|投资|资金|规模|金额|产值|收入|达到?|超过?|突破|等|的|率|第)$|专班|工作组|小组|办公室$|考点|的(?!建设)[^,]*(?:可|予以|给予|优先|应)")


class Delivery(Struct, frozen=True, kw_only=True):
    """A thing and its number. `rule` is the row of the bound, or ``deliver``."""

    thing: Span
    span: Span
    value: str
    uom: str
    tail: str
    rule: str
    about: bool


def deliveries(norm: str, clause: Span) -> Iterator[Delivery]:
    """What the clause at `clause` (without what leads in) says is to be made, in order."""
    where = compiled(_WHERE).match(norm, *clause)
    verb = compiled(targets.DELIVER.pattern).match(norm, where.end() if where else clause.start, clause.end)
    if not verb:
        return
    found = _counted_first(norm, clause.start, verb.end(), clause.end) or _thing_first(norm, clause.start, verb.end(), clause.end)
    while found:
        yield found
        joint = compiled(_NEXT).match(norm, found.span.end, clause.end)
        at = joint.end() if joint else clause.end
        found = _counted_first(norm, at, at, clause.end) or _thing_first(norm, at, at, clause.end)


def _counted_first(norm: str, start: int, at: int, end: int) -> Delivery | None:
    """培育(不少于)30家标杆企业."""
    count = targets.count_pattern().match(norm, at, end)
    behind = compiled(_BEHIND).match(norm, count.end(), end) if count else None
    return _delivery(start, count, behind, behind.end()) if count and behind else None


def _thing_first(norm: str, start: int, at: int, end: int) -> Delivery | None:
    """建成5G基站3000个以上; nothing may stand behind the count."""
    pattern = compiled(rf"{_BETWEEN}{targets.count_pattern().pattern}(?=[,;。:!?、(\n和及并]|$)")
    found = pattern.match(norm, at, end)
    return _delivery(start, found, found, found.end()) if found else None


def _delivery(start: int, count: re.Match[str], thing: re.Match[str], end: int) -> Delivery | None:
    if len(thing["thing"]) < 2 or _NO_THING.search(thing["thing"]):
        return None
    rule = "deliver"
    if count["word"]:
        rule = next(r.name for r in targets.WORDS if r.name in targets.BOUNDS and re.fullmatch(r.pattern, count["word"]))
    return Delivery(
        thing=Span(*thing.span("thing")),
        span=Span(start, end),
        value=count["value"].replace(",", ""),
        uom=count["uom"],
        tail=count["tail"],
        rule=rule,
        about=bool(count["about"]),
    )
