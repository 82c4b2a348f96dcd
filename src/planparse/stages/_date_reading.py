"""Part of ``find_dates``: date expressions as values, and the years that the text has said."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from msgspec import Struct, field

from planparse.numerals import DIGITS, parse_numeral
from planparse.patterns import compiled
from planparse.rules import dates as rules
from planparse.span import Span

SENTENCE_MARKS = "。\n!?"
_LONGEST, _LONGEST_SENTENCE = 24, 400
_REACH = 200  # how far a year that an item names holds in a line without end
_ITEM = r"[。)〕】](?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))"
_HEAD_LINE = (
    r"(?:^|\n)[^\n。;]{0,24}?(?<!\d)(20\d\d)年度?(?=[^\d\n。,;前底末初之以]{2})(?:[^\n。;]{1,36})(?=\n|$)"
)
_TITLE_YEAR = r"(?<![-—~至到\d])(20\d\d)年(?![-—~至到])"


class Date(Struct, frozen=True, kw_only=True):
    """One date expression: its end date, as far as it is said, and its form."""

    span: Span
    year: int | None
    month: int | None = None
    day: int | None = None
    relative: str = ""  # 今年, 次年 …
    period: bool = False
    by: bool = False  # …前
    close: bool = False  # …底, …末, …中旬
    figures: bool = False  # 2019.12.31


def scan(norm: str, span: Span) -> Iterator[Date]:
    """The date expressions in `span`, in order."""
    expression = rules.expression_pattern()
    floor = span.start
    for sign in rules.sign_pattern().finditer(norm, *span):
        if sign.start() < floor:
            continue
        for at in _beginnings(norm, sign.start(), floor):
            m = expression.match(norm, at, span.end)
            date = _read(m) if m and m.end() > sign.start() else None
            if m and date:
                yield date
                floor = m.end()
                break


def _beginnings(norm: str, sign: int, floor: int) -> list[int]:
    """Where an expression around `sign` may begin, the longest first."""
    at, starts = sign, []
    floor = max(floor, sign - _LONGEST)
    while at >= floor:
        char = norm[at]
        if char not in rules.WITHIN:
            break
        before = norm[at - 1] if at else ""
        # 统一5月: figures do not go on from a numeral in words.
        if at == sign or (char in rules.FIRST and (before not in rules.FIRST or char.isdecimal() > before.isdecimal())):
            starts.append(at)
        at -= 1
    # A floor inside a run of figures is a beginning too: a date may follow another without a mark.
    if at < floor and norm[floor] in rules.FIRST and floor not in starts:
        starts.append(floor)
    return starts[::-1]


def _read(m: re.Match[str]) -> Date | None:
    """The date that an expression says, or None where it says none."""
    g = m.groupdict()
    year = read_year(g["y"] or g["ny"] or g["sy"] or g["py"])
    month = _month(g)
    if month == 0 or not (g["y"] or g["ny"] or month or g["end"] or g["lost"]):
        return None
    day = _number(g["d"] or g["nd"] or g["pd"])
    if day and month and day > monthrange(year or 2000, month)[1]:
        day = None  # 6月31日: the month is all that can be meant
    if year is None and not g["rel"] and _vague(m, g):
        return None
    turn = g["turn"] or g["end"] or g["lost"] or ""
    return Date(
        span=Span(m.start(), m.end()),
        year=year,
        month=month,
        day=day if month else None,
        relative=g["rel"] or "",
        period=bool(g["dash"] or g["pm"]),
        by=bool(g["by"]),
        close=bool(turn) and turn not in ("初", "年初", "上旬"),
        figures=bool(g["ny"]),
    )


def _vague(m: re.Match[str], g: dict[str, str | None]) -> bool:
    """Without a year only a month, or the end of the year, is a date: not 上半年, 三季度, 初."""
    if g["pm"]:
        return False
    if g["half"] or g["quarter"] or g["by"] in ("内", "以内"):  # 三月内 is three months
        return True
    if g["m"]:
        return "月" not in m[0] and not g["lost"]
    return not g["lost"] and g["end"] not in ("年底", "年末")


def _month(g: dict[str, str | None]) -> int | None:
    """The month that is said, None where none is, 0 where what stands there is no month."""
    if g["half"]:
        return 6 if g["half"] == "上" else 12
    if g["quarter"]:
        return 3 * (_number(g["quarter"]) or 4)
    text = g["m"] or g["nm"] or g["pm"]
    month = _number(text)
    return month if text is None or (month and month <= 12) else 0


def _number(text: str | None) -> int | None:
    return parse_numeral(text) if text else None


def read_year(text: str | None) -> int | None:
    """A year in figures or Chinese numerals, 二○一一 included.

    >>> [read_year(y) for y in ("2021", "二○一一", None)]
    [2021, 2011, None]
    """
    if not text:
        return None
    return int("".join(c if c.isdigit() and c.isascii() else str(DIGITS.get(c, 0)) for c in text))


def own_year(norm: str) -> int | None:
    """The year of a notice whose date nobody read: that of its signature, else of the newest number."""
    signed = compiled(rules.SIGNED).search(norm)
    if signed:
        return read_year(signed[1])
    return max((int(y) for y in compiled(rules.NUMBERED).findall(norm)), default=None)


def sentence_start(norm: str, at: int, floor: int) -> int:
    """Where the sentence that holds `at` begins, not before `floor`."""
    floor = max(floor, at - _LONGEST_SENTENCE)
    return max(max([norm.rfind(mark, floor, at) for mark in SENTENCE_MARKS]) + 1, floor)


class Years(Struct):
    """What the text has said of years so far. `named` are (offset, year) in order."""

    text: str
    span: Span
    default: int | None
    named: list[tuple[int, int]] = field(default_factory=list)
    heads: list[tuple[int, int]] | None = None
    title: int | None = None

    def due(self, date: Date, sentence: int) -> str | None:
        """The end date in EDTF, or None where no place says the year."""
        year = date.year if date.year is not None else self._missing(date, sentence)
        if year is None:
            return None
        if date.month is None:
            return f"{year:04d}"
        return f"{year:04d}-{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")

    def _missing(self, date: Date, sentence: int) -> int | None:
        start = date.span.start
        if date.relative in rules.ANCHORED:
            year = self._in_sentence(start, sentence)
        elif date.relative:
            year = self.default
        else:
            year = self._in_sentence(start, sentence) or self._in_item(start) or self._above(start)
        return year + 1 if year is not None and date.relative in rules.NEXT_YEAR else year

    def _in_sentence(self, offset: int, sentence: int) -> int | None:
        """The year last named in the sentence, if it is none of the past."""
        for at, year in reversed(self.named):
            if at < sentence:
                return None
            if at < offset and (self.default is None or year >= self.default):
                return year
        return None

    def _in_item(self, offset: int) -> int | None:
        line = self.text.rfind("\n", max(0, offset - _REACH), offset) + 1
        at, year = self.named[-1] if self.named else (-1, 0)
        if at < max(line, offset - _REACH) or (self.default and year < self.default):
            return None
        return None if compiled(_ITEM).search(self.text, at, offset) else year

    def _above(self, offset: int) -> int | None:
        """The year of the nearest head above: a table's title, a column's head, the part's title."""
        if self.heads is None:
            self.heads = [(m.end(), int(m[1])) for m in compiled(_HEAD_LINE).finditer(self.text, *self.span)]
            before = (
                self.text[max(0, self.span.start - 120) : self.span.start].rstrip("\n").rsplit("\n", 2)[-2:]
            )
            years = compiled(_TITLE_YEAR).findall("\n".join(before))
            self.title = int(years[-1]) if years else None
        head = next((year for at, year in reversed(self.heads) if at <= offset), None)
        return head or self.title or self.default
