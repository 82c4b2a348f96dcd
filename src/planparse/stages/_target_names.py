"""What a value is reached of: the words before it, or the subject of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planparse.patterns import compiled
from planparse.rules import targets
from planparse.rules.numbering import marker_pattern
from planparse.rules.rulebook import HAN
from planparse.span import Span
from planparse.syntax import TargetFact

# An enumeration goes on behind a value: 5个、, 以上、; not behind 自然人、.
_CLAUSE_MARKS = (
    r"[,;。:\n!?]|(?<=[%上内右])、|(?<=\d[家个元户名人项台座条亩倍])、|(?<=\d[百千万亿][家个元户名人项台座条亩倍])、"
)
_LONGEST = 44


def indicator_before(norm: str, end: int, sentence: int, rule: str) -> Span | None:
    """The noun phrase that ends at `end`: from the last mark, without what leads in."""
    marks = list(compiled(_CLAUSE_MARKS).finditer(norm, sentence, end))
    begin = marks[-1].end() if marks else sentence
    begin = behind_lead_in(norm, begin, end)
    if between := compiled(targets.BETWEEN).search(norm[begin:end]):
        end = begin + between.start()
    if rule != "growth" and (compared := compiled(targets.COMPARED).search(norm[begin:end])):
        end = begin + compared.start()
    phrase = norm[begin:end]
    if not 2 <= len(phrase) <= _LONGEST or compiled(targets.NO_INDICATOR).search(phrase):
        return None
    if rule != "growth" and compiled(targets.MONEY).search(phrase):
        return None
    if not compiled(rf"{HAN}{{2}}").search(phrase) or phrase.count("(") != phrase.count(")"):
        return None
    return Span(begin, end)


def behind_lead_in(norm: str, begin: int, end: int) -> int:
    """Behind an item's own number and what leads in to a name or a verb."""
    if number := marker_pattern().match(norm, begin, end):
        begin = number.end()
    while head := compiled(targets.LEAD_IN.pattern).match(norm[begin:end]):
        begin += head.end()
    return begin


def lacks_subject(norm: str, word: re.Match[str], indicator: Span | None) -> bool:
    """Does the clause of a value begin with its word (年均增长15%), or with 占…, so that it has no subject?"""
    if indicator is not None:
        return True
    return row_of(word) == "growth" and norm[word.start() - 1] in ",;、"


def subject_of(norm: str, before: Sequence[TargetFact], sentence: int, word: int) -> str:
    """The last indicator of the sentence that names what is measured by itself; empty where none does.

    Another clause between the last value and the word at `word` has a subject of its own.
    """
    if not before or not compiled(r"[^\d,;。]{0,3}[,、;]?(?:其中|且|并|平均|同时)?").fullmatch(norm, before[-1].span.end, word):
        return ""
    for fact in reversed(before):
        if fact.span.start < sentence:
            break
        if fact.rule != "growth" and "占" not in fact.indicator:
            return fact.indicator
    return ""


def row_of(m: re.Match[str]) -> str:
    """The row of `targets.WORDS` that a word was read by."""
    return next(row.name for row in targets.WORDS if m[row.name] is not None)
