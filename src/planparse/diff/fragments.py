"""Splits and merges: a node that is left over, and whose text another node has given away or taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from planparse.diff.candidates import Index
from planparse.diff.nodes import Node, Piece

_COVERED = 0.6  # of the text of a fragment, so much must come from the other node
_SENTENCE = 11  # characters without marks: no sentence is shorter
_SAME = 80  # from this likeness on, two sentences are one


def find_fragments(
    free: Sequence[Node], others: Sequence[Node], paired: Mapping[Node, Node]
) -> list[tuple[Node, Node]]:
    """Each node of `free` that is a fragment, with the node of `others` that it is a fragment of.

    `others` are the nodes of the other plan and `paired` says what each has become in the plan of
    `free`: only text that it has *not* kept there can have gone to a fragment. Nodes whose own text is
    shorter than a sentence are none.
    """
    free = [node for node in free if node.kind != "part" and sum(len(p.folded) for p in node.pieces) >= _SENTENCE]
    hosts = [node for node in others if node in paired and node.kind != "part"]
    if not free or not hosts:
        return []
    index = Index([node.says for node in hosts])
    out = []
    for node in free:
        text = "".join(piece.folded for piece in node.pieces)
        best: tuple[float, Node] | None = None
        for number in index.near(text, 3):
            host = hosts[number]
            share = _share(node.pieces, host, paired[host])
            if share >= _COVERED and (best is None or share > best[0]):
                best = (share, host)
        if best:
            out.append((node, best[1]))
    return out


def _share(pieces: Sequence[Piece], host: Node, kept: Node) -> float:
    """How much of `pieces` stands in `host` and no longer in what it has become."""
    given = [piece.folded for piece in host.pieces if piece.folded not in kept.says]
    total = sum(len(piece.folded) for piece in pieces)
    covered = sum(len(piece.folded) for piece in pieces if _stands_in(piece.folded, given))
    return covered / total if total else 0.0


def _stands_in(text: str, given: Sequence[str]) -> bool:
    return any(
        text in other or (len(text) > 5 and fuzz.ratio(text, other) >= _SAME) for other in given
    )
