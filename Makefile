# Every target sets up what it needs by itself. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help serve site print charts check pret fix review new import withdraw readability places schemas pictures shots budget frames lighthouse vitals bench profile pages sortie offline hebergement links headers golden mutants test test-all lint lock audit licences clean

# The theme announces the end of its maintenance at each build: README.md says it once.
export NO_MKDOCS_2_WARNING = 1

PYTHON ?= python3
BIN := .venv/bin
ADDRESS ?= 127.0.0.1:8000
PLACES := @etalab/decoupage-administratif@6.0.0
# The commit's date for the build's own: the same bytes whenever it is built.
DATED = SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || date +%s)}
# Where a preview is written at each change: in memory where there is room (Linux), sooner served.
export PREVIEWS ?= $(shell test "$$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 1000000 \
  2>/dev/null && echo /dev/shm || echo "$${TMPDIR:-/tmp}")

help: ## List the targets and their purpose
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

serve: .venv/site ## Build the site, serve it on $(ADDRESS) and follow changes
	@TMPDIR=$(PREVIEWS) $(BIN)/python -m scripts serve $(ADDRESS)

site: .venv/site ## Build the site into site/, strictly: nothing wrong is published
	@echo "→ Building the site into site/"
	@$(DATED) $(BIN)/python -m scripts site
	@echo "✓ site/ is ready"

print: .venv/site ## Print the sheets, the booklet, the canvases (PDF) into impressions/
	@$(DATED) $(BIN)/python -m scripts print

charts: .venv/site ## Draw again every chart whose data changed, into .cache/charts/
	@$(BIN)/python -m scripts charts

check: .venv/site ## Check every YAML file of portraits/ and content/, and mkdocs.yml
	@$(BIN)/python -m scripts check

pret: .venv/site ## Say what the owner must fill in before publishing, and where; fail on what the law asks
	@$(BIN)/python -m scripts pret

fix: .venv/site ## Mend in portraits/ and content/ what is certain, and show it; then check
	@$(BIN)/python -m scripts check --fix

review: .venv/site ## Print a sheet to review a portrait that is received: FILE=its file, the issue's text, or a folder of them
	@test -n "$(FILE)" || { echo "Name the file: make review FILE=portrait.yml" >&2; exit 1; }
	@$(BIN)/python -m scripts review "$(FILE)"

new: .venv/site ## Tell a new portrait by answering questions, in French
	@$(BIN)/python -m scripts new

# FILE=grille.docx, a grid that somebody has filled in
import: .venv/site ## Make a portrait from a filled interview grid: make import FILE=grille.docx
	@test -n "$(FILE)" || { echo "Dites quelle grille : make import FILE=grille.docx" >&2; exit 1; }
	@$(BIN)/python -m scripts import "$(FILE)"

# MOTIF=demande, erreur or donnees-personnelles: what its page says of why, if anything
withdraw: .venv/site ## Take a portrait away from everywhere: make withdraw SLUG=passerelles
	@test -n "$(SLUG)" || { echo "Dites quel portrait : make withdraw SLUG=passerelles" >&2; exit 1; }
	@$(BIN)/python -m scripts withdraw $(if $(MOTIF),--motif "$(MOTIF)") -- "$(SLUG)"

readability: .venv/test ## List how easy each text is to read, the hardest first
	@$(BIN)/python -m scripts readability

places: .venv/site ## Write content/lieux.yml anew from the npm package of administrative places
	@rm -rf .cache/places && mkdir -p .cache/places
	@echo "→ Fetching $(PLACES)"
	@cd .cache/places && npm pack --silent $(PLACES) && tar xzf *.tgz
	@$(BIN)/python -m scripts places .cache/places/package

schemas: .venv/site ## Write docs/schemas/ anew from the models
	@$(BIN)/python -m scripts schemas

pictures: .venv/test ## Take again the pictures of the contributor's pages
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.pictures

shots: .venv/test ## Take pictures of every kind of page, both schemes, four widths, into shots/
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.shots

budget: .venv/test ## Weigh the first view of every page, write what it costs; fail over budget
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.budget

frames: .venv/test ## Compare this site's frame with the theme's own: weight, requests, axe
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.frames

lighthouse: .venv/test ## Pass Lighthouse on five pages, three times each; fail under its best scores
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.lighthouse

vitals: .venv/test ## Measure what a reader feels on a slow phone: when it shows, what moves, what answers
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.vitals

# MUTANTS="--python 20 --others 10" is quick; all of them take an hour.
mutants: .venv/test ## Break the code on purpose; write what no test saw; fail under 90 % seen
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.mutants $(MUTANTS)

# BENCH="--sizes 7,100 --rounds 1" is quick; three sizes take an hour.
bench: .venv/test ## Measure the site at 7, 100 and 1,000 portraits beside MkDocs alone and Hugo
	@$(BIN)/python -m bench $(BENCH)

profile: .venv/site ## Say where the time of a build goes
	@mkdir -p .cache
	@echo "→ Building the site under a profiler"
	@CI=true $(BIN)/python -m cProfile -o .cache/profile -m mkdocs build --quiet --site-dir .cache/profiled
	@$(BIN)/python -c 'import pstats; pstats.Stats(".cache/profile").sort_stats("tottime").print_stats(40)'

pages: .venv/site ## Write the whole site to pages/ without MkDocs, as another engine builds it
	@rm -rf pages
	@$(BIN)/python -m scripts pages pages

sortie: .venv/test .cache/zensical/ready ## Build what pages writes with Zensical; compare every page with site's
	@$(DATED) $(BIN)/python -m tests.compare_engines

offline: .venv/site ## Put the site in alliances-educatives.zip, which reads from a folder without a server
	@$(BIN)/python -m scripts offline
	@echo "✓ alliances-educatives.zip is ready"

hebergement: .venv/site ## Put the site in alliances-educatives-hebergement.zip, to copy to an ordinary host
	@$(DATED) $(BIN)/python -m scripts hosting

links: .venv/site ## Ask the outside links whether they answer; say what to do about those that do not
	@$(BIN)/python -m scripts links

headers: .venv/site ## Write the site's headers as an nginx configuration says them
	@$(BIN)/python -m scripts headers

golden: .venv/test ## Write anew what a reader finds on one page of each kind (tests/golden/)
	@echo "→ Building the site of the small study, in tests/fixtures/etude/"
	@$(BIN)/python -m tests.golden
	@echo "✓ tests/golden/ is written: read what changed with git diff"

test: .venv/test lint ## Pass every test, in a real browser too
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.validator
	@echo "→ Running the tests"
	@$(BIN)/python -m pytest

test-all: .venv/test lint ## Pass the long tests too: every page instead of one of each kind
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.validator
	@echo "→ Running all the tests"
	@$(BIN)/python -m pytest -m ""

lint: .venv/test ## Check style and types: of Python, and of scripts and style sheets with Node.js
	@echo "→ Checking style and types"
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy
	@$(BIN)/python -m tests.linters

# pip stays out: the environment brings its own.
lock: .venv/site ## Choose the newest versions pyproject.toml allows; write requirements/ with hashes
	@echo "→ Resolving versions"
	@$(BIN)/pip install --quiet uv
	@for kind in site test zensical; do \
	  $(BIN)/uv pip compile $$(case $$kind in \
	      site) echo pyproject.toml ;; \
	      test) echo pyproject.toml --group test -c requirements/site.txt ;; \
	      *) echo --group $$kind ;; esac) \
	    --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-emit-package pip --no-header --no-annotate --quiet -o requirements/$$kind.txt; done

