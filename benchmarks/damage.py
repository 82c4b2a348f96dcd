"""What damage to a copy costs: F1 on annotated notices, whole and with one kind of damage each.

    python benchmarks/damage.py [EVAL_DIR] [--kind NAME]... [--per-notice]

EVAL_DIR holds ``notices/``, ``gold/NAME.gold.yaml`` and ``score.py``. Damage is done to the text that
the reader gives, at random but seeded by the notice's name, so every run does the same. Damage that
eats what the annotations name (characters of a unit, an ordinal) lowers the figures even of a
perfect reader; damage of form (line breaks, widths, blanks) should cost nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from annotated import load_scorer
from msgspec.structs import replace

import planparse
from planparse.source import Source

MEASURES = ("metadata", "paths", "outline", "units", "roles", "leads", "deadlines", "citations", "numbers")
SEED = 9704  # of the national standard for official documents

_WIDE = {half: chr(ord(half) + 0xFEE0) for half in "0123456789(),:;"}
_HALF = {wide: half for half, wide in _WIDE.items()}
_LIST = re.compile(r"[（(〔【\[](?:责任|牵头|主办|配合)[^\n）)〕】\]]{4,300}")
_LEVEL = re.compile(r"(?<=[、，,：:；;])(?:省|市|区|县|州)(?=[\u4e00-\u9fff]{2,12}[局委办厅部])")
_HEAD = re.compile(r"(?<=[、，,：:；;])(?:省|市|区|县|州)?[\u4e00-\u9fff](?=[\u4e00-\u9fff]{3,12}[局委办厅部])")
_ORDINAL = re.compile(r"(?m)^([\s\u3000]*)(?:[一二三四五六七八九十]{1,3}(?=、)|[（(][一二三四五六七八九十]{1,3}(?=[）)]))")
_SENTENCE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")

Damage = Callable[[str, random.Random], str]


def _lines_dropped(text: str, rng: random.Random) -> str:
    return re.sub(r"[ \t\u3000]*[\r\n]+[ \t\u3000]*", "", text)


def _lines_doubled(text: str, rng: random.Random) -> str:
    return re.sub(r"\r?\n", "\n\n", text)


def _widths_swapped(text: str, rng: random.Random) -> str:
    swap = {**_WIDE, **_HALF}
    return "".join(swap.get(c, c) if rng.random() < 0.5 else c for c in text)


def _blanks_inserted(text: str, rng: random.Random) -> str:
    return _SENTENCE.sub(lambda m: rng.choice(" \u00a0\u3000") if rng.random() < 0.02 else "", text)


def _entities(text: str, rng: random.Random) -> str:
    return re.sub("[“”]", lambda m: "&quot;" if m.group() == "”" or rng.random() < 0.5 else m.group(), text)


def _page_numbers(text: str, rng: random.Random) -> str:
    page = iter(range(1, 10_000))
    return _SENTENCE.sub(lambda m: f"—{next(page)}—" if rng.random() < 0.001 else "", text)


# What is not cut: an entity, a word or a figure, and a mark from the character that it closes or opens.
_UNIT = re.compile(r"[“（(《〔]*(?:&\w{1,8};|[A-Za-z0-9.%]+|[^\n])[，。、；：！？”）》〕,.;:!?)%]*")


def _hard_wrap(width: int) -> Damage:
    """Paragraphs in lines of `width` full-width characters, a page number behind every 30 lines."""

    def size(unit: str) -> int:
        return sum(1 if c < "\x7f" else 2 for c in unit)

    def wrap(text: str, rng: random.Random) -> str:
        lines: list[str] = []
        pages = rng.randrange(30)
        for paragraph in re.split(r"\r?\n", text):
            line, room = "", 2 * width
            for unit in _UNIT.findall(paragraph):
                if line and size(unit) > room:
                    lines.append(line)
                    if (len(lines) + pages) % 30 == 0:
                        lines.append(rng.choice(("- {} -", "—{}—", "第{}页")).format(len(lines) // 30 + 1))
                    line, room = "", 2 * width
                    unit = unit.lstrip(" \u3000\u00a0")  # swallowed by the break
                line, room = line + unit, room - size(unit)
            lines.append(line)
        return "\n".join(lines)

    return wrap


def _lost(pattern: re.Pattern[str], share: float) -> Damage:
    def lose(text: str, rng: random.Random) -> str:
        return pattern.sub(lambda m: (m.group(1) if m.lastindex else "") if rng.random() < share else m.group(), text)

    return lose


def _list_marks(share: float) -> Damage:
    def lose(text: str, rng: random.Random) -> str:
        def thin(match: re.Match[str]) -> str:
            return "".join(c for c in match.group() if c != "、" or rng.random() >= share)

        return _LIST.sub(thin, text)

    return lose


def _both(first: Damage, second: Damage) -> Damage:
    return lambda text, rng: second(first(text, rng), rng)


# Columns: name, the most that units and paths may lose (None: shown, not judged), what is done.
KINDS: tuple[tuple[str, float | None, Damage], ...] = (
    ("line breaks dropped", 0.01, _lines_dropped),
    ("blank lines doubled", 0.01, _lines_doubled),
    ("widths swapped", 0.01, _widths_swapped),
    ("blanks inserted", 0.01, _blanks_inserted),
    ("entities left in", 0.01, _entities),
    ("page numbers in sentences", 0.01, _page_numbers),
    ("hard wrap at 28", 0.03, _hard_wrap(28)),
    ("hard wrap at 36", 0.03, _hard_wrap(36)),
    ("hard wrap at 42", 0.03, _hard_wrap(42)),
    ("10 % of 、 in lists, 5 % of prefixes lost", 0.05, _both(_list_marks(0.10), _lost(_LEVEL, 0.05))),
    ("30 % of 、 in lists lost", None, _list_marks(0.30)),
    ("15 % of prefixes and heads lost", None, _lost(_HEAD, 0.15)),
    ("10 % of brackets lost", None, _lost(re.compile(r"[（）()〔〕]"), 0.10)),
    ("5 % of ordinals lost", None, _lost(_ORDINAL, 0.05)),
)


def main() -> int:
    """Measure and print. Returns 1 where damage costs more than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--kind", action="append", help="only damage whose name holds this")
    parser.add_argument("--per-notice", action="store_true")
    args = parser.parse_args()
    if not (args.folder / "score.py").is_file():
        print(f"no annotated notices at {args.folder}: nothing measured", file=sys.stderr)
        return 0
    score = load_scorer(args.folder)
    notices = list(_notices(args.folder))
    print(f"{'damage':44}" + " ".join(f"{m:>9}" for m in MEASURES))
    whole = _figures(score, notices, lambda text, rng: text, args.per_notice)
    _print("none", whole, whole)
    costly = 0
    for name, most, damage in KINDS:
        if args.kind and not any(kind in name for kind in args.kind):
            continue
        figures = _figures(score, notices, damage, args.per_notice)
        _print(name, figures, whole)
        lost = max(whole[m] - figures[m] for m in (("units",) if most == 0.05 else ("units", "paths")))
        costly += most is not None and lost > most
    return 1 if costly else 0


