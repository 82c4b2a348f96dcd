"""The head of a notice: number, title, addressees, wherever its lines begin and end."""

from __future__ import annotations

import re

from msgspec import Struct, field

from planparse.layout.units import issuer_in_title
from planparse.layout.values import date_pattern
from planparse.patterns import compiled
from planparse.rules.front_matter import (
    ADDRESSEE_OPENINGS,
    BARE_KINDS,
    BODY_OPENINGS,
    BOL,
    DATES,
    DOCUMENT_NUMBERS,
    EOL,
    GENRES,
    HEAD_FILLERS,
    KINDS,
    SIGNER,
    SIGNER_LINE,
    UNIT_END,
)
from planparse.rules.rulebook import combine
from planparse.span import Span
from planparse.syntax import Text

_NUMBER = DOCUMENT_NUMBERS[0].pattern
_TAIL = rf"(?:\((?!{_NUMBER})[^()\n]{{1,24}}\)){{0,3}}"
# How a list of bodies ends that a notice is addressed to.
_BODIES = rf"(?:{UNIT_END}|单位|部门|企业|机构|团体|院校|处|乡|镇|街道|园区)\)?"
_ADDRESSED = rf"(?:{ADDRESSEE_OPENINGS})[^。:\n]{{1,400}}:"
# A title that runs on into the next thing without a break: it ends at the first noun of a kind
# behind which a number, the addressees or a body can begin, or itself once more.
_GLUED = (
    r"(?P<glued>(?:(?=(?P<first>[^。;\n]{12})))?"
    rf"《?[^。;\n]{{3,160}}?(?:{KINDS}){_TAIL}》?{_TAIL})"
    rf"(?=\(?{_NUMBER}|{_ADDRESSED}|(?:{BODY_OPENINGS})|{EOL}|\((?:{combine(DATES)})\)|(?P=first))"
)
_REACH = 500
_NUMBERED = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])"
# What belongs to the notice itself, so that nothing above it can be strange to it.
_HANDS_OVER = compiled(r"现[将予]|印发给|(?:如下|以下)[:。]|(?<![^\n])(?:[一1][、.]|\([一1]\)|第一[章条])")
_LINE_END = rf"(?:{KINDS})》?{_TAIL}\Z"
_FORWARDING = r"印发|转发|批转|征求|发布"
_FORWARDED = rf"(?:通知|函|通告|公告|令|决定|决议)》?{_TAIL}\Z"


class Head(Struct, kw_only=True):
    """What stands above the text of the notice. `end` is where that text begins."""

    end: int
    titles: list[tuple[Span, ...]] = field(default_factory=list)
    number: Span | None = None
    addressees: Span | None = None
    masthead: list[Span] = field(default_factory=list)
    dated: Span | None = None
    signer: Span | None = None
    mark: Span | None = None


def read_head(text: Text, start: int, stop: int) -> Head:
    """Read number, titles and addressees from `start` on, in whatever order they come."""
    norm = text.norm
    head = Head(end=start)
    at = _skip_breaks(norm, start)
    mark = compiled(r"附件\d{0,2}:?(?=\n|(?:[^\W\d]|[《“]))").match(norm, at)
    if mark and not norm.startswith("附件:", at):
        head.mark = Span(mark.start(), mark.end())
        at = _skip_breaks(norm, mark.end())
    for _ in range(16):
        if at >= stop:
            break
        at = _repeated_title(norm, at, head)
        step = _step(norm, at, head)
        if step <= at:
            break
        head.end = step
        at = _skip_breaks(norm, step)
        if head.addressees:
            break
    if head.titles and not head.addressees:
        _addressees_below(norm, min(stop, at + _REACH), at, head)
    if head.mark and not head.titles:
        head.mark = None
    return head


def _repeated_title(norm: str, at: int, head: Head) -> int:
    """Where the title stands once more a few lines below, as under the heading of a page; else `at`.

    What stands between, the name of a site or of a body, a summary, is no part of the notice.
    """
    if not head.titles or head.addressees:
        return at
    title = "".join(norm[s.start : s.end] for s in head.titles[-1])
    key = r"\n?".join(map(re.escape, title[: min(len(title), 24)]))
    # re.compile: the title of one notice is not to be kept for the next.
    again = re.compile(BOL + key).search(norm, at, at + _REACH)
    if again is None or again.start() == at or _HANDS_OVER.search(norm, at, again.start()):
        return at
    number = compiled(rf"{BOL}\(?(?P<number>{_NUMBER})\)?{EOL}").search(norm, at, again.start())
    if number:
        head.number = head.number or Span(*number.span("number"))
    return again.start()


