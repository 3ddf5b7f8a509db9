# Every target makes the virtual environment it needs; the second time it is there already.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Material's word about MkDocs 2 on every run; docs/architecture.md says what this project does about it.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test lint format bench lighthouse events publish clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

site: $(READY) ## Build the handbook into site/
	$(BIN)/mkdocs build --strict

serve: $(READY) ## Preview at http://127.0.0.1:8000/, rebuilt on every save, drafts included
	$(BIN)/mkdocs serve

test: lint ## Check everything: style, types, imports, behaviour, browser
	.ci/chromium $(VENV)
	$(BIN)/pytest

lint: $(READY) ## Check style, types and the import contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## Put the code into shape
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(READY) ## Measure builds and event logs: N=1000 EVENTS=1000000 make bench
	$(BIN)/python bench/run.py

lighthouse: site ## Ask Lighthouse about the built site (needs Node)
	$(BIN)/python bench/lighthouse.py

events: $(READY) ## Make Northline's event log, and its evidence from it
	$(BIN)/python tools/make_event_log.py build/ordering-online.csv
	$(BIN)/journeybook events build/ordering-online.csv --journey buying/ordering-online \
	  --map tools/ordering-online.yml --by digital --force

publish: $(READY) ## Commit an edition to the gh-pages branch: make publish EDITION=2026.4 [PUSH=1]
	@test -n "$(EDITION)" || { echo "Name the edition: make publish EDITION=2026.4" >&2; exit 2; }
	@test -z "$$(git status --porcelain -- content)" || { \
	  echo "content/ differs from what is committed, and an edition must be found again in git: commit first." >&2; exit 1; }
	PATH="$(abspath $(BIN)):$$PATH" JOURNEYBOOK_EDITION="$(EDITION)" \
	  $(BIN)/mike deploy --config-file mkdocs.publish.yml --update-aliases "$(EDITION)" latest
	$(BIN)/mike set-default --config-file mkdocs.publish.yml --allow-undefined latest
	$(if $(PUSH),git push origin gh-pages,@echo "Edition $(EDITION) is committed to the branch gh-pages, and not pushed.")
	@echo "Look at it: $(BIN)/mike serve --config-file mkdocs.publish.yml"

clean: ## Remove the built site and the virtual environment
	rm -rf site $(VENV)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Journeybook needs Python 3.11 or newer; $(PYTHON) is older or missing. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev --editable .
	@touch $@
