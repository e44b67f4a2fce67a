# Everything a newcomer needs: Python 3.11+, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORTAL := $(BIN)/portal
LANG_OF_MESSAGES ?= vi

.PHONY: build test serve validate lint bench lock clean

build: $(VENV)/built  ## the site into site/
	$(PORTAL) build --lang $(LANG_OF_MESSAGES)

serve: $(VENV)/built  ## preview on http://127.0.0.1:8000 with live reload
	$(PORTAL) serve --lang $(LANG_OF_MESSAGES)

validate: $(VENV)/built  ## check every package, write nothing
	$(PORTAL) validate --lang $(LANG_OF_MESSAGES)

test: $(VENV)/tested lint  ## linters, types, floors, then every test
	$(BIN)/pytest

lint: $(VENV)/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/tested  ## whole-process times of cold, warm and changed builds
	$(BIN)/python tests/bench.py

lock:  ## renew the locked requirements (needs network)
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet pip-tools
	$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --allow-unsafe --strip-extras --output-file requirements.txt pyproject.toml requirements.in
	$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --allow-unsafe --strip-extras --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml requirements.in

clean:
	rm -rf site site.new site.old .cache

$(VENV)/built: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/tested: $(VENV)/built requirements-test.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.txt
	touch $@
