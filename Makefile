# Lectern: `make run` serves it, `make test` tests it, `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test test-fast chromium clients screenshots check bench bench-browser bench-mail bench-serving backup restore lock clean messages test-faults bench-sending

PYTHON ?= python3
PIP := .venv/bin/pip --disable-pip-version-check --quiet
# What asks no database has no mark of it, and runs once. So does what looks at words and markup of
# pages, at files of calendars in others' programs, or asks each address as each role: both databases
# give the same bytes, which other tests hold, and each address answers on both.
ONCE := clients rights/test_every_route.py $(patsubst %,schedule/views/test_%.py, \
  conditional_pages course extremes item language links notices other_pages punctuation qr sheet \
  valid weight words_of_pages)

# A worker that is done takes over tests of another: a few in a browser take a minute each. One more
# than there are cores, since a test waits now and then: for a browser, a disk, a mail server.
JOBS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

help: ## List the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

# Two stamps in one environment: serving needs the runtime's packages only.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Lectern needs Python 3.11 or newer: make run PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@rm -f .venv/runtime .venv/dev

.venv/runtime: requirements/runtime.txt | .venv/bin/python
	@echo "Installing what Lectern needs into .venv …"
	$(PIP) install --require-hashes --requirement requirements/runtime.txt
	@touch $@

.venv/dev: requirements/dev.txt .venv/runtime
	@echo "Installing what tests and checks need into .venv …"
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

run: .venv/runtime ## Serve on http://127.0.0.1:8000 (HOST=, PORT=, WORKERS=, THREADS=); the first start makes and fills the database
	@exec .venv/bin/python manage.py serve

dev: .venv/dev ## Serve with autoreload and error pages, for working on Lectern
	@DEBUG=1 .venv/bin/python manage.py prepare
	@DEBUG=1 .venv/bin/python manage.py runserver "$${HOST:-127.0.0.1}:$${PORT:-8000}"

test: .venv/dev chromium clients ## The whole suite on SQLite and on PostgreSQL, browser tests included
	@failed=0; \
	echo "The suite on SQLite:"; \
	env -u DATABASE_URL .venv/bin/python -m pytest -n $(JOBS) --dist worksteal || failed=1; \
	echo "The suite on PostgreSQL:"; \
	.venv/bin/python scripts/with_postgres.py .venv/bin/python -m pytest -n $(JOBS) --dist worksteal \
	  -m "database and not e2e" $(addprefix --ignore=tests/,$(ONCE)) || failed=1; \
	exit $$failed

test-faults: .venv/dev ## Kill senders of mail 200 times, and let three send at once, on both databases
	env -u DATABASE_URL .venv/bin/python -m pytest -n 0 -s tests/faults/long_*.py
	.venv/bin/python scripts/with_postgres.py .venv/bin/python -m pytest -n 0 -s tests/faults/long_*.py

test-fast: .venv/dev clients ## The suite on SQLite, without a browser
	env -u DATABASE_URL .venv/bin/python -m pytest -n $(JOBS) --dist worksteal -m "not e2e"

chromium: .venv/dev ## Find a Chromium for the browser tests, or install one
	@.venv/bin/python -m tests.e2e.chromium

clients: .venv/dev ## Install the calendar programs of npm that tests let read our feeds, into .venv
	@.venv/bin/python -m tests.clients.javascript

screenshots: .venv/dev chromium ## Pictures of every page into screenshots/: two languages, two widths, light and dark
	@rm -rf screenshots
	@env -u DATABASE_URL .venv/bin/python -m pytest -n $(JOBS) --dist worksteal -q tests/e2e/screenshots.py

check: .venv/dev ## Lint, types, layers, templates, deployment, missing migrations
	scripts/check

bench: .venv/dev ## Measure, and print a table of medians
	.venv/bin/python -m bench

bench-browser: .venv/dev chromium ## Measure first and second visits in a real browser
	.venv/bin/python -m bench.browser

bench-serving: .venv/dev ## Measure answers a second, beside nginx with the same bytes as files
	.venv/bin/python -m bench.serving

bench-mail: .venv/dev ## Measure the mail ledger: what is due among 1,000,000, a deadline that moves
	.venv/bin/python -m bench.mailing

bench-sending: .venv/dev ## Measure mails a second, beside a bare loop with the same messages
	.venv/bin/python -m bench.mailing_sending

backup: .venv/runtime ## Copy the database to data/backups, also while serving
	@.venv/bin/python manage.py backup

restore: .venv/runtime ## Put a backup back: make restore FILE=data/backups/…
	@test -n "$(FILE)" || { echo "Say which: make restore FILE=data/backups/lectern-….gz"; exit 2; }
	@.venv/bin/python manage.py restore "$(FILE)"

messages: .venv/dev ## Bring the catalogs in locale/ up to date with the words in code and templates
	@.venv/bin/python scripts/messages.py

lock: ## Pin the newest allowed packages anew, with hashes
	scripts/lock

clean: ## Remove what can be made again: .venv, caches, collected static files, screenshots (never the data)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results screenshots
	rm -rf data/static
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
