# Two commands on a machine that has Python and make: `make review` and `make test`.

PYTHON ?= python3
VENV ?= .venv
UV := $(shell command -v uv 2>/dev/null)
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
ARGS ?=

# The golden run: offline, on a date of its own, so that the same input gives the same bytes.
GOLDEN = SOURCE_DATE_EPOCH=1767225600

.PHONY: help review test test-all format bench screenshots clean

help:
	@echo "make review       review refs/ and say where the report lies"
	@echo "make test         everything that must hold"
	@echo "make test-all     the same, with the long counts"
	@echo "make bench        what it costs, and how accurate it is"
	@echo "make screenshots  pictures of the report for the docs"

$(VENV)/.review: pyproject.toml
ifdef UV
	@test -e $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet --only-binary :all: --requirement pyproject.toml
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet --no-deps --editable .
else
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --only-binary :all: --editable .
endif
	@touch $@

$(VENV)/.test: $(VENV)/.review
ifdef UV
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet --only-binary :all: --group dev
else
	@$(BIN)/python -m pip install --quiet --only-binary :all: --group dev
endif
	@touch $@

review: $(VENV)/.review
	@$(GOLDEN) $(BIN)/litreview bib refs/*.txt -o refs/consolidated.bib
	@$(GOLDEN) $(BIN)/litreview review --offline refs/*.txt -o reports

test: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

test-all: $(VENV)/.test
	LITREVIEW_LAWS=long $(BIN)/pytest -n 2 --dist loadfile $(ARGS)

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/.bench: $(VENV)/.test
ifdef UV
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet --only-binary :all: --group bench
else
	@$(BIN)/python -m pip install --quiet --only-binary :all: --group bench
endif
	@touch $@

bench: $(VENV)/.bench
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

screenshots: $(VENV)/.test
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache litreview-report
