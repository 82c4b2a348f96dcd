"""What a writer of comparisons needs to know beside the comparison: language, files, what fails."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from unicodedata import normalize

from planparse.diff.model import Change, Edit, PlanDiff, Word
from planparse.lexicon.grammar import split_prefix
from planparse.lexicon.lexicon import load
from planparse.patterns import compiled

_BEFORE = "、，,；;：:和及与（(〔[ \n"  # what a name without its level follows in a list
_WIDE = str.maketrans("()", "（）")
_QUOTES = str.maketrans("“”„‘’", "\"\"\"''")
_DASHES = compiled("[-—–―]+")
_NEAR = 16  # characters shown of what stayed, on each side of what changed

# What `Change.section` says where the plan itself has no heading.
_ENGLISH = {"文件信息": "Document", "导语": "Preamble", "印发通知": "Covering notice"}


@dataclass(frozen=True)
class File:
    """One side as a file. `uri` is relative, with slashes; `text` is None where offsets do not count in the file."""

    uri: str
    text: str | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(i + 1 for i, c in enumerate(self.text or "") if c == "\n")]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`fail_on` are the severities and kinds at which the command fails."""

    lang: str = "en"
    fail_on: tuple[str, ...] = ()
    old: File = File("old")
    new: File = File("new")

    def say(self, english: str, chinese: str) -> str:
        """The one of the two that the user reads."""
        return chinese if self.lang == "zh" else english

    def message(self, change: Change) -> str:
        """What to say of a change."""
        return self.say(change.message, change.message_zh)

    def headline(self, diff: PlanDiff) -> str:
        """The counts, in one line."""
        s = diff.summary
        if not s.changes and not diff.findings:
            return self.say("no changes", "没有变化") + self._beside(diff)
        return (
            self.say(
                f"{s.changes} change{'' if s.changes == 1 else 's'}: {s.breaking} breaking, {s.warning} to check, {s.note} to note",
                f"{s.changes} 处变化：重大 {s.breaking}，需核对 {s.warning}，提示 {s.note}",
            )
            + (self.say(f"; {s.waived} waived", f"；已豁免 {s.waived}") if s.waived else "")
            + self._beside(diff)
        )

    def _beside(self, diff: PlanDiff) -> str:
        s = diff.summary
        parts = ""
        if s.renumbered:
            parts += self.say(f"; {s.renumbered} items renumbered", f"；{s.renumbered} 项仅序号变动")
        if s.marks_only:
            parts += self.say(f"; {s.marks_only} sentences differ in marks only", f"；{s.marks_only} 句仅标点不同")
        return parts

    def severity(self, change: Change) -> str:
        """The severity in words."""
        return {
            "breaking": self.say("breaking", "重大"),
            "warning": self.say("check", "核对"),
            "note": self.say("note", "提示"),
        }[change.severity]


def sections(diff: PlanDiff, view: View) -> Iterator[tuple[str, list[Change]]]:
    """The changes and findings by section, in order; what has no heading of its own is named for the user."""
    for name, changes in groupby((*diff.changes, *diff.findings), key=lambda change: change.section):
        yield view.say(_ENGLISH.get(name, name), name), list(changes)


def displayed(edit: Edit) -> tuple[Word, ...]:
    """The words of an edit as people want to see them: a mark that only has another shape now is none that changed."""
    out: list[Word] = []
    for word in edit.words:
        if word.op == "insert" and out and out[-1].op == "delete" and _narrow(out[-1].text) == _narrow(word.text):
            out.pop()
            word = Word(op="equal", text=word.text)
        if word.op == "equal" and out and out[-1].op == "equal":
            word = Word(op="equal", text=out.pop().text + word.text)
        out.append(word)
    return tuple(out)


def shortened(edit: Edit) -> Iterator[Word]:
    """The same, long stretches that stayed cut down to what is near to a change."""
    words = displayed(edit)
    for i, word in enumerate(words):
        if word.op == "equal" and len(word.text) > 2 * _NEAR:
            head = "" if i == 0 else word.text[:_NEAR]
            tail = "" if i == len(words) - 1 else word.text[-_NEAR:]
            yield Word(op="equal", text=f"{head}…{tail}")
        else:
            yield word


def named(quote: str, units: Iterable[str]) -> list[tuple[int, int]]:
    """Where `units` stand in a clause, in order, none inside another; also where one lacks the level that the list gave once.

    >>> named("配合单位：县司法局、财政局", ["县财政局"])
    [(10, 13)]
    """
    spans: list[tuple[int, int]] = []
    for unit in sorted(units, key=len, reverse=True):
        core = split_prefix(unit, load())[1]
        for name in dict.fromkeys((unit, unit.translate(_WIDE), core)):
            at = quote.find(name)
            if at >= 0 and (name != core or at == 0 or quote[at - 1] in _BEFORE):
                if not any(start < at + len(name) and at < end for start, end in spans):
                    spans.append((at, at + len(name)))
                break
    return sorted(spans)


def _narrow(text: str) -> str:
    return _DASHES.sub("-", normalize("NFKC", text).translate(_QUOTES))


def label(diff: PlanDiff) -> tuple[str, str]:
    """What to call the two sides."""
    names = []
    for side in (diff.old, diff.new):
        facts = [fact for fact in (side.document_number, side.date_issued) if fact]
        names.append((side.title or side.name) + (f" ({', '.join(facts)})" if facts else ""))
    return names[0], names[1]
