"""The dates by which something is due, each weighed by the words around it.

A scan finds every date and period; what stands before and behind it, in its clause and its line, speaks
for or against (the tables of ``rules/dates.py``). The year of a date that names none comes from the
nearest place that says one: sentence, item, table or section head, title, the notice's own date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field

from planparse.numerals import DIGITS, parse_numeral
from planparse.rules import dates as rules
from planparse.rules.rulebook import compiled
from planparse.span import Span
from planparse.syntax import DeadlineFact, Text

_REACH_BEFORE, _REACH_AFTER = 16, 60
_SENTENCE_MARKS = "。\n!?"
_ITEM = r"[。)〕】](?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))"
_RECURRING = r"每(?:一?年|季|月|半年)|按年度|逐年|历年"
_SO_FAR = r"目前|现已|去年|前期|此前"
_HEAD_LINE = r"(?:^|\n)[^\n。;]{0,24}?(?<!\d)(20\d\d)年度?(?=[^\d\n。,;前底末初之以]{2})(?:[^\n。;]{1,36})(?=\n|$)"
_TITLE_YEAR = r"(?<![-—~至到\d])(20\d\d)年(?![-—~至到])"
_COLUMN_HEAD = r"^(?:序号|指标|属性|单位|类型|类别|名称|备注|计量|预期|约束|基期|目标值|现状)|(?:名称|类型|指标|属性)$"


@dataclass(slots=True, kw_only=True)
class _Date:
    """One date expression: its end date, as far as it is said, and its form."""

    span: Span
    year: int | None
    month: int | None = None
    day: int | None = None
    relative: str = ""
    period: bool = False
    by: bool = False  # …前
    close: bool = False  # …底, …末, …中旬
    figures: bool = False  # 2019.12.31
    due: str = ""


@dataclass(slots=True)
class _Years:
    """What the text has said of years so far. `named` are (offset, year) in order."""

    text: str
    span: Span
    default: int | None
    named: list[tuple[int, int]] = field(default_factory=list)
    heads: list[tuple[int, int]] = field(default_factory=list)
    title: int | None = None

    def __post_init__(self) -> None:
        head = compiled(_HEAD_LINE)
        self.heads = [(m.end(), int(m[1])) for m in head.finditer(self.text, *self.span)]
        before = self.text[max(0, self.span.start - 120) : self.span.start].rstrip("\n").rsplit("\n", 2)[-2:]
        years = compiled(_TITLE_YEAR).findall("\n".join(before))
        self.title = int(years[-1]) if years else None

    def at(self, offset: int, sentence: int) -> int | None:
        """The year that holds at `offset`, whose sentence begins at `sentence`."""
        near = self.in_sentence(offset, sentence) or self._in_item(offset)
        if near:
            return near
        head = next((year for at, year in reversed(self.heads) if at <= offset), None)
        return head or self.title or self.default

    def in_sentence(self, offset: int, sentence: int) -> int | None:
        """The year last named in the sentence, if it is none of the past."""
        for at, year in reversed(self.named):
            if at < sentence:
                return None
            if at < offset and (self.default is None or year >= self.default):
                return year
        return None

    def _in_item(self, offset: int) -> int | None:
        line = self.text.rfind("\n", 0, offset) + 1
        at, year = self.named[-1] if self.named else (-1, 0)
        if at < max(line, offset - 200) or (self.default and year < self.default):
            return None
        return None if compiled(_ITEM).search(self.text, at, offset) else year


def find_deadlines(text: Text, span: Span, default_year: int | None = None) -> tuple[DeadlineFact, ...]:
    """The deadlines in ``text.norm[span]``, in order, once for each mention.

    `default_year` is the year of the notice: it stands in for a year that the text does not say, and
    what lies before it is the past.

    >>> from planparse.stages.normalise import normalise, plain
    >>> text = normalise(plain("2021年6月底前制定办法，12月底前实现全覆盖；截至2020年底已建成3个，每年2月底前报送。"))
    >>> [f.due for f in find_deadlines(text, Span(0, len(text.norm)), 2021)]
    ['2021-06', '2021-12']
    """
    norm = text.norm
    now = default_year or _own_year(norm)
    years = _Years(norm, span, now)
    found: list[DeadlineFact] = []
    last, held = span.start - 2, False  # where the last date ended, and whether it was a deadline
    for date in _scan(norm, span):
        sentence = _sentence_start(norm, date.span.start, span.start)
        if _in_title(norm, date.span):
            continue
        score, rule = _weigh(norm, span, date, sentence, now)
        if date.span.start - last == 1 and norm[last] in "、和及或":
            score += 1.5 if held else -3.0
        last, held = date.span.end, score >= rules.THRESHOLD
        if date.year is not None:
            years.named.append((date.span.start, date.year))
        if not held:
            continue
        due = _due(date, years, sentence, now)
        if due:
            found.append(DeadlineFact(due=due, span=date.span, rule=rule))
    return tuple(found)


# ------------------------------------------------------------------------------ reading


def _scan(norm: str, span: Span) -> Iterator[_Date]:
    for m in rules.expression_pattern().finditer(norm, span.start, span.end):
        date = _read(m)
        if date:
            yield date


def _read(m: re.Match[str]) -> _Date | None:
    g = m.groupdict()
    year = _year(g["y"] or g["ny"] or g["sy"])
    month = _number(g["m"] or g["m2"] or g["nm"])
    if g["half"]:
        month = 6 if g["half"] == "上" else 12
    elif g["quarter"]:
        month = 3 * (_number(g["quarter"]) or 4)
    day = _number(g["d"] or g["d2"] or g["nd"])
    if day and month and not (1 <= day <= monthrange(year or 2000, month)[1]):
        day = None
    turn = g["turn"] or g["turn2"] or g["end"] or g["lost"] or g["bare"] or ""
    return _Date(
        span=Span(m.start(), m.end()),
        year=year,
        month=month,
        day=day if month else None,
        relative=g["rel"] or "",
        period=bool(g["dash"]),
        by=bool(g["by"]),
        close=bool(turn) and turn not in ("初", "年初", "上旬"),
        figures=bool(g["ny"]),
    )


def _number(text: str | None) -> int | None:
    return parse_numeral(text) if text else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int("".join(c if c.isdigit() and c.isascii() else str(DIGITS.get(c, 0)) for c in text))


# ------------------------------------------------------------------------------ weighing


def _weigh(norm: str, part: Span, date: _Date, sentence: int, now: int | None) -> tuple[float, str]:
    """How much speaks for a deadline, and the name of what speaks loudest."""
    start, end = date.span
    before = norm[max(part.start, start - _REACH_BEFORE, norm.rfind("\n", part.start, start) + 1) : start]
    behind = norm[end : min(part.end, end + _REACH_AFTER)]
    evidence: list[tuple[float, str]] = []
    left = rules.evidence_pattern("before").search(before) if before else None
    place = left.lastgroup if left else ("clause_start" if not before else None)
    if place and not (place == "since" and date.period):
        evidence.append((rules.weights("before")[place], place))
    elif not (date.by or date.close or date.period):
        evidence.append((-1.0, "inside"))
    if place == "as_of" and date.year and now and date.year > now:
        evidence.append((6.5, "as_of"))
    right = rules.evidence_pattern("after").match(behind)
    if right and right.lastgroup:
        evidence.append((rules.weights("after")[right.lastgroup], right.lastgroup))
    verb = rules.evidence_pattern("verbs").match(behind)
    if verb:
        evidence.append((rules.VERBS[0].weight, "verb"))
    evidence += _form(date, behind, now)
    evidence += _clause(norm, date, behind, bool(verb))
    evidence += _line(norm, part, date, before)
    if not date.by and compiled(_SO_FAR).search(norm, sentence, start):
        evidence.append((-2.0, "so_far"))
    if date.year is None and compiled(_RECURRING).search(norm, sentence, start):
        evidence.append((-9.0, "recurring"))
    return sum(w for w, _ in evidence), max(evidence)[1] if evidence else ""


def _form(date: _Date, behind: str, now: int | None) -> Iterator[tuple[float, str]]:
    """What the date's own form says."""
    if date.by:
        yield 4.0, "by"
    elif date.close:
        yield 2.5, "close"
    elif date.day:
        yield -0.5, "day"
    if behind.startswith((",", ":")):
        yield 1.5, "pause"
    if date.period:
        yield 1.5, "period"
    elif compiled(rules.LISTED).match(behind):
        yield 0.5, "listed"
    if date.figures and not date.by:
        yield -2.5, "figures"
    if date.year and now:
        if date.year > now:
            yield 1.0, "future"
        elif date.year < now:
            yield (-4.0 if date.year == now - 1 else -8.0), "past"


