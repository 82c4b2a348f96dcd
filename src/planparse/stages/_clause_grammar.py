"""What stands inside a responsibility clause, read into lists of units with their roles.

The grammar, over the inside of a bracket or a bare stretch of text:

    clause   := labelled | phrased | bare
    labelled := (label list (stop list)*)+          牵头单位:A;配合单位:B,C
    phrased  := (list verb sep)+ list?              A牵头,B、C按职责分工负责,D
    bare     := list                                A、B
    list     := unit (sep unit)*  with any `mark`   A(牵头)、B
    label    := 牵头单位: | 责任单位: | 配合单位: …    phrase  := a verb behind its list
    other    := term | date                         ;完成时限:2018年底 ,10月底前完成

A word of its own decides the role of a list. Behind a `stop` a list without one is merely
responsible, as is what follows the last verb. The joint verb (A会同B负责) makes A lead and B support.
"""

from __future__ import annotations

from functools import lru_cache
from re import Match

from msgspec import Struct, field

from planparse.patterns import compiled
from planparse.rules.responsibility import BY, colon_pattern, label_pattern, piece_pattern, rank_pattern
from planparse.span import Span
from planparse.syntax import Role, UnitList

LABEL_ROLE = {
    "lead_label": Role.LEAD,
    "support_label": Role.SUPPORT,
    "responsible_label": Role.RESPONSIBLE,
    "joint_label": Role.RESPONSIBLE,
    "other_label": Role.RESPONSIBLE,
}
VERB_ROLE = {
    "lead_verb": Role.LEAD,
    "support_verb": Role.SUPPORT,
    "guide_verb": Role.SUPPORT,
    "responsible_verb": Role.RESPONSIBLE,
}
BARE = (Role.RESPONSIBLE, "bare_list")  # of a list without a word of its own
# These end a list only outside the brackets of a name: 各市(含甲市、乙市,下同)政府.
_OUTER = ("term", "onward", "date", "stop")
_LONGEST_GLOSS = 30
HIDDEN = "\0"  # stands for a declaration of a lead rule, which is no part of any list
_EDGE = ",;。、.:\n—" + HIDDEN


class Reading(Struct):
    """What a stretch of text was read as. `kind` is labelled, phrased or bare."""

    lists: list[UnitList] = field(default_factory=list)
    kind: str = "bare"

    @property
    def worded(self) -> bool:
        """Do the lists carry words of lead or support of their own?"""
        return any(part.role is not Role.RESPONSIBLE for part in self.lists)


@lru_cache(maxsize=1024)  # a notice has few
def label_row(label: str) -> str | None:
    """The row that reads a whole label.

    >>> [label_row(word) for word in ("牵头单位:", "【配合单位】", "责任人:", "实施范围:")]
    ['lead_label', 'support_label', 'person_label', None]
    """
    match = label_pattern().search(label.rstrip(":为是】〕]").lstrip("【〔["))
    return match.lastgroup if match else None


def label_at(norm: str, p: int, end: int) -> str | None:
    """The row of the label of units that begins at `p` and ends with a colon before `end`."""
    match = colon_pattern().match(norm, p, end)
    row = label_row(match[0]) if match else None
    return row if row in LABEL_ROLE else None


def read_inside(inside: str, base: int) -> Reading:
    """The lists in `inside`, a stretch that begins at offset `base` of the text.

    >>> [(p.span, p.role.value) for p in read_inside("市教育局牵头,市财政局配合", 0).lists]
    [(Span(start=0, end=4), 'lead'), (Span(start=7, end=11), 'support')]
    """
    reader = _Reader(inside, base)
    for piece in piece_pattern().finditer(inside):
        if piece.start() >= reader.skip_to:
            reader.take(piece)
    return reader.finish()


