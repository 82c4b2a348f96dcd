"""The schema in the repository is that of the model, and what is written conforms to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import planparse
from planparse.diff.model import diff_schema
from planparse.plan import plan_schema


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = plan_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(("name", "schema"), [("plan", plan_schema), ("diff", diff_schema)])
def test_schema_file_is_fresh(root: Path, name: str, schema: Any) -> None:
    """Stale? Run ``make schema``."""
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert json.loads((root / "schema" / f"{name}.schema.json").read_text("utf-8")) == made


def test_command_prints_the_schema_file(cli: Any, root: Path) -> None:
    for arguments, name in (([], "plan"), (["plan"], "plan"), (["diff"], "diff")):
        assert cli("schema", *arguments).stdout == (root / "schema" / f"{name}.schema.json").read_bytes()


def test_made_plan_conforms(validator: Any, made_plan: Any) -> None:
    validator.validate(json.loads(planparse.write(made_plan)))


def test_unknown_keys_and_wrong_values_do_not_conform(validator: Any, made_plan: Any) -> None:
    data = json.loads(planparse.write(made_plan))
    assert not validator.is_valid({**data, "colour": "red"})
    assert not validator.is_valid({**data, "sections": None})


def test_samples_conform(validator: Any, root: Path) -> None:
    samples = sorted((root / "data" / "raw").iterdir())
    assert samples
    for sample in samples:
        validator.validate(json.loads(planparse.write(planparse.extract(sample))))


def test_real_notices_conform(validator: Any, eval_notices: list[Path]) -> None:
    for path in eval_notices:
        validator.validate(json.loads(planparse.write(planparse.extract(path))))
