"""YAML with the line of every entry, for messages that name it."""

from __future__ import annotations

from typing import Any

import yaml


class YamlError(ValueError):
    """Not YAML: `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def load(text: str) -> Any:
    """The data in `text`, without tags that make objects. Raises `YamlError`."""
    try:
        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (safe: both are)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _named(error) from None


def entries(text: str, key: str) -> list[tuple[Any, int]]:
    """The entries of the list under `key` (or of the list that `text` is), each with its line.

    Raises `YamlError` where `text` is something else.
    """
    data = load(text)
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _named(error) from None
    if data is None:
        return []
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return _zip(data.get(key), value)
            raise YamlError(f"unknown key {name.value!r}; the one known is {key!r}", name.start_mark.line + 1)
    return _zip(data, node)


def _zip(data: Any, node: Any) -> list[tuple[Any, int]]:
    if data is None:
        return []
    if not isinstance(data, list):
        raise YamlError("a list is needed here", node.start_mark.line + 1)
    return [(item, child.start_mark.line + 1) for item, child in zip(data, node.value, strict=True)]


def _named(error: Exception) -> YamlError:
    mark = getattr(error, "problem_mark", None)
    return YamlError(str(getattr(error, "problem", None) or error).split("\n", 1)[0], mark.line + 1 if mark else 1)
