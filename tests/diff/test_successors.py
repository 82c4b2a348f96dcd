"""Which body took over whose work, and since when."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from planparse.lexicon import successors

ROWS = yaml.safe_load(Path(successors.__file__).with_name("successors.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("before", "after", "since"),
    [
        ("省环境保护厅", "省生态环境厅", "2018-03"),
        ("县工商行政管理局", "县市场监督管理局", "2014-01"),  # counties merged before the centre did
        ("国家工商行政管理总局", "国家市场监督管理总局", "2018-03"),
        ("市地方税务局", "市税务局", "2018-06"),
        ("县扶贫开发办公室", "县乡村振兴局", "2021-02"),
        ("县乡村振兴局", "县农业农村局", "2023-03"),
        ("市老龄工作委员会办公室", "市民政局", "2023-03"),
        ("市老龄工作委员会办公室", "市卫生健康委员会", "2018-03"),
        ("县人民防空办公室", "县国防动员办公室", "2022-12"),
        ("广西银监局", "广西银保监局", "2018-03"),
        ("全国老龄办", "民政部", "2023-03"),
        ("省林业厅", "省林业局", "2018-03"),
        ("市市场和质量监督管理委员会", "市市场监督管理局", "2018-03"),
        ("省地方金融监督管理局", "省地方金融管理局", "2023-03"),
        ("市大数据局", "市数据局", "2023-10"),
        ("市物价局", "市市场监督管理局", None),  # its work was divided
        ("县信访局", "县司法局", None),
    ],
)
def test_since(before: str, after: str, since: str | None) -> None:
    assert successors.succeeded(before, after) == since


def test_rows_are_whole() -> None:
    pairs = [(a, b) for row in ROWS for a in row["from"].split() for b in row["to"].split()]
    assert len(set(pairs)) == len(pairs)
    assert all(a != b for a, b in pairs)
    assert all(re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", str(row["since"])) for row in ROWS)
    assert not {(b, a) for a, b in pairs} & set(pairs)  # no body takes over from its own successor
