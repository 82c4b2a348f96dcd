"""Does a notice enclose a plan, under which title, and where does it begin?"""

from __future__ import annotations

import re

from msgspec import Struct, field

from planparse.layout.closing import Signature, signature_after
from planparse.layout.lists import Listed
from planparse.layout.values import align, bracketed_titles, date_pattern
from planparse.patterns import compiled
from planparse.rules.enclosing import BASIS, ENCLOSING, MARK
from planparse.rules.front_matter import NOTES
from planparse.rules.rulebook import combine
from planparse.span import Span

_COVER_REACH = 4000
ENOUGH = 0.6


class Enclosure(Struct, kw_only=True):
    """What the notice says it encloses. `sentence` is where it says so, `titles` are without 《》."""

    sentence: Span | None = None
    titles: list[str] = field(default_factory=list)
    signature: Signature | None = None
    start: int | None = None  # where the plan, with a mark before it, begins
    sure: bool = False


def read_enclosure(
    norm: str, start: int, end: int, title: str, known: tuple[str, ...], lists: list[Listed]
) -> Enclosure:
    """Look for an enclosed plan behind `start`, the end of the head of a notice called `title`."""
    enclosure = _announced(norm, start, min(end, start + _COVER_REACH))
    named = _titles_in_title(title)
    if not enclosure.titles:
        enclosure.titles = named
    if enclosure.sentence is None and not named:
        return enclosure
    behind = enclosure.sentence.end if enclosure.sentence else start
    signature = signature_after(norm, behind, min(end, behind + _COVER_REACH), known)
    signature = signature or _date_before_title(norm, behind, end, enclosure.titles)
    _find_start(norm, behind, end, signature, enclosure, lists)
    return enclosure


def _announced(norm: str, start: int, stop: int) -> Enclosure:
    """The sentence that encloses, before the first numbered item, and the titles it names."""
    verb = compiled(combine(ENCLOSING[:2]))
    previous = Span(start, start)
    for found in re.finditer(r"[^。\n]+[。\n]?", norm[start:stop]):
        sentence = Span(start + found.start(), start + found.end())
        words = found[0]
        hit = verb.search(words)
        if hit and not compiled(
            r"\A(?:[一二三四五六七八九十]{1,3}、|第[一1]|\([一二三四五六七八九十]\))"
        ).match(words):
            titles = _enclosed_titles(words, hit.end())
            if not titles and previous.end > previous.start:
                titles = _enclosed_titles(previous.of(norm), previous.end - previous.start)[-1:]
            return Enclosure(sentence=sentence, titles=titles)
        previous = sentence
    return Enclosure()


def _enclosed_titles(sentence: str, verb_end: int) -> list[str]:
    """The titles of `sentence` that are passed on, not those it rests on."""
    spans = bracketed_titles(sentence)
    if not spans:
        return []
    handed = max(sentence.rfind("现将", 0, verb_end), sentence.rfind("将《", 0, verb_end))
    if handed >= 0 and any(span.start >= handed for span in spans):
        spans = [span for span in spans if span.start >= handed]
    elif any(span.start < verb_end for span in spans):
        spans = [span for span in spans if span.start < verb_end]
    titles: list[str] = []
    run = False
    for span in spans:
        lead = sentence[max(0, span.start - 26) : span.start]
        joined = (
            run
            and compiled(r"\A[、和及与以,]{0,2}\Z").match(lead[-1:] if lead[-1:] != "》" else "") is not None
        )
        if compiled(BASIS).search(lead) and not joined and not lead.endswith(("将", "的")):
            run = False
            continue
        run = True
        titles.append(span.of(sentence)[1:].removesuffix("》"))
    return titles


