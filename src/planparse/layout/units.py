"""Names of bodies in heads and signatures: how lists of them are told apart."""

from __future__ import annotations

from planparse.patterns import compiled
from planparse.rules.front_matter import UNIT_END
from planparse.span import Span, trim
from planparse.syntax import Text

# What ends a whole addressee, so that a 、 behind it separates two.
_WHOLE = (
    r"(?:政府|部门|单位|机构|企业|公司|团体|组织|院校|学校|高校|大学|中心|办事处|管委会|委员会|处室|科室|机关|协会|商会|分园|园区|"
    r"分局|支队|大队|银行|[委办局厅院部署站社处科])(?:\([^()]*\))?\Z"
)
# What is no addressee by itself but one more noun under a shared head: 各委、办、局.
_BARE = r"(?:单位|部门|机构|企业|公司|中心|处室|街道|乡镇|[委办局厅院部处室所站科])(?:\([^()]*\))?\Z"
_NEXT_HEAD = (
    r"国家|中国|中共|中央|国务院|全国|最高人民|公安部|财政部|教育部|科技部|工业和信息化部|民政部|司法部|人力资源|自然资源部|生态环境部|"
    r"住房城乡建设部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|应急管理部|人民银行|审计署|税务总局|市场监管总局|海关总署"
)


def split_addressees(text: Text, span: Span) -> list[Span]:
    """Each addressee of a list.

    A comma or semicolon always separates; a 、 does where a whole unit stands on either side, not
    within brackets, and not between nouns that share a head or a tail.
    """
    norm = text.norm
    found, start, depth = [], span.start, 0
    for at in range(*span):
        char = norm[at]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and (char in ",;" or (char == "、" and _between_units(norm, start, at, span.end))):
            found.append(Span(start, at))
            start = at + 1
    found.append(Span(start, span.end))
    return [part for part in (trim(norm, part, "\n:,;、。") for part in found) if part.end > part.start]


def _between_units(norm: str, start: int, at: int, end: int) -> bool:
    right = compiled(r"[^、,;:]*").match(norm, at + 1, end)
    following = right[0] if right else ""
    if following.count("(") > following.count(")"):
        return False
    if compiled(rf"\A{_BARE}").match(following):
        return False
    return compiled(_WHOLE).search(norm[start:at]) is not None


def split_issuers(text: Text, span: Span) -> list[Span]:
    """Each issuer of a signature or title, told apart by marks, dropped blanks, or a new head.

    Two bodies of one place repeat its name: 某市教育局某市财政局.
    """
    norm = text.norm
    cuts = [
        at
        for at in range(span.start + 2, span.end - 1)
        if at in text.gaps and _ends_unit(norm, span.start, at) and not norm.startswith(("公室", "公厅"), at)
    ]
    pieces, start = [], span.start
    for at in [*cuts, span.end]:
        pieces += _by_marks(norm, Span(start, at))
        start = at
    return [part for piece in pieces for part in _by_heads(norm, piece)]


def _ends_unit(norm: str, start: int, at: int) -> bool:
    return compiled(rf"{UNIT_END}\Z").search(norm, start, at) is not None


def _by_marks(norm: str, span: Span) -> list[Span]:
    parts, start = [], span.start
    for at in range(*span):
        if norm[at] in "、,\n" and _ends_unit(norm, start, at):
            parts.append(Span(start, at))
            start = at + 1
    parts.append(Span(start, span.end))
    return [part for part in parts if part.end > part.start]


def _by_heads(norm: str, span: Span) -> list[Span]:
    value = norm[span.start : span.end]
    place = compiled(r"(?:中共)?([^\W\d]{2,7}?(?:省|市|县|区|州|旗))").match(value)
    heads = _NEXT_HEAD if place is None else rf"{_NEXT_HEAD}|(?:中共)?{place[1]}"
    parts, start = [], span.start
    for found in compiled(rf"(?<=[部委局厅院署会办行室府])(?:{heads})").finditer(
        norm, span.start + 2, span.end
    ):
        if found.start() - start >= 3:
            parts.append(Span(start, found.start()))
            start = found.start()
    parts.append(Span(start, span.end))
    return parts


def issuer_in_title(title: str) -> str:
    """Who issues, by the title: what stands before 关于, 印发, 转发.

    >>> issuer_in_title("某市人民政府办公室关于印发某方案的通知")
    '某市人民政府办公室'
    """
    found = compiled(r"\A(?P<who>(?:[^\W\d]|[、,()]){2,80}?)(?:关于|印发|转发|批转|发布|公布)").match(title)
    if found is None:
        return ""
    who = found["who"]
    return who if compiled(rf"{UNIT_END}(?:\([^()]*\))?\Z").search(who) else ""
