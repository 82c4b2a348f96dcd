"""Ids that do not depend on position: a digest of the content, and a counter for duplicates."""

from __future__ import annotations

from hashlib import blake2s

from planparse.patterns import compiled

_FOLD = compiled(r"[\W_]+")


class IdMaker:
    """Hands out ids; the second of the same content gets ``-2``, and so on, in document order.

    >>> make = IdMaker()
    >>> first = make("t", "加强组织领导")
    >>> make("t", "加强组织领导。") == first + "-2"
    True
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def __call__(self, prefix: str, content: str) -> str:
        """The id of something that says `content`; marks and blanks do not count."""
        digest = blake2s(_FOLD.sub("", content).encode(), digest_size=5).hexdigest()
        name = f"{prefix}{digest}"
        count = self._seen[name] = self._seen.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"
