# Every command of the project; bare `make` prints them. People, the git hook and CI call the same targets.

BIN := .venv/bin
LOCKED := .venv/.locked
INSTALLED := .venv/.installed
PACKAGES := node_modules/.fetched
VENDOR := src/hrm2m/pages/static/vendor/.built

# Tests that meet the database: they run again on PostgreSQL.
RECORD_ROOMS := foundation vault records properties house pages commands backup
RECORD_TESTS = $(wildcard $(addprefix tests/,$(RECORD_ROOMS)))
CODE = $(wildcard src tests tools)
TEMPLATES = $(shell find src -name '*.html' 2>/dev/null)
WORKERS ?= 2
# A journey waits for its browser half of the time: with two of them two cores are half idle.
BROWSERS ?= 3

# What `make bench` measures; the databases are made once, in var/bench.
SIZES ?= 1000,100000
ENGINES ?= sqlite,postgres
REQUESTS ?= 500
SECONDS ?= 0
WORDS ?= 20

# New releases are held back a week, so that a poisoned one is found by others first. For an urgent repair: make lock HOLD='0 days'
HOLD ?= 7 days
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --exclude-newer '$(HOLD)' --custom-compile-command 'make lock'

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Node then trusts what the machine trusts, as pip does: councils and hospitals look into their own traffic.
export NODE_USE_SYSTEM_CA = 1
# Images of containers forbid Python to keep what it compiled: then each of the many programs that the tests start
# compiles the whole source again, and each test process every test.
unexport PYTHONDONTWRITEBYTECODE

# These read the settings, which refuse to start as production without keys.
types test-fast test-sqlite test-postgres journeys coverage promises soak mutants: export HRM2M_MODE = test

.DEFAULT_GOAL := help
.PHONY: help setup demo test fresh check fix lint types rooms promises docs docs-check lock clean narrative-eval \
	test-fast test-sqlite test-postgres journeys coverage soak mutants bench bench-full

help: ## Print these sentences
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED) $(VENDOR) ## Prepare .venv and the front end from the locks; instant when nothing changed

demo: setup ## Make an invented area and serve it at http://localhost:8000
	$(BIN)/hrm2m demo

test: setup ## Run everything: lint, types, rooms, every test on both databases, journeys in a browser
	@$(BIN)/python -m tools.test_everything

fresh: ## Run demo and test in a bare Debian made for it, as root; FOLDER= says where (var/fresh)
	@python3 -m tools.fresh_machine $(if $(FOLDER),--folder $(FOLDER))

check: lint types rooms test-fast ## The quick part, for every commit: under two minutes on two cores

fix: setup ## Format, and repair what can be repaired
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(if $(TEMPLATES),$(BIN)/djhtml --tabwidth 2 $(TEMPLATES))

lint: setup ## Look for mistakes and untidiness in code and templates
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(if $(TEMPLATES),$(BIN)/djhtml --tabwidth 2 --check $(TEMPLATES))

types: setup ## Check the types, strictly
	$(BIN)/mypy $(CODE)

rooms: setup ## Check that every room imports only the rooms below it
	$(BIN)/lint-imports --no-logo

promises: setup ## Print the ten promises and whether the tests that guard them pass
	@$(BIN)/python -m tools.show_promises

docs: setup ## Write docs/reference again from the code
	$(BIN)/hrm2m reference

docs-check: setup ## Say which page of docs/reference no longer says what the code does
	$(BIN)/hrm2m reference --check

test-fast: setup ## Run the quick tests on SQLite
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not slow and not journey and not postgres"

test-sqlite: setup ## Run every test but the journeys, on SQLite
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not journey and not postgres"

test-postgres: setup ## Run the record tests on a PostgreSQL cluster of their own
	$(BIN)/python -m tools.postgres_cluster $(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not journey" $(RECORD_TESTS)

journeys: setup ## Run the journeys in headless Chromium
	$(BIN)/pytest -q -n $(BROWSERS) --dist worksteal -m journey

coverage: setup ## Show which lines and branches no test reaches (SQLite, without journeys)
	$(BIN)/pytest -q -n $(WORKERS) -m "not journey and not postgres" --cov --cov-report=term-missing

soak: setup ## Crash, race and starve both databases for some three hours; ONLY=limits a part, SEED=… the same again, MORE=2 twice as often
	HRM2M_SOAK_SEED='$(SEED)' HRM2M_SOAK_MORE='$(MORE)' $(BIN)/pytest -q -n 0 -s -m soak -k '$(ONLY)' tests/soak

mutants: setup ## Break the policy and the vault one thing at a time and say what no test notices (FILES= names some, SAMPLE=0.2 draws by SEED=1)
	@$(BIN)/python -m tools.mutants $(FILES) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

bench: setup ## Measure pages beside the bare driver and the checker of words beside others (SIZES= ENGINES= REQUESTS= SECONDS= WORDS=20)
	@$(BIN)/python -m tools.bench --sizes $(SIZES) --engines $(ENGINES) --requests $(REQUESTS) --seconds $(SECONDS)
	@$(BIN)/python -m tools.bench.words --megabytes $(WORDS)

bench-full: setup ## The same at 1,000, 100,000 and 2,000,000 contacts on both databases, and under load (an hour at first)
	@$(BIN)/python -m tools.bench --sizes 1000,100000,2000000 --engines sqlite,postgres --requests 500 --seconds 60

lock: setup ## Choose newer versions and lock them with hashes
	$(COMPILE) requirements/base.in requirements/server.in requirements/narrative.in requirements/dev.in -o requirements/dev.txt
	$(COMPILE) requirements/base.in requirements/server.in -c requirements/dev.txt -o requirements/server.txt
	$(BIN)/npm install --package-lock-only --ignore-scripts

narrative-eval: setup ## Score the checker of words on its labelled sentences
	@$(BIN)/python -m tools.narrative_eval

clean: ## Remove everything that setup, checks and tests made; databases and keys stay
	rm -rf .venv node_modules src/hrm2m/pages/static/vendor src/*.egg-info build dist htmlcov test-results
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.*
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------ what `setup` makes, each only when its source is newer

$(LOCKED): requirements/dev.txt tools/make_environment.sh
	@tools/make_environment.sh
	@echo "Installing the locked packages into .venv (about a minute the first time) ..."
	@$(BIN)/python -m pip install -qq --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

$(INSTALLED): $(LOCKED) pyproject.toml requirements/base.in requirements/server.in requirements/narrative.in requirements/dev.in
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(PACKAGES): $(LOCKED) package.json package-lock.json .npmrc
	@echo "Fetching the front-end packages ..."
	@$(BIN)/npm ci --ignore-scripts --loglevel=error
	@touch $@

$(VENDOR): $(PACKAGES) tools/build_front_end.py
	@$(BIN)/python -m tools.build_front_end
	@touch $@