class _Reader:
    """Walks along the pieces. `at` is where the list being read begins."""

    def __init__(self, inside: str, base: int) -> None:
        self.inside, self.base = inside, base
        self.out = Reading()
        self.at = 0
        self.skip_to = 0
        self.label: tuple[Role, str] | None = None  # the label that governs the list being read
        self.silent = False  # behind a term: what follows is no list
        self.joint = False  # behind 会同
        self.verb: tuple[Role, str] | None = None  # the last verb read
        self.stops: list[int] = []  # stops inside the list being read, no verb seen since

    def take(self, piece: Match[str]) -> None:
        """Go on to the next piece."""
        row = piece.lastgroup or ""
        if row in ("label", "bare_label", "other_label"):
            row = label_row(piece[0]) or "term"
        if row in LABEL_ROLE:
            rank = rank_pattern().search(self.inside[max(self.at, piece.start() - 4) : piece.start()])
            self._close(piece.start() - (len(rank[0]) if rank else 0))
            self.out.kind = "labelled"
            self._open(piece.end(), (LABEL_ROLE[row], row))
        elif row in _OUTER and self._in_brackets(piece):
            return
        elif row == "person_label" and self._in_brackets(piece):
            self._person(piece)
        elif row in ("person_label", "term", "onward"):
            self._close(piece.start())
            self._open(piece.end(), None)
            self.silent = True
        elif row in VERB_ROLE:
            self._verb(piece, row)
        elif row == "stop":
            self._stop(piece)
        elif row == "mark":
            self._mark(piece)
        elif row == "date":
            self._close(piece.start())
            self._open(piece.end(), self.label)
        elif row == "joint":
            self._joint(piece)

    def finish(self) -> Reading:
        """Close the last list."""
        self._close(len(self.inside))
        return self.out

    def _in_brackets(self, piece: Match[str]) -> bool:
        """Does `piece` stand in a bracket that was opened in the list being read, and is closed?"""
        opened = self.inside.rfind("(", max(self.at, piece.start() - _LONGEST_GLOSS), piece.start())
        if opened < 0 or self.inside.find(")", opened, piece.start()) >= 0:
            return False
        closed = self.inside.find(")", piece.end(), piece.end() + _LONGEST_GLOSS)
        return closed >= 0 and self.inside.find("(", piece.end(), closed) < 0

    # -------------------------------------------------------------------------- the rules

    def _open(self, at: int, label: tuple[Role, str] | None) -> None:
        self.at, self.label, self.silent, self.joint, self.stops = at, label, False, False, []

    def _close(self, end: int) -> None:
        """End the list before `end` that has no verb behind it."""
        if self.silent:
            return
        if self.joint:  # A牵头,会同B、C等
            self._emit(self.at, end, Role.SUPPORT, "joint")
        elif self.label:
            self._emit(self.at, end, *self.label)
        elif self.verb:
            role = Role.SUPPORT if self.verb[0] is Role.SUPPORT else Role.RESPONSIBLE
            self._emit(self.at, end, role, "tail_group")
        elif self.out.kind == "labelled":
            self._emit(self.at, end, Role.RESPONSIBLE, "second_list")
        else:
            self._emit(self.at, end, *BARE)

    def _verb(self, piece: Match[str], row: str) -> None:
        role, start = VERB_ROLE[row], piece.start()
        if self.silent:
            return
        empty = not self.inside[self.at : start].strip(_EDGE + "由")
        if self.label and (role is Role.RESPONSIBLE or empty):  # 责任单位:A、B按职责分工负责
            self._emit(self.at, start, *self.label)
        elif empty:
            pass
        else:
            self._phrase(start, Role.SUPPORT if self.joint else role, row)
        self.at, self.joint, self.stops = piece.end(), False, []
        self.verb = (role, row)

    def _phrase(self, end: int, role: Role, row: str) -> None:
        """A list with a verb behind it. Before 配合, an earlier piece without a verb stands apart."""
        if self.out.kind == "bare":
            self.out.kind = "phrased"
        start = self.at
        if role is Role.SUPPORT and self.verb is None and not self.joint:
            cut = max(self.inside.rfind(",", start, end), self.stops[-1] if self.stops else -1)
            if cut > start:
                self._emit(start, cut, *(self.label or BARE))
                start = cut + 1
            elif self.label and row == "support_verb":  # 责任单位:A、B共同参与: the label says what they are
                role, row = self.label
        self._emit(start, end, role, row)

    def _stop(self, piece: Match[str]) -> None:
        if self.silent:
            return
        if self.label and not self.inside[self.at : piece.start()].strip(_EDGE):
            return  # the list stands on the next line
        if self.label:
            self._close(piece.start())
            role, row = self.label
            # A second list without a word of its own says nothing of its part.
            self._open(piece.end(), (Role.RESPONSIBLE, "second_list") if role is Role.LEAD else (role, row))
        elif self.verb:
            self._close(piece.start())
            self._open(piece.end(), None)
        else:
            self.stops.append(piece.start())

    def _mark(self, piece: Match[str]) -> None:
        """A(牵头): the one name before the bracket has the role."""
        if self.silent:
            return
        before = self.inside[self.at : piece.start()]
        begin = self.at + max(before.rfind(c) for c in "、,;。") + 1
        if begin > self.at:
            self._emit(self.at, begin, *(self.label or BARE))
        said = label_row(piece[0][1:-1].lstrip("总")) or ""
        self._emit(begin, piece.start(), LABEL_ROLE.get(said, Role.RESPONSIBLE), "mark")
        self.at = piece.end()

    def _person(self, piece: Match[str]) -> None:
        """A(责任人:张三)、B: the bracket names a person, and the list goes on behind it."""
        opening, close = self.inside.rfind("(", self.at, piece.start()), self.inside.find(")", piece.end())
        if not self.silent:
            self._emit(self.at, opening, *(self.label or BARE))
        self.at = self.skip_to = close + 1

    def _joint(self, piece: Match[str]) -> None:
        if self.silent:
            return
        if self.inside[self.at : piece.start()].strip(_EDGE + "由"):
            self._emit(self.at, piece.start(), Role.LEAD, "joint")
            if self.out.kind == "bare":
                self.out.kind = "phrased"
        self.at, self.joint = piece.end(), True

    def _emit(self, start: int, end: int, role: Role, rule: str) -> None:
        text = self.inside
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if "由" in text[start : start + 18] and (by := compiled(BY.pattern).match(text[start:end])):
            start += by.end()
        if start < end:
            span = Span(self.base + start, self.base + end)
            basis = "word" if role is Role.LEAD else None
            self.out.lists.append(UnitList(span=span, role=role, basis=basis, rule=rule))
