"""The parts of a Word document: where they are and what they are called."""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree as ET

from planparse.readers import xmlsafe
from planparse.readers.limits import Limits
from planparse.readers.zipsafe import Package

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
W = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
A = f"{{{_OFFICE}/drawingml/2006/main}}"
# The prefixes that Word itself writes. Strict documents have namespaces of their own for the same.
PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "word/document.xml"  # where Word puts it; the relations of the package decide


class WordParts:
    """The parts of one document by their role: ``document``, ``styles``, ``numbering``, ``theme`` …"""

    def __init__(self, package: Package, limits: Limits) -> None:
        """Raises `UnreadableError` where the package holds no text document."""
        self._package, self._limits = package, limits
        self.shown = package.shown
        self.document = self._relations("").get("officeDocument", _DOCUMENT)
        if self.document not in package:
            package.damaged("no Word document in it", "其中没有 Word 正文")
        self._by_id: dict[str, str] = {}
        self._parts = self._relations(self.document)

    def name(self, role: str) -> str:
        """The name of the part with that role, or an empty string."""
        name = self._parts.get(role, "")
        return name if name in self._package else ""

    def by_id(self, key: str) -> str:
        """The name of the part that the text refers to by that id, or an empty string."""
        name = self._by_id.get(key, "")
        return name if name in self._package else ""

    def bytes(self, name: str) -> bytes:
        """The part of that name."""
        return self._package.read(name)

    def tree(self, role: str) -> ET.Element | None:
        """The part with that role, parsed, in transitional namespaces; None where there is none."""
        name = self.name(role)
        return self._tree(name) if name else None

    def _tree(self, name: str) -> ET.Element:
        data = self._package.read(name)
        if _STRICT.encode() in data[:4096]:
            for kind in ("wordprocessingml", "drawingml"):
                old, new = f"{_STRICT}/{kind}/main", f"{_OFFICE}/{kind}/2006/main"
                data = data.replace(old.encode(), new.encode())
        return xmlsafe.tree(data, name, self.shown, self._limits)

    def _relations(self, source: str) -> dict[str, str]:
        """Role → name, of all parts that the part `source` refers to. The first of a role counts."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, str] = {}
        if name not in self._package:
            return found
        for relation in self._tree(name).iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "").replace("\\", "/")
            role = relation.get("Type", "").rpartition("/")[2]
            if target:
                place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.setdefault(role, place)
                if role == "aFChunk":
                    self._by_id[relation.get("Id", "")] = place
        return found
