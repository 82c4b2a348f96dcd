"""Rules and regulations: the line below their title that says by which order they were laid down."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.layout.values import as_copied, iso_date
from planparse.patterns import compiled
from planparse.rules.front_matter import ADOPTED, PROMULGATED
from planparse.span import Span
from planparse.syntax import Fact, Text

REACH = 1500  # characters of a head that are looked through


def promulgation(text: Text, end: int, known: Sequence[Fact]) -> list[Fact]:
    """Number, issuer and date by the order that stands in the head up to `end`, as far as nothing else said them.

    The last line counts: those above tell of earlier versions. An order goes before a vote.
    """
    orders = [m for row in (ADOPTED, PROMULGATED) for m in compiled(row.pattern).finditer(text.norm, max(0, end - REACH), end)]
    if not orders:
        return []
    order, have = orders[-1], {fact.key for fact in known}
    who, date = Span(*order.span("who")), Span(*order.span("date"))
    rule = PROMULGATED.name if "number" in order.re.groupindex else ADOPTED.name
    issuer = compiled(r"^中华人民共和国(?=国务院|[^国]{2,8}[部委局署])|第[一二三四五六七八九十]{1,3}届").sub("", text.of(who))
    facts = [
        Fact(key="issuers", value=issuer, span=who, rule=rule),
        Fact(key="date_issued", value=iso_date(order["date"]) or "", span=date, rule=rule),
    ]
    if rule == PROMULGATED.name:
        number = Span(*order.span("number"))
        facts.append(Fact(key="document_number", value=as_copied(text, number), span=number, rule=rule))
    return [fact for fact in facts if fact.key not in have and fact.value]
