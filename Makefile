PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
UPGRADE ?=

BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --quiet
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
PROJECT = pyproject.toml --extra postgres --extra excel
compile_into = $(COMPILE) $(2) $(PROJECT) --group build -o $(1)/run.txt && \
	$(COMPILE) $(2) $(PROJECT) --extra parquet --group dev -o $(1)/dev.txt && \
	$(COMPILE) $(2) clients/requirements.in -o $(1)/clients.txt

.PHONY: help run test check clients lock clean

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s  %s\n", $$1, $$2 }' Makefile

run: .venv/run.stamp ## Migrate, load seed/ and serve the API (HOST=, PORT=, COMMUNIQUE_DATABASE_URL=)
	$(BIN)/communique migrate
	$(BIN)/communique load
	$(BIN)/communique serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp ## Run the tests (ARGS='-k meetings')
	$(BIN)/python -m pytest $(ARGS)

check: .venv/dev.stamp ## Check style, types, migrations, seed, locks and container files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@echo 'alembic upgrade head && alembic check'
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	export COMMUNIQUE_DATABASE_URL="sqlite:///$$tmp/check.db" && \
	$(BIN)/alembic upgrade head && $(BIN)/alembic check
	$(BIN)/communique check-seed
	@! grep -n '://' requirements/*.txt || { echo 'requirements/ must name no URL' >&2; exit 1; }
	@echo 'compare requirements/ with pyproject.toml'
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && cp requirements/*.txt "$$tmp" && \
	$(call compile_into,"$$tmp") && { diff -rq requirements "$$tmp" || \
	{ echo 'requirements/ is out of step with pyproject.toml: run make lock' >&2; exit 1; }; }
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

clients: .venv/dev.stamp ## Make a Python and a TypeScript client and ask a live server with them
	$(BIN)/python clients/check.py

lock: .venv/dev.stamp ## Bring requirements/ in step with pyproject.toml (UPGRADE=1 for the newest versions)
	$(call compile_into,requirements,$(if $(UPGRADE),--upgrade))

clean: ## Remove .venv and caches; the database stays
	rm -rf .venv .clients .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find app migrations tests -name __pycache__ -prune -exec rm -rf {} +

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'Python 3.11 or newer is needed; name one with PYTHON=, as in: make run PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/%.stamp: requirements/%.txt pyproject.toml | .venv/created
	$(INSTALL) --require-hashes -r $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@
