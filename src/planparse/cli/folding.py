"""Lines for a terminal: Chinese runs on without blanks, so a line ends where it is full, not where a word does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console as Screen
from rich.text import Text

from planparse.cli.output import Stop, discard_stdout

_NOT_FIRST = frozenset("，。；：、！？）〕】》」』”’…,.;:!?)]%")
_NOT_LAST = frozenset("（〔【《「『“‘([")
_BACK = 24  # how far a break may be moved forward in the text to spare a word
_NARROW = 24


def show(lines: Iterable[tuple[int, Text]]) -> None:
    """Print `lines`, each with its indent in cells, on standard output.

    Raises Stop where whoever reads it has had enough.
    """
    screen = Screen(file=sys.stdout, highlight=False, markup=False, emoji=False)
    try:
        for indent, text in lines:
            hang = 2 if text.plain[1:2] == " " else 0  # a sign in front stands out
            pieces = folded(text, max(screen.width - indent - hang, _NARROW))
            for n, piece in enumerate(pieces):
                line = Text(" " * (indent + (hang if n else 0))).append_text(piece)
                screen.print(line, no_wrap=True, overflow="ignore", crop=False)
        screen.file.flush()
    except BrokenPipeError:
        discard_stdout()
        raise Stop(None) from None


def has_colours() -> bool:
    """Does standard output show colours? If not, signs have to tell what they would."""
    screen = Screen(file=sys.stdout)
    return screen.color_system is not None and not screen.no_color


def folded(text: Text, width: int) -> Iterator[Text]:
    """`text` in lines of at most `width` cells; no line begins with a closing mark, no word is parted.

    >>> [line.plain for line in folded(Text("（一）建设服务站，按时建成。by 2024-10-31"), 16)]
    ['（一）建设服务', '站，按时建成。by', '2024-10-31']
    """
    plain, start = text.plain, 0
    while start < len(plain):
        end, used = start, 0
        while end < len(plain) and (used := used + cell_len(plain[end])) <= width:
            end += 1
        if end < len(plain):
            end = _break(plain, start, end)
        yield text[start:end]
        start = end
        while start < len(plain) and plain[start] == " ":
            start += 1
    if not plain:
        yield text


def _break(plain: str, start: int, full: int) -> int:
    """Where to end the line that begins at `start` and is full at `full`; there, if no place is better."""
    for end in range(full, max(start, full - _BACK), -1):
        before, after = plain[end - 1], plain[end]
        inside = before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
        if not inside and after not in _NOT_FIRST and before not in _NOT_LAST:
            return end
    return max(full, start + 1)
