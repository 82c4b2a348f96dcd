"""Where a title ends and a body begins, in lines or glued."""

from __future__ import annotations

from msgspec import Struct

from planparse.layout.values import align
from planparse.patterns import compiled
from planparse.rules.enclosing import COLUMN_HEADS
from planparse.rules.front_matter import BODY_OPENINGS, EOL, KINDS
from planparse.span import Span

_TAIL = r"(?:\([^()\n]{1,24}\)){0,3}"
_ENDS = rf"(?:{KINDS})》?{_TAIL}\Z"
# Nouns that seldom stand inside a title.
FIRM = "名单|清单|一览表|申报表|分工表|分解表|统计表|台账|实施方案|工作方案|行动计划|大纲|实施细则|管理办法|承诺书|示意图|框架图|流程图"
_ITEM = r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|第[一二三四五六七八九十\d]{1,4}[章节条篇]|——|--"
LONGEST_PREFACE = 8000  # characters


class Titled(Struct, frozen=True, kw_only=True):
    """A title, if any, and where the body behind it begins; `contents` is a table of contents."""

    title: Span | None
    body: int
    note: Span | None = None
    contents: Span | None = None


def read_title(norm: str, at: int, end: int, names: list[str], least: float = 0.85) -> Titled:
    """Read the title of a plan or attachment at `at`; `names` are what it may be called.

    `least` is the share of a name that must fit for the name to say where the title ends.

    Behind the title: how it was adopted, the month on its cover, its table of contents.
    """
    while at < end and norm[at] in "\n#":
        at += 1
    title = _named(norm, at, end, names, least) or _lines(norm, at, end) or _glued(norm, at, end)
    body = title.end if title else at
    title, body = _bracket(norm, title, body, end)
    body, note = _adoption(norm, body, end)
    contents = table_of_contents(norm, body, end)
    if contents and title and compiled(rf"(?:{KINDS}){_TAIL}目录\Z").search(norm, title.start, title.end):
        title = Span(title.start, title.end - 2)  # the word belongs to the table below
        contents = Span(title.end, contents.end)
    return Titled(title=title, body=contents.end if contents else body, note=note, contents=contents)


def _named(norm: str, at: int, end: int, names: list[str], least: float) -> Span | None:
    """The name that fits best, if one does; in a copy with lines, up to the end of its last line."""
    best, share, longest = at, 0.0, 0
    first = at + 1 if norm[at : at + 1] == "《" else at
    for name in names:
        stop, fit = align(name, norm, first)
        if fit > share or (fit == share and len(name) > longest):
            best, share, longest = stop, fit, len(name)
    if share < (max(least, 0.75) if "\n" in norm[first:best] else least) or best > end:
        return None
    line_end = norm.find("\n", best)
    line_end = end if line_end < 0 else min(end, line_end)
    rest = norm[best:line_end]
    if (
        rest
        and len(rest) <= 30
        and compiled(rf"[^。,;:]*(?:{KINDS}){_TAIL}》?{_TAIL}\Z|》?{_TAIL}\Z").match(rest)
    ):
        best = line_end
    else:
        tail = compiled(rf"》?{_TAIL}(?:的(?:{KINDS}){_TAIL})?").match(norm, best)
        best = tail.end() if tail else best
    return Span(at, best)


def _lines(norm: str, at: int, end: int) -> Span | None:
    """Up to four short lines that together end as a title does; else the first, if it is short."""
    start, joined, stop = at, "", None
    for count in range(4):
        line_end = norm.find("\n", start)
        line_end = end if line_end < 0 else min(end, line_end)
        line = norm[start:line_end]
        if not _may_be_title(line, count > 0):
            break
        joined += line
        if compiled(_ENDS).search(joined) and joined.count("《") <= joined.count("》") + joined.startswith(
            "《"
        ):
            stop = line_end
            break
        start = line_end + 1
    if stop is None:
        line_end = norm.find("\n", at)
        line_end = end if line_end < 0 else min(end, line_end)
        if 2 <= line_end - at <= 40 and _may_be_title(norm[at:line_end], False):
            stop = line_end
    return Span(at, stop) if stop and stop > at else None


def _may_be_title(line: str, follows: bool) -> bool:
    if not line or len(line) > 90 or compiled(r"[。;]|[,:]\Z").search(line):
        return False
    if line in COLUMN_HEADS or line in ("目录", "序言", "前言", "引言"):
        return False
    if compiled(_ITEM).match(line):
        return False
    return not (follows and compiled(BODY_OPENINGS).match(line))