def _notices(folder: Path) -> Iterator[tuple[Source, dict[str, Any]]]:
    for path in sorted((folder / "notices").iterdir()):
        gold = folder / "gold" / f"{path.stem}.gold.yaml"
        if gold.is_file():
            yield planparse.read(path), yaml.safe_load(gold.read_text("utf-8"))


def _damaged(source: Source, damage: Damage) -> Source:
    """`source` with its text damaged; what rests on its offsets is dropped."""
    text = damage(source.text, random.Random(f"{SEED}{source.name}"))
    if text == source.text:
        return source
    return replace(source, text=text, styles=(), cells=(), chrome=(), markup=())


def _figures(
    score: ModuleType, notices: list[tuple[Source, dict[str, Any]]], damage: Damage, per_notice: bool
) -> dict[str, float]:
    totals = {m: [0, 0, 0] for m in MEASURES}
    for source, gold in notices:
        plan = planparse.parse(_damaged(source, damage))
        result = score.compare(score.read_gold(gold), score.read_output(json.loads(plan.model_dump_json())))
        skip = set(gold.get("not_annotated") or ())
        for measure in MEASURES:
            if measure not in skip:
                totals[measure] = [a + b for a, b in zip(totals[measure], result[measure][:3], strict=True)]
        if per_notice:
            line = " ".join(f"{score.f1(*result[m][:3])[2]:9.3f}" for m in MEASURES)
            print(f"  {source.name:42.42}{line}")
    return {m: score.f1(*t)[2] for m, t in totals.items()}


def _print(name: str, figures: dict[str, float], whole: dict[str, float]) -> None:
    print(f"{name:44}" + " ".join(f"{figures[m]:9.4f}" for m in MEASURES))


if __name__ == "__main__":
    sys.exit(main())
