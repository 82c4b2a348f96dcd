"""Where something stands, and what to call it, for the records of changes."""

from __future__ import annotations

from collections.abc import Iterable

from planparse.diff.model import Place
from planparse.diff.nodes import Node, Piece
from planparse.plan import Responsibility

_OPENING = 20
_PARTS = {"main": "导语", "cover": "印发通知"}
_PIECES = {"task": "measure", "measure": "measure"}


def opening(text: str) -> str:
    """The first words of `text`."""
    line = " ".join(text.split())
    return line if len(line) <= _OPENING else line[:_OPENING] + "…"


def subject(node: Node) -> str:
    """What to call a node: number and heading, else number and first words."""
    if node.kind == "part":
        return node.heading or _PARTS.get(node.part, "附件" + node.part.rpartition("-")[2])
    text = node.heading or opening(next((piece.text for piece in node.pieces), ""))
    article = "" if is_article(node) else next((n.number or "" for n in node.above() if is_article(n)), "")
    return article + numbered(node.number, text)


def is_article(node: Node) -> bool:
    """Is this 第三条 of a regulation? What stands below it is cited with it: 第三条（一）."""
    return (node.number or "").endswith("条")


def numbered(number: str | None, text: str) -> str:
    """`text` behind its number.

    >>> numbered("（一）", "指导思想"), numbered("第三条", "本办法所称电网")
    ('（一）指导思想', '第三条 本办法所称电网')
    """
    gap = " " if text and (number or "").endswith(("编", "章", "节", "条")) else ""
    return f"{number or ''}{gap}{text}"


def section(node: Node) -> str:
    """What to group a node under: its topmost section, or its part."""
    chain = [node, *node.above()]
    if len(chain) == 1 or (node.part != "main" and len(chain) < 3):
        return subject(chain[-1])
    return subject(chain[-2]) if chain[-1].part == "main" else subject(chain[-1])


def locator(node: Node) -> str:
    """Where a node stands, for globs: ``main/2/1``, ``attachment-1/3``; unnumbered ones give their holder."""
    holder: Node | None = node
    while holder is not None and holder.path is None:
        holder = holder.parent
    return "/".join([node.part, *map(str, holder.path or ())]) if holder else node.part


def of_node(node: Node) -> Place:
    """A node as a place: its heading and its sentences are the quote, a line each."""
    lines = [node.heading or "", *(piece.text for piece in node.pieces)]
    return Place.model_validate(
        {
            "part": node.part,
            "kind": node.kind,
            "id": node.id,
            "path": node.path,
            "number": node.number,
            "heading": node.heading,
            "span": node.span,
            "quote": "\n".join(line for line in lines if line),
        }
    )


def of_head(node: Node) -> Place:
    """The heading of a node."""
    return of_node(node).model_copy(update={"quote": node.heading or ""})


def of_pieces(pieces: Iterable[Piece]) -> Place:
    """Sentences of one node that follow each other."""
    pieces = list(pieces)
    node = pieces[0].node
    return Place.model_validate(
        {
            "part": node.part,
            "kind": _PIECES.get(node.kind, "paragraph"),
            "id": pieces[0].id,
            "path": node.path,
            "number": node.number,
            "heading": node.heading,
            "span": (pieces[0].span[0], pieces[-1].span[1]),
            "quote": "\n".join(piece.text for piece in pieces),
        }
    )


def of_words(node: Node, kind: str, span: tuple[int, int], quote: str) -> Place:
    """A clause or a fact of a node."""
    return of_node(node).model_copy(update={"kind": kind, "span": span, "quote": quote})


def of_clause(node: Node, clause: Responsibility | None) -> Place:
    """A clause of a node; the node itself where it has none."""
    if clause is None:
        return of_head(node)
    return of_words(node, "clause", clause.span, clause.quote)
