# Every target installs what it needs: Python 3.11 to 3.13, make and a package registry are enough.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export PYTHONUTF8 := 1
# What is compiled once is kept: else every process that a test starts compiles all it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo test quick check format docs bench rt clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "Koe needs Python 3.11, 3.12 or 3.13; got $$($(PYTHON) --version). Next: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@echo "Installing uv $(UV_VERSION) into .uv"
	@$(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.installed: uv.lock pyproject.toml | .uv/bin/uv
	@echo "Installing the locked dependencies into .venv (about 1.9 GB, no torch)"
	@$(UV) sync --frozen --compile-bytecode --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@echo "Compiling the clusterer for this machine (half a minute, once)"
	@$(BIN)/python -m nlp.compile
	@touch $@

install: .venv/.installed ## install everything into .venv

demo: install ## the whole path on 1,500 made-up tickets, three nights, against a Jira simulator
	@$(BIN)/koe demo

test: install check ## every check and every test
	@$(BIN)/pytest -n 2 --dist loadfile

quick: install ## linters and the fast tests: about a minute
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/pytest -n 2 --dist loadfile -m "not slow" -x

check: install ## format, lint, types, import contracts, SQL
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar warehouse

format: install ## put the code in order
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/sqlfluff fix --disable-progress-bar warehouse

docs: install ## write the generated pages of docs/
	@$(BIN)/python -m warehouse.dictionary > docs/data-dictionary.md

bench: install ## Koe beside its peers, its labels, and what a night costs on a long history
	@$(BIN)/python -m benchmarks.peers --keep var/scorecard.jsonl
	@$(BIN)/python -m benchmarks.labels_quick --keep var/scorecard.jsonl
	@$(BIN)/python -m benchmarks.topics_nights --orders 4 --keep var/scorecard.jsonl
	@$(BIN)/python -m benchmarks.night_cost --keep var/scorecard.jsonl

rt: ## a real Request Tracker 5 for its tests (Debian 12, as root; 208 MB)
	@if [ -x /usr/share/request-tracker5/libexec/rt-server ]; then echo "Request Tracker 5 is here"; \
	elif ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ]; then \
	  echo "Not installed: this needs apt-get and root. The tests that need it will be skipped."; \
	else apt-get update -q && echo 'request-tracker5 request-tracker5/install-cronjobs boolean false' \
	    | debconf-set-selections && DEBIAN_FRONTEND=noninteractive apt-get install -qy \
	    --no-install-recommends request-tracker5 rt5-db-sqlite rt5-standalone apache2-; fi

clean: ## remove what install made
	rm -rf .venv .uv
