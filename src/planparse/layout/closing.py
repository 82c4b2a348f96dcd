"""What closes a text: signature, notes, the list of attachments, the colophon."""

from __future__ import annotations

from msgspec import Struct, field

from planparse.layout.values import date_pattern
from planparse.patterns import compiled
from planparse.rules.front_matter import (
    COLOPHON,
    COLOPHON_SIGNS,
    CONTACT_LINE,
    HAN,
    NOTES,
    PAGE_END,
    PERSON_SIGNS,
    UNIT_END,
)
from planparse.rules.rulebook import combine
from planparse.span import Span
from planparse.syntax import Block, BlockKind

_REACH = 160
_LIST_REACH = 1500


class Signature(Struct, frozen=True, kw_only=True):
    """Issuer and date under a text. Either may be missing."""

    span: Span
    issuers: tuple[Span, ...] = ()
    stamped: tuple[Span, ...] = ()
    date: Span | None = None
    signer: Span | None = None


class Closing(Struct, kw_only=True):
    """What was taken off the end of a text. `body_end` is where the text itself ends."""

    body_end: int
    blocks: list[Block] = field(default_factory=list)
    signature: Signature | None = None


def read_closing(norm: str, start: int, end: int, known: tuple[str, ...], bare_date: bool = False) -> Closing:
    """Take notes, signature, list and colophon off the end of ``norm[start:end]``, whatever their order.

    `known` are names the issuer is known by from elsewhere; they are recognised where a break was
    lost. `bare_date`: is a date alone, without an issuer above it, a signature here?
    """
    closing = Closing(body_end=end)
    for _ in range(12):
        at = _stripped(norm, start, closing.body_end)
        block = _note(norm, start, at) or _colophon(norm, start, at)
        if block is None and closing.signature is None:
            block = _contact(norm, start, at)
            signature = None if block else read_signature(norm, start, at, known, bare_date)
            if signature:
                closing.signature = signature
                block = Block(kind=BlockKind.SIGNATURE, span=signature.span)
        block = block or _list(norm, start, at)
        if block is None:
            break
        closing.blocks.insert(0, block)
        closing.body_end = block.span.start
    closing.body_end = _stripped(norm, start, closing.body_end)
    return closing


def _stripped(norm: str, start: int, end: int) -> int:
    while end > start and norm[end - 1] == "\n":
        end -= 1
    return end


def _note(norm: str, start: int, end: int) -> Block | None:
    if end <= start or norm[end - 1] != ")":
        return None
    found = compiled(rf"(?:{combine(NOTES + PAGE_END[1:2])})\Z").search(norm, max(start, end - 90), end)
    return Block(kind=BlockKind.NOTE, span=Span(found.start(), end)) if found else None


def _contact(norm: str, start: int, end: int) -> Block | None:
    found = compiled(rf"(?:{CONTACT_LINE.pattern})\Z").search(norm, max(start, end - 90), end)
    return Block(kind=BlockKind.NOTE, span=Span(found.start(), end)) if found else None


def _colophon(norm: str, start: int, end: int) -> Block | None:
    low = max(start, end - 420)
    if not compiled(COLOPHON_SIGNS).search(norm, low, end):
        return None
    found = compiled(rf"(?:{combine(COLOPHON)})\.?\Z").search(norm, low, end)
    return Block(kind=BlockKind.COLOPHON, span=Span(found.start(), end)) if found else None


def _list(norm: str, start: int, end: int) -> Block | None:
    """附件:1.… 2.… at the end of a text: every line behind the first is another entry."""
    low = max(start, end - _LIST_REACH)
    found = norm.rfind("附", low, end)
    while found >= low:
        opening = compiled(r"附件?(?P<n>\d{0,2}):").match(norm, found, end)
        if opening and (found == start or norm[found - 1] in "\n。)日”》;"):
            return (
                Block(kind=BlockKind.ATTACHMENT_LIST, span=Span(found, end))
                if _is_list(norm, opening.end(), end)
                else None
            )
        found = norm.rfind("附", low, found)
    return None


def _is_list(norm: str, start: int, end: int) -> bool:
    first, *rest = norm[start:end].split("\n")
    if "。" in first or len(first) > 300:
        return False
    entry = compiled(r"\d{1,2}[-.、．]|附件\d|[一二三四五六七八九十]、")
    if not first and not (rest and entry.match(rest[0])):
        return False
    return all(
        len(line) <= 120 and "。" not in line and (entry.match(line) or len(line) <= 50) for line in rest
    )


def read_signature(
    norm: str, start: int, end: int, known: tuple[str, ...], bare_date: bool
) -> Signature | None:
    """The signature that ends at `end`, if one does."""
    low = max(start, end - 60)
    dates = [found for found in date_pattern().finditer(norm, low, end) if found.end() == end]
    if dates:
        return _dated(norm, start, Span(*dates[-1].span()), known, bare_date)
    for name in known:
        if norm.endswith(name, max(start, end - len(name) - 1), end) and _closes(
            norm, start, end - len(name)
        ):
            span = Span(end - len(name), end)
            return Signature(span=span, issuers=(span,))
    return None


