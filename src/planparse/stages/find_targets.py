"""Indicators and the values they are to reach. Rather none than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.numerals import DIGITS
from planparse.rules import dates, targets
from planparse.rules.rulebook import compiled
from planparse.span import Span
from planparse.syntax import TargetFact, Text

_CLAUSE_MARKS = r"[,;。:\n!?]|(?<=[%上内右])、"
_SENTENCE_MARKS = "。\n"
_LONGEST = 36


def find_targets(text: Text, span: Span) -> tuple[TargetFact, ...]:
    """The targets in ``text.norm[span]``, in order. `by` is the EDTF year or month that governs one.

    >>> from planparse.stages.normalise import normalise, plain
    >>> text = normalise(plain("到2025年，全市污水处理率达到95%以上，办理时限压缩至5个工作日以内。"))
    >>> [(f.indicator, f.comparator, f.value, f.uom, f.by) for f in find_targets(text, Span(0, len(text.norm)))]
    [('全市污水处理率', '>=', '95', '%', '2025'), ('办理时限', '<=', '5', '个工作日', '2025')]
    """
    norm = text.norm
    now = _own_year(norm)
    found = []
    for m in targets.target_pattern().finditer(norm, *span):
        sentence = max(max(norm.rfind(mark, span.start, m.start()) for mark in _SENTENCE_MARKS) + 1, span.start)
        indicator = _indicator(norm, m, sentence)
        if indicator is None or _no_target(norm, m, sentence, span.end):
            continue
        by, past = _by(norm, sentence, m.start(), now)
        if past:
            continue
        name = text.say(indicator)
        word = _word(m)
        if word == "growth":
            name += compiled(r"[约达到]+$").sub("", m["growth"])
        found.append(
            TargetFact(
                indicator=name,
                comparator=_comparator(m, word),
                value=m["value"].replace(",", ""),
                uom=m["uom"],
                span=Span(indicator.start, m.end()),
                rule=word,
                by=by,
            )
        )
    return tuple(found)


def _word(m: re.Match[str]) -> str:
    return next(row.name for row in targets.WORDS if m[row.name])


def _comparator(m: re.Match[str], word: str) -> str:
    tail = m["tail"] or ""
    sign = targets.COMPARATORS[word]
    if sign in ("=", "<=") and tail:
        return targets.TAILS.get(tail[-1], sign) if word != "at_most" or tail[-1] == "右" else sign
    return "~" if m["about"] and sign == "=" else sign


def _indicator(norm: str, m: re.Match[str], sentence: int) -> Span | None:
    """The noun phrase before the word: from the last mark, without what leads in."""
    marks = list(compiled(_CLAUSE_MARKS).finditer(norm, sentence, m.start()))
    begin = marks[-1].end() if marks else sentence
    while True:
        head = compiled(targets.LEAD_IN.pattern).match(norm[begin : m.start()])
        if not head:
            break
        begin += head.end()
    phrase = norm[begin : m.start()]
    if not 2 <= len(phrase) <= _LONGEST or compiled(targets.NO_INDICATOR).search(phrase):
        return None
    if not compiled(r"[一-鿿]{2}").search(phrase) or phrase.count("(") != phrase.count(")"):
        return None
    return Span(begin, m.start())


def _no_target(norm: str, m: re.Match[str], sentence: int, end: int) -> bool:
    """Is it a condition, a grant, or told as done?"""
    if norm[m.end() : m.end() + 1] in ("的", "/") or norm[m.end() : min(end, m.end() + 2)] == "以上":
        return True
    before = norm[sentence : m.start()]
    if compiled(targets.PAST.pattern).search(before):
        return True
    return bool(compiled(targets.CONDITION.pattern).search(before))


def _by(norm: str, sentence: int, at: int, now: int | None) -> tuple[str | None, bool]:
    """The date that governs, in EDTF, and whether it lies in the past."""
    last = None
    for m in dates.expression_pattern().finditer(norm, sentence, at):
        if m["y"]:
            last = m
    if last is None:
        return None, False
    year = int("".join(c if c.isascii() else str(DIGITS.get(c, 0)) for c in last["y"]))
    if now is not None and year < now:
        return None, True
    month = last["m"]
    return (f"{year:04d}-{int(month):02d}" if month and month.isdecimal() else f"{year:04d}"), False


def _own_year(norm: str) -> int | None:
    """The year of the signature, as far as a line of its own holds it."""
    years: Iterator[re.Match[str]] = compiled(dates.SIGNED).finditer(norm)
    signed = next(years, None)
    return int(signed[1]) if signed and signed[1].isdecimal() else None
