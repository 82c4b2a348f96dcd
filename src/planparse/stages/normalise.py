"""Source → Text: one width, no blanks, no entities, and an exact map back.

The map is built while the text is folded; nothing looks for a string afterwards.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from planparse.patterns import compiled
from planparse.rules.rulebook import HAN
from planparse.source import Source
from planparse.span import Span
from planparse.stages._printed_pages import printed_pages
from planparse.stages._wrapped_lines import Join, wrapped_breaks
from planparse.syntax import Edit, Note, OffsetMap, Text

BLANK = " \t\u3000\xa0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\ufeff\xad"
BREAK = "\r\n\x0b\x0c\x85\u2028\u2029"

# What is folded one to one, so that no offset moves: full-width ASCII, look-alike brackets and
# dashes. Chinese marks that have no half-width twin (、。《》“”〔〕【】) stay.
_NARROW = {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)} | dict(
    zip("﹝﹞﹙﹚﹑﹐﹕﹔∶―–─﹣－", "〔〕()、,:;:———--", strict=True)
)
WIDTH = str.maketrans(_NARROW)

_SPECIAL = compiled(
    # One class begins all branches, so that the search can skip ahead.
    rf"[{BLANK}{BREAK}&—-](?:(?P<space>(?<![&—-])[{BLANK}{BREAK}]*)"
    r"|(?P<entity>(?<=&)(?:amp;)?(?:\#\d{1,6}|\#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});)"
    # A page number printed into a sentence: dashes on both sides, no figure or dash beyond them.
    r"|(?P<page>(?<=[—-])(?:(?<![\d\w—-][—-]) ?\d{1,3} ?[—-](?![\d\w—-])"
    rf"|(?<={HAN}[—-]|[,。;、)”][—-]) ?\d{{1,3}} ?[—-](?={HAN}|\d{{1,2}}[.．、]{HAN}))))"
)
_LATIN = compiled(r"[A-Za-z0-9]")
_ALL_BLANK = compiled(f"[{BLANK}{BREAK}]*")
_HELD = compiled(rf"(?s)[^{BLANK}{BREAK}](?:.*[^{BLANK}{BREAK}])?")
_HAS_BREAK = compiled(f"[{BREAK}]")


class _Change(NamedTuple):
    start: int
    end: int
    kind: str


def normalise(source: Source) -> Text:
    """The normalised text of `source` with its offset map.

    >>> text = normalise(plain("一、　总体要求&quot;\\n\\n（一）目标"))
    >>> text.norm
    '一、总体要求“\\n(一)目标'
    >>> text.quote(Span(6, 7))
    '&quot;'
    """
    raw = _narrow(source.text)
    fold = _Folding()
    for change in _changes(raw, source.markup, wrapped_breaks(source)):
        fold.keep(raw, change.start)
        fold.apply(raw, change)
    fold.keep(raw, len(raw))
    norm = "".join(fold.pieces)
    return Text(
        source=source,
        norm=norm.rstrip("\n"),
        offsets=OffsetMap(tuple(fold.norm_starts), tuple(fold.source_starts), fold.folded),
        gaps=frozenset(fold.gaps),
        edits=tuple(fold.edits),
        lines=tuple(_lines(norm)),
    )


def _narrow(text: str) -> str:
    """`text` with the characters of `WIDTH` folded: four times as fast as `str.translate`, as few occur."""
    for wide, narrow in _NARROW.items():
        if wide in text:
            text = text.replace(wide, narrow)
    return text


def plain(text: str, name: str = "text") -> Source:
    """A source made of a string alone, for tests and examples."""
    return Source(name=name, media_type="text/plain", encoding="utf-8", reader="text", sha256="", text=text)


def joined_lines(text: Text) -> list[Note]:
    """A note, if lines of full width were joined: how many, and the first break that was none."""
    joined = [edit.span for edit in text.edits if edit.kind == "wrapped_line"]
    if not joined:
        return []
    at = text.offsets.to_norm(joined[0].end)
    message = f"the copy cuts its paragraphs at a fixed width: {len(joined)} line breaks inside them were not counted"
    return [Note(code="wrapped_lines_joined", severity="info", message=message, span=Span(at, at))]


def _changes(raw: str, markup: tuple[Span, ...], joins: list[Join]) -> list[_Change]:
    """The stretches of `raw` that do not go over as they are, in order, without overlap."""
    found = [_change(m) for m in _SPECIAL.finditer(raw)]
    pages = printed_pages(raw)
    if pages:
        found = sorted([*found, *(_Change(*span, "page") for span in pages)])
    if markup:
        found = sorted([*found, *(_Change(*span, "markup") for span in markup)])
    if joins:
        found = _with_joins(found, joins)
    apart: list[_Change] = []
    for change in found:
        last = apart[-1] if apart else _Change(0, 0, "")
        if change.start < last.end:  # markup may reach into a blank
            change = _Change(last.end, change.end, change.kind)
        if change.start >= change.end:
            continue
        if last.kind == change.kind == "space" and last.end == change.start:
            apart[-1] = _Change(last.start, change.end, "space")
        else:
            apart.append(change)
    return apart


def _with_joins(found: list[_Change], joins: list[Join]) -> list[_Change]:
    """`found` with one change for each join, in place of all that it covers."""
    starts = [join.span.start for join in joins]

    def covered(change: _Change) -> bool:
        i = bisect_right(starts, change.start) - 1
        return i >= 0 and change.end <= joins[i].span.end

    whole = [_Change(*j.span, "join_page" if j.page else "join_gap" if j.gap else "join") for j in joins]
    return sorted([*(change for change in found if not covered(change)), *whole])


def _change(match: re.Match[str]) -> _Change:
    """A blank written as an entity is a blank."""
    kind = match.lastgroup or ""
    if kind == "entity" and _ALL_BLANK.fullmatch(_character(_once(match.group()))):
        kind = "space"
    return _Change(match.start(), match.end(), kind)


def _once(entity: str) -> str:
    """An entity that a copy has escaped twice (``&amp;quot;``), escaped once."""
    return entity.replace("&amp;", "&", 1) if len(entity) > len("&amp;") else entity


class _Folding:
    """The text under construction. `at` is the source offset up to which it has been read."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.at = 0
        self.norm_starts = [0]
        self.source_starts = [0]
        self.folded: dict[int, int] = {}
        self.gaps: set[int] = set()
        self.edits: list[Edit] = []
        self.waiting: _Change | None = None  # a blank of which it is not yet known whether it stays

    def keep(self, raw: str, end: int) -> None:
        """Take over what stands before `end` unchanged."""
        if self.at < end:
            self._settle(raw[self.at])
            self._emit(raw[self.at : end])
            self.at = end

    def apply(self, raw: str, change: _Change) -> None:
        """Replace one stretch and set the two texts in step again behind it."""
        piece = raw[change.start : change.end]
        if change.kind == "space":
            self._space(piece, change)
        elif change.kind == "entity":
            self._entity(piece, change)
        elif change.kind == "page":
            self.edits.append(Edit(kind="page_number", span=Span(change.start, change.end)))
        elif change.kind.startswith("join"):
            self._join(piece, change)
        self.at = change.end
        self.norm_starts.append(self.length)
        self.source_starts.append(self.at)

    def _emit(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _emit_one(self, char: str, width: int) -> None:
        if width != 1:
            self.folded[self.length] = width
        self._emit(char)

    def _last(self) -> str:
        return self.pieces[-1][-1] if self.pieces else "\n"

    def _space(self, piece: str, change: _Change) -> None:
        last = self._last()
        if _HAS_BREAK.search(piece):
            self.waiting = None
            if last != "\n":
                # The break stands for the whole stretch of blanks, so offsets meet at both ends.
                self._resync(change.start)
                self._emit_one("\n", change.end - change.start)
            return
        if last != "\n":
            self.waiting = change

    def _join(self, piece: str, change: _Change) -> None:
        """A break that is none leaves nothing behind, not even a gap, unless a blank stood beside it."""
        self.edits.append(Edit(kind="wrapped_line", span=Span(change.start, change.end)))
        if change.kind == "join_gap":
            self.waiting = change
        elif change.kind == "join_page":
            number = _HELD.search(piece)
            if number:
                span = Span(change.start + number.start(), change.start + number.end())
                self.edits.append(Edit(kind="page_number", span=span))

    def _settle(self, following: str) -> None:
        """A blank stays as one between two Latin words; elsewhere it is dropped and leaves a gap."""
        change, self.waiting = self.waiting, None
        if change is None:
            return
        if _LATIN.match(self._last()) and _LATIN.match(following):
            self._resync(change.start)
            self._emit_one(" ", change.end - change.start)
            self._resync(self.at)
        else:
            self.gaps.add(self.length)

    def _entity(self, piece: str, change: _Change) -> None:
        once = _once(piece)
        char = self._closing_or_opening() if once == "&quot;" else _narrow(_character(once))
        if len(char) != 1:  # not an entity after all: it stays as it is
            self._settle(piece[0])
            self._emit(piece)
            return
        self._settle(char)
        self._resync(change.start)
        self._emit_one(char, len(piece))
        self.edits.append(Edit(kind="entity", span=Span(change.start, change.end)))

    def _closing_or_opening(self) -> str:
        """Copies write only the closing mark as &quot;, so an open “ decides."""
        tail = "".join(self.pieces[-3:])[-200:]
        return "”" if tail.rfind("“") > tail.rfind("”") else "“"

    def _resync(self, source_start: int) -> None:
        self.norm_starts.append(self.length)
        self.source_starts.append(source_start)


def _character(entity: str) -> str:
    """What `entity` stands for, or itself where it stands for nothing."""
    from html import unescape  # its table of 2,231 names is loaded for the few copies that need it

    return unescape(entity)


def _lines(norm: str) -> Iterator[Span]:
    start = 0
    for line in norm.split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1