def _addressees_below(norm: str, stop: int, at: int, head: Head) -> None:
    """A line of addressees with a few strange lines above it: hints of a site, a summary."""
    line = compiled(rf"{BOL}(?:{ADDRESSEE_OPENINGS})[^。:\n]{{1,400}}{_BODIES}:{EOL}").search(norm, at, stop)
    if line and not _HANDS_OVER.search(norm, at, line.start()):
        head.addressees = Span(line.start(), line.end() - 1)
        head.end = line.end()


def _skip_breaks(norm: str, at: int) -> int:
    while at < len(norm) and norm[at] == "\n":
        at += 1
    return at


def _step(norm: str, at: int, head: Head) -> int:
    """Read one element at `at`; where it ends, or `at` if nothing of a head stands there."""
    for read in (_filler, _number, _date, _addressees, _masthead_file, _title, _masthead):
        end = read(norm, at, head)
        if end > at:
            return end
    return at


def _filler(norm: str, at: int, head: Head) -> int:
    found = compiled(combine(HEAD_FILLERS)).match(norm, at)
    if found:
        return found.end()
    found = compiled(SIGNER).match(norm, at)
    if found:
        head.signer = Span(found.start(1), found.end(1))
        return found.end()
    found = compiled(SIGNER_LINE).match(norm, at)
    return found.end() if found else at


def _number(norm: str, at: int, head: Head) -> int:
    found = compiled(rf"\(?(?P<number>{_NUMBER})\)?").match(norm, at)
    if found is None:
        order = DOCUMENT_NUMBERS[1].pattern
        found = compiled(rf"\(?(?P<number>{order})(?:\)?{EOL}|(?=现公布|《))").match(norm, at)
    if found is None:
        found = compiled(rf"(?P<number>{DOCUMENT_NUMBERS[2].pattern})").match(norm, at)
    if found is None:
        return at
    head.number = head.number or Span(*found.span("number"))
    return found.end()


def _date(norm: str, at: int, head: Head) -> int:
    found = compiled(rf"\(?(?:{date_pattern().pattern})\)?(?:{EOL}|(?<=\)))").match(norm, at)
    if found is None or not head.titles:
        return at
    head.dated = Span(found.start(), found.end())
    return found.end()


def _addressees(norm: str, at: int, head: Head) -> int:
    """To whom it is addressed: closed by a colon, or below a title a line of bodies alone."""
    found = compiled(rf"{_ADDRESSED}|[^。:\n]{{2,400}}{_BODIES}:").match(norm, at)
    if found and not compiled(
        r"为(?:了|深入|贯彻)|(?:如下|以下|包括|事项|要求):\Z|《|关于|印发|[〔\[]\d{4}"
    ).search(found[0]):
        head.addressees = Span(found.start(), found.end() - 1)
        return found.end()
    if not head.titles:
        return at
    line = compiled(rf"(?:各|[^\n。]{{2,20}}各)[^\n。:]{{1,300}}{_BODIES},?{EOL}").match(norm, at)
    if line and not compiled(rf"(?:{KINDS}){EOL}").search(line[0]):
        head.addressees = Span(line.start(), line.end())
        return line.end()
    return at


def _title(norm: str, at: int, head: Head) -> int:
    if compiled(BODY_OPENINGS).match(norm, at) and not compiled(rf"[^\n。]{{4,80}}(?:{GENRES}){EOL}").match(
        norm, at
    ):
        return at
    title = _title_lines(norm, at) or _glued_title(norm, at)
    if title is None:
        return at
    head.titles.append(title)
    return title[-1].end


def _title_lines(norm: str, at: int) -> tuple[Span, ...] | None:
    """One to six lines that together end as a title does."""
    spans: list[Span] = []
    joined, complete = "", 0
    start = at
    while len(spans) < 6 and start < len(norm):
        end = norm.find("\n", start)
        end = len(norm) if end < 0 else end
        line = norm[start:end]
        if not _may_be_title(line, bool(spans), joined):
            break
        spans.append(Span(start, end))
        joined += line
        if compiled(_LINE_END).search(joined) and joined.count("《") == joined.count("》"):
            complete = len(spans)
            if complete > 1 and issuer_in_title(line) and compiled(rf"(?:{GENRES})》?{_TAIL}\Z").search(line):
                return (spans[-1],)  # whole by itself: the lines above are not its own
            if not _goes_on(joined):
                break
        elif complete and len(spans) - complete > 2:
            break
        start = end + 1
    return tuple(spans[:complete]) if complete else _bare_title(norm, at)


