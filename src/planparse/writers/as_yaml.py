"""YAML: the same tree as the JSON, laid out to be read. It reads back equal to the JSON.

Text of several lines stands in literal blocks, spans and paths in brackets on one line. The C
classes of PyYAML where libyaml is there, else its own; both write the same tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

try:
    from yaml import CSafeDumper as _Base
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeDumper as _Base  # type: ignore[assignment]

if TYPE_CHECKING:
    from planparse.plan import Plan

SUFFIXES = (".yaml", ".yml")

_NO_WRAP = 1 << 30  # Chinese has no blanks to break at; a break inside a sentence would only hide it
# What a literal block would not give back as it is: other line ends, and characters YAML escapes.
_UNFIT = frozenset("\r\x85\u2028\u2029\ufeff\t")


class _Dumper(_Base):
    """A dumper without anchors: equal facts may be the same object, and are written out each."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the name that PyYAML calls it by
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if "\n" in text and _UNFIT.isdisjoint(text) and text[0] not in " \n":
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    style = None if _UNFIT.isdisjoint(text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    flow = all(type(item) is int for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)


def document(plan: Plan) -> str:
    """`plan` as one YAML document."""
    return _dump(plan, explicit_start=False)


def stream_item(plan: Plan) -> str:
    """`plan` as one document of a stream, opened by ``---``."""
    return _dump(plan, explicit_start=True)


def _dump(plan: Plan, *, explicit_start: bool) -> str:
    text = yaml.dump(
        plan.model_dump(mode="json"),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_NO_WRAP,
        explicit_start=explicit_start,
    )
    return str(text)
