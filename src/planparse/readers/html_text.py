"""An HTML tree → lines of text, with what the tree knows of each stretch.

The tree is walked with a stack of our own: its depth is the page's affair, not Python's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from msgspec import Struct, field

from planparse.patterns import compiled
from planparse.readers import html_lists as lists
from planparse.readers.html_style import NOTHING, Declared, Element, Sheet
from planparse.readers.html_tables import Grid

# Elements whose content is no text of the page.
_DROPPED = frozenset(
    "head script style noscript template iframe svg math audio video canvas datalist noframes noembed xmp".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search"
    " section select summary table tbody td textarea tfoot th thead tr ul".split()
)
_NO_CLASSES: frozenset[str] = frozenset()
_PREFORMATTED = frozenset(("pre", "textarea", "listing"))
_BLANKS = r"[ \t\n\r\f]+"

class Node(Protocol):
    """What the walk asks of a node of the tree."""

    @property
    def tag(self) -> str | None: ...  # noqa: D102
    @property
    def attributes(self) -> Mapping[str, str | None]: ...  # noqa: D102
    @property
    def text_content(self) -> str | None: ...  # noqa: D102
    @property
    def child(self) -> Node | None: ...  # noqa: D102
    @property
    def next(self) -> Node | None: ...  # noqa: D102


class Box(Struct):
    """A block and where its text stands. `parent` is an index into `Page.boxes`, −1 for the outermost."""

    tag: str
    names: str  # its id, classes and role, in lower case, blanks between
    parent: int
    start: int
    end: int = -1


class Type(NamedTuple):
    """What sets text apart."""

    bold: bool = False
    heiti: bool = False
    underline: bool = False

    def under(self, css: Declared) -> Type:
        """The type of what stands inside, where `css` is declared."""
        return Type(
            self.bold if css.bold is None else css.bold,
            self.heiti if css.heiti is None else css.heiti,
            self.underline if css.underline is None else css.underline,
        )


class Page(Struct):
    """The text of a page and what is known of it. Ranges are (start, end) in `text`."""

    text: str = ""
    boxes: list[Box] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    styled: list[tuple[int, int, Type]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


class _Open(Struct):
    """An open element."""

    element: Element
    block: bool
    type: Type
    hidden: bool
    pre: bool
    box: int
    start: int  # where its text begins, for links and hidden stretches; −1 for others
    numbers: _Numbers | None


class _Numbers(Struct):
    """The numbering of an open list."""

    style: str
    value: int


def read_page(root: Node | None, sheet: Sheet) -> Page:
    """The text under `root`: each paragraph and each cell on a line of its own, blanks as a browser shows them."""
    walk = _Walk(sheet)
    node = root
    above: list[Node] = []
    while node is not None:
        tag = node.tag or ""
        child = None
        if tag == "-text":
            walk.text(node.text_content or "")
        elif tag == "br":
            walk.lines.end_line()
        elif tag[:1] != "-" and tag not in _DROPPED:
            walk.enter(tag, node.attributes)
            child = node.child
            if child is None:
                walk.leave()
        if child is not None:
            above.append(node)
            node = child
            continue
        while (following := node.next) is None and above:
            node = above.pop()
            walk.leave()
        node = following
    return walk.page()


class _Lines:
    """The text under construction. A break or a blank is written when something follows it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.at_start = True  # of a line
        self.blank = False

    def end_line(self) -> None:
        self.at_start = True
        self.blank = False

    def put(self, text: str) -> tuple[int, int]:
        """Write `text`, which is not empty. Returns where it stands."""
        lead = ""
        if self.at_start:
            lead = "\n" if self.length else ""
        elif self.blank:
            lead = " "
        start = self.length + len(lead)
        self.pieces.append(lead + text)
        self.length = start + len(text)
        self.at_start = self.blank = False
        return start, self.length

    def here(self) -> int:
        """Where text would stand if it came now."""
        return self.length + (self.at_start and self.length > 0)


