"""Indicators and the values they are to reach. Rather none than a wrong one."""

from __future__ import annotations

import re

from planparse.rules import dates, targets
from planparse.rules.numbering import marker_pattern
from planparse.rules.rulebook import HAN, compiled
from planparse.span import Span
from planparse.syntax import TargetFact, Text

_CLAUSE_MARKS = r"[,;。:\n!?]|(?<=[%上内右])、"
_SENTENCE_MARKS = "。\n"
_YEAR_SAID = r"(?<![\d(])(20\d\d)年(?:(1[0-2]|0?[1-9])月)?"
_LONGEST, _LONGEST_WORD, _LONGEST_SENTENCE, _ATTRIBUTE = 36, 12, 400, 10


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
    for value in targets.value_pattern().finditer(norm, *span):
        at = value.start("value")
        floor = max(span.start, at - _LONGEST_SENTENCE)
        sentence = max(max(norm.rfind(mark, floor, at) for mark in _SENTENCE_MARKS) + 1, floor)
        word = targets.word_pattern().search(norm, max(sentence, at - _LONGEST_WORD), at)
        if not word or _no_target(norm, word.start(), value.end(), sentence, span.end):
            continue
        indicator = _indicator(norm, word.start(), sentence, _word(word))
        by, past = _by(norm, sentence, at, now) if indicator else (None, True)
        stated = by or value["tail"] or _word(word) not in ("reach", "growth") or value["value"] == "100"
        if not stated and not compiled(targets.AIMED.pattern).search(norm, sentence, at):
            continue
        if indicator is not None and not past:
            found.append(_fact(text, indicator, word, value, by))
    return tuple(found)


def _fact(
    text: Text, indicator: Span, word: re.Match[str], value: re.Match[str], by: str | None
) -> TargetFact:
    rule = _word(word)
    name = text.say(indicator)
    if rule == "growth":  # 增长 is part of what is measured
        name += compiled(r"[约达到]+$").sub("", word["growth"])
    return TargetFact(
        indicator=name,
        comparator=_comparator(rule, value["tail"], about=bool(word["about"])),
        value=value["value"].replace(",", ""),
        uom=value["uom"],
        span=Span(indicator.start, value.end()),
        rule=rule,
        by=by,
    )


def _word(m: re.Match[str]) -> str:
    return next(row.name for row in targets.WORDS if m[row.name])


def _comparator(rule: str, tail: str, *, about: bool) -> str:
    sign = targets.COMPARATORS[rule]
    if tail and (sign == "=" or (sign == "<=" and tail[-1] == "右")):
        return targets.TAILS.get(tail[-1], sign)
    return "~" if about and sign == "=" else sign


def _indicator(norm: str, end: int, sentence: int, rule: str) -> Span | None:
    """The noun phrase that ends at `end`: from the last mark, without what leads in."""
    marks = list(compiled(_CLAUSE_MARKS).finditer(norm, sentence, end))
    begin = marks[-1].end() if marks else sentence
    if number := marker_pattern().match(norm, begin):  # an item's own
        begin = number.end()
    while head := compiled(targets.LEAD_IN.pattern).match(norm[begin:end]):
        begin += head.end()
    phrase = norm[begin:end]
    if not 2 <= len(phrase) <= _LONGEST or compiled(targets.NO_INDICATOR).search(phrase):
        return None
    if rule != "growth" and compiled(targets.MONEY).search(phrase):
        return None
    if not compiled(rf"{HAN}{{2}}").search(phrase) or phrase.count("(") != phrase.count(")"):
        return None
    return Span(begin, end)


def _no_target(norm: str, word: int, end: int, sentence: int, limit: int) -> bool:
    """Is it a condition, a grant, or told as done?"""
    behind = norm[end : min(limit, end + _ATTRIBUTE)]
    if compiled(targets.ATTRIBUTE.pattern).match(behind) or compiled(r"[、和及]\d").match(behind):
        return True
    before = norm[sentence:word]
    return any(compiled(row.pattern).search(before) for row in (targets.PAST, targets.CONDITION))


def _by(norm: str, sentence: int, at: int, now: int | None) -> tuple[str | None, bool]:
    """The date that governs, in EDTF, and whether it lies in the past."""
    said = list(compiled(_YEAR_SAID).finditer(norm, sentence, at))
    if not said:
        return None, False
    year, month = int(said[-1][1]), said[-1][2]
    if now is not None and year < now:
        return None, True
    return (f"{year:04d}-{int(month):02d}" if month else f"{year:04d}"), False


def _own_year(norm: str) -> int | None:
    """The year of the signature, as far as a line of its own holds it."""
    signed = compiled(dates.SIGNED).search(norm)
    return int(signed[1]) if signed and signed[1].isdecimal() else None
