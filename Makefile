# Two commands set everything up; they need Python 3.11 with venv, and make.
#   make demo   Unit X's first green purchase, planned: findings, costs, a plan, a report to open
#   make test   every check; browser checks where a Chromium is installed (as root on Debian: installed for you)
.DEFAULT_GOAL := demo
.PHONY: demo test test-long bench lock vendor golden wheel lint system clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-annotate \
	--python-version 3.11 --custom-compile-command "make lock"
PACKS := $(shell find src/greenward/policy/packs src/greenward/catalogue/words src/greenward/texts -name '*.yaml' -o -name '*.po')
GENERATOR := tools/generate.py src/greenward/policy/compile.py src/greenward/catalogue/compile_lexicon.py

demo: $(VENV)/data.stamp $(VENV)/pdf.stamp
	$(BIN)/greenward demo $(ARGS)

test: lint wheel
	$(BIN)/python -m pytest $(ARGS)
	$(BIN)/python tools/postgres.py $(BIN)/python -m pytest tests/web

lint: $(VENV)/test.stamp $(VENV)/data.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test-long: $(VENV)/test.stamp $(VENV)/data.stamp
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest $(ARGS)

bench: $(VENV)/test.stamp $(VENV)/data.stamp
	@for file in benchmarks/bench_*.py; do $(BIN)/python $$file || exit 1; done

# The wheel alone, in an environment of its own, must run the demonstration.
wheel: $(VENV)/wheel.stamp

$(VENV)/wheel.stamp: $(VENV)/data.stamp $(shell find src examples -type f -not -name '*.pyc')
	$(PYTHON) tools/try_wheel.py $(BIN)/python requirements/run.txt
	@touch $@

system:
	@bash tools/system

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/build.txt requirements/run.txt pyproject.toml tools/build_hook.py | $(BIN)/python
	$(PIP) --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# PDF is an extra; the demonstration shows it, and would say so and go on without it.
$(VENV)/pdf.stamp: requirements/pdf.txt $(VENV)/run.stamp
	$(PIP) --require-hashes -r requirements/pdf.txt
	@touch $@

$(VENV)/data.stamp: $(PACKS) $(GENERATOR) $(VENV)/run.stamp
	$(BIN)/python tools/generate.py
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp | system
	$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

lock: ## maintainers, with uv: hashes are kept, hosts are not
	$(COMPILE) --group build -o requirements/build.txt
	$(COMPILE) -c requirements/build.txt pyproject.toml -o requirements/run.txt
	$(COMPILE) -c requirements/build.txt pyproject.toml --extra pdf -o requirements/pdf.txt
	$(COMPILE) -c requirements/build.txt pyproject.toml --extra docx -o requirements/docx.txt
	$(COMPILE) -c requirements/build.txt pyproject.toml --extra postgres -o requirements/postgres.txt
	$(COMPILE) -c requirements/build.txt pyproject.toml --extra pdf --extra docx --extra postgres --group test -o requirements/test.txt

vendor: ## maintainers, with npm: the few files that the office serves to browsers
	$(PYTHON) tools/vendor.py

golden: $(VENV)/test.stamp $(VENV)/data.stamp ## after a change that is meant: new texts for tests/documents/golden
	$(BIN)/python tools/golden.py

clean:
	rm -rf $(VENV) build dist greenward-demo
