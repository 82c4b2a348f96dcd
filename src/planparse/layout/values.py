"""Values as the copy has them, and dates as ISO."""

from __future__ import annotations

import re
from datetime import date

from planparse.numerals import parse_numeral
from planparse.patterns import compiled
from planparse.rules.front_matter import DATES, ISO_DATE
from planparse.rules.rulebook import combine
from planparse.span import Span
from planparse.syntax import Text

_BLANKS = compiled(r"[\s\u3000\xa0\u200b-\u200f\ufeff]+")
_PARTS = compiled(r"(\d{4}|[^\d年月日]{4})年?(\d{1,2}|[^\d年月日]+)月?(\d{1,2}|[^\d年月日]+)日")
_BARE = compiled(r"\{?(\d{4})[年 ]?([01]\d(?=\d\d$)|\d{1,2}(?=[月 ])|\d)[月 ]?(\d{1,2})$")
_CUT_NUMBER = compiled(r"(.+?)[〔\[(【（]?((?:19|20)\d\d)[〕\])】）]?(第?\d{1,5})号?")
_WHOLE_NUMBER = compiled(r".*[〔\[(【（]\d{4}[〕\])】）]第?\d{1,5}号")
_ZEROS = str.maketrans({"O": "〇", "o": "〇", "0": "〇", "○": "〇", "零": "〇"})


def as_copied(text: Text, *spans: Span) -> str:
    """The source's own characters at `spans`, without blanks; entities are resolved.

    >>> from planparse.stages.normalise import normalise, plain
    >>> as_copied(normalise(plain("某县 （市）&quot;云&quot;")), Span(0, 8))
    '某县（市）“云”'
    """
    out = []
    for span in spans:
        raw = text.quote(span)
        if "&" in raw or " " in text.of(span):
            out += [_character(text, i) for i in range(*span)]
        else:
            out.append(_BLANKS.sub("", raw))
    return "".join(out)


def _character(text: Text, offset: int) -> str:
    raw = text.quote(Span(offset, offset + 1))
    return raw if len(raw) == 1 and raw != "\n" else text.norm[offset].replace("\n", "")


def date_pattern() -> re.Pattern[str]:
    """The table of dates as one pattern."""
    return compiled(combine(DATES))


def iso_date(text: str) -> str | None:
    """The first full date in `text` as ISO, or None.

    >>> [iso_date(t) for t in ("2022年10月20日", "二○一一年三月二十二日", "20221020日", "2021-8-9", "2022年13月1日")]
    ['2022-10-20', '2011-03-22', '2022-10-20', '2021-08-09', None]
    >>> [iso_date(t) for t in ("20171116", "2018525", "2014年5月14", "2017 6 23")]
    ['2017-11-16', '2018-05-25', '2014-05-14', '2017-06-23']
    """
    found = date_pattern().search(text)
    if found and found.lastgroup == "bare":
        parts = _BARE.match(found[0])
    else:
        parts = _PARTS.search(found[0]) if found else compiled(ISO_DATE).search(text)
    if parts is None:
        return None
    year, month, day = (_number(part) for part in parts.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def document_number(value: str) -> str:
    """A document number with the marks that were lost in copying; a whole one stays as printed.

    >>> [document_number(n) for n in ("某政发[2020]8号", "某政发〔202035号", "某政发〔20208")]
    ['某政发[2020]8号', '某政发〔2020〕35号', '某政发〔2020〕8号']
    """
    cut = None if _WHOLE_NUMBER.fullmatch(value) else _CUT_NUMBER.fullmatch(value)
    return f"{cut[1]}〔{cut[2]}〕{cut[3]}号" if cut else value


def _number(part: str) -> int:
    if not part.isdigit() and len(part) == 4:
        part = part.translate(_ZEROS)
    return parse_numeral(part) or 0


def bracketed_titles(text: str) -> list[Span]:
    """The outermost 《…》 of `text`, marks included; one that is never closed ends with its line.

    >>> bracketed_titles("现将《关于<甲>的《乙》意见》印发")
    [Span(start=2, end=15)]
    """
    found, depth, start = [], 0, 0
    for mark in re.finditer("[《》\n]", text):
        if mark[0] == "《":
            start = start if depth else mark.start()
            depth += 1
        elif mark[0] == "》" and depth:
            depth -= 1
            if not depth:
                found.append(Span(start, mark.end()))
        elif mark[0] == "\n":
            depth = 0
    return found


def align(title: str, text: str, at: int, reach: int = 14) -> tuple[int, float]:
    """Read `title` in `text` from `at` on, over small differences: where it ends, and what share fits.

    Line breaks cost nothing. A notice seldom repeats the title of its plan to the letter: years,
    brackets and 的 come and go.

    >>> align("某市规划(2015-2020)任务分工", "某市规划(2015-2020年)\\n任务分工为落实", 0)
    (21, 1.0)
    >>> align("某市规划", "为落实上级规划", 0)[1] < 0.6
    True
    """
    i, j, fit, end = at, 0, 0, at
    size, last = len(title), len(text)
    while j < size and i < last:
        if text[i] == "\n":
            i += 1
        elif text[i] == title[j]:
            i, j, fit = i + 1, j + 1, fit + 1
            end = i
        else:
            step = _next_pair(title, text, i, j, reach)
            if step is None:
                break
            i, j = i + step[0], j + step[1]
    return end, fit / size if size else 0.0


def _next_pair(title: str, text: str, i: int, j: int, reach: int) -> tuple[int, int] | None:
    """The least skip in both, text and title, after which two characters agree again."""
    window = text[i : i + reach + 3]
    least, found = reach, None
    for b in range(reach):
        pair = title[j + b : j + b + 2]
        if b >= least or not pair:
            break
        if len(pair) == 2:
            places = (window.find(pair), window.find(f"{pair[0]}\n{pair[1]}"))
        else:  # the last character of the title: only close by
            places = (window.find(pair, 0, max(0, 4 - b)), -1)
        a = min((place for place in places if place >= 0), default=reach)
        if a + b < least:
            least, found = a + b, (a, b)
    return found
