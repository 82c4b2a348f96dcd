"""What CSS says about an element: bold, a black-letter face (黑体), underlined, hidden, preformatted, a block.

Inline declarations, ``<style>`` rules of plain selectors (``p``, ``.lead``, ``td.a#b``, ``.body p``) in
the order of the cascade, and what the elements mean by themselves. No other property is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planparse.patterns import compiled
from planparse.readers.typefaces import in_heiti

_BOLD_TAGS = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))

_DECLARATION = r"([a-zA-Z-]{1,40})\s*+:\s*+((?:[^;\"']|\"[^\"]*+\"|'[^']*+'|[\"'])*+)"
_COMMENT = r"(?s)/\*.*?(?:\*/|\Z)|<!--|-->"
_NOT_FOR_SCREEN = r"@(?:media[^{};]*\bprint\b[^{}]*+|font-face\s*+|page[^{}]*+|keyframes[^{}]*+)\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}"
_DIRECTIVE = r"@(?:import|charset|namespace)[^;{}]*+;"
_RULE = r"([^{}]++)\{([^{}]*+)\}"
_COMPOUND = r"(\*|[a-zA-Z][\w:-]*+)?((?:[.#][\w-]++)*+)"
_MAX_RULES = 5_000
_MAX_COMPARISONS = 3_000_000  # of an element with a rule, about 0.3 µs each; a real page needs some ten thousand

_WEIGHTS = {"bold": True, "bolder": True, "normal": False, "lighter": False, "initial": False}
_WHITE_SPACE = {"pre": True, "pre-wrap": True, "pre-line": True, "break-spaces": True, "normal": False, "nowrap": False}
_DISPLAY = {"block": True, "table": True, "flex": True, "grid": True, "list-item": True, "inline": False}


class Declared(NamedTuple):
    """The properties that something declares; None where it says nothing."""

    bold: bool | None = None
    heiti: bool | None = None
    hidden: bool | None = None
    pre: bool | None = None
    block: bool | None = None
    list_style: str | None = None
    underline: bool | None = None

    def under(self, other: Declared) -> Declared:
        """Both, `other` winning where it says something."""
        if other is NOTHING:
            return self
        if self is NOTHING:
            return other
        return self._replace(**{key: value for key, value in other._asdict().items() if value is not None})


NOTHING = Declared()
_BOLD = Declared(bold=True)
_UNDERLINED = Declared(underline=True)  # a link is too, but that says nothing


class Compound(NamedTuple):
    """``td.lead#first``: what one element must be."""

    tag: str
    classes: frozenset[str]
    id: str

    def fits(self, element: Element) -> bool:
        """Is `element` such a one?"""
        return (
            (not self.tag or self.tag == element.tag)
            and (not self.id or self.id == element.id)
            and self.classes <= element.classes
        )


class Element(NamedTuple):
    """What selectors can tell of an element."""

    tag: str
    id: str
    classes: frozenset[str]


class _Rule(NamedTuple):
    weight: tuple[bool, int, int, int]  # important, then the specificity: ids, classes, tags
    order: int
    selector: tuple[Compound, ...]  # the element itself last, its ancestors before it
    declared: Declared


class Sheet:
    """The style rules of one page."""

    def __init__(self, css: Iterable[str] = ()) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._inline: dict[str, tuple[Declared, Declared]] = {"": (NOTHING, NOTHING)}
        self._alone: dict[Element, tuple[Declared, Declared]] = {}
        self._context = False  # does any rule look at ancestors?
        self._count = 0
        self._left = _MAX_COMPARISONS
        for text in css:
            self._add(text)

    def declared(self, element: Element, attributes: Mapping[str, str | None], ancestors: Sequence[Element]) -> Declared:
        """What holds for `element`, inheritance left aside. `ancestors` go from the outermost in."""
        tag = element.tag
        found = _BOLD if tag in _BOLD_TAGS else _UNDERLINED if tag in ("u", "ins") else NOTHING
        if not attributes and not self._rules:
            return found
        face = attributes.get("face")
        if face:
            found = found.under(Declared(heiti=in_heiti(face)))
        normal, important = self._of_rules(element, ancestors) if self._rules else (NOTHING, NOTHING)
        style = attributes.get("style")
        if style or normal is not NOTHING or important is not NOTHING:
            here, here_important = self._of_style(style or "")
            found = found.under(normal).under(here).under(important).under(here_important)
        if "hidden" in attributes:
            found = found._replace(hidden=True)
        return found

    def _of_style(self, style: str) -> tuple[Declared, Declared]:
        known = self._inline.get(style)
        if known is None:
            known = self._inline[style] = declarations(style)
        return known

    def _of_rules(self, element: Element, ancestors: Sequence[Element]) -> tuple[Declared, Declared]:
        known = None if self._context else self._alone.get(element)
        if known is not None:
            return known
        keys = [element.tag, f"#{element.id}", *sorted(f".{name}" for name in element.classes), "*"]
        rules = [rule for key in keys for rule in self._rules.get(key, ())]
        self._left -= len(rules) * (1 + len(ancestors) * self._context)
        if self._left < 0:
            return NOTHING, NOTHING
        hits = [rule for rule in rules if _fits(rule.selector, element, ancestors)]
        hits.sort(key=lambda rule: (rule.weight, rule.order))
        normal = important = NOTHING
        for rule in hits:
            if rule.weight[0]:
                important = important.under(rule.declared)
            else:
                normal = normal.under(rule.declared)
        if not self._context:
            self._alone[element] = normal, important
        return normal, important

    def _add(self, css: str) -> None:
        for pattern in (_COMMENT, _NOT_FOR_SCREEN, _DIRECTIVE):
            css = compiled(pattern).sub(" ", css)
        for match in compiled(_RULE).finditer(css):
            normal, important = declarations(match.group(2))
            for declared, strong in ((normal, False), (important, True)):
                if declared is not NOTHING and self._count < _MAX_RULES:
                    for selector in match.group(1).split(","):
                        self._file(selector, declared, strong)

    def _file(self, selector: str, declared: Declared, important: bool) -> None:
        compounds = tuple(_compounds(selector))
        if not compounds:
            return
        last = compounds[-1]
        key = f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.tag or "*"
        ids = sum(1 for c in compounds if c.id)
        weight = (important, ids, sum(len(c.classes) for c in compounds), sum(1 for c in compounds if c.tag))
        self._count += 1
        self._context |= len(compounds) > 1
        self._rules.setdefault(key, []).append(_Rule(weight, self._count, compounds, declared))


