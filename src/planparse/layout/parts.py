"""Where plans and attachments begin: marks, lists of attachments, titles that stand alone."""

from __future__ import annotations

from dataclasses import dataclass

from planparse.layout.values import align, date_pattern
from planparse.numerals import parse_numeral
from planparse.rules.enclosing import COLUMN_HEADS, MARK
from planparse.rules.front_matter import BODY_OPENINGS, KINDS
from planparse.rules.rulebook import compiled
from planparse.span import Span

_ENTRY = r"(?:附件)?\d{1,2}(?:-\d{1,2})?[.、:]?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a part begins. `title_at` is behind the mark 附件, if there is one."""

    at: int
    title_at: int
    number: int | None = None
    marked: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of attachments: where it stands, and what it names."""

    span: Span
    names: tuple[str, ...]


def find_lists(norm: str, start: int, end: int, known: tuple[str, ...]) -> list[Listed]:
    """Every 附件:1.… 2.… from `start` on, with the names it gives."""
    lists = []
    for found in compiled(r"附[件表](?:\d{1,2})?:\n?|附:").finditer(norm, start, end):
        before = norm[found.start() - 1] if found.start() else "\n"
        if before not in "\n。)日》;”":
            continue
        span, names = _entries(norm, found.end(), end, known)
        if names and not (found[0].endswith("\n") and not compiled(r"\d{1,2}[.、]").match(norm, found.end())):
            lists.append(Listed(span=Span(found.start(), span), names=tuple(names)))
    return lists


def _entries(norm: str, at: int, end: int, known: tuple[str, ...]) -> tuple[int, list[str]]:
    """The entries from `at` on: one a line, or glued and told apart by their numbers."""
    line_end = norm.find("\n", at, end)
    line_end = end if line_end < 0 else line_end
    stop = _list_end(norm, at, line_end, known)
    names = [name for name in compiled(r"(?<!\d)\d{1,2}(?:-\d{1,2})?[.、](?!\d)").split(norm[at:stop]) if name]
    if len(names) > 1 and not compiled(r"\d").match(norm, at):
        names = [norm[at:stop]]
    while stop == line_end < end:
        entry = compiled(rf"\n(?:附件)?\d{{1,2}}(?:-\d{{1,2}})?[.、:]([^\n]{{2,120}})").match(norm, stop, end)
        if entry is None or "。" in entry[1]:
            break
        names.append(entry[1])
        stop = line_end = entry.end()
    return stop, [name for name in names if len(name) >= 2 and "。" not in name]


def _list_end(norm: str, at: int, line_end: int, known: tuple[str, ...]) -> int:
    """A list that is glued to what follows ends before a mark, a signature or a full stop."""
    stop = line_end
    for found in (
        compiled(r"附件\d|附件[\u4e00-\u9fff]").search(norm, at, line_end),
        compiled(r"。").search(norm, at, line_end),
    ):
        if found:
            stop = min(stop, found.start())
    for name in known:
        place = norm.find(name, at, stop)
        while place >= 0:
            if date_pattern().match(norm, place + len(name)):
                stop = place
                break
            place = norm.find(name, place + 1, stop)
    return stop


def find_marks(norm: str, start: int, end: int, lists: list[Listed], blocked: list[Span]) -> list[Start]:
    """Every 附件 that opens a part, not those in lists, mentions or tables of contents."""
    names = [name for listed in lists for name in listed.names]
    marks = []
    for found in compiled(MARK).finditer(norm, start, end):
        at = found.start()
        if any(span.start <= at < span.end for span in blocked):
            continue
        before = norm[at - 1] if at else "\n"
        if any(listed.span.start <= at < listed.span.end for listed in lists):
            continue
        if _is_mark(norm, at, found.end(), end, before, bool(found["number"]), bool(found["colon"]), names):
            number = (found["number"] or "").split("-")
            value = parse_numeral(number[0]) if len(number) == 1 and number[0] else None
            marks.append(Start(at=at, title_at=found.end(), number=value, marked=True))
    return _without_runs(norm, marks, end)


def _is_mark(
    norm: str, at: int, behind: int, end: int, before: str, numbered: bool, colon: bool, names: list[str]
) -> bool:
    line_end = norm.find("\n", behind)
    rest = norm[behind : end if line_end < 0 else min(end, line_end)]
    if before == "\n":
        if not rest:
            return True
        if len(rest) <= 80:
            return not compiled(r"[。,;)]|[\u4e00-\u9fff]{0,3}(?:所|中|规定|要求)").match(rest) and not rest.endswith("。")
        return numbered or _fits(names, norm, behind)
    if names and _fits(names, norm, behind):
        return before not in "见《(<"
    return before in "日)。" and not colon and bool(rest) and compiled(r"[\d\u4e00-\u9fff《“]").match(rest) is not None and (
        numbered or before == "日"
    ) and compiled(rf"[^。;\n]{{3,80}}?(?:{KINDS})").match(norm, behind) is not None


def _fits(names: list[str], norm: str, at: int) -> bool:
    return any(align(name, norm, at)[1] >= 0.9 for name in names)


def _without_runs(norm: str, marks: list[Start], end: int) -> list[Start]:
    """Marks that follow each other with nothing but a title between are a list, written as marks."""
    kept = []
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        line_end = norm.find("\n", mark.title_at)
        inline = norm[mark.title_at : mark.title_at + 1] not in ("\n", "")
        again = any(other.number == mark.number and mark.number for other in marks[index + 1 :])
        if following and inline and line_end >= 0 and line_end + 1 == following.at:
            continue
        if inline and again and line_end >= 0 and index and marks[index - 1].at > mark.at - 120 and marks[index - 1] not in kept:
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
            if fit >= 0.85 and (before == "\n" and behind in ("\n", "(", "") or compiled(BODY_OPENINGS).match(norm, stop)):
                return at
        at = norm.find(key, at + 1, end)
    return None


def find_loose(norm: str, start: int, end: int, title: str) -> list[Start]:
    """Documents of their own within a part that no mark announces, in a copy with lines.

    A line that ends as titles do, and behind which either the numbering of the first level begins
    anew with other words, or the head of a table follows that has stood before.
    """
    lines, at = [], start
    for line in norm[start:end].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    found: list[Start] = []
    first = compiled(r"(?:一、|第一章|第一条|第1章)(.{0,24})")
    seen: set[str] = set()
    level = False
    heads = 0
    for index, (place, line) in enumerate(lines):
        head = _opens_table(lines, index)
        opening = first.match(line)
        if opening:
            seen.add(opening[1])
        level = level or line.startswith(("二、", "第二章", "第二条"))
        if _is_title(line, title) and index:
            after = _first_item(lines, index, first)
            if level and after is not None and after not in seen or heads and _opens_table(lines, index + 1):
                found.append(Start(at=place, title_at=place, name=line))
                level, seen = False, set()
        heads += head
    return found


def _is_title(line: str, title: str) -> bool:
    if not 8 <= len(line) <= 60 or line == title or compiled(r"[。;:,]|^[(\d一二三四五六七八九十]{1,3}[.、)]|^[注★△—-]").search(line):
        return False
    return compiled(rf"(?:{KINDS})(?:\([^()\n]{{1,24}}\)){{0,2}}\Z").search(line) is not None


def _first_item(lines: list[tuple[int, str]], index: int, first: object) -> str | None:
    """The words of a 一、 within the next three lines, if those before it are text of a preamble."""
    for _, line in lines[index + 1 : index + 4]:
        opening = compiled(r"(?:一、|第一章|第一条|第1章)(.{0,24})").match(line)
        if opening:
            return opening[1]
        if len(line) < 20 and line not in COLUMN_HEADS and not line.startswith("("):
            return None
    return None


def _opens_table(lines: list[tuple[int, str]], index: int) -> bool:
    """Do at least three column heads follow each other from here, a line each?"""
    run = [line for _, line in lines[index : index + 3]]
    return len(run) == 3 and all(line in COLUMN_HEADS for line in run)
