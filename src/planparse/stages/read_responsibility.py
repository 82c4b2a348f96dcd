"""Finds responsibility clauses in running text.

A clause stands in a frame: a bracket, or, where the brackets are lost or were never there, the
stretch from its label to where the names of units stop. The scan goes from anchor to anchor (a word
of responsibility, or a bracket right behind a sentence); the inside of a frame is read by
`_clause_grammar`, and kept only if what it lists looks like units.
"""

from __future__ import annotations

from planparse.lexicon.segmenter import find_unit_runs, is_unit_list
from planparse.rules.leads import find_declarations
from planparse.rules.numbering import marker_pattern
from planparse.rules.responsibility import (
    CLOSING,
    COVERING,
    LIST_END,
    NO_LIST,
    OPENING,
    anchor_pattern,
    label_pattern,
)
from planparse.rules.rulebook import compiled
from planparse.span import Span
from planparse.stages._clause_grammar import HIDDEN, LABEL_ROLE, Reading, read_inside
from planparse.syntax import Clause, Text

LONGEST = 900  # characters that a clause may have; the longest real ones have about 300
_BRACKET = r"[()〔〕【】\[\]\n]"


def read_responsibility(text: Text, span: Span) -> tuple[Clause, ...]:
    """Every clause in `span` of the normalised text, in order, without overlap.

    A clause reaches from its bracket or label to its closing bracket, or to where its lists end.
    Tables give no clauses here: a label without a colon is one only directly inside a bracket.
    """
    finder = _Finder(text, span)
    for anchor in anchor_pattern().finditer(text.norm, span.start, span.end):
        if anchor.start() >= finder.at - 1:
            finder.look_at(anchor.start(), anchor[0])
    return tuple(finder.found)


