# One command to try it (`make demo`), one to check it (`make test`); `make` alone lists the rest.
.DEFAULT_GOAL := help
.PHONY: help demo free-port test bench soak lint clean

SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
MO := translations/en/LC_MESSAGES/messages.mo
LOCALES := $(wildcard translations/*/LC_MESSAGES/messages.po)

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

.venv/pip:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/pip requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(MO): $(LOCALES) | .venv/ready
	@$(BIN)/pybabel --quiet compile -d translations 2>/dev/null

free-port:
	@! (exec 3<>/dev/tcp/127.0.0.1/$(PORT)) 2>/dev/null \
	  || (echo "Cổng $(PORT) đang có chương trình khác dùng, hãy chọn cổng khác: PORT=8080 make demo" >&2 && false)

demo: export OCOP_TODAY ?= 2024-05-13
demo: export OCOP_ENV := demo
demo: free-port .venv/ready $(MO) ## the portal with the real programme of 2024 on http://127.0.0.1:8000 (PORT= for another)
	@mkdir -p instance
	@$(FLASK) ocop init
	@$(FLASK) ocop seed-demo
	@echo "http://127.0.0.1:$(PORT)"
	@trap 'kill $$(jobs -p) 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; $(FLASK) ocop worker & \
	$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers $(WORKERS) --blocking-threads 4 --backpressure 16 --no-ws --log-level warning wsgi:app & wait $$!

# A browser for the journeys: the system's, else Playwright's own, else Debian's when we may install it.
.venv/browser: .venv/ready-dev
	@command -v chromium >/dev/null || $(BIN)/playwright install chromium >/dev/null 2>&1 \
	  || (apt-get update -qq && apt-get install -y -qq chromium >/dev/null) \
	  || (echo "Không tìm thấy Chromium: hãy cài gói chromium rồi chạy lại." && false)
	@touch $@

lint: .venv/ready-dev ## style, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/browser $(MO) lint ## everything, on SQLite and PostgreSQL, with a real browser
	$(BIN)/pytest -n 2 --dist loadgroup -q

soak: .venv/browser $(MO) ## the long tests whole
	OCOP_SOAK=1 $(BIN)/pytest -n 2 -q -m "soak or not soak"

bench: .venv/ready-dev $(MO) ## the ratios of speed, on both databases
	$(BIN)/pytest tests/bench -q -s -p benchmark -p no:xdist --override-ini addopts="--import-mode=importlib" --benchmark-disable-gc

clean: ## forget the environment (the data in instance/ stays)
	rm -rf .venv
