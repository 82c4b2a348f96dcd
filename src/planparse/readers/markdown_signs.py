"""(stub)"""

from __future__ import annotations
from dataclasses import dataclass
from planparse.source import Cell, StyleRun
from planparse.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    styles: tuple[StyleRun, ...] = ()
    cells: tuple[Cell, ...] = ()
    markup: tuple[Span, ...] = ()


def find_signs(text: str) -> Signs:
    return Signs()