def _bare_title(norm: str, at: int) -> tuple[Span, ...] | None:
    """A first line that ends as the name of a plan does without its kind (2024年重点工作任务), right above the text."""
    found = compiled(rf"[^。;:,\n]{{4,36}}(?:{BARE_KINDS})(?:\([^()\n]{{1,12}}\))?\n(?=\(?{_NUMBER}|[^。\n]{{2,60}}:\n|{BODY_OPENINGS})").match(norm, at)
    opens = at == 0 or norm[at - 1] == "\n"
    numbered = compiled(r"[一二三四五六七八九十\d(第]").match(norm, at)
    dated = compiled(r"(?:19|20)\d\d年").match(norm, at) or not numbered
    return (Span(at, found.end() - 1),) if found and opens and dated else None


def _may_be_title(line: str, follows: bool, joined: str) -> bool:
    if not line or "》" in line and "《" not in joined + line:
        return False
    if not follows and compiled(r"[^\W\d]{2,28}文件\Z").match(line) and "关于" not in line:
        return False  # a masthead
    if len(line) > (80 if follows else 200) or "。" in line or line.endswith((":", ";", ",")):
        return False
    if follows and len(joined) > 90 or compiled(rf"\(?{_NUMBER}\)?\Z").match(line):
        return False
    if follows and compiled(rf"(?:{BODY_OPENINGS})|各[^\n]*{UNIT_END}\Z").match(line):
        return False
    return not compiled(_NUMBERED).match(line)


def _goes_on(joined: str) -> bool:
    """Does a title that could end here end too early for a notice?

    A notice is a 通知, 意见, 函 …; one that passes something on is never that which it passes on.
    """
    if compiled(_FORWARDING).search(joined):
        return compiled(_FORWARDED).search(joined) is None
    return "关于" in joined and compiled(rf"(?:{GENRES})》?{_TAIL}\Z").search(joined) is None


def _glued_title(norm: str, at: int) -> tuple[Span, ...] | None:
    found = compiled(_GLUED).match(norm, at)
    if found is None or compiled(_NUMBER).search(found["glued"]):
        return None
    return (Span(*found.span("glued")),)


def _masthead_file(norm: str, at: int, head: Head) -> int:
    """The 发文机关标志 that says 文件, with the number right behind it in its line: before any title."""
    return _glued_masthead(norm, at, head, "文件")


def _glued_masthead(norm: str, at: int, head: Head, ends: str) -> int:
    if head.titles or head.number:
        return at
    glued = compiled(rf"(?:[^\W\d]|、){{2,40}}(?:{ends})(?=\(?{_NUMBER}\)?(?:[^\W\d]|{EOL}))").match(norm, at)
    if glued:
        head.masthead.append(Span(glued.start(), glued.end()))
        return glued.end()
    return at


def _masthead(norm: str, at: int, head: Head) -> int:
    """A line of the 发文机关标志, where a number or a title stands within the next lines."""
    if head.titles or head.number:
        return at
    glued = _glued_masthead(norm, at, head, UNIT_END)
    if glued > at:
        return glued
    line = compiled(rf"[^\n。,:;]{{2,40}}{EOL}").match(norm, at)
    if line is None or compiled(_NUMBERED).match(line[0]):
        return at
    ahead = norm[line.end() + 1 : line.end() + 200]
    unit = compiled(rf"{UNIT_END}(?:文件|公告|令)?\Z").search(line[0])
    near = compiled(rf"{BOL}\(?(?:{_NUMBER}|第\d{{1,4}}号)\)?(?:签发人:[^\n]{{0,16}}|[^\n。]{{0,4}}){EOL}").search(ahead[:120])
    if line[0].endswith(("文件", "令", "公告")) and near or unit and near and near.start() < 60:
        head.masthead.append(Span(line.start(), line.end()))
        return line.end()
    if (
        not unit
        and len(line[0]) <= 24
        and compiled(rf"{BOL}(?!{_NUMBERED})[^\n。]{{4,60}}(?:{GENRES}){EOL}").search(ahead[:90])
    ):
        return line.end()
    return at
