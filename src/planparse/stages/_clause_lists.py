"""Is what was read in a frame a list of units? A label vouches for its lists, a verb or a bracket less so."""

from __future__ import annotations

from functools import lru_cache

from planparse.lexicon.segmenter import is_unit_list
from planparse.patterns import compiled
from planparse.rules.responsibility import LIST_END, NO_LIST, VERBS
from planparse.rules.rulebook import HAN, combine
from planparse.stages._clause_grammar import Reading

_SHORT_NAME = rf"{HAN}{{2,14}}(?:\({HAN}{{1,10}}\))?(?:等{HAN}{{2,6}})?"


@lru_cache(maxsize=4096)  # the same names come back in every list
def ends_list(tail: str) -> bool:
    """Does `tail` end as the names of units do?"""
    return compiled(LIST_END.pattern).search(tail) is not None


def ends_in_verb(tail: str) -> bool:
    """Does `tail` end as a list with its verb does: 某电力公司配合?

    >>> [ends_in_verb(t) for t in ("某电力公司配合", "市财政局按职责分工负责", "加强配合的措施", "配合")]
    [True, True, False, False]
    """
    verb = compiled(rf"(?:{combine(VERBS)})$").search(tail)
    return verb is not None and ends_list(tail[: verb.start()])


def sure_lists(reading: Reading, inside: str, base: int) -> Reading:
    """`reading` of a bracket without the lists that are none, where the first is one for certain and others stand beside it.

    (市教育局牵头,负有监管职责的部门按规定落实): the words stay in the clause, and name no unit.
    """
    lists = [inside[part.span.start - base : part.span.end - base] for part in reading.lists]
    if len(lists) < 2 or reading.kind == "bare" or not is_unit_list(lists[0]):
        return reading
    odd = [not (like_units(listed) or _could_be_units(listed)) for listed in lists]
    if any(part.rule == "tail_group" for part, strange in zip(reading.lists, odd, strict=True) if strange):
        return reading  # no verb closes it: the bracket tells of something else
    return Reading(lists=[part for part, strange in zip(reading.lists, odd, strict=True) if not strange], kind=reading.kind)


def _could_be_units(part: str) -> bool:
    """Is `part` short names, whatever they end in, and no sentence?"""
    names = [name for name in compiled("[、,;\n]").split(part) if name]
    return all(compiled(_SHORT_NAME).fullmatch(name) for name in names) and not compiled(NO_LIST.pattern).search(part)


def holds(reading: Reading, inside: str, base: int, in_bracket: bool = False, bare: bool = False) -> bool:
    """Is what was read a clause? A label vouches for its lists, a verb or a bracket less so."""
    lists = [inside[part.span.start - base : part.span.end - base] for part in reading.lists]
    if not lists:
        return False
    others = [listed for listed, part in zip(lists, reading.lists, strict=True) if part.rule == "other_label"]
    if not all(like_units(part) and (is_unit_list(part) or _mostly_units(part)) for part in others):
        return False
    if len(others) == len(lists):
        return True
    if reading.kind == "labelled":
        if in_bracket and ":" in inside:
            return not any(compiled(NO_LIST.pattern).search(part) for part in lists)
        return any(like_units(part, damaged=True) for part in lists)
    if reading.kind == "phrased":
        certain = in_bracket and any(like_units(part) and is_unit_list(part) for part in lists)
        return all(like_units(part) or certain and _could_be_units(part) for part in lists)
    return bare and all(like_units(part) and is_unit_list(part) for part in lists)


def _mostly_units(part: str) -> bool:
    """Are more than half of the names in this list those of units?"""
    names = [name for name in compiled("[、,;]").split(part) if name]
    return sum(map(is_unit_list, names)) * 2 > len(names)


def like_units(part: str, damaged: bool = False) -> bool:
    """Is the first or the last name of this list one of a unit, and is no sentence in it?

    In a damaged copy any name inside will do.
    """
    if compiled(NO_LIST.pattern).search(part):
        return False
    names = compiled("[、,;]").split(part)
    if ends_list(names[-1]) or ends_list(names[0]):
        return True
    if damaged and compiled(LIST_END.pattern.removesuffix("$")).search(part):
        return True
    return is_unit_list(part)
