"""Lists of attachments: 附件:1.… 2.…, in lines or glued."""

from __future__ import annotations

from msgspec import Struct

from planparse.layout.values import date_pattern
from planparse.patterns import compiled
from planparse.rules.front_matter import KINDS, NOTES
from planparse.rules.rulebook import combine
from planparse.span import Span

_LONGEST = 1200
_MOST = 40  # lists in one notice; every attachment is compared with every name they give


class Listed(Struct, frozen=True, kw_only=True):
    """A list of attachments: where it stands, and what it names."""

    span: Span
    names: tuple[str, ...]


def find_lists(norm: str, start: int, end: int, known: tuple[str, ...]) -> list[Listed]:
    """Every 附件:1.… 2.… from `start` on, with the names it gives.

    `known` are names of the issuer: glued to the list, the signature begins with one.
    """
    lists: list[Listed] = []
    for found in compiled(r"附[件表]:\n?|附:").finditer(norm, start, end):
        before = norm[found.start() - 1] if found.start() else "\n"
        if before not in "\n。)日》;”":
            continue
        if found[0].endswith("\n") and not compiled(r"1[.、]").match(norm, found.end()):
            continue
        if len(lists) == _MOST:
            break
        stop, names = _entries(norm, found.end(), end, known)
        if names:
            lists.append(Listed(span=Span(found.start(), stop), names=tuple(names)))
    return lists


def _entries(norm: str, at: int, end: int, known: tuple[str, ...]) -> tuple[int, list[str]]:
    """The entries from `at` on: one a line, or glued and told apart by their numbers."""
    line_end = norm.find("\n", at, end)
    line_end = end if line_end < 0 else line_end
    stop = _list_end(norm, at, line_end, known)
    if stop is None:
        return at, []
    names = _numbered(norm[at:stop])
    while stop == line_end < end:
        entry = compiled(r"\n(?:附件)?\d{1,2}(?:-\d{1,2})?[.、:]([^\n]{2,120})").match(norm, stop, end)
        if entry is None or "。" in entry[1]:
            break
        names.append(entry[1])
        stop = line_end = entry.end()
    return stop, [name for name in names if len(name) >= 2 and "。" not in name]


def _numbered(text: str) -> list[str]:
    """The entries of one line: split before 1. 2. 3. in turn.

    >>> _numbered("1.任务清单2.2020年名单")
    ['任务清单', '2020年名单']
    """
    first = compiled(r"1(?:-1)?[.、]|\d-1[.、]").match(text)
    if first is None:
        return [text]
    names, at, number = [], first.end(), 2
    while True:
        following = compiled(rf"(?<!\d)(?:\d-)?{number}[.、]").search(text, at)
        names.append(text[at : following.start() if following else len(text)].rstrip(";"))
        if following is None:
            return names
        at, number = following.end(), number + 1


def _list_end(norm: str, at: int, line_end: int, known: tuple[str, ...]) -> int | None:
    """Where a list ends: with its line, before a mark, or before a signature that is glued to it.

    None where it is no list: what follows is the attachment itself, and 附件: was its mark.
    """
    if line_end - at <= 150 and "。" not in norm[at:line_end]:
        stop = line_end
        glued = False
    else:
        stop, glued = line_end, True
    ended = not glued
    reach = min(line_end, at + _LONGEST)
    mark = compiled(r"附件(?:\d|[^\W\d])").search(norm, at, reach)
    if mark:
        stop, ended = mark.start(), True
    colophon = compiled(r"抄送:|抄报:|\(略\)(?!\Z)").search(norm, at, stop)
    if colophon:
        stop, ended = colophon.start() + 3 * colophon[0].startswith("("), True
    for date in date_pattern().finditer(norm, at, stop):
        signature = next(
            (date.start() - len(name) for name in known if norm.endswith(name, at, date.start())), None
        )
        if signature is not None:
            stop, ended = signature, True
            break
    sentence = norm.find("。", at, stop)
    if sentence >= 0 and (glued or sentence < stop):
        return None
    if not ended:
        behind = rf"(?=(?:{combine(NOTES)})|抄送|抄报|\Z)"
        closed = compiled(rf"[^。\n]{{4,120}}?(?:{KINDS})(?:\([^()\n]{{1,12}}\))?{behind}").match(
            norm, at, line_end
        )
        return closed.end() if closed else None
    return stop