def signature_after(norm: str, start: int, stop: int, known: tuple[str, ...]) -> Signature | None:
    """The first signature between `start` and `stop`: a date below or behind the name of a body."""
    for date in date_pattern().finditer(norm, start, stop):
        signature = _dated(norm, start, Span(*date.span()), known, True)
        if signature:
            return signature
    return None


def _dated(norm: str, start: int, date: Span, known: tuple[str, ...], bare_date: bool) -> Signature | None:
    line_start = norm.rfind("\n", 0, date.start) + 1
    if line_start < date.start:
        return _glued(norm, max(line_start, start), date, known)
    issuers: list[Span] = []
    stamped: list[Span] = []
    signer = None
    at = line_start
    while at > start:
        above_end = at - 1
        above = max(norm.rfind("\n", 0, above_end) + 1, start)
        line = norm[above:above_end]
        person = compiled(rf"{PERSON_SIGNS}\Z").match(line)
        if person:
            signer = Span(above + person.start(1), above + person.end(1))
        elif "代章" in line and len(line) <= 40 and line.startswith("("):
            stamped.insert(0, Span(above, above_end))
        elif _names_unit(line, known):
            issuers.insert(0, Span(above, above + len(_unstamped(line))))
        elif at == line_start and compiled(rf"(?:{combine(NOTES)})\Z").match(line):
            at = above  # (此件公开发布) between the issuer and the date
            continue
        else:
            break
        at = above
    if not (issuers or stamped or signer):  # nothing of a signature on lines above: the last words of a paragraph?
        issuer = _last_words(norm, start, line_start - 1, known)
        if issuer:
            return Signature(span=Span(issuer.start, date.end), issuers=(issuer,), date=date)
        if not bare_date or norm[date.end : date.end + 1] not in ("", "\n", "("):
            return None
    elif (
        issuers
        and compiled(rf"{HAN}{{4,24}}").fullmatch(_line_above(norm, at, start))
        and _ended_above(norm, at, start)
    ):
        at = norm.rfind("\n", 0, at - 1) + 1  # the name of one body over two lines
        issuers[0] = Span(at, issuers[0].end)
    return Signature(
        span=Span(at, date.end), issuers=tuple(issuers), stamped=tuple(stamped), date=date, signer=signer
    )


def _line_above(norm: str, at: int, start: int) -> str:
    return norm[max(norm.rfind("\n", 0, at - 1) + 1, start) : at - 1] if at > start else ""


def _ended_above(norm: str, at: int, start: int) -> bool:
    """Does the line above the line above `at` close a sentence?"""
    above = norm.rfind("\n", 0, at - 1)
    return above > start and norm[above - 1] in "。;)"


def _glued(norm: str, line_start: int, date: Span, known: tuple[str, ...]) -> Signature | None:
    """A signature in which the date follows the name of a body or person without a break."""
    stamped: tuple[Span, ...] = ()
    end = date.start
    stamp = compiled(r"\([^()\n]{2,30}代章\)\Z").search(norm, max(line_start, end - 40), end)
    if stamp:
        stamped, end = (Span(*stamp.span()),), stamp.start()
    issuer = _last_words(norm, line_start, end, known)
    person = compiled(rf"(?:^|[。!;)\n])({PERSON_SIGNS})\Z").search(norm, max(line_start - 1, end - 12), end)
    if person:
        return Signature(span=Span(person.start(1), date.end), date=date, signer=Span(*person.span(2)))
    if issuer is None:
        return None
    return Signature(span=Span(issuer.start, date.end), issuers=(issuer,), stamped=stamped, date=date)


def _last_words(norm: str, start: int, end: int, known: tuple[str, ...]) -> Span | None:
    """The name of a body that stands at `end` behind the last sentence, or is known."""
    if end <= start:
        return None
    for name in known:
        if norm.endswith(name, max(start, end - len(name)), end):
            first = end - len(name)
            if _closes(norm, start, first) or norm[max(start, first - 400) : first].find("附件") >= 0:
                return Span(first, end)
    found = compiled(rf"(?:^|[。!;)\n])({HAN}{{2,60}})\Z").search(norm, max(start - 1, end - 70, 0), end)
    if found and _names_unit(found[1], known) and _closes(norm, start, found.start(1)):
        return Span(*found.span(1))
    return None


def _closes(norm: str, start: int, at: int) -> bool:
    """Has what stands before `at` come to an end?"""
    return at <= start or norm[at - 1] in "。!?;)》\n”"


def _names_unit(line: str, known: tuple[str, ...]) -> bool:
    """Is the whole line the name of a body that issues notices, or several of them?"""
    if line in known:
        return True
    if not 2 <= len(line) <= 60 or compiled(r"[。,:;、!?“《\d]|^[一二三四五六七八九十]{1,2}、").search(line):
        return False
    return compiled(rf"{UNIT_END}\Z").search(_unstamped(line)) is not None


def _unstamped(line: str) -> str:
    """`line` without the bracket that stands for a seal: 某市教育局(盖章)."""
    return compiled(r"\((?:代|盖章|印|章)\)\Z").sub("", line)
