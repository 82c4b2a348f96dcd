"""What all parts of a comparison share."""

from __future__ import annotations

from dataclasses import dataclass, field

from planparse.diff.align import Alignment
from planparse.diff.duties import Context
from planparse.diff.names import Names
from planparse.diff.nodes import Node


@dataclass(slots=True, eq=False, kw_only=True)
class Scene:
    """Two aligned plans. `marks_only` counts sentences that differ in punctuation alone."""

    found: Alignment
    names: tuple[Names, Names]
    context: Context
    marks_only: int = 0
    words_left: int = 60_000  # characters still to be cut into words; then single characters must do
    _after: dict[Node, int] = field(default_factory=dict)

    def order(self, old: Node | None, new: Node | None, sub: int = 0) -> tuple[int, int, int]:
        """Where a change belongs in the order of the new plan; what went, behind what stood before it."""
        if new is not None:
            return (new.index, 0, sub)
        assert old is not None
        if not self._after:
            last = -1
            for node in self.found.old.nodes:
                partner = self.found.to.get(node)
                last = partner.index if partner is not None else last
                self._after[node] = last
        return (self._after[old], 1 + old.index, sub)
