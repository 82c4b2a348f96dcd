"""The dates by which something is due, each weighed by the words around it.

A scan finds every date and period; what stands before and behind it, in its clause and its line, speaks
for or against (the rows of ``rules/dates.py``). The year of a date that names none comes from the
nearest place that says one: sentence, item, table or section head, title, the notice's own date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse.patterns import compiled
from planparse.rules import dates as rules
from planparse.span import Span
from planparse.stages._date_reading import Date, Years, own_year, scan, sentence_start
from planparse.syntax import DeadlineFact, Text

_REACH_BEFORE, _REACH_AFTER = 16, 60
_REACH_TITLE = 120
_SHORT_LINE = 40
_TERM = 3.5  # what standing in a column of deadlines weighs
_LONE = ("cell", "column_head", "term_column")
_SENTENCE_END = r"[。\n!?]"

Vote = tuple[float, str]


def find_deadlines(
    text: Text, span: Span, default_year: int | None = None, terms: Sequence[Span] = (), issued: str = ""
) -> tuple[DeadlineFact, ...]:
    """The deadlines in ``text.norm[span]``, in order, once for each mention.

    `default_year` is the year of the notice: it stands in for a year that the text does not say, and
    what lies before it is the past. Where it is None, signature or document number say it. `terms` are
    cells of columns of deadlines. `issued` is the notice's day in EDTF: a day before it is past, unless the
    text says that something is due by then.

    >>> from planparse.stages.normalise import normalise, plain
    >>> text = normalise(plain("2021年6月底前制定办法，12月底前实现全覆盖；截至2020年底已建成3个，每年2月底前报送。"))
    >>> [f.due for f in find_deadlines(text, Span(0, len(text.norm)), 2021)]
    ['2021-06', '2021-12']
    """
    norm = text.norm
    now = default_year or own_year(norm)
    years = Years(norm, span, now)
    found: list[DeadlineFact] = []
    last, held = span.start - 2, False  # where the last date ended, and whether it was a deadline
    for date in scan(norm, span):
        start = date.span.start
        sentence = sentence_start(norm, start, span.start)
        if _in_title(norm, date.span):
            continue
        cell = next((term for term in terms if term.covers(date.span)), None)
        # A cell of a column of terms stands by itself: what is said in the cell before it is not of its date.
        score, rule = _weigh(norm, cell or span, date, max(sentence, cell.start) if cell else sentence, now)
        if cell and rule not in ("term_column", "by"):
            score, rule = score + _TERM, "term_column"
            if date.figures:  # there figures are as good as words
                score -= rules.weights()["figures"]
        if start - last == 1 and norm[last] in "、和及或":
            score += rules.LIKE_THE_LAST if held else rules.UNLIKE
        last, held = date.span.end, score >= rules.THRESHOLD
        if date.year is not None:
            years.named.append((start, date.year))
        due = years.due(date, sentence) if held else None
        if due and not _is_past(date, due, issued, rule):
            found.append(DeadlineFact(due=due, span=date.span, rule=rule))
    return tuple(found)


def _weigh(norm: str, part: Span, date: Date, sentence: int, now: int | None) -> tuple[float, str]:
    """How much speaks for a deadline, and the name of the row that speaks loudest."""
    start, end = date.span
    line = norm.rfind("\n", part.start, start) + 1
    before = norm[max(part.start, start - _REACH_BEFORE, line) : start]
    behind = norm[end : min(part.end, end + _REACH_AFTER)]
    verb = _is_verb(behind.removeprefix(","))
    around = [*_before(date, before), *_behind(date, behind, verb=verb)]
    if "goal" in around and "attribute" in around and not behind.startswith("的"):
        around.remove(
            "attribute"
        )  # 到2025年省级…达到: what follows is the subject, not what the date describes
    votes = [
        *_named(*around),
        *_line(norm, part, date, before),
    ]
    names = {name for _, name in votes}
    if "figures" in names and names & {"term_label", "term_column"}:  # there figures are as good as words
        votes = [vote for vote in votes if vote[1] != "figures"]
    if not date.by and compiled(rules.SO_FAR.pattern).search(norm, sentence, start):
        votes += _named(rules.SO_FAR.name)
    if date.year is None and compiled(rules.RECURRING.pattern).search(norm, sentence, start):
        votes += _named(rules.RECURRING.name)
    score = sum(weight for weight, _ in votes) + _time(date, now)
    if not votes or all(name in ("verb", "will") for _, name in votes):
        score += rules.INSIDE
    if date.year and now and date.year > now and "as_of" in names:
        score += rules.AS_OF_FUTURE
    return score, max(votes)[1] if votes else ""


def _is_past(date: Date, due: str, issued: str, rule: str) -> bool:
    """Is it a day before the notice's own, told and not set: 自3月8日至7月7日,共记录到…?"""
    return bool(date.day) and not date.by and rule != "term_column" and due < issued


