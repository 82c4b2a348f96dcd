"""Text → Layout: the anatomy of a notice and its metadata.

The page around the notice is taken off first, then the head is read, then it is asked whether the
notice encloses a plan and where that begins; marks, enclosed titles and titles that stand alone
begin the further parts; what closes each part is taken off its end.
"""

from __future__ import annotations

from msgspec import Struct, field

from planparse.layout.closing import Closing, Signature, read_closing, signature_after
from planparse.layout.enclosure import Enclosure, read_enclosure
from planparse.layout.facts import Title, choose_title, known_issuers, read_facts
from planparse.layout.finish import covering, doubts, set_aside
from planparse.layout.head import Head, read_head
from planparse.layout.lists import Listed, find_lists
from planparse.layout.loose import find_glued, find_loose, find_reading
from planparse.layout.page import after_tables, page_end, read_page
from planparse.layout.parts import Start, find_marks, find_titles
from planparse.layout.places import places_in
from planparse.layout.titles import Titled, contents_inside, mark_number, plain_title, read_title, visible
from planparse.layout.units import issuer_in_title
from planparse.layout.values import align, as_copied
from planparse.patterns import compiled
from planparse.rules.enclosing import MARK
from planparse.span import Span, trim
from planparse.syntax import Block, BlockKind, Layout, Part, PartKind, Text

FEW_LINES = 8  # a copy that has no more of them behind its head has lost them


class _Work(Struct, kw_only=True):
    """What is known so far of one notice."""

    text: Text
    end: int
    head: Head
    known: tuple[str, ...]
    title: Title | None
    enclosure: Enclosure
    lists: list[Listed] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    signature: Signature | None = None

    def listed(self) -> list[str]:
        """What attachments are called in the lists of the notice."""
        return [name for listed in self.lists for name in listed.names]


def split_blocks(text: Text) -> Layout:
    """The blocks, parts and facts of `text`. Nothing raises; doubts become notes.

    >>> from planparse.stages.normalise import normalise, plain
    >>> layout = split_blocks(normalise(plain("某市财政局关于做好工作的通知\\n各区财政局:\\n一、要求\\n某市财政局\\n2022年1月5日")))
    >>> [(fact.key, fact.value) for fact in layout.facts][:4]
    [('title', '某市财政局关于做好工作的通知'), ('issuers', '某市财政局'), ('addressees', '各区财政局'), ('date_issued', '2022-01-05')]
    """
    norm = text.norm
    page = read_page(text)
    end = page_end(norm, max(page.end, after_tables(text)))
    head = read_head(text, page.end, end)
    title = choose_title(text, page, head)
    known = known_issuers(text, page, title, head)
    lists = find_lists(norm, head.end, end, known)
    enclosure = read_enclosure(norm, head.end, end, title.text if title else "", known, lists)
    work = _Work(text=text, end=end, head=head, known=known, title=title, enclosure=enclosure)
    work.lists = lists
    work.blocks += [_block(BlockKind.CHROME, 0, page.end), _block(BlockKind.HEAD, page.end, head.end)]
    if enclosure.start is not None:
        _read_cover(work, enclosure.start)
    _read_parts(work)
    work.blocks.append(_block(BlockKind.CHROME, end, len(norm)))
    notes = doubts(text, end, title is not None, enclosure, work.lists, work.parts)
    main = next(part for part in work.parts if part.kind is PartKind.MAIN)
    body = (
        norm[head.end : main.body.start][:3000]
        + norm[max(main.body.start, main.body.end - 3000) : main.body.end]
    )
    facts = read_facts(text, page, head, title, work.signature, work.blocks, body)
    return Layout(
        blocks=covering(work.blocks, len(norm)), parts=tuple(work.parts), facts=facts, notes=tuple(notes)
    )


def home_places(layout: Layout, text: Text) -> tuple[str, ...]:
    """The places the issuer governs, as the notice names them, widest first, without 省, 市, 县, 区."""
    names = [
        text.of(fact.span) if fact.span else fact.value for fact in layout.facts if fact.key == "issuers"
    ]
    title = next((fact.value for fact in layout.facts if fact.key == "title"), "")
    found: tuple[str, ...] = ()
    for name in [*names, issuer_in_title(title)]:
        places = places_in(name)
        if set(found) < set(places):  # a fuller naming of the same place: 张店区, 淄博市张店区
            found = places
    return found or next((places_in(p.title_text)[:1] for p in layout.parts if p.kind is PartKind.MAIN), ())


