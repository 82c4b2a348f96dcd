"""By when a target is to be reached: what its sentence says, its row, its paragraph, or what leads in to its list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from planparse.patterns import compiled
from planparse.rules.numbering import marker_pattern
from planparse.span import Span
from planparse.syntax import DeadlineFact

_YEAR_SAID = r"(?<![\d(比较])(20\d\d)年(?!的?基础|起\d{1,2}年内)(?:(1[0-2]|0?[1-9])月)?"
_GOAL_YEAR = r"(?:到|力争|争取|确保)(20\d\d)年(?:(1[0-2]|0?[1-9])月)?"
_BULLETS = "—-─·•●◆"
_LONGEST_LIST = 1200  # characters of a list that one date leads in to


class Governing:
    """The dates of one part. `now` is the year of the notice, `dues` are its deadlines, `rows` those of its tables."""

    def __init__(
        self, norm: str, now: int | None, dues: Sequence[DeadlineFact] = (), rows: Sequence[Span] = ()
    ) -> None:
        self.norm = norm
        self.now = now
        self.dues = sorted(dues, key=lambda due: due.span)
        self.starts = [due.span.start for due in self.dues]
        self.rows = rows

    def governs(self, sentence: int, at: int) -> tuple[str | None, bool]:
        """The date in EDTF of a target at `at`, in the sentence that begins at `sentence`, and whether it is past."""
        said = [m for m in compiled(_YEAR_SAID).finditer(self.norm, sentence, at) if not _in_title(self.norm, m.start(), sentence)]
        due = self._last_due(sentence, at)
        if due and (not said or due.span.end > said[-1].start()):
            return due.due, False
        said = said or self._goals_before(sentence)
        if not said:
            row = next((row for row in self.rows if row.start <= at < row.end), None)
            due = self._last_due(*row) if row else None
            return (due.due if due else None), False
        year, month = int(said[-1][1]), said[-1][2]
        if self.now is not None and year < self.now:
            return None, True
        return (f"{year:04d}-{int(month):02d}" if month else f"{year:04d}"), False

    def _last_due(self, start: int, end: int) -> DeadlineFact | None:
        """The last deadline in ``[start, end)``."""
        n = bisect_left(self.starts, end) - 1
        return self.dues[n] if n >= 0 and self.starts[n] >= start else None

    def _goals_before(self, sentence: int) -> list[re.Match[str]]:
        """The years that earlier sentences of the paragraph set as a goal, or the words that lead in to a list."""
        norm = self.norm
        line = max(norm.rfind("\n", 0, sentence) + 1, sentence - _LONGEST_LIST)
        for item in marker_pattern().finditer(norm, line + 1, sentence):  # in a copy without lines
            line = item.end()
        found = list(compiled(_GOAL_YEAR).finditer(norm, line, sentence))
        if found:
            return found
        lead_in = norm.rfind(":\n", max(0, line - _LONGEST_LIST), line)
        if norm[line : line + 1] in _BULLETS:  # ——: the paragraph above the bullets leads in to them
            above = line - 1
            while above > max(0, line - _LONGEST_LIST) and norm[norm.rfind("\n", 0, above) + 1] in _BULLETS:
                above = norm.rfind("\n", 0, above)
            lead_in = max(lead_in, above)
        if lead_in < 0:
            return []
        return list(compiled(_GOAL_YEAR).finditer(norm, norm.rfind("\n", 0, lead_in) + 1, lead_in))


def _in_title(norm: str, at: int, floor: int) -> bool:
    """Does the year at `at` stand in 《…》?"""
    return norm.rfind("《", floor, at) > norm.rfind("》", floor, at)