def _clause(norm: str, date: _Date, behind: str, verb: bool) -> Iterator[tuple[float, str]]:
    """What is told in the clause and the sentence behind the date."""
    stop = min((i for i in (behind.find(c) for c in _SENTENCE_MARKS) if i >= 0), default=len(behind))
    told = behind[:stop]
    reach = compiled(rules.WITHIN[0].pattern).search(told)
    if reach and not date.by and (date.day or not verb):
        yield rules.WITHIN[0].weight, "event"
    clause = told.lstrip(",").split(",", 1)[0].split(";", 1)[0]
    if compiled(rules.WITHIN[1].pattern).search(clause) and not date.by:
        yield rules.WITHIN[1].weight, "perfect"
    if compiled(rules.WITHIN[2].pattern).search(told):
        yield rules.WITHIN[2].weight, "will"


def _line(norm: str, part: Span, date: _Date, before: str) -> Iterator[tuple[float, str]]:
    """What the place in its line says: a cell of its own, a name with a period, a heading."""
    start, end = date.span
    opens, closes = start == part.start or norm[start - 1] == "\n", end >= part.end or norm[end] == "\n"
    if date.period and (opens or norm[start - 2 : start - 1] == "\n") and norm[start - 1 : start] == "(" and norm[end : end + 2] in (")\n", ")"):
        yield -6.0, "subtitle"
    if opens and closes and not date.by and not date.close:
        yield from _lone(norm, part, date)
    if date.period and not date.by and compiled(rules.NAMED).search(before):
        yield -6.0, "named"
    if opens and not closes and not date.by:
        stop = norm.find("\n", end, part.end)
        line = norm[end : stop if stop >= 0 else part.end]
        if len(line) < 40 and "," not in line and "。" not in line:
            if compiled(rules.WITHIN[3].pattern).search(line) and not compiled(rules.DRAFTING).match(line):
                yield rules.WITHIN[3].weight, "naming"


