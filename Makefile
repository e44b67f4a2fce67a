# Everything a newcomer needs: Python 3.11+, make and git.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORTAL := $(BIN)/portal
LANG_OF_MESSAGES ?= vi
# Locks are complete: nothing is resolved while installing, and every file has its hash.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

.PHONY: build publish test serve validate lint coverage reference screenshots bench bench-quick test-clients lock dist clean

build: $(VENV)/built  ## the site into site/
	$(PORTAL) build --lang $(LANG_OF_MESSAGES)

SITE ?= site
FORMAT ?= text
publish: $(VENV)/built  ## check, then build for publishing: no placeholder, dated today
	$(PORTAL) validate --lang $(LANG_OF_MESSAGES) --format $(FORMAT)
	$(PORTAL) build --strict --as-of "$$(date -u +%F)" --site $(SITE) --lang $(LANG_OF_MESSAGES) --format $(FORMAT)

serve: $(VENV)/built  ## preview on http://127.0.0.1:8000 with live reload
	$(PORTAL) serve --lang $(LANG_OF_MESSAGES)

validate: $(VENV)/built  ## check every package, write nothing
	$(PORTAL) validate --lang $(LANG_OF_MESSAGES)

# Tests run beside each other, as many as the machine has processors; those of a file stay together.
TESTS_AT_ONCE ?= auto
test: $(VENV)/tested lint  ## linters, types, floors, then every test
	$(BIN)/pytest --numprocesses $(TESTS_AT_ONCE) --dist loadfile --no-loadscope-reorder

coverage: $(VENV)/tested  ## lines and branches that the tests reach, browsers apart; below the floor it fails
	$(BIN)/pytest --cov --cov-branch --cov-report=term:skip-covered tests --ignore tests/browser

lint: $(VENV)/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

reference: $(VENV)/tested  ## docs/reference*.md from the generator itself
	$(BIN)/python -m tests.reference

screenshots: $(VENV)/tested  ## pictures of the stewards' guides; needs Chromium and LibreOffice
	$(BIN)/python -m tests.screenshots

bench: $(VENV)/tested  ## what builds of portals of many sizes cost, beside the floor of each stage
	$(BIN)/python -m tests.bench

bench-quick: $(VENV)/tested  ## the same of small portals, in less than three minutes
	$(BIN)/python -m tests.bench --quick

FUZZ_SECONDS ?= 600
fuzz: $(VENV)/tested  ## random packages, settings and pages: what validates must build
	nice -n 19 $(BIN)/python -m tests.hostile.fuzz $(FUZZ_SECONDS)

CLIENTS := $(VENV)-clients
CLIENT_LISTS := requirements ckan udata
test-clients: $(VENV)/tested  ## programs of others against two served portals; those from npm where Node is
	for name in $(CLIENT_LISTS); do \
	  $(PYTHON) -m venv $(CLIENTS)/$$name || exit 1; \
	  $(CLIENTS)/$$name/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r tests/clients/$$name.txt || exit 1; \
	done
	$(BIN)/python -m tests.clients $(CLIENTS)

LOCKED := compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
  --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-find-links
lock:  ## renew the locked requirements (needs network)
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet uv
	$(VENV)-lock/bin/uv pip $(LOCKED) --output-file requirements.txt pyproject.toml requirements.in
	$(VENV)-lock/bin/uv pip $(LOCKED) --extra test --constraint requirements.txt \
	  --output-file requirements-test.txt pyproject.toml requirements.in
	for name in $(CLIENT_LISTS); do \
	  $(VENV)-lock/bin/uv pip $(LOCKED) --output-file tests/clients/$$name.txt tests/clients/$$name.in || exit 1; \
	done
	sed -i '1i # Locked for Python 3.11 and later, with hashes; made by `make lock` from pyproject.toml and requirements.in.' requirements.txt requirements-test.txt $(CLIENT_LISTS:%=tests/clients/%.txt)
	rm -rf $(VENV)-lock

dist: $(VENV)/built  ## wheel and sdist of the generator into dist/, the same bytes each time
	$(BIN)/python -m hatchling build -d dist

clean:
	rm -rf site site.new site.old .cache dist

$(VENV)/built: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check --disable-pip-version-check
	touch $@

$(VENV)/tested: $(VENV)/built requirements-test.txt
	$(INSTALL) --require-hashes -r requirements-test.txt
	$(BIN)/python -m pip check --disable-pip-version-check
	touch $@
