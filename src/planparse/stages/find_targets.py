"""Indicators and the values they are to reach. Rather none than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planparse.patterns import compiled
from planparse.rules import dates, targets
from planparse.span import Span
from planparse.stages._deliveries import Delivery, deliveries
from planparse.stages._shares import share_in
from planparse.stages._target_dates import Governing
from planparse.stages._target_names import behind_lead_in, indicator_before, lacks_subject, row_of, subject_of
from planparse.syntax import DeadlineFact, TargetFact, Text

_CLAUSE_ENDS = ",;。:\n!?"
_SENTENCE_MARKS = "。\n"
_LONGEST_WORD, _LONGEST_WHOLE, _LONGEST_SENTENCE, _ATTRIBUTE, _LONGEST_GRANT = 12, 22, 400, 10, 120


def find_targets(
    text: Text,
    span: Span,
    year: int | None = None,
    ordered: Sequence[Span] = (),
    told: Sequence[Span] = (),
    dues: Sequence[DeadlineFact] = (),
    rows: Sequence[Span] = (),
    cells: Sequence[Span] = (),
) -> tuple[TargetFact, ...]:
    """The targets in ``text.norm[span]``, in order. `by` is the EDTF year or month that governs one.

    `year` is that of the notice; what was to be reached before it is no target. In an item (`ordered`) a
    plain value is aimed at; in one that tells of what has been reached (`told`) only a date makes a goal.
    `dues` are the deadlines found in the part, `rows` the rows of its tables: the one of a row governs it.
    `cells` are those that share lines: each is read by itself.

    >>> from planparse.stages.normalise import normalise, plain
    >>> text = normalise(plain("到2025年，全市污水处理率达到95%以上，办理时限压缩至5个工作日以内。"))
    >>> [(f.indicator, f.comparator, f.value, f.uom, f.by) for f in find_targets(text, Span(0, len(text.norm)))]
    [('全市污水处理率', '>=', '95', '%', '2025'), ('办理时限', '<=', '5', '个工作日', '2025')]
    """
    when = Governing(text.norm, year or _own_year(text.norm), dues, rows)
    facts: list[TargetFact] = []
    for stretch in _stretches(span, cells):
        found: list[TargetFact] = []
        for value in targets.value_pattern().finditer(text.norm, *stretch):
            found += _measured(text, stretch, value, when, ordered, found)
        found += _shares(text, stretch, when, _covered(found))
        taken = _covered(found)
        facts += (*found, *(fact for fact in _made(text, stretch, when) if taken.isdisjoint(range(*fact.span))))
    kept = [f for f in facts if f.by or not any(s.start <= f.span.start < s.end for s in told)]
    return tuple(sorted(kept, key=lambda fact: fact.span))


def _stretches(span: Span, cells: Sequence[Span]) -> Iterator[Span]:
    """The cells in `span`, and what stands around them."""
    at = span.start
    for cell in cells:
        if at < cell.start:
            yield Span(at, cell.start)
        yield cell
        at = cell.end
    if at < span.end:
        yield Span(at, span.end)


def _covered(facts: Sequence[TargetFact]) -> set[int]:
    return {at for fact in facts for at in range(*fact.span)}


def _measured(
    text: Text,
    span: Span,
    value: re.Match[str],
    when: Governing,
    ordered: Sequence[Span],
    before: Sequence[TargetFact],
) -> list[TargetFact]:
    """What `value` is to be reached of, by the words before it: both bounds of a range, nothing where it is no goal.

    `before` are the targets read so far: 增加值达到5亿元,年均增长15%,占比重达到50% has one subject.
    """
    norm, at = text.norm, value.start() + 1
    floor = max(span.start, at - _LONGEST_SENTENCE)
    sentence = max(max(norm.rfind(mark, floor, at) for mark in _SENTENCE_MARKS) + 1, floor)
    reach = _LONGEST_WORD + (_LONGEST_WHOLE if norm[at - 1] == "的" else 0)
    word = targets.word_pattern().search(norm, max(sentence, at - reach), at)
    if not word or (word["of"] and not _is_share(word, value)) or _no_target(norm, word.start(), value.end(), sentence, span.end) or _is_no_range(value):
        return []
    indicator = indicator_before(norm, word.start(), sentence, row_of(word))
    subject = ""
    if indicator is None or norm.startswith("占", indicator.start):
        begin = indicator.start if indicator else word.start()
        subject = subject_of(norm, before, sentence, begin) if lacks_subject(norm, word, indicator) else ""
        indicator = indicator or (Span(word.start(), word.start()) if subject else None)
    if indicator is None:
        return []
    by, past = when.governs(sentence, at)
    if past or (row_of(word) == "stated" and not _is_stated(norm, value, by, indicator)):
        return []
    bounded = by or value["tail"] or row_of(word) not in ("reach", "growth", "stated") or value["value"] == "100"
    if bounded or _is_order(norm, sentence, word, value, ordered) or compiled(targets.AIMED.pattern).search(norm, sentence, at):
        return _facts(text, indicator, word, value, by, subject)
    return []


def _is_share(word: re.Match[str], value: re.Match[str]) -> bool:
    """Is the value a share of what stands between the word and it?"""
    return value["uom"] == "%" and row_of(word) in ("at_least", "at_most", "more_than", "less_than", "reach")


def _is_no_range(value: re.Match[str]) -> bool:
    """Are the two figures of different measures (2千万至1亿), or falling (100-5分), or numbers of paragraphs (第1—13条)?"""
    if value["low"] is None:
        return False
    if value["low_uom"] not in (None, value["uom"]):
        return True
    falling = float(value["low"].replace(",", "")) >= float(value["value"].replace(",", ""))
    return falling or (value["low"] == "1" and value["uom"] in ("条", "项"))


def _is_order(
    norm: str, sentence: int, word: re.Match[str], value: re.Match[str], ordered: Sequence[Span]
) -> bool:
    """Does a plain value stand in an item, behind 达到 or 压减至? 为 and 在 alone tell what is as well."""
    at = value.start() + 1
    counted = value["uom"] == "%" or not value["uom"].isascii()
    if row_of(word) != "reach" or len(word[0]) < 2 or not counted:
        return False
    inside = any(item.start <= at < item.end for item in ordered)
    return inside and not compiled(targets.SUM_SO_FAR.pattern).search(norm, sentence, at)


def _is_stated(norm: str, value: re.Match[str], by: str | None, indicator: Span) -> bool:
    """Does a value right behind its measure end its clause, under a date, or as a share with a bound?"""
    ends = compiled(rf"[{_CLAUSE_ENDS}、)]|$").match(norm, value.end()) is not None
    governed = by or (value["uom"] == "%" and (value["tail"] or value["value"] == "100"))
    return ends and bool(governed) and not compiled(r"\d").search(norm, *indicator)


def _made(text: Text, span: Span, when: Governing) -> Iterator[TargetFact]:
    """The counts of things that are to be made, clause by clause."""
    norm = text.norm
    end = span.start
    for count in compiled(targets.COUNTED).finditer(norm, *span):
        if count.start() < end:  # in a clause that has been looked at
            continue
        begin, end, sentence = _around(norm, count.start(), span)
        for delivery in deliveries(norm, Span(begin, end)):
            by, past = when.governs(sentence, delivery.span.start)
            if not past and _is_aim(norm, delivery, sentence, by):
                yield _delivered(text, delivery, by)


def _shares(text: Text, span: Span, when: Governing, taken: set[int]) -> list[TargetFact]:
    """The shares of things that stand before them, clause by clause, where none of `taken` stands."""
    norm, found = text.norm, []
    for figure in compiled(r"[0-9]%").finditer(norm, *span):
        if figure.start() in taken:
            continue
        begin, end, sentence = _around(norm, figure.start(), span)
        share = share_in(norm, Span(begin, end))
        if share is None or _is_told(norm, sentence, figure.start()):
            continue
        by, past = when.governs(sentence, figure.start())
        # A share to the tenth is a figure that has been counted.
        aimed = by or (share.tail and "." not in share.value) or share.value == "100" or (
            "." not in share.value and compiled(targets.AIMED.pattern).search(norm, sentence, begin)
        )
        if aimed and not past:
            sign = _comparator("share", share.tail, about=False)
            name = text.say(share.before) + text.say(share.behind)
            found.append(
                TargetFact(
                    indicator=name, comparator=sign, value=share.value, uom="%", span=share.span, rule="share", by=by
                )
            )
    return found


def _around(norm: str, at: int, span: Span) -> tuple[int, int, int]:
    """Where the clause at `at` begins behind what leads in, where it ends, and where its sentence begins."""
    floor = max(span.start, at - _LONGEST_SENTENCE)
    begin = max(floor, *(norm.rfind(mark, floor, at) + 1 for mark in _CLAUSE_ENDS))
    limit = min(span.end, at + _LONGEST_SENTENCE)
    ends = compiled(rf"[{_CLAUSE_ENDS}]").search(norm, at, limit)
    end = ends.start() if ends else limit
    begin = behind_lead_in(norm, begin, end)
    sentence = max(floor, *(norm.rfind(mark, floor, begin) + 1 for mark in _SENTENCE_MARKS))
    return begin, end, sentence


def _is_aim(norm: str, delivery: Delivery, sentence: int, by: str | None) -> bool:
    """Is it to be made, and not made so far, or a condition for something else?"""
    start = delivery.span.start
    if _is_told(norm, sentence, start):
        return False
    if "每年" in norm[sentence:start]:
        return False
    if by or delivery.tail or delivery.rule != "deliver" or compiled(targets.AIMED.pattern).search(norm, sentence, start):
        return True
    return not compiled(targets.SUM_SO_FAR.pattern).search(norm, sentence, delivery.thing.start)


def _delivered(text: Text, delivery: Delivery, by: str | None) -> TargetFact:
    return TargetFact(
        indicator=text.say(delivery.thing),
        comparator=_comparator(delivery.rule, delivery.tail, about=delivery.about),
        value=delivery.value,
        uom=delivery.uom,
        span=delivery.span,
        rule=delivery.rule,
        by=by,
    )


def _facts(
    text: Text, indicator: Span, word: re.Match[str], value: re.Match[str], by: str | None, subject: str
) -> list[TargetFact]:
    rule = row_of(word)
    name = subject + text.say(indicator)
    if rule == "growth":  # 增长 is part of what is measured
        name += compiled(r"[约达到]+$|^再").sub("", word["growth"])
    if word["of"]:
        name = f"{name}占{word['of'].removesuffix('的')}"
    bounds = [(_comparator(rule, value["tail"], about=bool(word["about"])), value["value"])]
    if value["low"]:
        bounds = [(">=", value["low"]), ("<=", value["value"])]
    return [
        TargetFact(
            indicator=name,
            comparator=sign,
            value=figure.replace(",", ""),
            uom=value["uom"],
            span=Span(indicator.start, value.end()),
            rule=rule,
            by=by,
        )
        for sign, figure in bounds
    ]


def _comparator(rule: str, tail: str, *, about: bool) -> str:
    sign = targets.COMPARATORS[rule]
    if tail and (sign == "=" or (sign == "<=" and tail[-1] == "右")):
        return targets.TAILS.get(tail[-1], sign)
    return "~" if about and sign == "=" else sign


def _no_target(norm: str, word: int, end: int, sentence: int, limit: int) -> bool:
    """Is it a condition, a grant, or told as done?"""
    behind = norm[end : min(limit, end + _ATTRIBUTE)]
    if compiled(targets.ATTRIBUTE.pattern).match(behind) or compiled(r"[、和及]\d").match(behind):
        return True
    if targets.GRANT.matches(norm[end : min(limit, end + _LONGEST_GRANT)]):
        return True
    # 30% before ~40% that was not read with it; 由30%至40% tells the way to the second.
    if targets.RANGE_OPENS.matches(behind) or targets.RANGE_ENDS.matches(norm[max(sentence, word - 12) : word + 1]):
        return True
    return _is_told(norm, sentence, word)


def _is_told(norm: str, sentence: int, word: int) -> bool:
    """Does the sentence before `word` tell what has been reached, or a condition?"""
    before = norm[sentence:word]
    return any(compiled(row.pattern).search(before) for row in (targets.PAST, targets.CONDITION))


def _own_year(norm: str) -> int | None:
    """The year of the signature, as far as a line of its own holds it."""
    signed = compiled(dates.SIGNED).search(norm)
    return int(signed[1]) if signed and signed[1].isdecimal() else None