def _block(kind: BlockKind, start: int, end: int) -> Block:
    return Block(kind=kind, span=Span(start, max(start, end)))


def _read_cover(work: _Work, stop: int) -> None:
    """The covering notice, up to `stop`, and what closes it."""
    norm, start = work.text.norm, work.head.end
    closing = read_closing(norm, start, stop, work.known, bare_date=True)
    signature = closing.signature or work.enclosure.signature
    if closing.signature is None and signature and start <= signature.span.start < closing.body_end:
        closing = read_closing(norm, start, signature.span.start, work.known)
        closing.blocks += [
            _block(BlockKind.SIGNATURE, *signature.span),
            _block(BlockKind.NOTE, signature.span.end, stop),
        ]
    work.signature = signature
    span = trim(norm, Span(start, closing.body_end))
    work.blocks.append(_block(BlockKind.COVER, start, closing.body_end))
    work.blocks += closing.blocks
    if span.end > span.start:
        work.parts.append(Part(kind=PartKind.COVER, span=span, body=span))


def _read_parts(work: _Work) -> None:
    """The plan and what else is enclosed, each from where it begins to where the next does."""
    norm, enclosure, head = work.text.norm, work.enclosure, work.head
    first, opened, body = None, None, head.end
    blocked: list[Span] = []
    if enclosure.start is not None:
        mark = compiled(rf"{MARK}(?:\n|(?=[^\n]))").match(norm, enclosure.start)
        at = mark.end() if mark else enclosure.start
        first = Start(at=enclosure.start, title_at=at, marked=bool(mark), number=None)
        opened = read_title(norm, at, work.end, enclosure.titles or work.listed(), 0.6)
        body = opened.body
        blocked = [opened.contents] if opened.contents else []
    starts = _starts(work, body, blocked)
    stops = [start.at for start in starts] + [work.end]
    _main(work, first, opened, body, stops[0])
    for start, stop in zip(starts, stops[1:], strict=True):
        _attachment(work, start, stop)


def _starts(work: _Work, body: int, blocked: list[Span]) -> list[Start]:
    """Where the parts behind the plan begin, in order."""
    norm = work.text.norm
    starts = find_marks(norm, body, work.end, work.lists, blocked)
    starts += find_titles(norm, body, work.end, work.enclosure.titles[1:])
    starts += find_reading(norm, body, work.end, [*work.enclosure.titles, *([work.title.text] if work.title else [])])
    starts += _lists_with_content(work, body, starts)
    starts = _in_order(starts)
    lines = norm.count("\n", body) > FEW_LINES
    places = tuple(place for name in work.known for place in places_in(name))
    edges = [body, *(start.title_at for start in starts)]
    stops = [*(start.at for start in starts), work.end]
    loose: list[Start] = []
    for at, stop in zip(edges, stops, strict=True):
        named = read_title(norm, at, stop, work.listed()) if at != body else None
        title = norm[named.title.start : named.title.end] if named and named.title else ""
        begin = named.body if named else at
        loose += find_loose(norm, begin, stop, title) if lines else find_glued(norm, begin, stop, places)
    return _in_order(starts + loose)


def _in_order(starts: list[Start]) -> list[Start]:
    """Sorted; of two that begin at one title, the mark."""
    ordered: list[Start] = []
    for start in sorted(starts, key=lambda s: (s.at, not s.marked)):
        if ordered and start.at <= ordered[-1].title_at + 2:
            continue
        ordered.append(start)
    return ordered


