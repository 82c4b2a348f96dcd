"""Where plans and attachments begin: marks, lists of attachments, titles that stand alone."""

from __future__ import annotations

from msgspec import Struct

from planparse.layout.lists import Listed
from planparse.layout.values import align
from planparse.numerals import parse_numeral
from planparse.patterns import compiled
from planparse.rules.enclosing import MARK
from planparse.rules.front_matter import BODY_OPENINGS, KINDS
from planparse.span import Span


class Start(Struct, frozen=True, kw_only=True):
    """Where a part begins. `title_at` is behind the mark 附件, if there is one."""

    at: int
    title_at: int
    number: int | None = None
    marked: bool = False
    name: str = ""


def find_marks(norm: str, start: int, end: int, lists: list[Listed], blocked: list[Span]) -> list[Start]:
    """Every 附件 that opens a part, not those in lists, mentions or tables of contents.

    At the start of a line a mark needs little; glued into a line it needs a title behind it, and
    before it the end of a sentence, a name from a list, or the number next in turn.
    """
    names = [name for listed in lists for name in listed.names]
    aside = blocked + [listed.span for listed in lists]
    marks: list[Start] = []
    last = 0
    for found in compiled(MARK).finditer(norm, start, end):
        at = found.start()
        if any(span.start <= at < span.end for span in aside):
            continue
        parts = (found["number"] or "").split("-")
        value = parse_numeral(parts[0]) if parts[0] and len(parts) == 1 else None
        before = norm[at - 1] if at else "\n"
        if before == "\n":
            opens = _opens_line(norm, found.end(), end, names, bool(found["number"]))
        else:
            opens = _opens_glued(norm, at, found.end(), before, names, value, last)
        if opens:
            marks.append(Start(at=at, title_at=found.end(), number=value, marked=True))
            last = value or last
    return _without_runs(norm, marks)


def _opens_line(norm: str, behind: int, end: int, names: list[str], numbered: bool) -> bool:
    line_end = norm.find("\n", behind)
    rest = norm[behind : end if line_end < 0 else min(end, line_end)]
    if not rest:
        return True
    if len(rest) <= 80:
        return not compiled(r"[。,;)]|[^\W\d]{0,3}(?:所|中|规定|要求)").match(rest) and not rest.endswith(
            "。"
        )
    return numbered or _fits(names, norm, behind)


def _opens_glued(
    norm: str, at: int, behind: int, before: str, names: list[str], value: int | None, last: int
) -> bool:
    if before in "见《(<〈如按据照以和与及、详在的" or norm[at - 2 : at] in ("根据", "参照"):
        return False
    if _fits(names, norm, behind):
        return True
    title = compiled(rf"[^。;,:\n]{{2,60}}?(?:{KINDS})|[^。;,:\n]{{4,40}}?(?:序号|一、|第一章)").match(
        norm, behind
    )
    if title is None:
        return False
    if value is not None and value == last + 1:
        return True
    return before in "。)日" and (value is not None or before == "日" or _body_follows(norm, behind))


def _body_follows(norm: str, at: int) -> bool:
    """Does a title stand at `at`, and behind it what opens a body, a table or a form?"""
    opening = rf"(?:{BODY_OPENINGS}|[^\W\d]{{2,6}}(?:\(盖章\))?:)"
    pattern = rf"[^。;,\n]{{3,60}}?(?:{KINDS})(?:\([^()\n]{{1,24}}\))?{opening}|[^。;,:\n]{{4,40}}?(?:序号|一、|第一章)"
    return compiled(pattern).match(norm, at) is not None


def _fits(names: list[str], norm: str, at: int) -> bool:
    return any(align(name, norm, at)[1] >= 0.9 for name in names)


def _without_runs(norm: str, marks: list[Start]) -> list[Start]:
    """Marks that follow each other with nothing but a title between are a list, written as marks.

    So is the last of such a run, if its number comes again.
    """
    last = {mark.number: index for index, mark in enumerate(marks) if mark.number}
    kept: list[Start] = []
    for index, mark in enumerate(marks):
        following = marks[index + 1].at if index + 1 < len(marks) else -1
        line_end = norm.find("\n", mark.title_at)
        inline = norm[mark.title_at : mark.title_at + 1] not in ("\n", "")
        if inline and line_end >= 0:
            if line_end + 1 == following:
                continue
            above = marks[index - 1] if index else None
            dropped = above is not None and (not kept or kept[-1] is not above)
            if above and dropped and above.at > mark.at - 120 and mark.number and last[mark.number] > index:
                continue
        kept.append(mark)
    return kept


def find_titles(norm: str, start: int, end: int, titles: list[str]) -> list[Start]:
    """Where the enclosed plans after the first begin: their titles stand again, opening a line."""
    found, at = [], start
    for title in titles:
        place = _title_place(norm, at, end, title)
        if place is not None:
            found.append(Start(at=place, title_at=place, name=title))
            at = place + 1
    return found


def _title_place(norm: str, start: int, end: int, title: str) -> int | None:
    key = title[:4]
    at = norm.find(key, start, end)
    while at >= 0:
        before = norm[at - 1] if at else "\n"
        if before in "\n。)":
            stop, fit = align(title, norm, at)
            behind = norm[stop : stop + 1]
            if fit >= 0.85 and (
                before == "\n" and behind in ("\n", "(", "") or compiled(BODY_OPENINGS).match(norm, stop)
            ):
                return at
        at = norm.find(key, at + 1, end)
    return None
