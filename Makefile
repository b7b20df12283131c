PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
ALL ?=
UPGRADE ?=
SIZE ?= 1k
DB ?= sqlite,postgresql

BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --quiet
INSTALL_LOCKED = $(INSTALL) --no-compile --no-deps --require-hashes -r
# Without a host: decision 008
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
PROJECT = pyproject.toml --extra postgres --extra excel --extra mcp --extra notify --extra parquet --extra png --extra word
compile_into = $(COMPILE) $(2) $(PROJECT) --group build -o $(1)/run.txt && \
	$(COMPILE) $(2) $(PROJECT) --extra curate --group dev -o $(1)/dev.txt && \
	$(COMPILE) $(2) clients/requirements.in -o $(1)/clients.txt && \
	$(COMPILE) $(2) benchmarks/requirements.in -o $(1)/bench.txt

.PHONY: help run test thorough fix lint types artifacts check wheel release clients bench lock clean

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' Makefile

run: .venv/run.stamp ## Migrate, load seed/ and serve the API (HOST=, PORT=, COMMUNIQUE_DATABASE_URL=)
	$(BIN)/communique migrate
	$(BIN)/communique load
	$(BIN)/communique serve --host $(HOST) --port $(PORT)

# Compiled files are always written: without them each process compiles all tests, and each command the application.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

test: .venv/dev.stamp ## Run all tests but the thorough ones (ARGS='-k meetings'), or with ALL=1 these too
	$(PYTEST) $(if $(ALL),,-m 'not thorough') $(ARGS)

# Decision 017
thorough: .venv/dev.stamp ## Run the tests that take over a second, and those of the whole service
	$(PYTEST) -m thorough $$(grep -rl --include='test_*.py' 'mark[.]thorough' tests) tests/system

fix: .venv/dev.stamp ## Format the code and repair what ruff can repair
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lint: .venv/dev.stamp ## Check style, and that each room of app/ imports only those below it
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo --no-cache

types: .venv/dev.stamp ## Check the types
	$(BIN)/mypy

check: lint types $(if $(ALL),,thorough) artifacts ## Check style, imports, types and all that is delivered, and run the thorough tests (not with ALL=1, after make test ALL=1)

artifacts: .venv/dev.stamp
	@echo 'alembic upgrade head && alembic check'
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	export COMMUNIQUE_DATABASE_URL="sqlite:///$$tmp/check.db" && \
	$(BIN)/alembic upgrade head && $(BIN)/alembic check
	$(BIN)/communique check
	@! grep -n '://' requirements/*.txt || { echo 'requirements/ must name no URL' >&2; exit 1; }
	@echo 'compare requirements/ with pyproject.toml'
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && cp requirements/*.txt "$$tmp" && \
	$(call compile_into,"$$tmp") && { diff -rq requirements "$$tmp" || \
	{ echo 'requirements/ is out of step with pyproject.toml: run make lock' >&2; exit 1; }; }
	.ci/wheel
	$(BIN)/python -m clients.breaking
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

wheel: .venv/run.stamp ## Build a wheel with all that it needs, in dist/
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

release: .venv/dev.stamp ## Renew clients/openapi.json, with which the next changes are compared, and the clients to install
	$(BIN)/python -m clients.breaking --renew
	$(BIN)/python -m clients.generate

clients: .venv/dev.stamp ## Build the clients to install, generate others, and try all on a live server
	$(BIN)/python clients/check.py

bench: .venv/dev.stamp ## Compare the speed with similar services (SIZE=1k, 100k, 1m; DB=sqlite; needs wrk)
	$(BIN)/python -m benchmarks.run $(SIZE) $(DB)

lock: .venv/dev.stamp ## Bring requirements/ in step with pyproject.toml (UPGRADE=1 for the newest versions)
	$(call compile_into,requirements,$(if $(UPGRADE),--upgrade))

clean: ## Remove .venv and caches; the database stays
	rm -rf .venv .bench .clients dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find app migrations tests -name __pycache__ -prune -exec rm -rf {} +

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'Python 3.11 or newer is needed; name one with PYTHON=, as in: make run PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# A lock file lists all. What is imported is compiled then, which is a small part.
.venv/%.stamp: requirements/%.txt pyproject.toml | .venv/created
	$(INSTALL_LOCKED) $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# uv takes a quarter of pip's time. It reads a configuration of its own; where that names no index, pip installs.
.venv/dev.stamp: requirements/dev.txt pyproject.toml | .venv/created
	sed -n '/^uv==/,/# via/p' $< > .venv/uv.txt
	$(INSTALL_LOCKED) .venv/uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r $< || $(INSTALL_LOCKED) $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch .venv/run.stamp $@  # it has all that make run installs