def _lists_with_content(work: _Work, body: int, starts: list[Start]) -> list[Start]:
    """A list of one whose attachment follows at once, its own mark lost, is that mark."""
    norm, found = work.text.norm, []
    for listed in work.lists:
        if (
            listed.span.start < body
            or len(listed.names) != 1
            or any(
                start.at >= listed.span.start and _called(norm, start, listed.names[0]) for start in starts
            )
        ):
            continue
        stop = min((start.at for start in starts if start.at >= listed.span.end), default=work.end)
        rest = norm[listed.span.end : stop]
        signature = signature_after(norm, listed.span.end, min(stop, listed.span.end + 120), work.known)
        if len(rest) > 60 and signature is None and "\n" in rest:
            at = compiled(r"附[件表]?\d{0,2}:\n?(?:\d{1,2}(?:-\d{1,2})?[.、])?").match(
                norm, listed.span.start
            )
            if at:
                found.append(Start(at=listed.span.start, title_at=at.end(), marked=True))
    work.lists = [listed for listed in work.lists if all(start.at != listed.span.start for start in found)]
    return found


def _called(norm: str, start: Start, name: str) -> bool:
    at = start.title_at
    while norm[at : at + 1] == "\n":
        at += 1
    return align(name, norm, at)[1] >= 0.99


def _main(work: _Work, first: Start | None, opened: Titled | None, body: int, stop: int) -> None:
    """The plan itself; where nothing is enclosed, the whole notice behind its head."""
    norm, head = work.text.norm, work.head
    closing = read_closing(norm, body, stop, work.known, bare_date=first is None)
    if first is None:
        contents = (
            read_title(norm, head.end, stop, ["\0"]).contents
            if norm.startswith("目录", visible(norm, body))
            else None
        )
        body = contents.end if contents else body
        if work.signature is None:
            work.signature = closing.signature
        title = Span(head.titles[-1][0].start, head.titles[-1][-1].end) if head.titles else None
        number = mark_number(norm, head.mark)
        span = Span(title.start if title else body, max(body, closing.body_end))
        if contents:
            work.blocks.append(_block(BlockKind.CHROME, head.end, contents.end))
        work.blocks.append(_block(BlockKind.PLAN, body, closing.body_end))
        words = as_copied(work.text, *head.titles[-1]) if head.titles else ""
        words = words or (work.title.value or as_copied(work.text, *work.title.spans) if work.title else "")
    else:
        title = opened.title if opened else None
        number, span = first.number, Span(first.at, max(body, closing.body_end))
        _plan_blocks(work, first.at, opened, body, closing)
        words = as_copied(work.text, title) if title else ""
        if work.signature is None:
            work.signature = closing.signature
    work.blocks += closing.blocks
    aside = [contents] if (contents := contents_inside(norm, Span(body, closing.body_end))) else []
    set_aside(work.blocks, aside)
    work.parts.append(
        Part(
            kind=PartKind.MAIN,
            span=span,
            body=_body(norm, body, closing.body_end),
            title=title,
            number=number,
            title_text=plain_title(words),
            aside=tuple(aside),
        )
    )


def _attachment(work: _Work, start: Start, stop: int) -> None:
    norm = work.text.norm
    opened = read_title(norm, start.title_at, stop, [start.name] if start.name else work.listed())
    closing = read_closing(norm, min(opened.body, stop), stop, work.known)
    if work.signature is None and stop == work.end:  # the notice is signed behind all that it holds
        work.signature = closing.signature
    _plan_blocks(work, start.at, opened, opened.body, closing)
    work.blocks += closing.blocks
    words = as_copied(work.text, opened.title) if opened.title else ""
    work.parts.append(
        Part(
            kind=PartKind.ATTACHMENT,
            span=Span(start.at, max(opened.body, closing.body_end)),
            body=_body(norm, opened.body, closing.body_end),
            title=opened.title,
            number=start.number,
            title_text=plain_title(words),
        )
    )


def _plan_blocks(work: _Work, at: int, opened: Titled | None, body: int, closing: Closing) -> None:
    """Title and text of a part; how it was adopted and its table of contents set aside between them."""
    aside = []
    if opened and opened.note:
        aside.append(_block(BlockKind.NOTE, *opened.note))
    if opened and opened.contents:
        aside.append(_block(BlockKind.CHROME, *opened.contents))
    title_end = aside[0].span.start if aside else body
    if aside:
        work.blocks.append(_block(BlockKind.PLAN, at, title_end))
        work.blocks += aside
        work.blocks.append(_block(BlockKind.PLAN, body, closing.body_end))
    else:
        work.blocks.append(_block(BlockKind.PLAN, at, closing.body_end))


def _body(norm: str, start: int, end: int) -> Span:
    return trim(norm, Span(start, max(start, end)))
