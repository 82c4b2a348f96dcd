"""Page numbers of a printed text that a copy has left inside its sentences."""

from __future__ import annotations

import pytest

from planparse.stages._printed_pages import printed_pages
from planparse.stages.normalise import normalise, plain

WORDS = ("有关", "工作", "报送", "落实")
PAGE = "各地要坚持公开公平公正的原则稳步推进，" * 40


def text_with(*numbers: str, page: str = PAGE) -> str:
    """A page, the number of it inside a word, and so on."""
    return "".join(f"{page}{word[0]}{number}{word[1]}" for number, word in zip(numbers, WORDS, strict=False)) + "抓好落实。"


def test_numbers_a_page_apart_are_left_out() -> None:
    source = text_with("38", "39", "40")
    text = normalise(plain(source))
    assert text.norm == text_with("", "", "").replace("，", ",")
    assert [source[e.span.start : e.span.end] for e in text.edits if e.kind == "page_number"] == ["38", "39", "40"]


@pytest.mark.parametrize(
    "source",
    [
        text_with("38", "39"),  # two may be chance
        text_with("38", "40", "42"),
        text_with("1", "2", "3", page=PAGE[:100]),  # the rows of a table
        text_with("9") + text_with("10", page=PAGE[:100]) + text_with("11", "12"),  # a list that began before
        text_with("12个", "13个", "14个"),
        text_with("1", "2", "3"),  # what counts from one on
        "".join(f"{PAGE}推进项目{n}加快建设，" for n in (4, 5, 6)),  # the numbers of projects
        "".join(f"{PAGE[:-1]}。{n}加强组织领导" for n in (4, 5, 6)),  # items that have lost their points
        text_with("附件1", "附件2", "附件3"),
        text_with("5G", "6G", "7G"),
        text_with("2021年", "2022年", "2023年"),
        text_with("10") + PAGE + text_with("11", "12"),  # pages are of a size
    ],
)
def test_other_figures_stay(source: str) -> None:
    assert printed_pages(source) == []
