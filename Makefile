# What one does with Styrhjulet. `make run` and `make test` need Python 3.11 with venv, git and make, nothing else.
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
TURN := tests/functional/test_whole_turn.py::test_the_wheel_turns_once[orebro-desktop]
DEMO := STYRHJUL_DEMO=1 STYRHJUL_DATA=var/demo
PORT ?= 8000
PACK ?= orebro

.PHONY: help run start demo test test-fast test-database test-browser accessibility soak check $(CHECKS) fix bench pictures messages catalogues build packs lock env dev peers
help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: env catalogues ## serve the demonstration municipality on 127.0.0.1:8000
	@$(DEMO) $(BIN)/styrhjul demo --pack $(PACK)
	@$(DEMO) $(BIN)/styrhjul serve --port $(PORT)

start: env catalogues ## serve an installation of your own on 127.0.0.1:8000, begun with the start code that is printed
	@$(BIN)/styrhjul serve --port $(PORT)

demo: env catalogues ## build the demonstration municipality anew
	@$(DEMO) $(BIN)/styrhjul demo --again --pack $(PACK)

test: test-fast ## everything fast, and one whole turn in the browser
	@tools/browser.sh
	STYRHJUL_DATABASE_URL= $(PYTEST) -q -m browser "$(TURN)"

test-fast: dev catalogues ## everything but the browser
	$(PYTEST) -q -n 2 --dist loadfile

test-database: dev catalogues ## what touches the database, on the one that STYRHJUL_DATABASE_URL names
	$(PYTEST) -q -n 2 --dist loadfile tests --ignore=tests/architecture --ignore=tests/engine --ignore=tests/language

test-browser: dev catalogues ## all journeys in the browser
	@tools/browser.sh
	$(PYTEST) -q -n 2 --dist loadfile -m "browser and not soak" tests/functional

accessibility: dev catalogues ## look at every page with axe, and write what it finds into the accessibility statement
	@tools/browser.sh
	AXE_REPORT=styrhjul/web/about/axe.json $(PYTEST) -q -m soak tests/functional/test_every_page.py

soak: dev catalogues ## long random and fault runs at full figures
	$(PYTEST) -q -m soak

CHECKS := check-format check-lint check-types check-layers check-templates check-migrations check-house check-front-end
check: $(CHECKS) ## format, lint, types, layers, templates, migrations, texts, locks, front end

$(CHECKS): dev catalogues
check-format:
	$(BIN)/ruff format --check --quiet .
check-lint:
	$(BIN)/ruff check --quiet .
check-types:
	$(BIN)/mypy
check-layers:
	$(BIN)/lint-imports
check-templates:
	$(BIN)/djlint --lint --quiet styrhjul
check-migrations:
	$(BIN)/styrhjul manage makemigrations --check --dry-run
check-house:
	$(PYTEST) -q -p no:cacheprovider tests/architecture
check-front-end:
	@tools/front-end.sh

fix: dev ## mend what the tools can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: peers catalogues ## the figures of the bars
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

pictures: dev catalogues ## take the pictures of the guides anew, from the demonstration
	@tools/browser.sh
	$(BIN)/python -m tools.pictures

messages: dev ## collect new texts into the Swedish catalogue
	$(BIN)/python tools/messages.py
	@$(MAKE) --no-print-directory catalogues

catalogues:
	@$(BIN)/pybabel -q compile --directory styrhjul/locale --domain django

build: ## build the front end (needs node)
	npm ci --no-audit --no-fund
	npm run build

packs: dev ## check every steering pack that is shipped
	@for pack in styrhjul/engine/packs/shipped/*.yaml; do $(BIN)/styrhjul pack check $$pack || exit 1; done

lock: ## resolve the dependencies anew (needs uv); only the exported files are committed
	uv lock --upgrade
	uv export --no-emit-project --no-header --no-annotate --no-dev --output-file requirements.txt
	uv export --no-emit-project --no-header --no-annotate --only-group dev --output-file requirements-dev.txt
	uv export --no-emit-project --no-header --no-annotate --only-group bench --output-file requirements-bench.txt

env:
	@tools/environment.sh requirements.txt

dev:
	@tools/environment.sh requirements.txt requirements-dev.txt

peers: # what the analysis is measured beside
	@tools/environment.sh requirements.txt requirements-dev.txt requirements-bench.txt
