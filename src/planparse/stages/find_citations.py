"""The documents that a notice names: titles in 《》, document numbers, and titles that lost a mark.

Every mention counts here; the plan's own title and number, and short forms of titles given before
(《意见》, 以下简称《规划》), do not. `distinct_citations` keeps one mention of each document.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from planparse.patterns import compiled
from planparse.rules import citations as rules
from planparse.span import Span
from planparse.stages._citation_numbers import code_before, mended_title, number_behind, numbers
from planparse.syntax import CitationFact, Text

_LONGEST_TITLE = 160
_BEFORE = 80  # characters before a title that may say what it is to the plan
_STOPS = ",。;:\n"
_SILENT = " \t\n\u3000“”\"'‘’《》〈〉<>〔〕[]【】()、,。:;·—-~_年的"
_FOLD = {wide + 0xFEE0: chr(wide) for wide in range(0x21, 0x7F)}
_FOLD |= {ord(char) + wide: "" for char in _SILENT for wide in (0, 0xFEE0) if not wide or "!" <= char <= "~"}


class _Title(Struct, frozen=True):
    """A title as found: `span` with its marks, `inner` without."""

    span: Span
    inner: Span
    repaired: bool = False


def find_citations(text: Text, span: Span, own: frozenset[str] = frozenset()) -> tuple[CitationFact, ...]:
    """The documents named in ``text.norm[span]``, every mention, in order.

    `own` are the titles and numbers of the notice and of the plan it carries, as printed; they and
    their short forms are no citations.

    >>> from planparse.stages.normalise import normalise, plain
    >>> text = normalise(plain("根据《国务院关于印发规划的通知》（国发〔2021〕10号）和中发[2015]9号文件，制定本方案。"))
    >>> [(f.title, f.document_number) for f in find_citations(text, Span(0, len(text.norm)))]
    [('国务院关于印发规划的通知', '国发〔2021〕10号'), (None, '中发[2015]9号')]
    """
    norm = text.norm
    if "《" not in norm and "》" not in norm and "号" not in norm:
        return ()
    titles = _titles(norm, span)
    mine = _Own(
        own
        | _announced(
            text, titles if span.end - span.start == len(norm) else _titles(norm, Span(0, len(norm)))
        )
    )
    found: list[CitationFact] = []
    for title in titles:
        fact = _of_title(text, title, span)
        before = norm[max(span.start, title.span.start - _BEFORE) : title.span.start]
        if not mine.has_title(fact.title or "", before) and not _aside(norm, title):
            found.append(
                fact if not mine.has_number(fact.document_number) else replace(fact, document_number=None)
            )
    taken = [t.span for t in titles] + [f.span for f in found]
    found += [f for f in numbers(text, span, taken) if not mine.has_number(f.document_number)]
    return _joined(sorted(found, key=lambda f: f.span))


def distinct_citations(facts: Iterable[CitationFact]) -> tuple[CitationFact, ...]:
    """One mention of each document: the first, with the number that any mention gives.

    >>> first = CitationFact(span=Span(0, 4), rule="title", title="甲法")
    >>> later = CitationFact(span=Span(9, 20), rule="title", title="甲 法", document_number="甲发〔2020〕1号")
    >>> [(f.title, f.document_number) for f in distinct_citations([first, later])]
    [('甲法', '甲发〔2020〕1号')]
    """
    kept: dict[str, CitationFact] = {}
    for fact in facts:
        key = fold_title(fact.title or fact.document_number or "")
        before = kept.get(key)
        if before is None:
            kept[key] = fact
        elif before.document_number is None and fact.document_number:
            kept[key] = replace(before, document_number=fact.document_number)
    return tuple(kept.values())


def fold_title(title: str) -> str:
    """A title without width, blanks, quotes, brackets, dashes and marks, for comparing."""
    return title.translate(_FOLD)


# ------------------------------------------------------------------------------ titles


def _titles(norm: str, span: Span) -> list[_Title]:
    """The outermost titles in `span`, in order, those with one mark lost included."""
    found: list[_Title] = []
    at = span.start
    while True:
        opened, closed = norm.find("《", at, span.end), norm.find("》", at, span.end)
        if opened < 0 and closed < 0:
            return found
        if opened < 0 or 0 <= closed < opened:
            title = _without_opening(norm, closed, max(at, closed - 60))
            at = closed + 1
        else:
            title = _whole(norm, opened, span.end) or _without_closing(norm, opened, span.end)
            at = title.span.end if title else opened + 1
        if title:
            found.append(title)


def _whole(norm: str, opened: int, end: int) -> _Title | None:
    """The title that opens at `opened`, where its own closing mark can be told."""
    depth, at, stop = 1, opened + 1, min(end, opened + _LONGEST_TITLE)
    while at < stop:
        char = norm[at]
        if char == "《":
            depth += 1
        elif char == "》":
            depth -= 1
            if depth == 0:
                return _Title(Span(opened, at + 1), Span(opened + 1, at))
        elif char == "。" or (char == "\n" and norm[at + 1 : at + 2] == "\n"):
            break
        at += 1
    return None


def _without_closing(norm: str, opened: int, end: int) -> _Title | None:
    m = compiled(rules.CLOSED.pattern).match(norm[opened + 1 : min(end, opened + 90)])
    if not m:
        return None
    stop = opened + 1 + m.end()
    return _Title(Span(opened, stop), Span(opened + 1, stop), repaired=True)


def _without_opening(norm: str, closed: int, floor: int) -> _Title | None:
    """The title that closes at `closed`: it begins behind the last word that takes a title."""
    start = max(floor, max(norm.rfind(mark, floor, closed) for mark in _STOPS) + 1)
    clause = norm[start:closed]
    cut = max((m.end() for m in compiled(rules.OPENED.pattern.rstrip("$")).finditer(clause)), default=0)
    first = compiled(rules.OPENED.pattern.rstrip("$")).search(clause)
    begin = start + (first.end() if first else cut)
    if closed - begin < 6 or not first:
        return None
    return _Title(Span(begin, closed + 1), Span(begin, closed), repaired=True)


def _aside(norm: str, title: _Title) -> bool:
    """Is it a short form, or the name of no document?"""
    inner = title.inner.of(norm)
    if compiled(rules.SHORT_FORM.pattern).match(inner) or compiled(rules.NO_DOCUMENT.pattern).search(inner):
        return True
    before = norm[max(0, title.span.start - 8) : title.span.start]
    return bool(compiled(rules.DECLARED.pattern).search(before))


def _of_title(text: Text, title: _Title, part: Span) -> CitationFact:
    """The citation that a title makes with the number behind or before it."""
    name = text.say(title.inner)
    whole = mended_title(name)
    number, end, mended = number_behind(text, title.span.end, part.end)
    start = title.span.start
    if number is None:
        before = compiled(rf"(?:{rules.NUMBER.pattern})$").search(
            text.norm[max(part.start, start - 20) : start]
        )
        if before:
            at = start - (before.end() - before.start())
            code = code_before(text.norm, at, part.start)
            number, start = (text.say(Span(at - len(code), start)), at - len(code)) if code else (None, start)
    return CitationFact(
        span=Span(start, end),
        rule="title" if not title.repaired else "title_with_lost_mark",
        title=whole,
        document_number=number,
        repaired=title.repaired or mended or whole != name,
    )


def _joined(facts: list[CitationFact]) -> tuple[CitationFact, ...]:
    """A number alone gets the title that the text gives it elsewhere."""
    named = {fold_title(f.document_number): f.title for f in facts if f.title and f.document_number}
    return tuple(
        replace(f, title=named[fold_title(f.document_number)])
        if f.title is None and f.document_number and fold_title(f.document_number) in named
        else f
        for f in facts
    )


# ------------------------------------------------------------------------------ the plan itself


def _announced(text: Text, titles: list[_Title]) -> frozenset[str]:
    """The titles that the notice says it carries: 现将《…》印发, 《…》已经同意,现印发."""
    norm, found = text.norm, set()
    for i, title in enumerate(titles):
        behind = norm[title.span.end : title.span.end + 110]
        before = norm[max(0, title.span.start - 30) : title.span.start]
        if compiled(rules.ISSUED).match(behind) and ("现" in behind or "现" in before or "给" in behind):
            found.add(title.inner.of(norm))
            for near in _row(norm, titles, i):
                found.add(near.inner.of(norm))
        elif compiled(r"(?:现|特)(?:制定|编制)(?:了|出)?$").search(before) and behind[:1] in "。,;":
            found.add(title.inner.of(norm))
    return frozenset(found)


def _row(norm: str, titles: list[_Title], last: int) -> Iterable[_Title]:
    """The titles that stand in one row before `last`."""
    for i in range(last - 1, -1, -1):
        if norm[titles[i].span.end : titles[i + 1].span.start].strip("、和及与,") or last - i > 12:
            return
        yield titles[i]


class _Own:
    """The notice's own titles and numbers."""

    def __init__(self, own: frozenset[str]) -> None:
        self.forms: set[str] = set()
        for title in own:
            self.forms.add(fold_title(title))
            inside = compiled(rules.FORWARDED.pattern).match(title)
            if inside:
                self.forms.add(fold_title(inside[1]))
        self.forms.discard("")

    def has_number(self, number: str | None) -> bool:
        """Is it the notice's own number?"""
        return number is not None and fold_title(number) in self.forms

    def has_title(self, title: str, before: str) -> bool:
        """Is it the plan's own title, or that title with a few characters more or less?

        `before` is what stands before it: the plan of a city builds on the plan of the same name
        that the nation has, and says so.
        """
        folded = fold_title(title)
        if folded in self.forms:
            return True
        near = [form for form in sorted(self.forms) if _nearly(folded, form)]
        placeless = all(form.endswith(folded) for form in near)
        return bool(near) and not (placeless and compiled(rules.BASIS.pattern).search(before))


def _nearly(one: str, other: str) -> bool:
    """Does one title hold all characters of the other in order, with at most five more?"""
    short, long = sorted((one, other), key=len)
    if len(short) < 8 or not 0 <= len(long) - len(short) <= 5 or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


__all__ = ["distinct_citations", "find_citations", "fold_title"]
