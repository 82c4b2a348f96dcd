"""What is written reads back as what was meant, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import planparse
from planparse import writers
from planparse.plan import Paragraph, Plan
from planparse.writers import as_json, as_yaml


def test_json_reads_back_as_the_model(made_plan: Plan) -> None:
    text = planparse.write(made_plan)
    assert Plan.model_validate_json(text) == made_plan
    assert text.endswith("}\n")
    assert "关于便民服务的通知" in text
    assert '"span": [8, 32]' in text


def test_keys_stand_in_the_order_of_the_model(made_plan: Plan) -> None:
    data = json.loads(planparse.write(made_plan))
    assert list(data) == list(Plan.model_fields)


def test_yaml_equals_json(made_plan: Plan) -> None:
    text = planparse.write(made_plan, to="yaml")
    assert yaml.safe_load(text) == json.loads(planparse.write(made_plan))
    assert "path: [1, 1]" in text
    assert "text: |-\n" in text
    assert "关于便民服务的通知" in text
    assert "&id" not in text


def test_pure_python_yaml_says_the_same(made_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pure(yaml.SafeDumper):
        ignore_aliases = as_yaml._Dumper.ignore_aliases

    Pure.add_representer(str, as_yaml._represent_text)
    Pure.add_representer(list, as_yaml._represent_list)
    expected = yaml.safe_load(as_yaml.document(made_plan))
    monkeypatch.setattr(as_yaml, "_Dumper", Pure)
    assert yaml.safe_load(as_yaml.document(made_plan)) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives(made_plan: Plan, text: str) -> None:
    plan = made_plan.model_copy(update={"preamble": (Paragraph(text=text, span=(0, 1)),)})
    assert json.loads(as_json.document(plan))["preamble"][0]["text"] == text
    assert json.loads(as_json.stream_item(plan))["preamble"][0]["text"] == text
    assert yaml.safe_load(as_yaml.document(plan))["preamble"][0]["text"] == text


def test_stream_items_can_be_told_apart(made_plan: Plan) -> None:
    lines = (as_json.stream_item(made_plan) * 2).splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["便民服务方案"] * 2
    documents = list(yaml.safe_load_all(as_yaml.stream_item(made_plan) * 2))
    assert documents == [json.loads(lines[0])] * 2


def test_every_writer_has_its_parts(made_plan: Plan) -> None:
    assert writers.names() == ("json", "yaml")
    for name in writers.names():
        writer = writers.writer(name)
        assert all(suffix.startswith(".") for suffix in writer.SUFFIXES)
        assert writer.document(made_plan) == writer.document(made_plan)


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="json, yaml"):
        writers.writer("xml")


def test_real_notices_read_back_equal(eval_notices: list[Path]) -> None:
    for path in eval_notices[::4]:
        plan = planparse.extract(path)
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        assert yaml.load(planparse.write(plan, to="yaml"), loader) == json.loads(planparse.write(plan))
