"""Annotated notices and the scorer that stands beside them, as the other benchmarks use them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def load_scorer(folder: Path) -> ModuleType:
    """``score.py`` of `folder` as a module. Exits where it cannot be loaded."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