class _Walk:
    """The state of a walk: the open elements, the text, what has been noted."""

    def __init__(self, sheet: Sheet) -> None:
        self.lines = _Lines()
        self._sheet = sheet
        self._page = Page()
        self._open = [_Open(Element("", "", _NO_CLASSES), False, Type(), False, False, -1, -1, None)]
        self._elements: list[Element] = []  # of `_open`, for selectors
        self._tables: list[Grid] = []
        self._number = ""
        self._blanks = compiled(_BLANKS)

    def page(self) -> Page:
        """What has been read."""
        self._page.text = "".join(self.lines.pieces)
        return self._page

    def enter(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """An element begins."""
        up = self._open[-1]
        classes = attributes.get("class")
        element = Element(tag, attributes.get("id") or "", frozenset(classes.split()) if classes else _NO_CLASSES)
        css = self._sheet.declared(element, attributes, self._elements)
        block = tag in _BLOCKS if css.block is None else css.block
        look = up.type if css is NOTHING else up.type.under(css)
        pre = tag in _PREFORMATTED or up.pre if css.pre is None else css.pre
        hidden = bool(css.hidden)
        box = up.box
        if block:
            self.lines.end_line()
            box = len(self._page.boxes)
            names = f"{element.id} {classes or ''} {attributes.get('role') or ''}".strip().lower()
            self._page.boxes.append(Box(tag, names, up.box, self.lines.here()))
            self._enter_table(tag, attributes)
        start = self.lines.here() if tag == "a" or hidden else -1
        opened = _Open(element, block, look, hidden, pre, box, start, up.numbers)
        if tag in ("ol", "ul", "li"):
            self._enter_list(tag, attributes, opened, css.list_style)
        self._open.append(opened)
        self._elements.append(element)

    def leave(self) -> None:
        """The innermost element ends."""
        done = self._open.pop()
        self._elements.pop()
        if done.start >= 0 and done.start < self.lines.length:
            into = self._page.hidden if done.hidden else self._page.links
            into.append((done.start, self.lines.length))
        if done.block:
            box = self._page.boxes[done.box]
            box.end = max(box.start, self.lines.length)
            self._leave_table(done.element.tag)
            self.lines.end_line()

    def text(self, text: str) -> None:
        """A text node, entities already decoded by the parser."""
        state = self._open[-1]
        if state.pre:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if number:
                    self.lines.end_line()
                if line:
                    self._put(line, state)
            return
        words = self._blanks.sub(" ", text) if self._blanks.search(text) else text
        inner = words.strip(" ")
        if not inner:
            self.lines.blank |= bool(words)
            return
        self.lines.blank |= words[0] == " "
        self._put(inner, state)
        self.lines.blank = words[-1] == " "

    def _put(self, text: str, state: _Open) -> None:
        if self._number:
            number, self._number = self._number, ""
            if not lists.has_own_number(text):
                self.lines.put(number)
        start, end = self.lines.put(text)
        if not any(state.type):
            return
        styled = self._page.styled
        if styled:
            first, last, look = styled[-1]
            one_blank = start == last + 1 and self.lines.pieces[-1][0] == " "
            if look == state.type and (start == last or one_blank):
                styled[-1] = (first, end, look)
                return
        styled.append((start, end, state.type))

    def _enter_table(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(Grid(self.lines.here(), (attributes.get("role") or "") in ("presentation", "none")))
            self._page.grids.append(self._tables[-1])
        elif self._tables and tag == "tr":
            self._tables[-1].next_row()
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].begin(self.lines.here(), attributes.get("rowspan"), attributes.get("colspan"))

    def _leave_table(self, tag: str) -> None:
        if tag == "table":
            self._tables.pop()
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].finish(self.lines.length)

    def _enter_list(self, tag: str, attributes: Mapping[str, str | None], opened: _Open, style: str | None) -> None:
        if tag == "li":
            if opened.numbers and opened.numbers.style:
                numbers = opened.numbers
                value = lists.whole(attributes.get("value"))
                numbers.value = numbers.value + 1 if value is None else value
                self._number = lists.printed(style and lists.style(style) or numbers.style, numbers.value)
            return
        if tag == "ul":
            opened.numbers = _Numbers("", 0)
            return
        editor = next((c[7:] for c in opened.element.classes if c.startswith("custom_")), "")
        named = lists.style(style or editor or (attributes.get("type") or "1"))
        opened.numbers = _Numbers(named, (lists.whole(attributes.get("start")) or 1) - 1)