class _Finder:
    """The scan over one span. `at` is where the last clause ended: nothing before it is read again."""

    def __init__(self, text: Text, span: Span) -> None:
        self.text, self.norm, self.span = text, text.norm, span
        self.at = span.start
        self.refused = -1  # the last bracket that was no clause
        self.found: list[Clause] = []

    def look_at(self, p: int, word: str) -> None:
        """Is there a clause at or around the anchor `word`, which stands at `p`?"""
        if word[-1] in OPENING:
            self._bracket(p + len(word) - 1, closes_sentence=True)
            return
        if p < self.at:
            return
        if word in ("以上", "上述"):
            self._covering(p)
            return
        label = self._label_at(p)
        opening = self._opening_before(p)
        if opening is not None and opening != self.refused and self._bracket(opening):
            return
        if label is not None:
            self._open_labelled(p)
        else:
            self._open_phrased(p)

    # -------------------------------------------------------------------------- frames

    def _bracket(self, opening: int, closes_sentence: bool = False) -> bool:
        """A clause in brackets; the closing one may be lost."""
        norm, start = self.norm, opening + 1
        close = self._close_of(opening)
        if close is None or self._runs_on(start, close):
            return self._open_labelled(start, opening) if self._label_at(start) else self._refuse(opening)
        if close - start < 2 or norm[start] in "一二三四五六七八九十0123456789" and close - start < 4:
            return self._refuse(opening)
        inside = self._inside(start, close)
        reading = read_inside(inside, start)
        bare = closes_sentence and self._ends_text(close + 1)
        if not _holds(reading, inside, start, in_bracket=True, bare=bare):
            return self._refuse(opening)
        return self._add(Span(opening, close + 1), reading)

    def _refuse(self, opening: int) -> bool:
        self.refused = opening
        return False

    def _open_labelled(self, start: int, opening: int | None = None) -> bool:
        """A clause from its label on, without a bracket that closes it."""
        end = self._names_end(start, self._stretch_end(start))
        inside = self._inside(start, end)
        reading = read_inside(inside, start)
        if reading.kind != "labelled" or not _holds(reading, inside, start):
            return False
        end = reading.lists[-1].span.end if end - reading.lists[-1].span.end > 40 else end
        if self.norm[end : end + 1] in CLOSING and end < self.span.end:
            end += 1
        return self._add(Span(start if opening is None else opening, end), reading)

    def _open_phrased(self, p: int) -> bool:
        """A sentence that is nothing but units and what they do, closing its paragraph."""
        norm = self.norm
        start = max(self.at, self.span.start, max(norm.rfind(c, self.at, p) for c in "。;!?\n") + 1)
        found = compiled(r"[。\n)〕】\]]").search(norm, p, min(self.span.end, p + 200))
        end = found.start() if found else min(self.span.end, p + 200)
        return False if end - start > 200 else self._phrased_sentence(start, end)

    def _phrased_sentence(self, start: int, end: int) -> bool:
        norm = self.norm
        lost_opening = norm[end : end + 1] != "" and norm[end : end + 1] in CLOSING and "(" not in norm[start:end]
        own = start == self.span.start or norm[start - 1] == "\n"
        if not (lost_opening or own and self._at_line_end(end)):
            return False
        inside = self._inside(start, end)
        reading = read_inside(inside, start)
        if reading.kind != "phrased" or not _holds(reading, inside, start):
            return False
        if not all(is_unit_list(part.span.of(norm)) for part in reading.lists):
            return False
        return self._add(Span(start, end + 1 if lost_opening else end), reading)

    def _covering(self, p: int) -> bool:
        """以上任务由A、B负责: one list for all that stands before it."""
        match = compiled(COVERING.pattern).match(self.norm, p, self.span.end)
        if not match:
            return False
        found = compiled(r"[。\n)]").search(self.norm, match.end(), self.span.end)
        end = found.start() if found else self.span.end
        start = match.end()
        inside = self._inside(start, end)
        reading = read_inside(inside, start)
        if end - p > LONGEST or reading.kind != "phrased" or not _holds(reading, inside, start):
            return False
        return self._add(Span(p, end), reading, "covers_preceding", "preceding")

    # -------------------------------------------------------------------------- where a frame ends

    def _label_at(self, p: int) -> str | None:
        """The row of the label with its colon that begins at `p`, if it is one of units."""
        match = label_pattern().match(self.norm, p, self.span.end)
        if match and match.lastgroup in LABEL_ROLE and self.norm.startswith(":", match.end()):
            return match.lastgroup
        return None

    def _opening_before(self, p: int) -> int | None:
        """The bracket that is open at `p`, on the same line and behind the last clause."""
        norm, low = self.norm, max(self.at, self.span.start, p - 400)
        low = max(low, norm.rfind("\n", low, p) + 1)
        if all(norm.find(c, low, p) < 0 for c in OPENING):
            return None
        depth = 0
        for i in range(p - 1, low - 1, -1):
            if norm[i] in CLOSING:
                depth += 1
            elif norm[i] in OPENING:
                if not depth:
                    return i
                depth -= 1
        return None

    def _close_of(self, opening: int) -> int | None:
        """Where the bracket at `opening` is closed. A new clause or a new paragraph means: nowhere."""
        depth = 0
        limit = min(self.span.end, opening + LONGEST)
        for match in compiled(_BRACKET).finditer(self.norm, opening, limit):
            mark = match[0]
            if mark == "\n":
                if not self._goes_on(match.start()):
                    return None
            elif mark in OPENING:
                if depth and self._label_at(match.end()):
                    return None
                depth += 1
            else:
                depth -= 1
                if not depth:
                    return match.start()
        return None

    def _goes_on(self, newline: int) -> bool:
        """Does the clause go on behind this line break: with a second label, or in mid-list?"""
        return self.norm[newline - 1] in "、,;" or self._label_at(newline + 1) is not None

    def _runs_on(self, start: int, close: int) -> bool:
        """Does the text up to `close` hold a sentence that is no part of a clause?"""
        stop = self.norm.find("。", start, close - 1)
        if stop < 0:
            return False
        rest = self._inside(start, close)[stop + 1 - start :]
        return bool(rest.strip(HIDDEN + "。")) and len(rest) > 12 and not self._label_at(stop + 1)

    def _stretch_end(self, start: int) -> int:
        """The end of what may belong to a clause that has no closing bracket."""
        norm, depth = self.norm, 0
        limit = min(self.span.end, start + LONGEST)
        for match in compiled(r"[()〔〕【】\[\]\n。]").finditer(norm, start, limit):
            mark, i = match[0], match.start()
            if mark == "\n" and self._goes_on(i) or mark == "。" and self._label_at(i + 1):
                continue
            if mark in "\n。":
                return i
            if mark in OPENING:
                if self._label_at(i + 1):
                    return i
                depth += 1
            elif not depth:
                return i
            else:
                depth -= 1
        return limit

    def _names_end(self, start: int, end: int) -> int:
        """Where in `start:end` the names of units stop: at the next item or the next sentence."""
        norm = self.norm
        for match in marker_pattern().finditer(norm, start + 2, end):
            if norm[match.start() - 1] in CLOSING or _ends_list(norm[max(start, match.start() - 12) : match.start()]):
                end = match.start()
                break
        if self._at_line_end(end) or norm[end] in CLOSING or norm[end] == "。":
            # At the end of a line a name may have lost its tail (民政、税务).
            tail = compiled(LIST_END.pattern.removesuffix("$")).split(norm[max(start, end - 30) : end])[-1]
            spare = 6 if self._at_line_end(end) else 0
            if len(tail) <= spare and max(map(len, compiled("[、,;:]").split(norm[start:end]))) <= 60:
                return end
        return self._runs_end(start, min(end, start + 400)) or end

    def _runs_end(self, start: int, end: int) -> int | None:
        """Where the unit names behind a label stop; a second label between names joins them."""
        norm, at = self.norm, start
        for first, last in find_unit_runs(norm[start:end]):
            between = norm[at : start + first].strip(",;。\n:")
            label = label_pattern().search(between)
            if not label or label.end() != len(between) or label.start() > 4:
                break
            at = start + last
        return at if at > start else None

    def _at_line_end(self, p: int) -> bool:
        p += self.norm.startswith("。", p)
        return p >= self.span.end or self.norm[p] == "\n"

    def _ends_text(self, p: int) -> bool:
        """May a bracket that ends at `p` close what stands before it?"""
        return self._at_line_end(p) or self.norm[p] in "。;" or marker_pattern().match(self.norm, p) is not None

    # -------------------------------------------------------------------------- what is kept

    def _inside(self, start: int, end: int) -> str:
        """The text between, with declarations of lead rules hidden."""
        inside = self.norm[start:end]
        if "为" in inside or "是" in inside or "系" in inside or "表示" in inside:
            for match in find_declarations(inside, 0, len(inside)):
                a, b = match.span()
                if inside[max(0, a - 1) : a] == "(" and inside[b : b + 1] == ")":
                    a, b = a - 1, b + 1
                inside = inside[:a] + HIDDEN * (b - a) + inside[b:]
        return inside

    def _add(self, span: Span, reading: Reading, rule: str = "", scope: str = "") -> bool:
        own = (span.start == self.span.start or self.norm[span.start - 1] == "\n") and self._at_line_end(span.end)
        self.found.append(
            Clause(
                span=span,
                rule=rule or reading.kind,
                lists=tuple(reading.lists),
                scope=scope or ("item" if own else self._scope(span)),
                labelled=reading.worded,
                own_line=own,
            )
        )
        self.at = span.end
        return True

    def _scope(self, span: Span) -> str:
        """Does the clause close its item, a heading, or one sentence of a paragraph?"""
        norm, after = self.norm, span.end + self.norm.startswith("。", span.end)
        if after < self.span.end and norm[after] != "\n":
            return "item" if marker_pattern().match(norm, after) else "sentence"
        line = norm.rfind("\n", 0, span.start) + 1
        here, below = marker_pattern().match(norm, line), marker_pattern().match(norm, after + 1)
        short = span.start - line <= 45 and "。" not in norm[line : span.start]
        if short and here and below and here.lastgroup != below.lastgroup:
            return "heading"
        return "item"


