"""A comparison as JUnit XML: a test case for each change, failed where the command fails on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from planparse.diff.model import fails
from planparse.diff.view import label
from planparse.patterns import compiled

if TYPE_CHECKING:
    from planparse.diff.model import Change, PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".xml",)

# What XML 1.0 cannot hold at all.
_FORBIDDEN = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(diff: PlanDiff, view: View) -> str:
    """`diff` as one suite; waived changes are skipped cases, and no change at all is one case that passes."""
    changes = [*diff.changes, *diff.findings]
    failed = sum(change.waived is None and fails(change, view.fail_on) for change in changes)
    skipped = sum(change.waived is not None for change in changes)
    name = _attribute("planparse diff: {} → {}".format(*label(diff)))
    cases = [_case(change, view) for change in changes]
    if not cases:
        cases = [f'    <testcase classname="planparse.diff" name={_attribute(view.headline(diff))}/>']
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="planparse" {counts}>',
            f"  <testsuite name={name} {counts}>",
            *cases,
            "  </testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(change: Change, view: View) -> str:
    name = _attribute(f"{change.subject} [{change.fingerprint}]")
    head = f"    <testcase classname={_attribute('planparse.diff.' + change.kind)} name={name}"
    message = _attribute(view.message(change))
    if change.waived is not None:
        return f"{head}>\n      <skipped message={_attribute(change.waived)}/>\n    </testcase>"
    if fails(change, view.fail_on):
        lines = [f"{sign} {p.quote}" for sign, p in (("-", change.old), ("+", change.new)) if p and p.quote]
        text = escape(_clean("\n".join(lines)))
        return f"{head}>\n      <failure type={_attribute(change.kind)} message={message}>{text}</failure>\n    </testcase>"
    return f"{head}>\n      <system-out>{escape(_clean(view.message(change)))}</system-out>\n    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": " ", "\r": " ", "\t": " "})


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
