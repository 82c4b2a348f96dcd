"""Changes that a reviewer has accepted: ``.planparse-waivers.yaml``.

    waivers:
      - fingerprint: 3f2a9c1b7d04
        reason: agreed at the meeting of 5 March
        expires: 2026-12-31
      - kind: unit-added
        path: main/2/*
        reason: new districts
        expires: 2026-06-30

An entry past its date waives nothing and is itself a finding, and so is one that fits no change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from planparse.diff.model import Change, PlanDiff
from planparse.diff.nodes import digest
from planparse.diff.yamlio import YamlError, entries
from planparse.errors import UnreadableError
from planparse.rules.changes import BY_NAME

DEFAULT_NAME = ".planparse-waivers.yaml"
_KEYS = ("fingerprint", "kind", "path", "reason", "expires")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One entry: by fingerprint, or by kind and a glob over ``Change.path``; `line` is where it stands."""

    fingerprint: str = ""
    kind: str = ""
    path: str = "*"
    reason: str
    expires: date
    line: int

    def fits(self, change: Change) -> bool:
        """Does the entry speak of `change`?"""
        if self.fingerprint:
            return change.fingerprint == self.fingerprint
        return change.kind == self.kind and fnmatchcase(change.path, self.path)


def parse_waivers(text: str, name: str) -> tuple[Waiver, ...]:
    """The entries of a waivers file. Raises `UnreadableError`, which names `name` and the line."""
    try:
        return tuple(_waiver(item, line) for item, line in entries(text, "waivers"))
    except YamlError as error:
        raise UnreadableError(
            f"{name}:{error.line}: not a waivers file ({error}); an entry has fingerprint, or kind and path, "
            "and reason and expires",
            f"{name}:{error.line}：豁免文件有误（{error}）；每项须有 fingerprint，或 kind 与 path，以及 reason 和 expires",
        ) from None


def _waiver(item: Any, line: int) -> Waiver:
    if not isinstance(item, dict):
        raise YamlError("an entry is a mapping", line)
    for key in item:
        if key not in _KEYS:
            raise YamlError(f"unknown key {key!r}", line)
    fingerprint, kind = (_text(item, key, line) for key in ("fingerprint", "kind"))
    if bool(fingerprint) == bool(kind):
        raise YamlError("either fingerprint or kind", line)
    if kind and kind not in BY_NAME:
        raise YamlError(f"no kind of change {kind!r}", line)
    reason = _text(item, "reason", line)
    if not reason:
        raise YamlError("reason is missing", line)
    expires = item.get("expires")
    if type(expires) is not date:
        raise YamlError("expires is missing or no date such as 2026-12-31", line)
    path = _text(item, "path", line) or "*"
    return Waiver(fingerprint=fingerprint, kind=kind, path=path, reason=reason, expires=expires, line=line)


def _text(item: dict[str, Any], key: str, line: int) -> str:
    value = item.get(key, "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):  # a fingerprint may be all digits
        raise YamlError(f"{key} must stand in quotes", line)
    if not isinstance(value, str):
        raise YamlError(f"{key} is no text", line)
    return value


def waive(diff: PlanDiff, waivers: Sequence[Waiver], today: date, name: str = DEFAULT_NAME) -> PlanDiff:
    """`diff` with the reason at every change that is waived, and findings for entries that are stale."""
    used: set[int] = set()
    changes = []
    for change in diff.changes:
        waiver = next((w for w in waivers if w.expires >= today and w.fits(change)), None)
        if waiver is not None:
            used.add(waiver.line)
        changes.append(change.model_copy(update={"waived": waiver.reason}) if waiver else change)
    stale = [_finding("waiver-expired", w, name) for w in waivers if w.expires < today]
    stale += [_finding("waiver-unused", w, name) for w in waivers if w.expires >= today and w.line not in used]
    count = sum(change.waived is not None for change in changes)
    return diff.model_copy(
        update={
            "changes": tuple(changes),
            "findings": (*diff.findings, *stale),
            "summary": diff.summary.model_copy(update={"waived": count}),
        }
    )


def _finding(kind: str, waiver: Waiver, name: str) -> Change:
    row = BY_NAME[kind]
    what = waiver.fingerprint or f"{waiver.kind} {waiver.path}"
    when = f" ({waiver.expires})" if kind == "waiver-expired" else ""
    return Change.model_validate(
        {
            "kind": kind,
            "severity": row.severity,
            "fingerprint": digest(kind, what, waiver.reason),
            "path": f"{name}:{waiver.line}",
            "section": name,
            "subject": what,
            "message": f"{row.english}: {what}{when}: {waiver.reason}",
            "message_zh": f"{row.chinese}：{what}{when}，{waiver.reason}",
        }
    )