def _glued(norm: str, at: int, end: int) -> Span | None:
    """A title that runs on into its body: up to what opens bodies, else up to a noun that ends titles."""
    for pattern in (
        rf"《?[^。;\n]{{3,90}}?(?:{KINDS}){_TAIL}》?{_TAIL}(?=(?:{BODY_OPENINGS})|{EOL}|工作任务|一级指标|[^\W\d]{{2,16}}(?:\(盖章\))?:)",
        r"[^。;,:\n]{4,40}?(?=序号|[一壹]、|第一部分|第一章|第一条|\(一\)|工作任务|项目名称)",
        rf"[^。;,:\n]{{4,50}}?(?:{FIRM}){_TAIL}(?!的)",
    ):
        found = compiled(pattern).match(norm, at, end)
        if found:
            return Span(at, found.end())
    return None


def _bracket(norm: str, title: Span | None, body: int, end: int) -> tuple[Span | None, int]:
    """A short line in brackets below a title belongs to it: (2018—2020年), (试行)."""
    found = compiled(rf"\n(\([^()\n]{{1,24}}\)){EOL}").match(norm, body, end)
    if title is None or found is None:
        return title, body
    return Span(title.start, found.end()), found.end()


def _adoption(norm: str, body: int, end: int) -> tuple[int, Span | None]:
    """(…会议通过), over one or two lines, and a month on a line of its own, below the title."""
    start = body
    found = compiled(
        r"\n?\((?=[^()]{0,900}(?:通过|批准|公布|发布|修订|修正))(?:[^()]|\([^()]{0,60}\)){6,1200}\)(?=\n|[^\W\d])"
    ).match(norm, body, end)
    if found:
        body = found.end()
    found = compiled(
        rf"\n?[一二][〇○零0O一二三四五六七八九]{{3}}年[一二三四五六七八九十]{{1,3}}月(?:{EOL}|(?=目录))|\n20\d\d年\d{{1,2}}月{EOL}"
    ).match(norm, body, end)
    if found:
        body = found.end()
    return body, Span(start, body) if body > start else None


def table_of_contents(norm: str, at: int, end: int) -> Span | None:
    """A table of contents at `at`: its first entry stands again where the text itself begins.

    Between the two stands hardly a full stop. The word 目录 need not be there.
    """
    while at < end and norm[at] == "\n":
        at += 1
    start = at
    word = compiled(r"目录\n?").match(norm, at, end)
    first = word.end() if word else at
    entry = compiled(r"(?:\d{1,2}[.、])?[^\n.…·。]{2,60}").match(norm, first, end)
    if entry is None:
        return None
    in_lines = norm[entry.end() : entry.end() + 1] in ("\n", ".", "…", "·", "")
    key = entry[0] if in_lines and len(entry[0]) <= 40 else _first_entry(entry[0], bool(word))
    if not word and not compiled(rf"(?:{_ITEM}|\d{{1,2}}[^\W\d])").match(norm, first):
        return None
    again = _again(norm, key, entry.end() if in_lines else first + len(key), min(end, first + 6000))
    if again is None or norm.count("。", first, again) > 1 or not word and again - first < 30:
        return None
    return Span(start, again)


def _first_entry(text: str, word: bool) -> str:
    """The first entry of a glued table of contents: up to the next number."""
    following = compiled(rf"{_ITEM}|\d{{1,2}}\.\d").search(text, 2)
    if word and following:
        return text[: following.start()]
    return text[: 8 if word else 10]


def _again(norm: str, key: str, start: int, stop: int) -> int | None:
    at = norm.find(key, start, stop)
    if at < 0:
        bare = compiled(rf"\A(?:{_ITEM})").sub("", key)
        at = norm.find("\n" + bare, start, stop) + 1 if len(bare) >= 4 else 0
        return at or None
    return at


def contents_inside(norm: str, body: Span) -> Span | None:
    """A table of contents behind a preface, which opens the part at `body`."""
    word = compiled(r"\n目录\n").search(norm, body.start, min(body.end, body.start + LONGEST_PREFACE))
    return table_of_contents(norm, word.start() + 1, body.end) if word else None


def plain_title(words: str) -> str:
    """A title without its outer 《》."""
    if words.startswith("《") and words.count("《") == 1:
        return words[1:].replace("》", "", 1)
    return words


def visible(norm: str, at: int) -> int:
    """`at`, or behind the line breaks that stand there."""
    while norm[at : at + 1] == "\n":
        at += 1
    return at


def mark_number(norm: str, mark: Span | None) -> int | None:
    """The figures in the mark of an attachment."""
    digits = compiled(r"\d+").search(norm, mark.start, mark.end) if mark else None
    return int(digits[0]) if digits else None
