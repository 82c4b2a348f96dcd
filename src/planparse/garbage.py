"""When Python looks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Leaves the garbage collector off where it was on, and on again behind.

    A plan or a comparison is made of many thousands of small objects that stay. To look through them and all
    that a program holds again and again takes up to a third of the time.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
