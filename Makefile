# The project's commands. What a command needs is installed first, on Debian, Ubuntu and macOS.
.DEFAULT_GOAL := help
BIN := .venv/bin
# Node and npm live in the virtual environment.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

CHECKS := check-ruff check-format check-mypy check-eslint check-tsc check-api-types
PRODUCT_TESTS := tests/e2e tests/integration tests/stack
# Those that run ffmpeg and Tesseract.
MEDIA_TESTS := tests/services tests/media tests/ocr tests/storage tests/workers
.PHONY: help setup setup-test setup-slow run test lint test-web test-python test-product test-media test-units test-slow format types bench chaos month dev clean $(CHECKS)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what `make run` needs; quick when nothing changed
	@scripts/setup.sh

setup-slow:
	@scripts/setup.sh --slow

setup-test:
	@scripts/setup.sh --test

run: setup ## Start everything on this machine and print the links; Ctrl-C stops it
	@$(BIN)/python scripts/stack.py run

test: setup-test ## Lint, types, unit, integration and browser tests
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-web
	@$(MAKE) --no-print-directory test-python

# Two at a time, each one's output in one piece.
lint: setup-test ## ruff, mypy, eslint, tsc, and whether the browser's API types are fresh
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target $(CHECKS)

check-ruff:
	@echo "== ruff" && $(BIN)/ruff check .
check-format:
	@echo "== ruff format" && $(BIN)/ruff format --check --quiet --diff .
check-mypy:
	@echo "== mypy" && $(BIN)/mypy
check-eslint:
	@echo "== eslint" && cd web && npm run --silent lint
check-tsc:
	@echo "== tsc" && cd web && npm run --silent typecheck
check-api-types:
	@echo "== API types" && scripts/api_types.sh --check

test-web:
	@echo "== vitest" && cd web && npm run --silent test
# make test-python T=tests/services: only these. All of them go in three runs side by side, each with services of its own:
# each of them waits for much of its time.
test-python:
ifdef T
	@echo "== pytest" && $(BIN)/python -m pytest $(T)
else
	@$(MAKE) --no-print-directory --jobs=3 --keep-going --output-sync=target test-product test-media test-units
endif

test-product:
	@echo "== pytest, the running product" && $(BIN)/python -m pytest -m "not slow" $(PRODUCT_TESTS)
test-media:
	@echo "== pytest, stages and media" && $(BIN)/python -m pytest -m "not slow" $(MEDIA_TESTS)
test-units:
	@echo "== pytest, all else" && $(BIN)/python -m pytest -m "not slow" tests $(PRODUCT_TESTS:%=--ignore=%) $(MEDIA_TESTS:%=--ignore=%)

test-slow: setup-slow ## What takes long and finds little: thousands of examples, every kind of file, outages, a month, Firefox, WebKitGTK
	@echo "== pytest, slow" && $(BIN)/python -m pytest -m slow tests

format: setup-test ## Rewrite the Python code the way lint wants it
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

types: setup-test ## Regenerate the browser's API types from the app's OpenAPI document
	@scripts/api_types.sh

bench: setup-test ## Measure ingest beside boto3 alone, and finish beside a remux
	@$(BIN)/python -m benchmarks.ingest
	@$(BIN)/python -m benchmarks.finish

chaos: setup-test ## Break one thing after another under running recordings, and compare every byte
	@$(BIN)/python -m benchmarks.chaos

month: setup-test ## Live through a month of use by moving the clock, and count what is left of it
	@$(BIN)/python -m benchmarks.month

dev: setup ## The browser app with hot reload, beside a `make run` that is going on
	@cd web && npm run --silent dev

clean: ## Remove builds and caches; recordings in .data stay
	rm -rf web/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './web/node_modules/*' -prune -exec rm -rf {} +
