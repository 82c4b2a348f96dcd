"""The page around a notice: its metadata table, navigation, a database's header, a footer."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from planparse.layout.values import as_copied, document_number, iso_date
from planparse.patterns import compiled
from planparse.rules.front_matter import (
    BOL,
    DECLARED,
    DOCUMENT_NUMBERS,
    FURNITURE,
    ISO_DATE,
    KINDS,
    LABELS,
    PAGE_END,
)
from planparse.rules.rulebook import combine
from planparse.rules.tables import UNIT_HEAD
from planparse.span import Span, trim
from planparse.syntax import Fact, Text

_ZONE = 3000
_SHORT_LABELS = (
    "时间",
    "名称",
    "标题",
    "来源",
    "作者",
    "字号",
    "字体",
    "编辑",
    "审核",
    "栏目",
    "阅读",
    "浏览",
    "点击",
    "导读",
    "文号",
    "体裁",
    "文种",
)
_RUN = 60  # from one label of a table in one line to the next
_DATES = frozenset({"date_issued", "date_published", "date_effective", "valid_until"})


class Page(Struct, frozen=True, kw_only=True):
    """What was found above the notice. `end` is where the notice itself begins."""

    end: int
    facts: tuple[Fact, ...] = ()
    titles: tuple[Span, ...] = ()


class _Hit(Struct, frozen=True):
    start: int
    end: int
    key: str | None  # None: furniture; otherwise a label
    name: str


def read_page(text: Text) -> Page:
    """The furniture above the notice and the facts of its table, those of the format behind them."""
    zone = _zone_end(text.norm)
    hits = _hits(text, zone)
    facts, end = _values(text, hits, zone)
    end += text.norm[end : end + 1] == "。" and end == zone  # of a summary
    strange = _between(text, hits, end)
    titles = [_titled(text, span) for span in strange]
    if all(fact.key != "document_number" for fact in facts):
        facts += _numbered(text, strange)
    declared = [
        Fact(
            key=DECLARED[label.lower()],
            value=_declared(DECLARED[label.lower()], value),
            span=None,
            rule="declared",
        )
        for label, value in text.source.fields
        if label.lower() in DECLARED and value.strip()
    ]
    return Page(
        end=end,
        facts=tuple(facts + [fact for fact in declared if fact.value]),
        titles=tuple(span for span in titles if span),
    )


def after_tables(text: Text) -> int:
    """Where the last table of responsibility ends that is given as cells; 0 where none is."""
    heads = {cell.table for cell in text.source.cells if compiled(UNIT_HEAD).fullmatch(_said(text, cell.span))}
    return max((text.offsets.to_norm(cell.span.end) for cell in text.source.cells if cell.table in heads), default=0)


def _said(text: Text, span: Span) -> str:
    return text.of(Span(text.offsets.to_norm(span.start), text.offsets.to_norm(span.end)))


def page_end(norm: str, start: int) -> int:
    """Where the notice ends and the footer of its page begins."""
    pattern = compiled(rf"(?:{combine(PAGE_END + FURNITURE)})\Z")
    end = len(norm)
    while end > start:
        stop = end - 1 if norm[end - 1] == "\n" else end
        found = pattern.search(norm, max(start, stop - 120), stop)
        if found is None or found.end() == found.start():
            return stop if stop == end else end
        end = found.start()
    return end


@cache
def _label_pattern() -> str:
    names = sorted((name for row in LABELS.values() for name in row), key=lambda name: (-len(name), name))
    long = [name for name in names if name not in _SHORT_LABELS]
    short = [name for name in names if name in _SHORT_LABELS]
    return (
        rf"【(?P<boxed>{'|'.join(names)})】:?"
        rf"|(?=[{''.join(sorted({name[0] for name in names}))}])(?:(?P<long>{'|'.join(long)})(?::|(?={_GLUED_VALUE}))"
        rf"|{BOL}(?P<line>{'|'.join(names)}):?(?![^\n])"
        rf"|{BOL}(?P<short>{'|'.join(short)}):"
        rf"|(?P<typed>{'|'.join(short)}):(?=\n|\d{{4}}[-年/.]|[^\W\d]{{1,14}}[〔\[(【]\d{{4}})"
        rf"|(?P<run>{'|'.join(short)}):"
        rf"|(?P<spaced>{'|'.join(names)})(?!:))"
    )


_TASK_TABLE = rf"(?<![^\n])(?:序号|编号)[^。:]{{0,60}}?(?<!公开){UNIT_HEAD}"
# A label without a colon is one only where its value is glued to it and of its kind.
_GLUED_VALUE = r"[A-Za-z]{0,6}\d{4,}[-/]|\d{6,}|\d{4}[-年]\d|[^\W\d]{1,10}[〔\[]\d{4}"


@cache
def _key_of(name: str) -> str:
    return next(key for key, names in LABELS.items() if name in names)


def _zone_end(norm: str) -> int:
    """Up to where a page table may reach: the first sentence of the notice, or the head of a table of responsibility."""
    stop = norm.find("。", 0, _ZONE)
    stop = min(len(norm), _ZONE) if stop < 0 else stop
    table = compiled(_TASK_TABLE).search(norm, 0, stop)
    return table.start() if table else stop


def _hits(text: Text, zone: int) -> list[_Hit]:
    norm = text.norm
    hits: list[_Hit] = []
    pattern = compiled(rf"{_label_pattern()}|{combine(FURNITURE)}")
    for found in pattern.finditer(norm, 0, zone):
        group = found.lastgroup or ""
        if group == "run" and not _in_table(text, hits, found.start()):
            continue
        if group == "spaced" and not _is_cell(text, hits, Span(*found.span())):
            continue
        if group in ("long", "line", "short", "typed", "run", "spaced", "boxed"):
            hits.append(_Hit(found.start(), found.end(), _key_of(found[group]), group))
        elif found.end() > found.start():
            hits.append(_Hit(found.start(), found.end(), None, group))
    return hits


def _in_table(text: Text, hits: list[_Hit], at: int) -> bool:
    """Does a short word before a colon stand where a label does: behind a blank, or behind another label?

    ``标题:`` near the top of a page is hardly anything else.
    """
    if at in text.gaps or (at < _RUN and text.norm.startswith("标题:", at)):
        return True
    last = next((hit for hit in reversed(hits) if hit.key is not None), None)
    return last is not None and at - last.end <= _RUN and "\n" not in text.norm[last.end : at]


def _is_cell(text: Text, hits: list[_Hit], word: Span) -> bool:
    """Does a word stand between blanks, or first in its line, as the label in a row of a table does?

    A short word does so in other tables, too: it is a label only close behind another.
    """
    first = word.start in text.gaps or word.start == 0 or text.norm[word.start - 1] == "\n"
    if not first or word.end not in text.gaps or text.norm[word.end : word.end + 1] in ("", "\n"):
        return False
    if text.of(word) not in _SHORT_LABELS:
        return True
    return any(hit.key is not None and word.start - hit.end <= _RUN for hit in hits[-3:])


def _values(text: Text, hits: list[_Hit], zone: int) -> tuple[list[Fact], int]:
    """The value of each label, and where the last label or piece of furniture ends."""
    norm, facts, end = text.norm, [], 0
    labels = [hit for hit in hits if hit.key is not None]
    cells = sum(norm[hit.end : hit.end + 1] == "\n" for hit in labels) * 2 > len(labels)
    title = ""
    for index, hit in enumerate(hits):
        stop = hits[index + 1].start if index + 1 < len(hits) else zone
        if hit.key is None:
            end = max(end, hit.end)
            continue
        span, taken = _value(norm, hit, _next_cell(text, hit.end, stop), cells, title)
        end = max(end, hit.end, taken)
        if hit.key and span:
            value = _typed(text, hit.key, span)
            if value:
                facts.append(Fact(key=hit.key, value=value, span=span, rule="page_table"))
                title = text.of(span) if hit.key == "title" else title
    return facts, end


def _value(norm: str, hit: _Hit, stop: int, cells: bool, title: str) -> tuple[Span | None, int]:
    """Where the value of a label stands, and up to where the label and its value reach."""
    start = hit.end
    inline = norm[start : start + 1] not in ("\n", "")
    if not inline:
        if not cells or stop <= start + 1:
            return None, hit.end
        start += 1
    line_end = norm.find("\n", start)
    line_end = len(norm) if line_end < 0 else line_end
    span = trim(norm, Span(start, min(stop, line_end)), " |•·\n\t;")
    if span.end <= span.start:
        return None, hit.end
    if hit.key in _DATES:
        found = compiled(ISO_DATE).match(norm, span.start)
        return (Span(found.start(), found.end()), found.end()) if found else (None, hit.end)
    if hit.key == "document_number":
        found = compiled(combine(DOCUMENT_NUMBERS)).match(norm, span.start, span.end)
        return (Span(found.start(), found.end()), found.end()) if found else (None, hit.end)
    if hit.name in ("long", "typed") and hit.key == "":
        found = compiled(r"(?:部门规章|地方规范性文件|规范性文件|行政法规|地方性法规|有效|现行有效)").match(
            norm, span.start
        )
        if found:
            return span, found.end()
    span = _before_notice(norm, span, title, hit.key or "")
    value = norm[span.start : span.end]
    if (
        len(value) > 120
        or not value
        or _is_label(value)
        or (not inline and _opens_notice(value, title, hit.key or ""))
    ):
        return None, hit.end
    return span, span.end


def _next_cell(text: Text, start: int, stop: int) -> int:
    """Where, behind a blank, another label begins, though an unknown one; else `stop`."""
    line_end = text.norm.find("\n", start, stop)
    for found in compiled(r"[^\W\d]{2,7}:").finditer(text.norm, start, stop if line_end < 0 else line_end):
        for at in range(found.start(), found.end() - 2):
            if at in text.gaps and at > start:
                return at
    return stop


def _is_label(value: str) -> bool:
    """Is the value the name of the next label, its own cell being empty?"""
    return any(value.removesuffix(":") in names for names in LABELS.values())


def _before_notice(norm: str, span: Span, title: str, key: str) -> Span:
    """`span` up to where, in a copy without lines, the notice itself begins: with its title, if that is known."""
    if key == "title" or len(title) < 8:
        return span
    at = norm.find(title[:12], span.start, span.end)
    return Span(span.start, at) if at >= 0 else span


def _opens_notice(value: str, title: str, key: str) -> bool:
    """Is the line below an empty cell the notice's own first line?"""
    if key == "title":
        return False
    if title:
        return title.startswith(value) or value.startswith(title[:10])
    return (
        key == ""
        and compiled(rf"(?:{KINDS})\Z|关于|印发|\A(?:国务院|中华|[^\n]{{2,20}}(?:令|文件)\Z)").search(value)
        is not None
    )


