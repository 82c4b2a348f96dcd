"""Finds responsibility clauses in running text.

A clause stands in a frame: a bracket, or, where the brackets are lost or were never there, the
stretch from its label to where the names of units stop. The scan goes from anchor to anchor (a word
of responsibility, or a bracket right behind a sentence); the inside of a frame is read by
`_clause_grammar`, and kept only if what it lists looks like units.
"""

from __future__ import annotations

from planparse.lexicon.segmenter import is_unit_list
from planparse.patterns import compiled
from planparse.rules.numbering import marker_pattern
from planparse.rules.responsibility import CLOSING, COVERING, LABEL_TAILS, OPENING, OWNER, anchor_pattern
from planparse.span import Span
from planparse.stages._clause_frame import LONGEST, Frame
from planparse.stages._clause_grammar import Reading, read_inside
from planparse.stages._clause_lists import holds, sure_lists
from planparse.syntax import Clause, Text

LONGEST_SENTENCE = 200  # characters of a clause without a bracket or a label
LONGEST_HEADING = 45  # characters of a heading that bears a clause, with its number


def read_responsibility(text: Text, span: Span) -> tuple[Clause, ...]:
    """Every clause in `span` of the normalised text, in order, without overlap.

    A clause reaches from its bracket or label to its closing bracket, or to where its lists end.
    Tables give no clauses here: a label without a colon is one only inside a bracket, or on a line
    of its own with a blank in the colon's place.
    """
    finder = _Finder(text, span)
    for anchor in anchor_pattern().finditer(text.norm, span.start, span.end):
        if anchor.start() >= finder.at - 1:
            finder.look_at(anchor.start(), anchor[0])
    return tuple(finder.found)