def _titles_in_title(title: str) -> list[str]:
    """What the title of the notice says is enclosed.

    >>> _titles_in_title("某市人民政府关于印发某市实施方案的通知")
    ['某市实施方案']
    """
    found = compiled(
        r"(?:印发|转发|批转|发布|公布|下发|颁布)(?P<a>.{4,200})的(?:通知|函|公告|通告|决定|命令|令)\Z"
        r"|征求《(?P<b>.{4,80})》|关于《(?P<c>.{4,80}?)》(?:\([^()]{1,12}\))?公开征求意见"
    ).search(title)
    if not found:
        return []
    text = found["a"] or found["b"] or found["c"]
    inner = bracketed_titles(text)
    if len(inner) > 1 and inner[0].start == 0:
        return [span.of(text)[1:-1] for span in inner]
    if text.startswith("《"):
        text = text[1:].removesuffix("》")
    return [text]


def _date_before_title(norm: str, behind: int, end: int, titles: list[str]) -> Signature | None:
    """A date glued between the last sentence of the cover and the title of the plan."""
    for date in date_pattern().finditer(norm, behind, min(end, behind + _COVER_REACH)):
        if norm[date.start() - 1] in "。)" and _fits(norm, date.end(), titles) >= ENOUGH:
            return Signature(span=Span(*date.span()), date=Span(*date.span()))
    return None


def _find_start(
    norm: str, behind: int, end: int, signature: Signature | None, enclosure: Enclosure, lists: list[Listed]
) -> None:
    """Behind the signature of the cover; failing that, where the title stands again."""
    repeated = _repeated(norm, behind, end, enclosure.titles, signature)
    if signature:
        at = _past_notes(norm, signature.span.end, end, lists)
        fits = _fits(norm, at, enclosure.titles)
        if at < end and (fits >= ENOUGH or repeated is None or repeated <= at + 200):
            enclosure.signature = signature
            enclosure.start = at if fits >= ENOUGH or repeated is None else repeated
            enclosure.sure = fits >= ENOUGH
            return
    if repeated is not None:
        enclosure.start, enclosure.sure = _with_mark(norm, repeated), True
        if signature and signature.span.end <= repeated:
            enclosure.signature = signature


def _past_notes(norm: str, at: int, end: int, lists: list[Listed]) -> int:
    """Behind the notes, and a list of attachments, that follow a signature."""
    note = compiled(combine(NOTES))
    for _ in range(8):
        while at < end and norm[at] == "\n":
            at += 1
        found = note.match(norm, at)
        listed = next((item for item in lists if item.span.start == at and len(item.names) > 1), None)
        if found:
            at = found.end()
        elif listed:
            at = listed.span.end
        else:
            break
    return at


def _fits(norm: str, at: int, titles: list[str]) -> float:
    """How well one of the titles reads at `at`, a mark before it skipped."""
    mark = compiled(MARK).match(norm, at)
    if mark:
        at = mark.end()
    while at < len(norm) and norm[at] in "\n《":
        at += 1
    return max((align(title, norm, at)[1] for title in titles), default=0.0)


def _repeated(norm: str, start: int, end: int, titles: list[str], signature: Signature | None) -> int | None:
    """Where a title stands again, outside 《》, behind the list of attachments."""
    for title in titles:
        key = title[: max(6, min(14, len(title)))]
        at = norm.find(key, start, end)
        while at >= 0:
            lead = norm[max(0, at - 14) : at]
            inside = lead.endswith(("《", "<", "〈"))
            listed = compiled(r"附件:(?:\n?\d[.、])?\Z").search(lead) and (
                signature is None or at < signature.span.start
            )
            if not inside and not listed and align(title, norm, at)[1] >= 0.9 and _stands_alone(norm, at):
                return at
            at = norm.find(key, at + 1, end)
    return None


def _stands_alone(norm: str, at: int) -> bool:
    before = norm[at - 1] if at else "\n"
    return before in "\n。)日》" or compiled(rf"{MARK}\Z").search(norm, max(0, at - 8), at) is not None


def _with_mark(norm: str, at: int) -> int:
    found = compiled(rf"{MARK}\n?\Z").search(norm, max(0, at - 10), at)
    return found.start() if found else at