def declarations(style: str) -> tuple[Declared, Declared]:
    """What a block of declarations says, ordinary ones and those that are ``!important``.

    >>> declarations("FONT-WEIGHT: bold; mso-bidi-font-weight: normal")[0].bold
    True
    >>> declarations("font: 700 16px/2 'SimHei', serif")[0].heiti
    True
    """
    sides: tuple[dict[str, bool | str | None], dict[str, bool | str | None]] = ({}, {})
    east_asian = None
    for name, value in compiled(_DECLARATION).findall(style):
        value = value.strip()
        important = value.lower().endswith("!important")
        if important:
            value = value[: -len("!important")].rstrip()
        name = name.lower()
        if name == "mso-fareast-font-family":  # Word's own word for the face of Chinese characters
            east_asian = in_heiti(value)
        else:
            sides[important].update(_property(name, value))
    if east_asian is not None:
        sides[False]["heiti"] = east_asian
    normal, important_ones = (Declared(**side) if side else NOTHING for side in sides)  # type: ignore[arg-type]
    return normal, important_ones


def _property(name: str, value: str) -> dict[str, bool | str | None]:
    word = value.lower()
    if name == "font-weight":
        return _known("bold", _weight(word))
    if name == "font-family":
        return _known("heiti", in_heiti(value))
    if name == "font":
        return _font(value)
    if name in ("text-decoration", "text-decoration-line"):
        return {"underline": "underline" in word.split()}
    if name == "display":
        if word == "none":
            return {"hidden": True}
        return {"hidden": False, **_known("block", _DISPLAY.get(word))}
    if name == "visibility":
        return {"hidden": word in ("hidden", "collapse")}
    if name == "white-space":
        return _known("pre", _WHITE_SPACE.get(word))
    if name in ("list-style-type", "list-style"):
        return {"list_style": word}
    return {}


def _known(key: str, value: bool | None) -> dict[str, bool | str | None]:
    return {} if value is None else {key: value}


def _weight(word: str) -> bool | None:
    return int(word) >= 600 if word.isdecimal() and len(word) < 5 else _WEIGHTS.get(word)


def _font(value: str) -> dict[str, bool | str | None]:
    """The shorthand ``font: bold 12px 黑体``: words, a size, faces. What it leaves out is normal."""
    size = compiled(r"(?:\d[\w.%]*|(?:xx?-)?(?:small|large)|medium|smaller|larger)(?:\s*/\s*[\w.%]+)?\s+(?=\D)").search(value)
    if size is None:
        return {}
    words = value[: size.start()].lower().split()
    weight = any(_weight(word) for word in words)
    return {"bold": weight, **_known("heiti", in_heiti(value[size.end() :]))}


def _compounds(selector: str) -> Iterator[Compound]:
    """The parts of a selector; nothing at all where one of them is of a kind we do not read."""
    parts = selector.replace(">", " ").split()  # a child is also a descendant
    matches = [compiled(_COMPOUND).fullmatch(part) for part in parts]
    if all(matches):
        for match in matches:
            assert match is not None
            tag, rest = match.groups()
            names = compiled(r"[.#][\w-]+").findall(rest)
            yield Compound(
                tag="" if tag in (None, "*") else tag.lower(),
                classes=frozenset(name[1:] for name in names if name[0] == "."),
                id=next((name[1:] for name in names if name[0] == "#"), ""),
            )


def _fits(selector: Sequence[Compound], element: Element, ancestors: Sequence[Element]) -> bool:
    if not selector[-1].fits(element):
        return False
    at = len(ancestors) - 1
    for compound in reversed(selector[:-1]):
        while at >= 0 and not compound.fits(ancestors[at]):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True
