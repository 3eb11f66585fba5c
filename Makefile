# One door for people and CI. `make` alone prints what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# Nothing is resolved and nothing is built with what the lock does not name.
LOCKED := install --quiet --require-hashes --no-deps --no-build-isolation
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command 'make lock' \
	--constraints requirements.in
# Two processes: Spark's tests stay together on one of them (see tests/conftest.py).
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadgroup --cov --cov-report term

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test install check format docs docs-check scorecard bench bench-screening bench-resolution new-indicator lock clean install-dev java openrefine

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## Install, run the main job on a small simulated country, open the report
	$(BIN)/euthyna demo

test: check java openrefine ## Install, and run all checks and all tests
	$(PYTEST)

install: $(VENV)/.installed ## Make .venv with .venv/bin/euthyna from requirements.lock

check: install-dev ## Check format, lint, types, layers and generated pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory docs-check

format: install-dev ## Format the code and repair what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: install ## Write the generated pages
	$(BIN)/euthyna indicators pages
	$(BIN)/euthyna reference

docs-check: install
	$(BIN)/euthyna indicators pages --check
	$(BIN)/euthyna reference --check

scorecard: install ## Simulate five countries, and write what is found of what was planted
	$(BIN)/euthyna simulate score --seeds 1,2,3,4,5 --scale 0.2 --page docs/scorecard.md

bench: install-dev ## Measure speed and memory, side by side in one run
	$(BIN)/python bench/bench.py

bench-screening: install-dev .venv-peers/.installed ## Measure screening beside nomenklatura
	$(BIN)/python bench/screening.py --peers .venv-peers/bin/python

bench-resolution: install-dev .venv-peers/.installed ## Measure identities beside Splink
	$(BIN)/python bench/resolution.py --peers .venv-peers/bin/python

.venv-peers/.installed: bench/peers.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check --no-input install --quiet \
		--require-hashes --no-deps --requirement bench/peers.lock
	@touch $@

new-indicator: install ## Write the two files of a new indicator: make new-indicator NAME=some-pattern
	@test -n "$(NAME)" || { echo 'Name the pattern: make new-indicator NAME=short-submission-period'; exit 2; }
	$(BIN)/euthyna indicators new $(NAME)

lock: install-dev ## Compile the lock files anew (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) $(UPGRADE) --group build --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --group build --group dev --extra serve --extra spark \
		--constraints requirements.lock --output-file requirements-dev.lock
	$(BIN)/uv pip compile bench/peers.in --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command 'make lock' $(UPGRADE) \
		--override bench/peers.overrides --output-file bench/peers.lock

clean: ## Remove .venv and everything that tools leave behind
	rm -rf $(VENV) .venv-peers build dist .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

install-dev: $(VENV)/.installed-dev

java:
	@version=$$("$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'); \
	if [ "$${version:-0}" -ge 17 ]; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then \
		echo 'Installing the Java runtime that Spark needs'; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update --quiet --quiet && \
		{ apt-get install --quiet --quiet --yes --no-install-recommends openjdk-17-jre-headless || \
		apt-get install --quiet --quiet --yes --no-install-recommends default-jre-headless; } && exit 0; \
	fi; \
	echo 'No Java 17 or newer: the tests marked "spark" are left out (openjdk-17-jre-headless brings them back)'

# A real client of the reconciliation service: 131 MB to fetch, 173 MB on disk, half a minute.
openrefine:
	@if command -v openrefine > /dev/null; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then \
		echo 'Installing OpenRefine, which the reconciliation service is tried with'; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update --quiet --quiet && \
		apt-get install --quiet --quiet --yes --no-install-recommends openrefine && exit 0; \
	fi; \
	echo 'No OpenRefine: the tests marked "openrefine" are left out (the package openrefine brings them back)'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Euthyna needs Python 3.11 or newer: make PYTHON=/path/to/python3.11'; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) $(LOCKED) --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# After the core: pyspark is built here, with the setuptools that the core's lock names.
$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) $(LOCKED) --requirement requirements-dev.lock
	@touch $@
