"""The metadata of the outermost notice, each value with the place and the rule it was read by."""

from __future__ import annotations

from msgspec import Struct

from planparse.layout.closing import Signature
from planparse.layout.head import Head
from planparse.layout.orders import promulgation
from planparse.layout.page import Page
from planparse.layout.places import level_of, places_in
from planparse.layout.units import issuer_in_title, split_addressees, split_issuers
from planparse.layout.values import as_copied, date_pattern, document_number, iso_date
from planparse.patterns import compiled
from planparse.rules.front_matter import GENRES, UNIT_END
from planparse.span import Span
from planparse.syntax import Block, BlockKind, Fact, Text

# Keys of a page's table that are taken over as they are; the others compete with the notice itself.
_TAKEN = (
    "index_number",
    "date_published",
    "publisher",
    "subject",
    "status",
    "genre",
    "disclosure",
    "date_effective",
)


class Title(Struct, frozen=True, kw_only=True):
    """The title of the notice: its words in normalised form, and where they stand."""

    text: str
    spans: tuple[Span, ...]
    rule: str
    value: str = ""


def choose_title(text: Text, page: Page, head: Head) -> Title | None:
    """The title as a page's table gives it, where it is whole; else the one above the text.

    A table that gives the title without its issuer yields to a fuller one in the head.
    """
    tabled = next((fact for fact in page.facts if fact.key == "title"), None)
    heads = [
        Title(text="".join(text.of(s) for s in spans), spans=spans, rule="head") for spans in head.titles
    ]
    whole = [title for title in heads if compiled(rf"(?:{GENRES})").search(title.text)]
    if tabled:
        words = text.of(tabled.span) if tabled.span else tabled.value
        fuller = next(
            (
                t
                for t in heads
                if t.text.endswith(words) and issuer_in_title(t.text) and not issuer_in_title(words)
            ),
            None,
        )
        if fuller:
            return fuller
        return Title(
            text=words, spans=(tabled.span,) if tabled.span else (), rule=tabled.rule, value=tabled.value
        )
    if whole or heads:
        return (whole or heads)[0]
    if page.titles:
        ended = rf"(?:{GENRES})(?:\([^()]{{1,20}}\))?\Z"
        named = [span for span in page.titles if compiled(ended).search(text.of(span))]
        span = min(named or page.titles, key=lambda s: (s.end - s.start, s.start))
        return Title(text=text.of(span), spans=(span,), rule="page_line")
    return None


def known_issuers(text: Text, page: Page, title: Title | None, head: Head) -> tuple[str, ...]:
    """Names the issuer is known by before its signature is looked for, longest first."""
    names = [fact.value for fact in page.facts if fact.key == "issuers"]
    if title:
        whole = issuer_in_title(title.text)
        names += [whole, *compiled("[、,]").split(whole)]
    names += [text.of(span).removesuffix("文件") for span in head.masthead]
    return tuple(sorted({name for name in names if len(name) >= 3}, key=lambda name: (-len(name), name)))


def read_facts(
    text: Text,
    page: Page,
    head: Head,
    title: Title | None,
    signature: Signature | None,
    blocks: list[Block],
    body: str,
) -> tuple[Fact, ...]:
    """All facts, in the order of the model's fields. `body` is the text that says when it comes into force."""
    facts: list[Fact] = []
    facts += _title_facts(text, title)
    facts += _number(text, page, head)
    facts += _issuers(text, page, head, title, signature)
    if head.addressees:
        facts += [
            Fact(key="addressees", value=as_copied(text, span), span=span, rule="addressees")
            for span in split_addressees(text, head.addressees)
        ]
    facts += _issued(text, page, head, signature)
    facts += promulgation(text, head.end, facts)
    for key in _TAKEN:
        facts += [fact for fact in page.facts if fact.key == key and fact.value][:1]
    have = {fact.key for fact in facts}
    facts += [
        fact for fact in _from_blocks(text, blocks) if fact.key != "disclosure" or "disclosure" not in have
    ]
    facts += _in_force(body, facts)
    signer = head.signer or (signature.signer if signature else None)
    if signer:
        facts.append(Fact(key="signed_by", value=as_copied(text, signer), span=signer, rule="signer"))
    facts += _derived(facts, title)
    return tuple(facts)


def _title_facts(text: Text, title: Title | None) -> list[Fact]:
    if title is None:
        return []
    value = title.value or as_copied(text, *title.spans)
    if value.startswith("《") and value.count("《") == 1:
        value = value[1:].replace("》", "", 1)
    span = Span(title.spans[0].start, title.spans[-1].end) if title.spans else None
    return [Fact(key="title", value=value.lstrip("#"), span=span, rule=title.rule)]


def _number(text: Text, page: Page, head: Head) -> list[Fact]:
    facts = [fact for fact in page.facts if fact.key == "document_number"][:1]
    if not facts and head.number:
        value = document_number(as_copied(text, head.number))
        facts = [Fact(key="document_number", value=value, span=head.number, rule="head")]
    return facts


