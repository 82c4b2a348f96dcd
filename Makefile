# Everything a contributor runs. `make` alone lists it.
BIN ?= .venv/bin
PLANPARSE_SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help check lint type test samples schema eval damage bench

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST)

check: lint type test  ## what has to pass before a commit

lint:  ## ruff
	$(BIN)/ruff check .

type:  ## mypy --strict
	$(BIN)/mypy

test:  ## all tests and the examples in docstrings
	$(BIN)/python -m pytest -q

samples:  ## data/out from data/raw, as JSON and as YAML
	$(BIN)/planparse extract data/raw -o data/out/ --to json
	$(BIN)/planparse extract data/raw -o data/out/ --to yaml

schema:  ## schema/*.schema.json from the models
	$(BIN)/planparse schema plan > schema/plan.schema.json.new
	mv schema/plan.schema.json.new schema/plan.schema.json
	$(BIN)/planparse schema diff > schema/diff.schema.json.new
	mv schema/diff.schema.json.new schema/diff.schema.json

eval:  ## figures against hand-made annotations, and what the committed run had more
	$(BIN)/python benchmarks/accuracy.py $(PLANPARSE_SHARED)/eval --per-notice
	$(BIN)/python benchmarks/baseline.py $(PLANPARSE_SHARED)

damage:  ## the same after seeded damage of each kind
	$(BIN)/python benchmarks/damage.py $(PLANPARSE_SHARED)/eval

bench:  ## speed, as ratios to fixed references
	$(BIN)/python benchmarks/speed.py
