"""The numbers of documents that a notice names: behind a title, before one, or alone."""

from __future__ import annotations

from collections.abc import Iterable

from planparse.layout.values import document_number
from planparse.patterns import compiled
from planparse.rules import citations as rules
from planparse.span import Span
from planparse.syntax import CitationFact, Text

_OPEN, _CLOSE = "(〔[【", ")〕]】"
_CLOSE_OF = {"(": ")", "（": "）"}
_OPEN_OF = {closing: opening for opening, closing in _CLOSE_OF.items()}
# A year, or years, that a title gives in brackets, one of which is lost.
_YEARS = r"(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?(?:年度?|版)?"

_LONGEST = 16  # characters of a number before its 号


def mended_title(title: str) -> str:
    """`title` with the one of two brackets that a copy has lost, and the dash between two years.

    >>> [mended_title(t) for t in ("某市三年行动计划(2018—2020年", "某目录2019版)", "某规划(20162020年)的通知")]
    ['某市三年行动计划(2018—2020年)', '某目录(2019版)', '某规划(2016—2020年)的通知']
    >>> [mended_title(t) for t in ("某市办法(试行)", "某市工作(第1批", "某目录（2019版)")]
    ['某市办法(试行)', '某市工作(第1批', '某目录（2019版)']
    """
    whole = compiled(r"((?:19|20)\d\d)((?:19|20)\d\d年?)(?=[)）])").sub(r"\1—\2", title)
    lost = sum(map(whole.count, "(（")) - sum(map(whole.count, ")）"))  # a copy may mix the widths
    if lost == 1:
        whole = compiled(rf"([(（])({_YEARS})(?=的|$)").sub(lambda m: f"{m[1]}{m[2]}{_CLOSE_OF[m[1]]}", whole)
    elif lost == -1:
        whole = compiled(rf"(?<![\d(（])({_YEARS})([)）])").sub(lambda m: f"{_OPEN_OF[m[2]]}{m[1]}{m[2]}", whole)
    return whole


def number_behind(text: Text, at: int, end: int) -> tuple[str | None, int, bool]:
    """The number that follows a title, where it ends, and whether it had to be mended."""
    norm = text.norm
    if at >= end or norm[at] not in _OPEN + "国":
        return None, at, False
    bracket = norm[at] in _OPEN
    begin = at + bracket
    reach = norm[begin : min(end, begin + 40)]
    m = compiled(rules.NUMBER.pattern).search(reach)
    if m and not compiled(r"[,。;《\n]").search(reach, 0, m.start()):
        stop = begin + m.end()
        code = compiled(rules.AGENCY.pattern).search(reach[: m.start()])
        first = begin + (code.start() if code else m.start())
        closing = bracket and norm[stop : stop + 1] in _CLOSE
        said = text.say(Span(first, stop))
        number = document_number(said)
        return number, stop + (1 if closing else 0), number != said
    m = compiled(rules.DAMAGED.pattern).search(reach)
    if m and bracket and compiled(rules.AGENCY.pattern).match(reach[: m.start()]):
        year, number = m[1] or m[3], m[2] or m[4]
        stop = begin + m.end()
        return f"{reach[: m.start()]}〔{year}〕{number}号", stop + (norm[stop : stop + 1] in _CLOSE), True
    return None, at, False


def numbers(text: Text, span: Span, taken: list[Span]) -> Iterable[CitationFact]:
    """The numbers in `span` that stand alone, outside the stretches `taken`."""
    norm = text.norm
    at = span.start
    for sign in compiled("号").finditer(norm, *span):  # every number holds one, and little else does
        m = compiled(rules.NUMBER.pattern).search(norm, max(at, sign.start() - _LONGEST), min(sign.end() + 1, span.end))
        if m is None:
            continue
        at = m.end()
        if any(s.start <= m.start() < s.end for s in taken):
            continue
        code = code_before(norm, m.start(), span.start)
        if not code or m[0].startswith(("令", "第")):
            continue
        whole = Span(m.start() - len(code), m.end())
        said = text.say(whole)
        number = document_number(said)
        yield CitationFact(span=whole, rule="number", document_number=number, repaired=number != said)


def code_before(norm: str, at: int, floor: int) -> str:
    """The agency code before a number's year: 国办发, 发改价格规."""
    m = compiled(rules.AGENCY.pattern).search(norm[max(floor, at - 16) : at])
    if not m:
        return ""
    run = m[0]
    edges = [e.end() for e in compiled(rules.CODE_EDGES).finditer(run)]
    code = run[edges[-1] :] if edges and edges[-1] < len(run) else run
    return code if 1 < len(code) <= 10 else ""
