"""Where the frame of a clause begins and ends: brackets, lines, and where the names of units stop.

Copies lose brackets, marks and line breaks, so every end has a second best: a lost `)` is made good by
the next label, the end of the line, or the last name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from re import Match

from planparse.lexicon.segmenter import find_unit_runs, is_unit_list, lacks_tail
from planparse.patterns import compiled
from planparse.rules.leads import find_declarations, with_brackets
from planparse.rules.numbering import marker_pattern
from planparse.rules.responsibility import (
    CLOSING,
    ONWARD,
    OPENING,
    RANKS,
    WORD,
    colon_pattern,
    piece_pattern,
    rank_pattern,
)
from planparse.rules.rulebook import HAN
from planparse.rules.tables import NO_UNIT
from planparse.span import Span
from planparse.stages._clause_grammar import HIDDEN, LABEL_ROLE, label_at, label_row
from planparse.stages._clause_lists import ends_in_verb, ends_list
from planparse.syntax import LONG_LINE, Text

LONGEST = 900  # characters that a clause may have; the longest real ones have about 300
_BRACKET = r"[()〔〕【】\[\]\n]"
_LONGEST_NAME = 40
_LONGEST_TERM = 40
_SHORT_HEADING = 28
_ANY_BRACKET = f"[{re.escape(OPENING + CLOSING)}]"
_GLOSS = r"[(〔<\[〈][^()〔〕<>〈〉\n]{0,30}[)〕>\]〉]"
_PIECE = rf"(?:[^、,;:。()〔<\[〈\n]|{_GLOSS}|[()〔<\[〈])+[、,;:。\n]?"  # a name, and the mark behind it
_SPLIT = rf"(?:{_GLOSS})|[、,;:\n]"
_LABEL_END = rf"{WORD}[^:]{{0,9}}:"


class Frame:
    """Finds the ends of frames inside `span` of a text."""

    def __init__(self, text: Text, span: Span) -> None:
        self.text, self.norm, self.span = text, text.norm, span
        # In a copy without lines a blank behind a full stop stands where one ended.
        # Cells that tabs part: no list goes on from one to the next.
        self.borders = [text.offsets.to_norm(tab.start()) for tab in compiled("\t").finditer(text.source.text)]
        self.unlined = text.norm.count("\n", *span) * LONG_LINE < span.end - span.start

    def label_at(self, p: int) -> str | None:
        return label_at(self.norm, p, self.span.end)

    def rank_before(self, p: int) -> int:
        """Where the words of rank begin that belong to the label at `p` and open its line or sentence: 主要责任单位."""
        begin = rank_pattern().search(self.norm, max(self.span.start, p - 6), p)
        at = begin.start() if begin else p
        return at if at == self.span.start or self.norm[at - 1] in "\n。;,(" else p

    def label_before(self, p: int) -> int | None:
        """Where the label of another word begins whose 单位: stands at `p`."""
        found = compiled(rf"{HAN}+$").search(self.norm, max(self.span.start, p - 4), p)
        if found is None or self.label_at(found.start()) != "other_label":
            return None
        # 成立专班,成员单位:…: in the middle of a sentence it says who belongs to what.
        return found.start() if found.start() == self.span.start or self.norm[found.start() - 1] != "," else None

    def is_field(self, p: int) -> bool:
        """A line that is a label, a blank instead of its colon, and a list."""
        if p > self.span.start and self.norm[p - 1] != "\n":
            return False
        piece = piece_pattern().match(self.norm[p : p + 12])
        if not piece or piece.lastgroup != "bare_label" or p + piece.end() not in self.text.gaps:
            return False
        end = p + piece.end()
        if self.norm[end] in "|│" or any(self.text.offsets.to_norm(c.span.end) == end for c in self.text.source.cells):
            return False  # a cell, and the next one
        return is_unit_list(self.norm[p + piece.end() : self.text.line_at(p).end])

    def opening_before(self, p: int, at: int) -> int | None:
        """The bracket that is open at `p`, on the same line and behind the last clause."""
        norm, low = self.norm, max(at, self.span.start, p - 400)
        low = max(low, norm.rfind("\n", low, p) + 1)
        depth = 0
        for match in reversed(list(compiled(_ANY_BRACKET).finditer(norm, low, p))):
            if match[0] in CLOSING:
                depth += 1
            elif not depth:
                return match.start()
            else:
                depth -= 1
        return None

    def close_of(self, opening: int) -> int | None:
        """Where the bracket at `opening` is closed. A new clause or a new paragraph means: nowhere."""
        depth = 0
        limit = min(self.span.end, opening + LONGEST)
        for match in compiled(_BRACKET).finditer(self.norm, opening, limit):
            mark = match[0]
            if mark == "\n":
                if not self.goes_on(match.start()):
                    return None
            elif mark in OPENING:
                if depth and self.label_at(match.end()):
                    return None
                depth += 1
            else:
                inner = depth == 1 and (self._ends_in_name(match.start()) or self._is_of_another(opening, match.start()))
                depth -= not inner
                if not depth:
                    return match.start()
        return None

    def _is_of_another(self, opening: int, close: int) -> bool:
        """Is the bracket at `close` of another kind than that at `opening`, whose own follows in the line?"""
        own = CLOSING[OPENING.index(self.norm[opening])]
        if self.norm[close] == own:
            return False
        rest = compiled(rf"[^{re.escape(OPENING + CLOSING)}。\n]{{0,200}}{re.escape(own)}").match(self.norm, close + 1, self.span.end)
        return rest is not None

    def _ends_in_name(self, close: int) -> bool:
        """Is the bracket at `close` one inside a name that has lost its other: (责任单位:市财政局、各乡镇)人民政府)?"""
        rest = compiled(r"\)(?:人民政府|政府|街道办事处|办事处|管委会|党委)[^()。\n]{0,200}\)").match(self.norm, close, self.span.end)
        return rest is not None

    def goes_on(self, newline: int) -> bool:
        """Does the clause go on behind this line break: with a second label, in mid-list, or with the list of a label?"""
        if self.norm[newline - 1] in "、,;" or self.norm[newline - 1] == ":" and self._list_below(newline):
            return True
        rank = compiled(RANKS).match(self.norm, newline + 1, self.span.end)  # 主要责任单位:…
        at = rank.end() if rank else newline + 1
        return (self.label_at(newline + 1) or self.label_at(at)) is not None and not self._label_again(newline)

    def _list_below(self, newline: int) -> bool:
        """Is the line nothing but a label, and the next one its list?"""
        start = self.text.line_at(newline - 1).start
        return self.label_at(start) is not None and is_unit_list(self.text.of(self.text.line_at(newline + 1)))

    def _label_again(self, newline: int) -> bool:
        """Does the next line begin with the words that this line began with? It is a clause of its own."""
        start = self.text.line_at(newline).start
        label = colon_pattern().match(self.norm, start, newline)
        return label is not None and self.norm.startswith(label[0], newline + 1)

    def runs_on(self, start: int, close: int) -> bool:
        """Does the text up to `close` hold a sentence that is no part of a clause?"""
        stop = self.norm.find("。", start, close - 1)
        if stop < 0:
            return False
        rest = self.inside(start, close)[stop + 1 - start :]
        if not rest.strip(HIDDEN + "。") or len(rest) <= 12 or self.label_at(stop + 1):
            return False
        if compiled(ONWARD).match(rest.lstrip("。\n")):
            return False
        other = piece_pattern().match(rest)  # 2026年底前取得阶段性成效, 完成时限:2026年底前
        return not (other and other.lastgroup in ("date", "term", "label") and not compiled("[,。]").search(rest.rstrip("。")))

    def stretch_end(self, start: int) -> int:
        """The end of what may belong to a clause that has no closing bracket."""
        norm, depth = self.norm, 0
        limit = min(self.span.end, start + LONGEST)
        border = self._border(start + 1)
        if border is not None and norm[border - 1] not in "、,;:":
            limit = min(limit, border)
        for match in compiled(r"[()〔〕【】\[\]\n。]").finditer(norm, start, limit):
            mark, i = match[0], match.start()
            if mark == "\n" and self.goes_on(i) or mark == "。" and self.label_at(i + 1):
                continue
            if mark in "\n。":
                return i
            if mark in OPENING:
                if self.label_at(i + 1):
                    return i
                depth += 1
            elif not depth:
                return i
            else:
                depth -= 1
        return limit

    def _border(self, p: int) -> int | None:
        """The first border of cells at `p` or behind it."""
        n = bisect_left(self.borders, p)
        return self.borders[n] if n < len(self.borders) else None

    def names_end(self, start: int, end: int) -> int:
        """Where in `start:end` the names of units stop: at the next item or the next sentence."""
        norm = self.norm
        item = self._next_item(start, end)
        end = end if item is None else item
        names = [name for name in compiled(_SPLIT).split(norm[start:end]) if name]
        if names and max(map(len, names)) <= 60:
            apart = sum(len(name) > 8 and not ends_list(name) and not ends_in_verb(name) for name in names[:-1])
            if item is not None or norm[end : end + 1] == "。" or norm[end : end + 1] in CLOSING:
                whole = ends_in_verb(names[-1]) or ends_list(names[-1]) and len(names[-1]) <= 30
                if not apart and (whole or (item is not None and lacks_tail(names[-1]))):
                    return end
            if self.at_line_end(end) and 2 * apart <= len(names):
                if ends_list(names[-1]) or ends_in_verb(names[-1]) or self._lost_tail(end, names[-1]):
                    return end
        return self.runs_end(start, min(end, start + 400)) or end

    def _next_item(self, start: int, end: int) -> int | None:
        """Where in `start:end` the next item begins, right behind the last name."""
        norm = self.norm
        for match in marker_pattern().finditer(norm, start + 2, end):
            before = norm[max(start, match.start() - 12) : match.start()]
            if before[-1] in CLOSING or ends_list(before) or ends_in_verb(before):
                return match.start()
            last = compiled(_SPLIT).split(norm[max(start, match.start() - _LONGEST_NAME) : match.start()])[-1]
            if last and lacks_tail(last):
                return match.start()
        bullet = compiled("——|[★●•◆■]").search(norm, start + 2, end)
        return bullet.start() if bullet else None

    def _lost_tail(self, end: int, name: str) -> bool:
        """At the end of a line, is `name` one that lost its tail (民政) or ends in one (…局税务)?"""
        runs = find_unit_runs(name) if len(name) > 6 else []
        return self.at_line_end(end) and not NO_UNIT.matches(name) and len(name) - (runs[-1][1] if runs else 0) <= 6

    def runs_end(self, start: int, end: int) -> int | None:
        """Where the unit names behind a label stop.

        A name with a mark behind it belongs to the list; in the last piece the lexicon says where the
        name ends and the next sentence begins.
        """
        norm, at = self.norm, start
        for piece in compiled(_PIECE).finditer(norm, start, end):
            label = compiled(_LABEL_END).search(norm, piece.start(), piece.end())
            if piece[0][-1] == ":":
                if label is None or label_row(label[0]) not in LABEL_ROLE:
                    at = self._before_label(piece, label, at)
                    break
            elif ends_in_verb(piece[0].rstrip(",;。\n")):
                pass
            elif piece[0][-1] not in "、,;\n" or not ends_list(piece[0][:-1]) or len(piece[0]) > 40:
                runs = find_unit_runs(piece[0])
                if not runs or runs[0][0] > 1:
                    return at if at > start else None
                if piece.start() + runs[0][1] < piece.end() - 1:
                    return piece.start() + runs[0][1]
            at = piece.end()
        return at if at > start else None

    def _before_label(self, piece: Match[str], label: Match[str] | None, at: int) -> int:
        """Where the names before another label end: at a blank that the copy has kept, or where the lexicon says; else `at`."""
        if label and label.start() in self.text.gaps:
            return label.start()
        runs = find_unit_runs(piece[0])
        return piece.start() + runs[0][1] if runs and not runs[0][0] else at

    def at_line_end(self, p: int) -> bool:
        p += self.norm.startswith("。", p)
        return p >= self.span.end or self.norm[p] == "\n" or self._border(p) == p or (self.unlined and p in self.text.gaps)

    def ends_text(self, p: int) -> bool:
        """May a bracket that ends at `p` close what stands before it?"""
        return (
            self.at_line_end(p) or self.norm[p] in "。;" or marker_pattern().match(self.norm, p) is not None
        )

    def opens_heading(self, close: int) -> bool:
        """May the bracket at `close` be all that is left of an item's number? In a copy without lines, a heading follows."""
        return self.unlined and compiled(rf"\){HAN}{{3,16}}。").match(self.norm, close, self.span.end) is not None

    def opens_term(self, p: int) -> bool:
        """Does a label with another word begin at `p`, right behind a clause: 完成时限:…, 责任人:…?"""
        rest = self.norm[p : min(self.span.end, p + 40)].lstrip(",;")
        piece = piece_pattern().match(rest)
        return piece is not None and piece.lastgroup in ("term", "label") and label_row(piece[0]) not in LABEL_ROLE

    def behind_heading(self, start: int, p: int) -> int:
        """Where the sentence goes on behind an item's heading and its colon, before `p`: 1.体育场馆:州教育体育局负责."""
        colon = self.norm.rfind(":", start, p)
        heads = 0 <= colon - start <= _SHORT_HEADING and marker_pattern().match(self.norm, start)
        return colon + 1 if heads else start

    def only_terms(self, stop: int) -> bool:
        """Does nothing but a date or a term stand between the sentence that ends at `stop` and the end of its line?"""
        line = self.text.line_at(stop)
        rest = self.norm[stop + 1 : min(line.end, self.span.end)]
        piece = piece_pattern().match(rest) if 0 < len(rest) <= _LONGEST_TERM else None
        return piece is not None and piece.lastgroup in ("date", "term") and "。" not in rest.rstrip("。")

    def inside(self, start: int, end: int) -> str:
        """The text between, with declarations of lead rules hidden."""
        inside = self.norm[start:end]
        if any(word in inside for word in ("为", "是", "系", "表示", "首", "第一")):
            for match in find_declarations(inside, 0, len(inside)):
                a, b = with_brackets(inside, *match.span())
                inside = inside[:a] + HIDDEN * (b - a) + inside[b:]
        return inside