def _issuers(
    text: Text, page: Page, head: Head, title: Title | None, signature: Signature | None
) -> list[Fact]:
    """Signature, else masthead, else title, else the page's table."""
    if signature and signature.issuers:
        return _issuer_facts(
            text, [p for span in signature.issuers for p in split_issuers(text, span)], "signature"
        )
    if head.masthead:
        found = _issuer_facts(text, head.masthead, "masthead")
        if all(fact.value.endswith(("文件", "厅", "局", "部", "委", "会", "室", "府")) for fact in found):
            return found
    who = issuer_in_title(title.text) if title else ""
    if title and who and title.spans and text.of(title.spans[0]).startswith(who):
        start = title.spans[0].start
        return _issuer_facts(text, split_issuers(text, Span(start, start + len(who))), "title")
    if who:
        return [Fact(key="issuers", value=name, span=None, rule="title") for name in who.split("、")]
    named = [fact for fact in page.facts if fact.key == "issuers"]  # some pages give the name of their site
    return [fact for fact in named if compiled(rf"{UNIT_END}(?:\([^()]*\))?\Z").search(fact.value)]


def _issuer_facts(text: Text, spans: list[Span], rule: str) -> list[Fact]:
    facts: list[Fact] = []
    for span in spans:
        value = compiled(r"[((](?:代|盖章|印|章)[))]\Z").sub("", as_copied(text, span)).removesuffix("文件")
        if value and all(fact.value != value for fact in facts):
            facts.append(Fact(key="issuers", value=value, span=span, rule=rule))
    return facts


def _issued(text: Text, page: Page, head: Head, signature: Signature | None) -> list[Fact]:
    """The date of the signature, else that of the page's table, else one below the title."""
    candidates = []
    if signature and signature.date:
        candidates.append((signature.date, "signature"))
    value = next(
        ((iso_date(text.of(span)), span, rule) for span, rule in candidates if iso_date(text.of(span))), None
    )
    if value and value[0]:
        return [Fact(key="date_issued", value=value[0], span=value[1], rule=value[2])]
    tabled = [fact for fact in page.facts if fact.key == "date_issued"][:1]
    if tabled:
        return tabled
    if head.dated:
        iso = iso_date(text.of(head.dated))
        return [Fact(key="date_issued", value=iso, span=head.dated, rule="date_line")] if iso else []
    return []


def _from_blocks(text: Text, blocks: list[Block]) -> list[Fact]:
    """What notes and colophon say."""
    facts: list[Fact] = []
    for block in blocks:
        words = text.of(block.span)
        if block.kind == BlockKind.NOTE or "公开" in words[:16] and block.kind == BlockKind.COLOPHON:
            found = compiled(
                r"(?:公开形式|公开方式|公开属性|公开类别|公开选项):([^\W\d]{2,8})|(此件[^\W\d]{0,6}公开[^\W\d]{0,4}|主动公开|依申请公开|不予公开)"
            ).search(words)
            if found:
                span = Span(*found.span(found.lastindex or 0)).shift(block.span.start)
                facts.append(Fact(key="disclosure", value=as_copied(text, span), span=span, rule="note"))
        elif block.kind == BlockKind.COLOPHON:
            facts += _colophon(text, block.span)
    return facts


def _colophon(text: Text, span: Span) -> list[Fact]:
    facts = []
    words = text.of(span)
    copied = compiled(r"抄送(?:单位|机关)?:([^\n。]{2,400})").search(words)
    if copied:
        inner = Span(*copied.span(1)).shift(span.start)
        facts += [
            Fact(key="copied_to", value=as_copied(text, part), span=part, rule="colophon")
            for part in split_addressees(text, inner)
        ]
    printed = compiled(rf"([^\W\d]{{4,30}})?({date_pattern().pattern})印发").search(words)
    if printed:
        if printed[1]:
            who = Span(*printed.span(1)).shift(span.start)
            facts.append(Fact(key="printed_by", value=as_copied(text, who), span=who, rule="colophon"))
        day = Span(*printed.span(2)).shift(span.start)
        facts.append(Fact(key="date_printed", value=iso_date(text.of(day)) or "", span=day, rule="colophon"))
    return [fact for fact in facts if fact.value]


def _in_force(body: str, facts: list[Fact]) -> list[Fact]:
    """本办法自…起施行,有效期至…; only where the text says it of itself."""
    found: list[Fact] = []
    have = {fact.key for fact in facts}
    western = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
    effective = compiled(
        rf"(?:本[《]?[^\W\d]{{1,12}}[》]?(?:\([^()]{{1,8}}\))?|现予(?:以)?公布,|》,)自({western})起(?:施行|实施|执行|生效)"
    ).search(body)
    if effective and "date_effective" not in have:
        found.append(
            Fact(key="date_effective", value=iso_date(effective[1]) or "", span=None, rule="in_force")
        )
    valid = compiled(rf"有效期(?:限)?(?:至|到)({western})").search(body)
    if valid:
        found.append(Fact(key="valid_until", value=iso_date(valid[1]) or "", span=None, rule="in_force"))
    return [fact for fact in found if fact.value]


def _derived(facts: list[Fact], title: Title | None) -> list[Fact]:
    """Genre by the title, region and level by the issuer."""
    derived = []
    if title and not any(fact.key == "genre" for fact in facts):
        genre = compiled(rf"({GENRES})(?:\([^()]*\))?》?(?:\([^()]*\))?\Z").search(title.text)
        if genre:
            derived.append(Fact(key="genre", value=genre[1], span=None, rule="title"))
    issuer = next((fact for fact in facts if fact.key == "issuers"), None)
    if issuer:
        level = level_of(issuer.value)
        if level:
            derived.append(Fact(key="level", value=level, span=issuer.span, rule="issuer"))
        places = places_in(issuer.value)
        if places:
            derived.append(Fact(key="region", value="".join(places), span=issuer.span, rule="issuer"))
    return derived
