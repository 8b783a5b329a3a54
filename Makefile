# Everything here works from a bare Python 3.11 with pip; each target sets up .venv itself.
#   make release   publish what has changed     make test   run the tests
#   make dev       Dagster's web interface      make lint   style and types, as in CI
#   make lock      fit requirements.lock to pyproject.toml, and the benchmark's peers to theirs
#   make vendor    fetch the explorer's libraries in the versions locked (needs node and npm)
#   make benchmark measure the extraction beside its peers (tests/benchmarks/README.md)
#   make picture   draw the README's picture anew, with chromium

SHELL := bash
BIN := .venv/bin
READY := .venv/.ready
PIP := -m pip -qq --disable-pip-version-check --no-input

# Sets $python to a Python 3.11, or says what is missing.
find_python := for python in python3.11 python3 ''; do \
    "$$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && break; \
  done; \
  if [ -z "$$python" ]; then \
    echo "Python 3.11 is needed: put python3.11, or a python3 of that version, on the PATH." >&2; \
    exit 1; \
  fi

.PHONY: release test dev lint lock vendor benchmark

release: $(READY)
	@$(BIN)/gids release

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist loadfile

# Dagster keeps its runs below .gids; the settings say that it reports to nobody.
dev: export DAGSTER_HOME := $(CURDIR)/.gids/dagster
dev: $(READY)
	@mkdir -p "$$DAGSTER_HOME" && cp pipeline/dagster.yaml "$$DAGSTER_HOME"
	@$(BIN)/dagster dev --workspace workspace.yaml --host 127.0.0.1

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict pipeline

# The stamp comes last: an environment that was left half made is made again from nothing.
$(READY): requirements.lock pyproject.toml
	@$(find_python); \
	  echo "Setting up .venv with $$("$$python" --version): about a minute, once"; \
	  rm -rf .venv && "$$python" -m venv .venv
	@$(BIN)/python $(PIP) install --require-hashes -r requirements.lock
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

LOCK := .lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-strip-extras --no-emit-index-url --no-header
lock: .lock-venv/bin/uv
	@$(LOCK) pyproject.toml --extra dev -o requirements.lock
	@# To pips before 23.3 the two spellings of an extra are two, and its package uses this one.
	@sed -i 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements.lock
	@for peer in $(PEERS); do $(LOCK) $(PEERS_IN)/$$peer.in -o $(PEERS_IN)/$$peer.txt || exit; done
	@$(LOCK) $(BROWSER)/requirements.in -c requirements.lock -o $(BROWSER)/requirements.txt

.lock-venv/bin/uv:
	@$(find_python); rm -rf .lock-venv && "$$python" -m venv .lock-venv
	@.lock-venv/bin/python $(PIP) install uv

# What it fills is committed: nothing else needs node.
VENDOR := pipeline/explorer/vendor
vendor:
	@cd $(VENDOR) && npm ci --silent && node vendor.mjs && rm -rf node_modules

# Each peer has an environment of its own. GOLD (folders), CSV (a folder) and MARKDOWN (a file) are
# optional: see tests/benchmarks/README.md.
PEERS := textacy sayswho
PEERS_IN := tests/benchmarks/extraction/peers
benchmark: $(READY) $(PEERS:%=.gids/benchmarks/%/.ready)
	@$(BIN)/python -m tests.benchmarks.extraction $(GOLD) \
	  $(if $(CSV),--csv $(CSV)) $(if $(MARKDOWN),--markdown $(MARKDOWN))

BROWSER := tests/browser
.PHONY: picture
picture: $(READY)
	@$(BIN)/python -m tests.browser.picture

.gids/benchmarks/%/.ready: $(PEERS_IN)/%.txt
	@$(find_python); \
	  echo "Setting up an environment for $*: about a minute, once"; \
	  rm -rf $(@D) && mkdir -p $(dir $(@D)) && "$$python" -m venv $(@D)
	@$(@D)/bin/python $(PIP) install --require-hashes -r $<
	@touch $@