def _lone(norm: str, part: Span, date: _Date) -> Iterator[tuple[float, str]]:
    """A line that holds nothing but a year or a month: a cell of a column of terms, or a head."""
    start, end = date.span
    above = norm[norm.rfind("\n", part.start, max(start - 1, part.start)) + 1 : max(start - 1, part.start)]
    stop = norm.find("\n", end + 1, part.end)
    below = norm[end + 1 : stop if stop >= 0 else part.end]
    lone_year = compiled(r"^(?:20\d\d)年?(?:目标值?|末)?$")
    if any(lone_year.match(line) or compiled(_COLUMN_HEAD).search(line) for line in (above, below) if line):
        yield -5.0, "column_head"
    elif date.day is None and not date.period and compiled(r"[局委办厅部会院府]$").search(above):
        yield 2.0, "cell"


# ------------------------------------------------------------------------------ the year


def _due(date: _Date, years: _Years, sentence: int, now: int | None) -> str | None:
    """The end date in EDTF, or None where no place says the year."""
    year = date.year
    if year is None:
        near = years.in_sentence(date.span.start, sentence)
        if date.relative in rules.ANCHORED:
            year = near
        elif date.relative:
            year = now
        else:
            year = years.at(date.span.start, sentence)
        if year is not None and date.relative in rules.NEXT_YEAR:
            year += 1
    if year is None:
        return None
    if date.month is None:
        return f"{year:04d}"
    return f"{year:04d}-{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")


def _own_year(norm: str) -> int | None:
    """The year of a notice whose date nobody read: that of its signature, else of its number."""
    signed = compiled(rules.SIGNED).search(norm)
    if signed:
        return _year(signed[1])
    return max((int(y) for y in compiled(rules.NUMBERED).findall(norm)), default=None)


# ------------------------------------------------------------------------------ places


def _sentence_start(norm: str, at: int, floor: int) -> int:
    return max(max(norm.rfind(mark, floor, at) for mark in _SENTENCE_MARKS) + 1, floor)


def _in_title(norm: str, span: Span) -> bool:
    """Does the date stand inside 《…》, or in one whose other mark is lost?"""
    opened = norm.rfind("《", max(0, span.start - 120), span.start)
    closed = norm.rfind("》", max(0, span.start - 120), span.start)
    if opened > closed:
        end = norm.find("》", span.end, span.end + 120)
        return end >= 0 and "。" not in norm[span.end : end]
    return False
