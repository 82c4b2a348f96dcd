"""Words for a comparison: jieba's, with numbers and dates kept whole."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from planparse.lexicon.segmenter import words as segment
from planparse.patterns import compiled

_DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|初|末)?|\d{1,2}月(?:\d{1,2}日)?(?:底|初|末)?|\d{4}[-—–~～]\d{4}年?"
_NUMBER = r"\d[\d,.]{0,20}\d(?:%|％|‰)?|\d(?:%|％|‰)?"
_CHINESE_DATE = r"[二○〇零一三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?"
_MARK = r"[，。；：、！？“”（）《》\[\]〔〕—;:,()]"  # no word goes across one


@cache
def _whole() -> re.Pattern[str]:
    return compiled(rf"({_DATE}|{_NUMBER}|{_CHINESE_DATE}|[A-Za-z]{{1,40}}|\s{{1,40}})")


@cache
def _apart() -> re.Pattern[str]:
    return compiled(f"({_MARK})")


@lru_cache(maxsize=8192)
def _segmented(text: str) -> tuple[str, ...]:
    """The words between two marks. Both sides of a rewording share most of them, and cutting is slow."""
    return tuple(segment(text))


def characters(text: str) -> list[str]:
    """The same without a dictionary: every character of Chinese by itself, numbers and dates whole.

    >>> characters("到2025年建成")
    ['到', '2025年', '建', '成']
    """
    out: list[str] = []
    for i, piece in enumerate(_whole().split(text)):
        out += [piece] if i % 2 else piece
    return out


def words(text: str) -> list[str]:
    """`text` cut into words; joined, they are `text` again. Numbers and dates are never split.

    >>> words("2024年10月底前建成20.5万亩")
    ['2024年10月底', '前', '建成', '20.5', '万亩']
    """
    out: list[str] = []
    for i, piece in enumerate(_whole().split(text)):
        if i % 2:
            out.append(piece)
            continue
        for k, part in enumerate(_apart().split(piece)):
            if k % 2:
                out.append(part)
            elif part:
                out += _segmented(part)
    return out