# Strict: a package the list does not know is not one without faults. The report is written only
# when faults are found, so that its absence tells an audit that could not run.
audit: .venv/test ## Ask the public list of known vulnerabilities about every locked package
	@mkdir -p .cache && rm -f .cache/audit.txt
	@echo "→ Auditing requirements/"
	@if $(BIN)/pip-audit --strict --disable-pip --progress-spinner off -o .cache/audit.txt \
	    $(addprefix -r ,$(wildcard requirements/*.txt)) 2>.cache/audit.log; then \
	  echo "✓ No known vulnerability"; \
	elif test -s .cache/audit.txt; then cat .cache/audit.txt; exit 1; \
	else \
	  echo "The audit could not run: the list of vulnerabilities did not answer (.cache/audit.log)" >&2; exit 1; \
	fi

licences: .venv/test ## List the licence of every installed package
	@$(BIN)/pip-licenses --from=mixed --order=license

clean: ## Remove everything that can be made again
	rm -rf .venv .cache alliances-educatives*.zip site pages shots impressions .pytest_cache .ruff_cache .mypy_cache

# A stamp per set of packages: made anew when its lock file changes.
.venv/site .venv/test: .venv/%: requirements/%.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "→ Setting up .venv from $< (the first time takes a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.cache/zensical/ready: requirements/zensical.txt
	@echo "→ Setting up .cache/zensical from $<"
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