def _typed(text: Text, key: str, span: Span) -> str:
    if key in _DATES:
        return iso_date(text.of(span)) or ""
    value = as_copied(text, span)
    if key == "document_number":
        return document_number(value)
    return value.removeprefix("《").removesuffix("》") if key == "title" and value.count("《") == 1 else value


def _declared(key: str, value: str) -> str:
    return iso_date(value) or "" if key in _DATES else value.strip()


def _between(text: Text, hits: list[_Hit], end: int) -> list[Span]:
    """The lines above `end` that are neither label nor furniture."""
    spans, at = [], 0
    for hit in [*hits, _Hit(end, end, None, "")]:
        if at < hit.start:
            start = at
            for line in text.norm[at : hit.start].split("\n"):
                if line:
                    spans.append(Span(start, start + len(line)))
                start += len(line) + 1
        at = max(at, hit.end)
    return spans


def _numbered(text: Text, spans: list[Span]) -> list[Fact]:
    """The number of the notice, where the page prints it above its text on a line of its own, as it does the title."""
    number = compiled(rf"\(?(?P<number>{DOCUMENT_NUMBERS[0].pattern})\)?\Z")
    found = [match for span in spans if (match := number.match(text.norm, span.start, span.end))]
    if len(found) != 1:
        return []
    span = Span(*found[0].span("number"))
    return [Fact(key="document_number", value=_typed(text, "document_number", span), span=span, rule="number")]


def _titled(text: Text, span: Span) -> Span | None:
    """`span` where it reads like the title of a notice that the page prints above its text."""
    value = text.of(span)
    if (
        8 <= len(value) <= 150
        and ">" not in value
        and compiled(rf"(?:{KINDS})(?:\([^()]{{1,20}}\))?\Z").search(value)
    ):
        return span
    return None