def _is_verb(behind: str) -> bool:
    """Does a verb stand there, or one behind an adverb?"""
    if behind[:2] in rules.VERB_WORDS:
        return True
    size = next((n for n in (3, 2, 1) if behind[:n] in rules.ADVERBS), 0)
    return bool(size) and behind[size : size + 2] in rules.VERB_WORDS


def _named(*names: str) -> list[Vote]:
    weights = rules.weights()
    return [(weights[name], name) for name in names]


def _time(date: Date, now: int | None) -> float:
    """What the year itself says beside the notice's."""
    if not date.year or not now or date.year == now:
        return 0.0
    if date.year > now:
        return rules.FUTURE
    return rules.LAST_YEAR if date.year == now - 1 else rules.LONG_AGO


def _before(date: Date, before: str) -> Iterator[str]:
    """The row that fits right before the date."""
    if not before or (date.by and before[-1] in ",;。"):
        yield "clause_start"
        return
    left = rules.evidence_pattern("before").search(before)
    if left and left.lastgroup and not (left.lastgroup == "since" and date.period):
        yield left.lastgroup


def _behind(date: Date, behind: str, *, verb: bool) -> Iterator[str]:
    """The form of the date, and the rows that fit behind it, in its clause and in its sentence."""
    if date.by:
        yield "by"
    elif date.close:
        yield "close"
    elif date.day:
        yield "day"
    if date.period:
        yield "period"
    if date.figures and not date.by:
        yield "figures"
    if behind.startswith((",", ":")):
        yield "pause"
    if verb:
        yield "verb"
    right = rules.evidence_pattern("after").match(behind)
    if right and right.lastgroup:
        yield right.lastgroup
    yield from _told(date, behind, verb=verb)


def _told(date: Date, behind: str, *, verb: bool) -> Iterator[str]:
    """Is it told as done, as an event, or as something to be done?"""
    if date.by:
        return
    stop = compiled(_SENTENCE_END).search(behind)
    sentence = behind[: stop.start()] if stop else behind
    clause = sentence.lstrip(",").split(",", 1)[0].split(";", 1)[0]
    if (date.day or not verb) and compiled(rules.EVENT.pattern).search(sentence):
        yield rules.EVENT.name
    if compiled(rules.PERFECT.pattern).search(clause):
        yield rules.PERFECT.name
    if date.month and rules.REPORTED.matches(clause):
        yield rules.REPORTED.name
    if compiled(rules.WILL.pattern).search(sentence):
        yield rules.WILL.name


def _line(norm: str, part: Span, date: Date, before: str) -> list[Vote]:
    """What the place in its line says: a cell of its own, a name with a period, a heading."""
    start, end = date.span
    if date.by:
        return []
    opens = start == part.start or norm[start - 1] == "\n"
    closes = end >= part.end or norm[end] == "\n"
    names = []
    if date.period and (compiled(rules.NAMED.pattern).search(before) or _subtitle(norm, date.span)):
        names.append(rules.NAMED.name)
    if date.month and before.endswith("(") and norm[end : end + 1] == ")":
        if before[-2:-1] not in ("》", "”"):
            names.append("bracketed")
    if opens and closes and not date.close:
        names += _lone(norm, part, date)
    elif opens:
        stop = norm.find("\n", end, part.end)
        line = norm[end : stop if stop >= 0 else part.end]
        plain = len(line) < _SHORT_LINE and "," not in line and "。" not in line
        if plain and compiled(rules.NAMING.pattern).search(line) and not compiled(rules.DRAFTING).match(line):
            names.append(rules.NAMING.name)
    return _named(*names)


def _subtitle(norm: str, span: Span) -> bool:
    """Is the period a bracketed line below a title?"""
    return norm[span.start - 2 : span.start] == "\n(" and norm[span.end : span.end + 2] in (")\n", ")")


def _lone(norm: str, part: Span, date: Date) -> Iterator[str]:
    """A line that holds nothing but a year or a month: a cell of a column of terms, or a head."""
    start, end = date.span
    above = norm[norm.rfind("\n", part.start, max(start - 1, part.start)) + 1 : max(start - 1, part.start)]
    stop = norm.find("\n", end + 1, part.end)
    below = norm[end + 1 : stop if stop >= 0 else part.end]
    rows = {row.name: compiled(row.pattern) for row in rules.FORM if row.name in _LONE}
    if any(rows["column_head"].search(line) for line in (above, below) if line):
        yield "column_head"
    elif rows["term_column"].search(norm, part.start, start):
        yield "term_column"
    elif date.day is None and not date.period and rows["cell"].search(above):
        yield "cell"


def _in_title(norm: str, span: Span) -> bool:
    """Does the date stand inside 《…》?"""
    floor = max(0, span.start - _REACH_TITLE)
    if norm.rfind("《", floor, span.start) <= norm.rfind("》", floor, span.start):
        return False
    end = norm.find("》", span.end, span.end + _REACH_TITLE)
    return end >= 0 and "。" not in norm[span.end : end]
