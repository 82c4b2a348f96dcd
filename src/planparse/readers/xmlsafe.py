"""XML that others wrote, parsed with every bound held: no DTD, no entities, elements, depth.

Two ways in: `walk` calls back for each element, without a tree, for long texts; `tree` gives the
whole tree of a short part.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from planparse.errors import UnreadableError
from planparse.readers.limits import Limits, too_deep, too_many

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]

_CHUNK = 1 << 18
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_XMLNS = re.compile(rb"xmlns(?::([^\s=]{1,60}))?\s{0,9}=\s{0,9}[\"']([^\"'<]{0,300})[\"']")
# Encodings that stand in the wild besides UTF-8; every other is refused, so that no encoding can hide
# a DTD from the check below.
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"}
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}


def checked(data: bytes, part: str, shown: str, limits: Limits) -> bytes:
    """`data` in UTF-8, once it is sure that it has no DTD and no more elements than `limits` allow.

    Raises `UnreadableError` and `LimitError`, naming the file (`shown`) and the part of it.
    """
    data = _as_utf8(data, part, shown)
    # Every element begins with a `<` that no `/` follows; in well-formed UTF-8 nothing else has one
    # but comments, instructions and CDATA. So this counts too many at worst. The first count of each
    # pair is the quick one, and nearly always enough.
    most = limits.elements
    if data.count(b"<") > most and data.count(b"<") - data.count(b"</") > most:
        too_many(shown, limits, "XML")
    if data.count(b"=") > 2 * most and data.count(b'="') + data.count(b"='") > 2 * most:  # attributes
        too_many(shown, limits, "XML")
    if b"<!DOCTYPE" in data:
        _dtd(part, shown)
    return data


def tree(data: bytes, part: str, shown: str, limits: Limits) -> ET.Element:
    """The root of the tree of one part. Raises what `checked` raises, and for bad XML."""
    parser = ET.XMLParser(encoding="utf-8")  # noqa: S314 - without a DTD there is nothing to expand
    try:
        parser.feed(checked(data, part, shown, limits))
        root = parser.close()
    except (ET.ParseError, ValueError) as error:
        _malformed(part, shown, error)
    _check_depth(root, shown, limits)
    return root


def _check_depth(root: ET.Element, shown: str, limits: Limits) -> None:
    level, depth = list(root), 1
    while level:
        depth += 1
        if depth > limits.depth:
            too_deep(shown, limits, "XML")
        level = [child for parent in level if len(parent) for child in parent]


class Walker:
    """Calls `starts` and `ends`, by element name, while it reads one part of a document.

    Names have the prefixes that `prefixes` give to namespaces, whatever the file calls them. Text is
    handed over only between `text_to` with a callable and `text_to` with None.
    """

    def __init__(self, shown: str, limits: Limits, prefixes: Mapping[str, str]) -> None:
        self._shown, self._limits, self._prefixes = shown, limits, prefixes
        self._parser = expat.ParserCreate("utf-8")
        self._handlers: tuple[Callable[..., None], Callable[..., None]] | None = None

    def text_to(self, take: Callable[[str], object] | None) -> None:
        """Hand the text that follows to `take`."""
        self._parser.CharacterDataHandler = take

    def skip(self) -> None:
        """To be called by a start handler: nothing of this element is handed over, its end included."""
        parser = self._parser
        start, end = parser.StartElementHandler, parser.EndElementHandler
        take, parser.CharacterDataHandler = parser.CharacterDataHandler, None
        inside, most = 0, self._limits.depth

        def deeper(_name: str, _attributes: object) -> None:
            nonlocal inside
            inside += 1
            if inside > most:
                too_deep(self._shown, self._limits, "XML")

        def back(name: str) -> None:
            nonlocal inside
            if inside:
                inside -= 1
                return
            parser.StartElementHandler, parser.EndElementHandler = start, end
            parser.CharacterDataHandler = take
            self._leave(name)

        parser.StartElementHandler, parser.EndElementHandler = deeper, back

    def walk(
        self,
        data: bytes,
        part: str,
        starts: Mapping[str, Start],
        ends: Mapping[str, End],
        prepare: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """Read one part. `prepare` may shorten what has our prefixes, once it is checked.

        Raises what `checked` raises, and for bad XML and deep nesting.
        """
        data = checked(data, part, self._shown, self._limits)
        foreign = self._foreign_prefixes(data)
        if prepare is not None and not foreign:
            data = prepare(data)
        parser = self._parser = expat.ParserCreate("utf-8", "}" if foreign else None)
        parser.buffer_text = True
        self._set_handlers(starts, ends)
        if foreign:
            self._translate()
        view = memoryview(data)
        try:
            for at in range(0, len(data), _CHUNK):
                parser.Parse(view[at : at + _CHUNK], False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            _malformed(part, self._shown, error)

    def _set_handlers(self, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
        depth, most = 0, self._limits.depth
        start_of, end_of = starts.get, ends.get

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > most:
                too_deep(self._shown, self._limits, "XML")
            handler = start_of(name)
            if handler:
                handler(attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            handler = end_of(name)
            if handler:
                handler()

        def leave(_name: str) -> None:
            nonlocal depth
            depth -= 1

        self._leave: Callable[[str], None] = leave
        self._parser.StartElementHandler, self._parser.EndElementHandler = start, end

    def _foreign_prefixes(self, data: bytes) -> bool:
        """Does the part give a namespace another prefix than ours, or our prefix another namespace?

        Where it does not, which is nearly always, names can be compared as they stand: twice as fast.
        """
        ours = set(self._prefixes.values())
        for raw_prefix, raw_uri in set(_XMLNS.findall(data)):
            prefix, uri = raw_prefix.decode("utf-8", "replace"), raw_uri.decode("utf-8", "replace")
            if self._prefixes.get(uri, None if prefix in ours else prefix) != prefix:
                return True
        return False

    def _translate(self) -> None:
        """Put a layer in between that turns ``uri}local`` into our ``prefix:local``."""
        parser, prefixes = self._parser, self._prefixes
        start, end = parser.StartElementHandler, parser.EndElementHandler
        assert start is not None
        assert end is not None
        known: dict[str, str] = {}

        def ours(name: str) -> str:
            if name not in known:
                uri, _, local = name.rpartition("}")
                prefix = prefixes.get(uri, "?" if uri else "")
                known[name] = f"{prefix}:{local}" if prefix else local
            return known[name]

        def translated(name: str, attributes: dict[str, str]) -> None:
            start(ours(name), {ours(key): value for key, value in attributes.items()})  # type: ignore[call-arg, arg-type]

        parser.StartElementHandler = translated
        parser.EndElementHandler = lambda name: end(ours(name))


def _as_utf8(data: bytes, part: str, shown: str) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith((b"<\x00", b"\x00<")):
        encoding = "utf-16-le" if data[0] else "utf-16-be"
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        declared = _DECLARED.match(data)
        encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
        if encoding in _UTF8:
            return data
        if encoding not in _CHINESE:
            _malformed(part, shown, f"encoding {encoding}")
        encoding = "gb18030"
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeError as error:
        _malformed(part, shown, error)


def _malformed(part: str, shown: str, why: object) -> NoReturn:
    raise UnreadableError(
        f"{shown}: damaged inside ({part}: {why}); open it in the program that made it and save it anew",
        f"{shown}：内部已损坏（{part}：{why}）；请用原软件打开后重新保存",
    ) from None


def _dtd(part: str, shown: str) -> NoReturn:
    raise UnreadableError(
        f"{shown}: {part} declares a document type (DTD), which no office program writes and which is refused"
        " for safety; open it in Word or WPS and save it anew",
        f"{shown}：{part} 含有文档类型声明（DTD），办公软件不会写入，出于安全予以拒绝；请用 Word 或 WPS 重新保存",
    )
