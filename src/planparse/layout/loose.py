"""Documents of their own within a part that no mark announces: their titles stand alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from planparse.layout.parts import Start
from planparse.layout.titles import FIRM
from planparse.patterns import compiled
from planparse.rules.enclosing import COLUMN_HEADS
from planparse.rules.front_matter import KINDS

_FIRST = r"(?:一、(?![一二三四五六七八九十])|第一章|第一条|第1章)(.{0,24})"
_SECOND = r"二、|第二章|第二条"
_YEAR = r"(?:19|20)\d\d(?:[-—至](?:19|20)?\d\d)?年"
_CAPTION = r"(?:表|专栏|图)[\d一二三四五六七八九十]{1,3}(?:-\d{1,2})?:?\Z"  # of a table within a document
# Of its own: it begins a sentence, and no word follows that makes a task of it (解读宣传工作).
_READING = r"(?<![^\n。;!?)”])(?:关于)?《(?P<of>[^》\n]{8,90})》的?(?:政策|文件|文字|图文)?解读(?![、和及与材工等宣培会。,;])"
_NOWHERE = r"(?!)"
_RUN = 3  # heads of columns in a row


def find_glued(norm: str, start: int, end: int, places: tuple[str, ...]) -> list[Start]:
    """The same as `find_loose`, in a copy that has lost its lines.

    A title glued between its neighbours shows where it begins by a year or by one of `places`, those
    of the issuer, and where it ends by the head of a table, when one has stood before, or by the
    numbering of the first level, when that has come to a second item.

    >>> text = "序号任务责任单位1修桥市交通局2020年某市重大项目序号任务责任单位1建馆市文旅局"
    >>> [text[s.at : s.at + 10] for s in find_glued(text, 0, len(text), ())]
    ['2020年某市重大项']
    """
    found: list[Start] = []
    behind = start
    ends: dict[str, int] = {}  # where the first of each that stands behind `behind` ends
    # re.compile: the patterns of one notice are not to be kept for the next.
    for match in re.compile(_glued_title(places)).finditer(norm, start, end):
        if compiled(_CAPTION).search(norm, max(start, match.start() - 6), match.start()):
            continue
        earlier = _table_head() if match["table"] is not None else _SECOND
        if earlier not in ends:
            seen = compiled(earlier).search(norm, behind, end)
            ends[earlier] = seen.end() if seen else end + 1
        if ends[earlier] <= match.start():
            found.append(Start(at=match.start(), title_at=match.start(), name=match["title"]))
            behind = match.end()
            ends.clear()
    return found


def find_reading(norm: str, start: int, end: int, titles: Collection[str]) -> list[Start]:
    """What a web page prints behind the notice to explain it: 关于《…》的解读, of one of its own `titles`.

    >>> text = "各地要落实。关于《某市就业工作若干措施》的政策解读一、出台背景"
    >>> found = find_reading(text, 0, len(text), ["某市就业工作若干措施"])
    >>> [(text[s.at : s.at + 5], s.name) for s in found]
    [('关于《某市', '关于《某市就业工作若干措施》的政策解读')]
    """
    if norm.find("解读", start, end) < 0:
        return []
    return [
        Start(at=match.start(), title_at=match.start(), name=match[0])
        for match in compiled(_READING).finditer(norm, start, end)
        if any(match["of"] in title or title in match["of"] for title in titles)
    ]


def _glued_title(places: tuple[str, ...]) -> str:
    where = "|".join([_NOWHERE, *(rf"{re.escape(place)}[省市县区州盟旗]" for place in places)])
    begins = rf"(?:{_YEAR}(?:{where})?|(?:{where}))"
    word = rf"(?:(?!{_YEAR}|{where})[^。;,:、\n])"
    return (
        rf"(?P<title>{begins}(?:{word}{{4,50}}?(?=(?P<table>{_table_head()}))"
        rf"|{word}{{2,46}}?(?:{KINDS}|{FIRM})(?:\([^()\n]{{1,24}}\))?(?={_FIRST})))"
    )


@cache
def _table_head() -> str:
    heads = "|".join(sorted(COLUMN_HEADS, key=lambda head: (-len(head), head)))
    return rf"(?!项目)(?:{heads}){{{_RUN}}}"  # 项目 is more often the last word of the title


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
    first = compiled(_FIRST)
    seen: set[str] = set()
    level = False
    heads = 0
    for index, (place, line) in enumerate(lines):
        head = _opens_table(lines, index)
        opening = first.match(line)
        if opening:
            seen.add(opening[1])
        level = level or compiled(_SECOND).match(line) is not None
        if _is_title(line, title) and index:
            after = _first_item(lines, index)
            if level and after is not None and after not in seen or heads and _opens_table(lines, index + 1):
                found.append(Start(at=place, title_at=place, name=line))
                level, seen = False, set()
        heads += head
    return found


def _is_title(line: str, title: str) -> bool:
    if (
        not 8 <= len(line) <= 60
        or line == title
        or compiled(r"[。;:,]|^[(\d一二三四五六七八九十]{1,3}[.、)]|^[注★△—-]|^第[一二三四五六七八九十\d]{1,3}[部章节编]").search(line)
    ):
        return False
    return compiled(rf"(?:{KINDS})(?:\([^()\n]{{1,24}}\)){{0,2}}\Z").search(line) is not None


def _first_item(lines: list[tuple[int, str]], index: int) -> str | None:
    """The words of a 一、 within the next three lines, if those before it are text of a preamble."""
    for _, line in lines[index + 1 : index + 4]:
        opening = compiled(_FIRST).match(line)
        if opening:
            return opening[1]
        if len(line) < 20 and line not in COLUMN_HEADS and not line.startswith("("):
            return None
    return None


def _opens_table(lines: list[tuple[int, str]], index: int) -> bool:
    """Do at least three column heads follow each other from here, a line each?"""
    if index >= len(lines) or lines[index][1] not in COLUMN_HEADS:
        return False
    run = [line for _, line in lines[index : index + _RUN]]
    return len(run) == _RUN and all(line in COLUMN_HEADS for line in run)
