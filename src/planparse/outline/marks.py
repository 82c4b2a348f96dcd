"""A number mark that may open an item, and the evidence of its place."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct

from planparse.span import Span


class Place(IntEnum):
    """Where a mark stands, strongest evidence first."""

    LINE = 0  # first in a line
    GAP = 1  # behind a blank
    STOP = 2  # behind a mark that ends a sentence or a clause
    SOFT_STOP = 3  # behind a mark that may end a lead-in or a step
    INSIDE = 4


class Candidate(Struct, frozen=True, kw_only=True):
    """A mark that may open an item. `ordinal` is None where it is lost or was never printed."""

    style: str
    ordinal: int | None
    span: Span
    place: Place
    in_table: bool = False
    start: int = 0  # of the item: before a symbol such as ★
    parent: int | None = None  # the ordinal that the parent must have: 3 for 3.2
    fresh: bool = False  # a group of rows begins here: they may count from 1 again
