# `make` alone lists the targets. PYTHON=python3.12 chooses the interpreter of a new environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# nbgrader calls alembic by name, so the environment's programs come first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

UNIT ?=
KIT ?= build/kit
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install lab doctor jail test bench lint verify pins build kit tour lock clean distclean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP)  ## make .venv and install into it (the other targets do this by themselves)

lab: $(STAMP)  ## open JupyterLab at the start page
	@$(BIN)/craft lab $(ARGS)

doctor: $(STAMP)  ## say what this machine has and lacks
	@$(BIN)/craft doctor

jail:  ## install bubblewrap, in which a mentor's grading shuts submissions (learners need none)
	@if command -v bwrap >/dev/null; then echo "bubblewrap is installed."; exit 0; fi; \
	as=sudo; [ "$$(id -u)" -ne 0 ] || as=; \
	if command -v apt-get >/dev/null; then $$as apt-get update -qq && \
	    $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bubblewrap; \
	elif command -v dnf >/dev/null; then $$as dnf install -y -q bubblewrap; \
	elif command -v pacman >/dev/null; then $$as pacman -S --noconfirm --needed bubblewrap; \
	elif command -v zypper >/dev/null; then $$as zypper -n -q install bubblewrap; \
	elif command -v apk >/dev/null; then $$as apk add -q bubblewrap; \
	else echo "No package manager that is known here: install bubblewrap by hand (Linux only)."; exit 1; fi

# Compiled first: dozens of processes import the package, and copies of it.
test: $(STAMP)  ## run the whole test suite
	@$(BIN)/python -m compileall -q autograder datasets/craftdata
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

BENCHES := sandbox_ready grading_against_nbgrader grading_pools grading_growth
bench: $(STAMP)  ## measure grading, and keep it in tests/benchmarks/report.md (20 min on a quiet machine)
	@for bench in $(BENCHES); do OMP_NUM_THREADS=1 $(BIN)/python tests/benchmarks/$$bench.py --write || exit 1; done

lint: $(STAMP)  ## check the style
	@$(BIN)/ruff check .

verify: $(STAMP)  ## prove the units by their rules (UNIT=04 for one, UNIT=desk for the Desk)
	@$(BIN)/craft verify $(UNIT) $(ARGS)

# A second environment with the oldest numpy, pandas and scipy that pyproject.toml allows. OLDEST lists the
# least of each as it stands there; tests/datasets/test_desk_pins.py holds the two together.
OLDER := build/older
OLDEST := numpy==2.2.* pandas==3.0.* scipy==1.15.* pyarrow==20.*
pins: $(OLDER)/.installed  ## check that the Desk's bytes are the same with the oldest numpy and pandas allowed
	@PYTHONPATH=datasets $(OLDER)/bin/python -m craftdata.desk.pins
$(OLDER)/.installed: $(STAMP) Makefile
	@echo "Installing $(OLDEST) into $(OLDER) ..."
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(OLDER)
	@$(BIN)/uv pip install --quiet --python $(OLDER)/bin/python $(OLDEST) tzdata
	@touch $@

build: $(STAMP)  ## rebuild the notebooks from their text sources
	@$(BIN)/craft build $(UNIT)

kit: $(STAMP)  ## make what learners get, without solutions (KIT=folder)
	@$(BIN)/craft kit $(KIT)

tour: $(STAMP)  ## walk the mentor's loop on a sample cohort
	@$(BIN)/craft tour

# --python-version is the oldest Python supported: the lock then holds for it and all newer ones.
lock: $(STAMP)  ## recreate requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra test --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock

# Never build/ as a whole: the gradebook, the salt and the submissions lie there, and they are nobody's to lose.
clean:  ## remove caches and reports; grades, submissions, work/ and .venv stay
	rm -rf build/cache build/verify build/tour build/kit build/screenshots
	rm -rf .pytest_cache .ruff_cache .hypothesis
	find $(wildcard autograder datasets tests) -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## the same, and all that was installed
	rm -rf $(VENV) $(OLDER)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "ML Craft needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || echo missing)."; \
	    echo "Name a newer one: make PYTHON=python3.12"; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "No virtual environment could be made (Debian, Ubuntu: apt install python3-venv)."; exit 1; }

$(STAMP): $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing the packages of requirements.lock (once; a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar off -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@
