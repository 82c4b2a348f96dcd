"""Tables that the format gives as cells, as records of their own beside the items read in them."""

from __future__ import annotations

from itertools import groupby

from planparse.assembly.facts import Record
from planparse.source import Cell, Source
from planparse.span import Span


def tables_in(source: Source, span: Span) -> list[Record]:
    """The tables that stand whole in `span` of ``source.text``, in order, cells that hold nothing left out."""
    by_table = groupby(sorted(source.cells, key=_place), key=lambda cell: cell.table)
    tables = [list(cells) for _, cells in by_table]
    return [_table(source, cells) for cells in tables if all(span.covers(cell.span) for cell in cells)]


def _place(cell: Cell) -> tuple[int, int, int]:
    return cell.table, cell.row, cell.column


def _table(source: Source, cells: list[Cell]) -> Record:
    filled = [cell for cell in cells if cell.span.of(source.text).strip()]
    return {
        "span": Span(min(c.span.start for c in cells), max(c.span.end for c in cells)),
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "text": cell.span.of(source.text),
                "span": cell.span,
            }
            for cell in filled
        ],
    }
