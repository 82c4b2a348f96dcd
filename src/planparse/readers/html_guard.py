"""What a page would cost to parse, found out before it is parsed.

A tree builder takes time in proportion to elements × depth, and short input can make it build many more
elements than it has tags: a formatting element that is never closed is opened again in every block that
follows. So the tags are counted here in one linear scan that keeps the stack of open elements as the
HTML standard does; where the two could differ, it errs on the side of more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planparse.patterns import compiled
from planparse.readers.limits import Limits, too_deep, too_many, too_tangled

# A comment, or a tag with its attributes. Quotes count only behind "=". Atomic throughout, so that an
# unclosed tag costs one scan to the end and no more.
_TAG = (
    r"(?s)<(?:!--(?>-?>|.*?(?:--!?>|\Z))"
    r"|(/?)([a-zA-Z][^\s/>]*)((?>[^>=]++|=\s*+(?>\"[^\"]*+\"|'[^']*+'|))*+)(?:>|\Z))"
)
_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
    " option optgroup".split()
)
_ROOTS = frozenset(("html", "body"))
_FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
_INLINE = _FORMATTING | frozenset("a abbr acronym bdo cite dfn ins kbd label q samp span sub sup var o:p".split())
_BARRIERS = frozenset("applet caption marquee object table td th template button svg math foreignobject".split())
_TABLE_PARTS = frozenset("caption colgroup tbody td tfoot th thead tr".split())
_LOOSE = _FORMATTING | {"a", "form"}  # closing one leaves open what was opened inside it
# Start tag → the open elements that it closes. Those of tables reach as far as the table.
_CLOSES = {
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr", "td", "th"),
    "tbody": ("tbody", "thead", "tfoot", "tr", "td", "th"), "li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"),
}  # fmt: skip
_CLOSES |= {"thead": _CLOSES["tbody"], "tfoot": _CLOSES["tbody"]}

_WORK = 1_000_000_000  # steps of the tree builder, about 2 ns each


def check(html: str, shown: str, limits: Limits) -> None:
    """Raises `LimitError` where parsing `html` would go beyond `limits` or take too long."""
    stack = _Stack()
    work, roots, options = 0, 0, 0
    for end, name, attributes, whole in _tags(html):
        cost = _attribute_count(attributes) if attributes else 0
        if name in _ROOTS:
            roots += cost
            cost = roots
        elif name in _VOID:
            options += name[0] == "o"
            stack.elements += 1
        elif end:
            stack.close(name)
        else:
            stack.open(name, whole)
        work += cost * cost + len(stack.names)
        if len(stack.names) + stack.formatting > limits.depth:
            too_deep(shown, limits)
        if stack.elements > limits.elements:
            too_many(shown, limits)
        if work + options * options * 4 > _WORK:
            too_tangled(shown)


def _tags(html: str) -> Iterator[tuple[bool, str, str, str]]:
    """Each tag: is it an end tag, its name, its attributes, all of it."""
    tag = compiled(_TAG)
    foreign = "<svg" in html or "<math" in html  # there a <style> holds elements
    at = 0
    while match := tag.search(html, at):
        at = match.end()
        slash, name, attributes = match.groups()
        if name is None:
            continue
        name = name.lower()
        yield bool(slash), name, attributes, match.group()
        if name in _RAW_TEXT and not slash and not foreign:
            close = compiled(rf"(?i)</{name}").search(html, at)
            at = close.start() if close else len(html)


def _attribute_count(attributes: str) -> int:
    """An upper bound of how many there are."""
    if len(attributes) > 200:
        attributes = compiled(_QUOTED).sub("", attributes)
    return len(attributes.split()) + attributes.count("=") + attributes.count("/")


class _Stack:
    """The open elements. `elements` is how many the tree will have at most, `formatting` how many
    formatting elements are open in the sense of the standard: also those that a block has cut off.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.wholes: list[str] = []
        self.tables = 0
        self.elements = 0
        self.formatting = 0
        self._open_formatting: Counter[str] = Counter()

    def open(self, name: str, whole: str) -> None:
        """A start tag."""
        self.elements += 1
        if name in _FORMATTING:
            self._open_formatting[whole] += 1
            self.formatting += self._open_formatting[whole] <= 3  # the standard keeps three alike
        elif name == "a":
            self.close("a")
        elif name in _TABLE_PARTS:
            if not self.tables:
                return  # no such element outside a table
            self._close_parts(_CLOSES.get(name, ()))
            self.elements += self.formatting
        elif name not in _INLINE:
            self._close_paragraph(_CLOSES.get(name, ()))
            self.elements += self.formatting
        self.tables += name == "table"
        self.names.append(name)
        self.wholes.append(whole)

    def close(self, name: str) -> None:
        """An end tag; without effect where nothing of that name is open in its scope."""
        if name in _LOOSE:
            self._remove(name)
            return
        self.elements += self.formatting
        if name == "p":
            self._close_paragraph(())
            return
        at = self._find((name,), inline=name in _INLINE, table=name in _TABLE_PARTS or name == "table")
        if at is not None:
            self._cut(at)

    def _find(self, wanted: tuple[str, ...], *, inline: bool = False, table: bool = False) -> int | None:
        """Where the innermost of `wanted` stands, if no barrier stands before it."""
        for at in range(len(self.names) - 1, -1, -1):
            name = self.names[at]
            if name in wanted:
                return at
            if inline and name not in _INLINE:
                return None
            if name == "table" or (not table and name in _BARRIERS):
                return None
        return None

    def _close_parts(self, wanted: tuple[str, ...]) -> None:
        """The row or cell that a new one ends."""
        while (at := self._find(wanted, table=True)) is not None:
            self._cut(at)

    def _close_paragraph(self, also: tuple[str, ...]) -> None:
        """The open paragraph that a block ends, and a list item that the next one ends."""
        at = self._find(("p", *also), inline=True)
        if at is not None:
            self._cut(at)
            if also and (at := self._find(also, inline=True)) is not None:
                self._cut(at)

    def _cut(self, at: int) -> None:
        if self.tables:
            self.tables -= self.names.count("table") - self.names[:at].count("table")
        del self.names[at:], self.wholes[at:]

    def _remove(self, name: str) -> None:
        at = self._find((name,))
        if at is None:
            return
        whole = self.wholes[at]
        del self.names[at], self.wholes[at]
        if name in _FORMATTING:
            self._open_formatting[whole] -= 1
            self.formatting -= self._open_formatting[whole] < 3