class _Finder:
    """The scan over one span. `at` is where the last clause ended: nothing before it is read again."""

    def __init__(self, text: Text, span: Span) -> None:
        self.norm, self.span = text.norm, span
        self.frame = Frame(text, span)
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
        if word[-1] == "\n":
            self._at_line_end(p)
            return
        if word in ("以上", "上述"):
            self._covering(p)
            return
        if word in LABEL_TAILS:
            begin = self.frame.label_before(p)
            if begin is None:  # a label of a known word has been looked at from its first word on
                return
            p = begin
        label = self.frame.label_at(p)
        opening = self.frame.opening_before(p, self.at)
        if opening is not None and opening != self.refused and self._bracket(opening):
            return
        if label is not None or self.frame.is_field(p):
            self._open_labelled(p)
        else:
            self._open_phrased(p)

    # -------------------------------------------------------------------------- frames

    def _bracket(self, opening: int, closes_sentence: bool = False) -> bool:
        """A clause in brackets; the closing one may be lost."""
        norm, start = self.norm, opening + 1
        if norm[opening] != "(" and self.frame.label_at(opening) is not None:
            return self._open_labelled(opening)
        close = self.frame.close_of(opening)
        if close is None or self.frame.runs_on(start, close):
            if self.frame.label_at(start) is not None:
                return self._open_labelled(start, opening)
            return self._unclosed(opening) or self._refuse(opening)
        if close - start < 2 or norm[start] in "一二三四五六七八九十0123456789" and close - start < 4:
            return self._refuse(opening)
        inside = self.frame.inside(start, close)
        reading = read_inside(inside, start)
        closes = self.frame.ends_text(close + 1)
        if closes:
            reading = sure_lists(reading, inside, start)
        bare = closes_sentence and closes
        if not holds(reading, inside, start, in_bracket=True, bare=bare):
            return self._refuse(opening)
        return self._add(Span(opening, close + 1), reading)

    def _unclosed(self, opening: int) -> bool:
        """A bracket that nothing closes, with a clause up to the end of its line or to the next item."""
        norm, start, limit = self.norm, opening + 1, min(self.span.end, opening + LONGEST)
        found = compiled(r"[。\n]").search(norm, start, limit)
        end = found.start() if found else limit
        items = (m.start() for m in marker_pattern().finditer(norm, start + 4, end))
        end = next(
            (i for i in items if norm[i - 2 : i] in ("负责", "牵头", "配合", "参与", "参加", "落实")), end
        )
        if end == limit < self.span.end or found and end == found.start() and not self.frame.at_line_end(end):
            return False
        inside = self.frame.inside(start, end)
        reading = read_inside(inside, start)
        if reading.kind != "phrased" or not holds(reading, inside, start):
            return False
        return self._add(Span(opening, end), reading)

    def _at_line_end(self, close: int) -> bool:
        """A bracket at the end of a line that lists several units, behind a sentence without its mark."""
        opening = self.frame.opening_before(close, self.at)
        if opening is None or opening in (self.refused, self.span.start):
            return False
        apart = compiled(r"(?<!参加|出席|名单|如下|包括)[。;]\n$").search(self.norm, max(0, opening - 6), opening)  # a paragraph of its own
        if not apart and compiled(OWNER.pattern).search(self.norm, max(0, opening - 4), opening):
            return False
        start = opening + 1
        inside = self.frame.inside(start, close)
        if not compiled("[、,]").search(inside):
            return False
        reading = read_inside(inside, start)
        if reading.kind != "bare" or not holds(reading, inside, start, bare=True):
            return False
        return self._add(Span(opening, close + 1), reading)

    def _refuse(self, opening: int) -> bool:
        self.refused = opening
        return False

    def _open_labelled(self, start: int, opening: int | None = None) -> bool:
        """A clause from its label on, without a bracket that closes it."""
        end = self.frame.names_end(start, self.frame.stretch_end(start))
        inside = self.frame.inside(start, end)
        reading = read_inside(inside, start)
        if reading.kind != "labelled" or not holds(reading, inside, start):
            return False
        end = reading.lists[-1].span.end if end - reading.lists[-1].span.end > 40 else end
        if self.norm[end : end + 1] in CLOSING and end < self.span.end and not self.frame.opens_heading(end):
            end += 1
        begin = max(self.at, self.frame.rank_before(start)) if opening is None else opening
        return self._add(Span(begin, end), reading)

    def _open_phrased(self, p: int) -> bool:
        """A sentence that is nothing but units and what they do, closing its paragraph."""
        norm = self.norm
        low = max(self.at, self.span.start, p - LONGEST_SENTENCE)
        start = max(low, max(norm.rfind(c, low, p) for c in "。;!?\n") + 1)
        start = self.frame.behind_heading(start, p)
        found = compiled(r"[。\n)〕】\]]").search(norm, p, min(self.span.end, p + LONGEST_SENTENCE))
        end = found.start() if found else min(self.span.end, p + LONGEST_SENTENCE)
        return False if end - start > LONGEST_SENTENCE else self._phrased_sentence(start, end)

    def _phrased_sentence(self, start: int, end: int) -> bool:
        norm = self.norm
        lost_opening = (
            norm[end : end + 1] != "" and norm[end : end + 1] in CLOSING and "(" not in norm[start:end]
        )
        apart = start == self.span.start or norm[start - 1] in "\n。:"
        if not (lost_opening or apart and (self.frame.at_line_end(end) or self.frame.only_terms(end))):
            return False
        inside = self.frame.inside(start, end)
        reading = read_inside(inside, start)
        if reading.kind != "phrased" or not holds(reading, inside, start):
            return False
        if not all(is_unit_list(part.span.of(norm)) for part in reading.lists):
            return False
        return self._add(Span(start, end + 1 if lost_opening else end), reading)

    def _covering(self, p: int) -> bool:
        """以上任务由A、B负责: one list for all that stands before it."""
        match = compiled(COVERING.pattern).match(self.norm, p, self.span.end)
        if not match:
            return False
        start, limit = match.end(), min(self.span.end, p + LONGEST)
        # A bracket inside the list, 各县(市、区)政府, does not end it; one that closes what was opened before does.
        found = compiled(r"(?:[^。\n()]|\([^()\n]{0,40}\))*").match(self.norm, start, limit)
        end = found.end() if found else limit
        inside = self.frame.inside(start, end)
        reading = read_inside(inside, start)
        if reading.kind != "phrased" or not holds(reading, inside, start):
            return False
        return self._add(Span(p, end), reading, "covers_preceding", "preceding")

    # -------------------------------------------------------------------------- what is kept

    def _add(self, span: Span, reading: Reading, rule: str = "", scope: str = "") -> bool:
        if self.norm[span.end - 1] == "、":  # of something else: no list ends with its separator
            span = Span(span.start, span.end - 1)
        own = span.start == self.span.start or self.norm[span.start - 1] == "\n"
        own = own and self.frame.at_line_end(span.end)
        self.found.append(
            Clause(
                span=span,
                rule=rule or reading.lists[0].rule,
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
            return "item" if marker_pattern().match(norm, after) or self.frame.opens_term(after) else "sentence"
        line = norm.rfind("\n", max(0, span.start - LONGEST_HEADING - 1), span.start) + 1
        if not line and span.start > LONGEST_HEADING:
            return "item"
        here, below = marker_pattern().match(norm, line), marker_pattern().match(norm, after + 1)
        if "。" not in norm[line : span.start] and here and below and here.lastgroup != below.lastgroup:
            return "heading"
        return "item"
