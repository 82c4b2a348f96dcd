"""Bodies that took over the work of others: 国土资源局 → 自然资源局, and since when."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planparse.lexicon.lexicon import load

_PREFIXES = ("自治区", "自治州", "自治县", "国家", "中国", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")


@cache
def _table() -> dict[tuple[str, str], str]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(Path(__file__).with_name("successors.yaml").read_text("utf-8"), loader)  # noqa: S506 (safe)
    table: dict[tuple[str, str], str] = {}
    for row in rows:
        for before in row["from"].split():
            for after in row["to"].split():
                table.setdefault((_standard(before), _standard(after)), str(row["since"]))
    return table


def succeeded(before: str, after: str) -> str | None:
    """The month since when `after` bears the duties of `before`, by their keys; None where it does not.

    Both must stand at the same level: a city's office does not become a county's.

    >>> succeeded("市国土资源局", "市自然资源和规划局"), succeeded("市国土资源局", "县自然资源局")
    ('2018-03', None)
    """
    for prefix, core in _readings(before):
        if after.startswith(prefix):
            since = _table().get((_standard(core), _standard(after[len(prefix) :])))
            if since:
                return since
    return None


def _readings(name: str) -> list[tuple[str, str]]:
    """`name` as prefix and core: with no prefix, with a level, with a place, with a place and a level."""
    found = [("", name)]
    places = load().places
    for size in range(1, min(len(name) - 1, 12)):
        if name[:size].endswith(_PREFIXES) or name[:size] in places:
            found.append((name[:size], name[size:]))
    return found


def _standard(core: str) -> str:
    lexicon = load()
    return lexicon.units.get(core) or lexicon.national.get(core) or core
