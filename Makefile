# Every task of the project is one target here; `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
FOLDER ?=

ROUNDS ?= 200

.PHONY: help run test setup check fix bench faults package package-check package-check-full clean
help:
	@echo "make run [FOLDER=…]  open the reader (without a display: draw it to build/window.png)"
	@echo "make test            set up, check and test everything"
	@echo "make setup           virtual environment, packages, translations"
	@echo "make check           lint, types and import contracts"
	@echo "make fix             mend what the linter can mend"
	@echo "make bench           measure speed and memory"
	@echo "make package         build what a person downloads, into build/packages"
	@echo "make package-check   build the packages, and check that they install and run"
	@echo "make package-check-full  the same with what takes long"
	@echo "make faults [ROUNDS=…]  kill, fill, damage and unmount, hundreds of times"

run: setup
	@packaging/run.sh "$(FOLDER)"

test: setup check
	@packaging/test.sh

setup: $(STAMP)

$(STAMP): pyproject.toml packaging/constraints.txt packaging/setup.sh packaging/system_packages.sh $(wildcard resources/i18n/*.ts)
	@PYTHON="$(PYTHON)" VENV="$(VENV)" packaging/setup.sh
	@touch $@

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m tests.benchmarks $(BENCH)

faults: setup
	@NEWSFOLD_FAULT_ROUNDS=$(ROUNDS) packaging/test.sh tests/faults -o timeout=0 --durations=0

package: setup
	@packaging/package.sh

package-check: setup
	@packaging/package_check.sh

package-check-full: setup
	@packaging/package_check.sh full

clean:
	rm -rf build $(VENV)
