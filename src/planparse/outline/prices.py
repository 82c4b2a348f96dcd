"""What it costs to read a mark as an item, or to leave it out."""

from __future__ import annotations

from planparse.outline.marks import Candidate, Place
from planparse.rules.numbering import BARE_HEADING, DECIMALS, RANK

# The prices, by place: first line, blank, stop, soft stop, inside. A mark at the head of a line that
# continues its sequence is free. Where a copy has kept its lines, a mark elsewhere is an enumeration
# in a sentence; where it has lost them, a mark behind a stop is as good as one at the head of a line.
ACCEPT_LINED = (0.0, 2.5, 2.7, 3.1, 3.5)
ACCEPT_UNLINED = (0.0, 0.2, 0.3, 0.4, 1.1)
REJECT_LINED = (3.1, 1.0, 0.6, 0.3, 0.0)
REJECT_UNLINED = (3.1, 1.6, 1.8, 0.8, 0.3)
# 第…章, 第…条 are hardly anything else once references are told apart by their neighbours.
ACCEPT_TEXTUAL = (0.0, 0.2, 0.2, 0.6, 0.6)
REJECT_TEXTUAL = (3.0, 2.5, 2.5, 1.5, 1.5)
TEXTUAL_STYLES = 3  # up to this rank
# (八) and 3.加强 in the middle of a line are seldom anything else, where the sequence fits.
INSIDE_SURE = {"cjk_comma": 0.6, "cjk_paren": 0.5, "arabic": 0.7, "arabic_paren": 0.7}
REJECT_SURE = 0.8
ACCEPT_GLUED, REJECT_GLUED = 0.5, 1.0  # 29. between the cells of a table that run together
LOWER_STYLES = 7  # from this rank on marks often count steps within a sentence
LOWER_SHARE = 0.4  # so leaving one out is cheaper by this factor
FIRST_CHILD = 0.2
RUN_ON = 0.1
RUN_ON_GAP = 1.2
GAP_IN_SEQUENCE, EACH_MISSING, MOST_MISSING = 2.5, 0.5, 8
REPEATED = 2.0
RESTART = 4.0
BACKWARD = 7.0
RANK_BROKEN = 2.5
MIXED_SIBLINGS, MIXED_UPWARD = 1.2, 0.6
RESTORED = 0.5
UNPROVEN = 2.0  # a lost number that nothing before it in the sequence proves
BARE, BARE_GLUED = 2.0, 0.3  # a line; words glued to the first item below them, which nothing else explains
WRONG_PARENT = 4.0  # 3.2 below anything but 3
GROUP_REPEAT = 0.1  # a group row printed again where the table turns a page


def price_of_place(candidate: Candidate, lined: bool) -> float:
    """What reading `candidate` as an item costs by where it stands in a copy that has kept its lines, or lost them."""
    textual = is_textual(candidate)
    table = ACCEPT_LINED if lined else ACCEPT_TEXTUAL if textual else ACCEPT_UNLINED
    price = table[candidate.place]
    if candidate.in_table and candidate.place is Place.INSIDE and not lined:
        price = ACCEPT_GLUED
    elif not lined:
        price = min(price, INSIDE_SURE.get(candidate.style, price))
    if candidate.ordinal is None:
        price += RESTORED if candidate.style != BARE_HEADING else BARE if candidate.place is Place.LINE else BARE_GLUED
    return price


def price_of_leaving_out(candidate: Candidate, lined: bool) -> float:
    """What reading `candidate` as part of the running text costs; nothing for words without a mark."""
    if candidate.style == BARE_HEADING:
        return 0.0
    rank = RANK.get(candidate.style, LOWER_STYLES - 1)
    table = REJECT_LINED if lined else REJECT_TEXTUAL if is_textual(candidate) else REJECT_UNLINED
    price = table[candidate.place]
    if candidate.in_table and candidate.place is Place.INSIDE and not lined:
        price = REJECT_GLUED
    elif candidate.place is Place.INSIDE and candidate.style in INSIDE_SURE and not lined:
        price = REJECT_SURE
    return price * LOWER_SHARE if not lined and rank >= LOWER_STYLES else price


def is_textual(candidate: Candidate) -> bool:
    """Is its mark hardly anything else than a mark: 第三章, 第八条, 3.2.1?"""
    return RANK.get(candidate.style, LOWER_STYLES) <= TEXTUAL_STYLES or candidate.style in DECIMALS


def price_of_step(previous: int, ordinal: int) -> float:
    """What it costs that `ordinal` follows `previous` in an open sequence.

    >>> [price_of_step(2, n) for n in (3, 5, 2, 1)]
    [0.0, 3.5, 2.0, 4.0]
    """
    if ordinal == previous + 1:
        return 0.0
    if ordinal > previous:
        return GAP_IN_SEQUENCE + EACH_MISSING * min(ordinal - previous - 1, MOST_MISSING)
    if ordinal == previous:
        return REPEATED
    return RESTART if ordinal == 1 else BACKWARD


def price_of_first(ordinal: int, last: int | None) -> float:
    """What it costs that a new sequence begins with `ordinal`; `last` is where the one before in its style ended.

    >>> [price_of_first(n, 4) for n in (1, 5, 7)]
    [0.2, 0.1, 2.2]
    """
    if ordinal == 1:
        return FIRST_CHILD
    if last is not None and ordinal == last + 1:
        return RUN_ON
    if last is not None and ordinal > last:
        return RUN_ON_GAP + EACH_MISSING * min(ordinal - last - 1, MOST_MISSING)
    return GAP_IN_SEQUENCE + EACH_MISSING * min(ordinal - 1, MOST_MISSING)
