"""From what was found to the public record: severity, fingerprint, messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planparse.diff.messages import messages
from planparse.diff.model import Change, Edit, Place
from planparse.diff.nodes import Node, digest, fold
from planparse.diff.places import locator, section, subject
from planparse.rules.changes import BY_NAME, SEVERITIES


@dataclass(slots=True, eq=False, kw_only=True)
class Draft:
    """A change before it has its fingerprint. `node` is what it is a change of, on the new side where it is there."""

    kind: str
    order: tuple[int, int, int]
    node: Node | None = None
    identity: tuple[str, ...] = ()
    name: str = ""
    group: str = ""
    path: str = ""
    before: str | None = None
    after: str | None = None
    units: tuple[str, ...] = ()
    old: Place | None = None
    new: Place | None = None
    also_old: tuple[Place, ...] = ()
    also_new: tuple[Place, ...] = ()
    inside: tuple[Place, ...] = ()
    implies: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    count: int = 1


def key_of(*nodes: Node | None) -> str:
    """What identifies a node in a fingerprint: its content digest, never its number or place."""
    return "|".join(node.key or node.title or node.part for node in nodes if node is not None)


def finish(drafts: Sequence[Draft]) -> tuple[Change, ...]:
    """The records, in order. Equal fingerprints are told apart by ``-2`` and so on."""
    seen: Counter[str] = Counter()
    out = []
    for draft in sorted(drafts, key=lambda d: d.order):
        print_ = _fingerprint(draft)
        seen[print_] += 1
        out.append(_change(draft, print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}"))
    return tuple(out)


def _fingerprint(draft: Draft) -> str:
    return digest(draft.kind, *draft.identity, fold(draft.before or ""), fold(draft.after or ""))


def _change(draft: Draft, fingerprint: str) -> Change:
    severity = max((BY_NAME[k].severity for k in (draft.kind, *draft.implies)), key=SEVERITIES.index)
    name = draft.name or (subject(draft.node) if draft.node else "")
    english, chinese = messages(draft.kind, name, draft)
    return Change.model_validate(
        {
            "kind": draft.kind,
            "severity": severity,
            "fingerprint": fingerprint,
            "path": draft.path or (locator(draft.node) if draft.node else ""),
            "section": draft.group or (section(draft.node) if draft.node else ""),
            "subject": name,
            "message": english,
            "message_zh": chinese,
            **{
                key: getattr(draft, key)
                for key in (
                    *("before", "after", "units", "old", "new", "also_old", "also_new"),
                    *("inside", "implies", "edits", "count"),
                )
            },
        }
    )
