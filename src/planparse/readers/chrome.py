"""What of a page is furniture: navigation, breadcrumbs, share buttons, footers, hidden stretches.

Nothing is taken out of the text; the stretches are told, line by line. What may belong to the notice is
never furniture: its table of metadata, its title, sentences, attachments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from re import Pattern

from planparse.patterns import compiled
from planparse.readers.html_text import Box, Page
from planparse.rules.front_matter import FURNITURE, LABELS, PAGE_END
from planparse.rules.rulebook import Rule, combine
from planparse.span import Span

# Ids and classes of what is around a notice. Short words must stand by themselves or at a hyphen.
_AROUND = (
    r"breadcrumb|crumbs|copyright|footer|share|qrcode|qr_container|sidebar|navbar|navigat|friendlink|toolbar|jiathis"
    r"|fontsize|pagination|curlocation|curpos|weizhi|dqwz|erweima|loginbox|searchbox|voice|accessib|wza|related"
    r"|(?:^|[\s_-])(?:nav|menu|foot|bottom|print|search|login|banner|logo|tools?|links?|ewm|qr|location|position|path"
    r"|crumb|prev|next|pager?s?|weixin|wechat|top|header?|lang|aside|side|left-?bar|right-?bar|hot|tags?)(?=$|[\s_\d-])"
)
_AROUND_TAGS = frozenset("nav footer aside menu select optgroup option button dialog search textarea".split())

# Ids and classes in which content management systems wrap the text of a page.
_CONTENT = (
    r"ucap-content|trs_(?:u?editor|paper)|vsb_|wp_articlecontent|custom_unionstyle|js_content|ivs_content"
    r"|(?:^|[\s_-])(?:(?:zoom|article|content|cont|con|news|detail|pages?|main|text|txt|nr|xxgk|info|print|view|body)"
    r"(?:[_-]?(?:zoom|article|content|contents|cont|con|body|text|txt|main|nr|box|detail|info))?)(?=$|[\s_\d-])"
)
_CONTAINERS = frozenset("article body center div form html main section table tbody td tr fieldset blockquote th".split())

LINES = (
    Rule(
        name="place",
        pattern=r"^(?:您?(?:现在|当前|目前)?的?(?:所在)?位置|当前位置|首页)[:>》»›/|-].{0,80}$",
        examples=("当前位置:首页>政务公开", "您的位置:首页", "首页>政策>文件"),
        rejects=("位置不变", "首页设置专栏"),
    ),
    Rule(
        name="owner",
        pattern=r"版权所有|公网安备|网站标识码|ICP备\d|政府网站找错|(?:技术支持|承办单位|主办单位|网站地图|联系我们)[:|].{0,60}$|建议使用.{0,30}分辨率",
        examples=("版权所有:某市人民政府", "网站标识码:3700000000", "技术支持:某公司"),
        rejects=("提供技术支持", "主办单位为市发展改革委"),
    ),
    Rule(
        name="visits",
        pattern=r"^(?:您是第\d+位访客|(?:浏览|访问|阅读|点击)(?:次数|量|数)?:?\d*次?)$",
        examples=("浏览次数:120", "您是第12位访客"),
        rejects=("访问量达到100万次",),
    ),
)

_PROSE = r"[，。；,;]"
_BLANK = r"[ \t\u3000\xa0\u2000-\u200b]+"
_FOLD = {ord(a): b for a, b in zip("（）：，；｜［］", "():,;|[]", strict=True)}
_LONGEST = 90  # characters of a line that is furniture by its words
_OPENING_LINES, _CLOSING_LINES = 12, 8  # of the main text, where such lines may stand
_TITLE = r"关于.{2,}(?:通知|意见|决定|通报|公告|通告|函|批复|方案|规划|计划|办法|规定|细则|要点|措施)$|[〔\[]\d{4}[〕\]]第?\d+号"


class _Line:
    """A line of the text, and what it is made of."""

    __slots__ = ("end", "folded", "furniture", "links", "prose", "start")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end = start, end
        self.folded = compiled(_BLANK).sub("", text).translate(_FOLD)
        self.links = 0
        self.prose = len(self.folded) if len(self.folded) >= 15 and compiled(_PROSE).search(text) else 0
        self.furniture = False


def find_chrome(page: Page, fields: Iterable[tuple[str, str]]) -> tuple[Span, ...]:
    """The stretches of the text of `page` that are furniture, in order, apart from each other."""
    lines = _lines(page)
    starts = [line.start for line in lines]
    prose = list(accumulate((line.prose for line in lines), initial=0))

    def within(start: int, end: int) -> range:
        return range(bisect_left(starts, start), bisect_left(starts, end))

    def prose_in(rows: range) -> int:
        return prose[rows.stop] - prose[rows.start] if rows else 0

    rows = [within(box.start, box.end) for box in page.boxes]
    amounts = [prose_in(r) for r in rows]
    kept = _protected(page, lines, rows, fields)
    _mark_all(
        lines,
        [r for box, r, n in zip(page.boxes, rows, amounts, strict=True) if n <= 0.15 * prose[-1] and _is_around(box)],
    )
    main = _main(page.boxes, amounts, prose[-1], _data_tables(page))
    sure = main is not None and _is_sure(page.boxes, main, lines, rows[main])
    if sure and main is not None:
        _mark_all(lines, [range(rows[main].start), range(rows[main].stop, len(lines))])
    else:
        _mark_link_lists(page.boxes, lines, rows, amounts)
    _mark_by_words(lines, rows[main] if sure and main is not None else range(len(lines)))
    hidden = _joined(page.text, (Span(*h) for h in page.hidden if prose_in(within(*h)) <= 0.3 * prose[-1]))
    _mark_all(lines, [within(*span) for span in hidden])
    spans = [Span(line.start, line.end) for at, line in enumerate(lines) if line.furniture and at not in kept]
    return _joined(page.text, [*spans, *(h for h in hidden if not any(at in kept for at in within(*h)))])


def _lines(page: Page) -> list[_Line]:
    lines = []
    at = 0
    for text in page.text.split("\n"):
        lines.append(_Line(at, at + len(text), text))
        at += len(text) + 1
    row = 0
    for start, end in sorted(page.links):
        while row < len(lines) - 1 and lines[row].end < start:
            row += 1
        lines[row].links += min(end, lines[row].end) - start
    for line in lines:
        if 2 * line.links > line.end - line.start:
            line.prose = 0
    return lines


def _mark_all(lines: Sequence[_Line], stretches: Iterable[range]) -> None:
    """Mark stretches that stand in the order of their beginnings; each line is touched once."""
    done = 0
    for rows in stretches:
        for row in range(max(rows.start, done), rows.stop):
            lines[row].furniture = True
        done = max(done, rows.stop)


# --------------------------------------------------------------------------------- the main text


def _data_tables(page: Page) -> frozenset[int]:
    """The boxes of tables that hold data: no text of a page hides inside one."""
    tables = [index for index, box in enumerate(page.boxes) if box.tag == "table"]
    return frozenset(i for i, grid in zip(tables, page.grids, strict=True) if grid.is_data())


def _main(boxes: Sequence[Box], amounts: Sequence[int], total: int, data: frozenset[int]) -> int | None:
    """The innermost block that holds nearly all sentences; None where there are none."""
    current = None if total == 0 else -1
    for index, box in enumerate(boxes):
        if box.parent == current and box.tag in _CONTAINERS and index not in data and amounts[index] >= 0.8 * total:
            current = index
    return None if current == -1 else current


def _is_sure(boxes: Sequence[Box], main: int, lines: Sequence[_Line], rows: range) -> bool:
    """Is the block named as a content management system names it, or is all around it links?"""
    at = main
    while at >= 0 and boxes[at].tag not in ("body", "html"):
        if compiled(_CONTENT).search(boxes[at].names) or boxes[at].tag in ("article", "main"):
            return True
        at = boxes[at].parent
    around = [line for at, line in enumerate(lines) if at not in rows and not line.furniture]
    linked = sum(line.links for line in around)
    return linked > 0 and 2 * linked >= sum(line.end - line.start for line in around)


def _is_around(box: Box) -> bool:
    return box.tag in _AROUND_TAGS or bool(box.names and _named_around(box.names))


@cache
def _named_around(names: str) -> bool:
    return compiled(_AROUND).search(names) is not None


def _mark_link_lists(
    boxes: Sequence[Box], lines: Sequence[_Line], rows: Sequence[range], amounts: Sequence[int]
) -> None:
    """Blocks that consist of links: menus, lists of other documents."""
    links = list(accumulate((line.links for line in lines), initial=0))
    sizes = list(accumulate((line.end - line.start for line in lines), initial=0))
    found = []
    for box, inside, amount in zip(boxes, rows, amounts, strict=True):
        if box.tag in ("ul", "ol", "div", "table", "dl") and len(inside) >= 4 and not amount:
            linked = links[inside.stop] - links[inside.start]
            if linked >= 0.7 * (sizes[inside.stop] - sizes[inside.start]):
                found.append(inside)
    _mark_all(lines, found)


# --------------------------------------------------------------------------------- what is kept


@cache
def _label() -> Pattern[str]:
    names = sorted({name for key, group in LABELS.items() if key for name in group}, key=lambda n: (-len(n), n))
    return compiled(rf"(?:^|[^\u4e00-\u9fff])(?:{'|'.join(names)})(?=:|】|\]|$)")


def _protected(
    page: Page, lines: Sequence[_Line], rows: Sequence[range], fields: Iterable[tuple[str, str]]
) -> frozenset[int]:
    """The lines that may belong to the notice wherever they stand."""
    titles = [_fold(value) for name, value in fields if name.lower() in ("title", "articletitle")]
    kept = {at for at, line in enumerate(lines) if _is_kept(line, titles)}
    labels = [at for at, line in enumerate(lines) if _label().search(line.folded)]
    kept.update(labels)
    for at in labels:  # a label alone: its value is the next line
        if _label().sub("", lines[at].folded).strip(":】] ") == "" and at + 1 < len(lines):
            kept.add(at + 1)
    for box, inside in zip(page.boxes, rows, strict=True):
        if box.tag in ("table", "ul", "dl") and len(inside) < 60:
            count = bisect_left(labels, inside.stop) - bisect_left(labels, inside.start)
            if count > 1 and len(inside) < 6 * count:
                kept.update(inside)
        elif box.tag == "h1" and len(inside) < 6:
            kept.update(inside)
    return frozenset(kept)


def _is_kept(line: _Line, titles: Sequence[str]) -> bool:
    folded = line.folded
    if 2 * line.links > line.end - line.start:
        return folded.startswith("附件") and len(folded) > 4
    if line.prose >= 40 and "。" in folded:
        return not compiled(combine(LINES)).search(folded)
    if len(folded) >= 6 and any(folded in title for title in titles):
        return True
    return folded.startswith("附件") or compiled(_TITLE).search(folded) is not None


def _fold(text: str) -> str:
    return compiled(_BLANK).sub("", text).translate(_FOLD)


def _mark_by_words(lines: Sequence[_Line], text: range) -> None:
    """Lines that are furniture by what they say, around and at the ends of the main text.

    Further inside, the same words are the notice's own: a plan may have a heading 政策解读.
    """
    closing = text.stop - _CLOSING_LINES
    for at, line in enumerate(lines):
        if at < text.start + _OPENING_LINES or at >= closing:
            line.furniture |= _says_so(line.folded, closing=at >= closing)


def _says_so(folded: str, *, closing: bool) -> bool:
    if not folded or len(folded) > _LONGEST or folded[-1] in "。；":
        return False
    if compiled(combine(LINES)).search(folded):
        return True
    parts = compiled(combine((*FURNITURE, *PAGE_END) if closing else FURNITURE))
    rest = parts.sub("", folded)
    return rest != folded and not any(map(str.isalnum, rest))


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` in order, those that touch or that only a line break parts made one; empty ones left out."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if out and (start <= out[-1].end or text[out[-1].end : start] == "\n"):
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)