def _ends_list(tail: str) -> bool:
    return compiled(LIST_END.pattern).search(tail) is not None


def _holds(reading: Reading, inside: str, base: int, in_bracket: bool = False, bare: bool = False) -> bool:
    """Is what was read a clause? A label vouches for its lists, a verb or a bracket less so."""
    lists = [inside[part.span.start - base : part.span.end - base] for part in reading.lists]
    if not lists:
        return False
    if reading.kind == "labelled":
        if in_bracket and ":" in inside:
            return not any(compiled(NO_LIST.pattern).search(part) for part in lists)
        return any(_like_units(part, damaged=True) for part in lists)
    if reading.kind == "phrased":
        return all(_like_units(part) for part in lists)
    return bare and all(_like_units(part) and is_unit_list(part) for part in lists)


def _like_units(part: str, damaged: bool = False) -> bool:
    """Is the first or the last name of this list one of a unit, and is no sentence in it?

    In a damaged copy any name inside will do.
    """
    if compiled(NO_LIST.pattern).search(part):
        return False
    names = compiled("[、,;]").split(part)
    if _ends_list(names[-1]) or _ends_list(names[0]):
        return True
    if damaged and compiled(LIST_END.pattern.removesuffix("$")).search(part):
        return True
    return is_unit_list(part)
