"""Numerals before items and in dates."""

from __future__ import annotations

import pytest

from planparse.numerals import SPECIAL, parse_numeral, to_chinese

VALUES = [
    ("1", 1),
    ("07", 7),
    ("２０２４", 2024),
    ("一", 1),
    ("两", 2),
    ("元", 1),
    ("十", 10),
    ("十一", 11),
    ("二十", 20),
    ("二十九", 29),
    ("一百", 100),
    ("一百零八", 108),
    ("一百一十", 110),
    ("三千零二十", 3020),
    ("二○一一", 2011),
    ("二〇二四", 2024),
    ("一九九八", 1998),
    ("①", 1),
    ("⑳", 20),
    ("⑴", 1),
    ("⒛", 20),
    ("㈠", 1),
    ("❿", 10),
]
NOT_NUMERALS = ["", "第一", "一、", "十十", "十百", "二三十", "1.5", "-1", "²", "½", "一 二", "壹", "xii", "\n"]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_value(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", NOT_NUMERALS)
def test_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


def test_every_special_sign_counts_from_one_without_gaps() -> None:
    series = sorted(SPECIAL.items())
    for (sign, value), (following, after) in zip(series, series[1:], strict=False):
        if ord(following) == ord(sign) + 1:
            assert after in (value + 1, 1)


@pytest.mark.parametrize("value", [0, -3, 10_000])
def test_only_what_stands_before_items_is_written(value: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 9999"):
        to_chinese(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (101, "一百零一"), (1001, "一千零一"), (1010, "一千零一十")],
)
def test_written(value: int, text: str) -> None:
    assert to_chinese(value) == text


def test_a_figure_of_any_length_does_not_raise() -> None:
    # int() refuses more than 4,300 digits; a hostile text must not stop a parse by that.
    for text in ("9" * 5000, "〇" * 5000, "九" * 5000):
        value = parse_numeral(text)
        assert value is None or value >= 0
