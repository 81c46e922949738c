# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.

# Another Python is chosen with `make run PYTHON=python3.13`.
PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
CATALOGUES = $(wildcard translations/*/LC_MESSAGES/messages.po)
COMPILED = $(CATALOGUES:.po=.mo)
TEMPLATE = build/messages.pot
PIP = $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help run test soak soak-ci check browser firefox proofs translations check-translations bench pictures wheel lock \
	clean $(TEMPLATE)

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-20s %s\n' "$$name" "$$text"; done

run: $(VENV)/.installed $(COMPILED) ## serve on http://127.0.0.1:8000 with the data in ./data
	@TRAJECTPLAN_DATA_DIR="$${TRAJECTPLAN_DATA_DIR:-$(CURDIR)/data}" exec $(BIN)/trajectplan serve

test: check browser proofs ## all checks and tests; installs what they need
	$(BIN)/python -m pytest -n 2 --dist=worksteal -m "not soak and not again" --cov --cov-report=term $(PYTEST)
	$(BIN)/python -m pytest -n 2 --dist=worksteal -m "not soak and again" $(PYTEST)

soak-ci: $(VENV)/.installed-test $(COMPILED) browser firefox proofs ## the slow proofs: all ways through all pages in a browser
	$(BIN)/python -m pytest -n 2 --dist=worksteal -m soak $(PYTEST)

# Each is a module of tests/load that says what it measured and ends with an error where that isn't good enough.
LOAD = rooms stored

soak: $(VENV)/.installed-test $(COMPILED) ## what is too long for soak-ci: load on a real server, see tests/load/RESULTS.md
	@for each in $(LOAD); do PYTHONPATH=tests $(BIN)/python -m load.$$each || exit 1; done

check: $(VENV)/.installed-test $(COMPILED) check-translations ## style, types, walls and catalogues, without the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The environment -----------------------------------------------------------------------------------------------------

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Python isn't installed. On Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; \
		echo "With another one installed: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps make that a second run installs nothing.
$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: requirements-test.txt $(VENV)/.installed
	$(PIP) install --quiet --require-hashes -r requirements-test.txt
	@touch $@

# A browser on the path is used first; root on Debian gets one by apt; anybody else gets Playwright's.
browser: $(VENV)/.installed-test
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		mkdir -p build; echo "Installing Chromium with apt-get …"; \
		{ apt-get update -q=2 && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q=2 --no-install-recommends chromium; } \
			>build/browser.log 2>&1 && command -v chromium >/dev/null && rm build/browser.log && exit 0; \
	fi; \
	echo "Asking Playwright for Chromium …"; \
	$(BIN)/playwright install chromium && exit 0; \
	echo "The tests need Chromium, and neither apt-get nor Playwright could bring it." >&2; \
	echo "Install it (on Debian, as root: apt-get install chromium) and run make test again." >&2; exit 1

# The other browser, only for what is proved slowly.
firefox:
	@if command -v firefox-esr >/dev/null || command -v firefox >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		mkdir -p build; echo "Installing Firefox with apt-get …"; \
		{ apt-get update -q=2 && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q=2 --no-install-recommends firefox-esr; } \
			>build/firefox.log 2>&1 && command -v firefox-esr >/dev/null && rm build/firefox.log && exit 0; \
	fi; \
	echo "The slow proofs need Firefox. Install it (on Debian, as root: apt-get install firefox-esr)." >&2; exit 1

# What proves a PDF: Java with its XML binding for veraPDF, poppler for pictures, Noto fonts for scripts that the wheel
# doesn't bring, and Unicode's own tests. Nothing is asked for that is there.
PROOFS = java:default-jdk-headless javac:default-jdk-headless pdftoppm:poppler-utils \
	/usr/share/java/jaxb-runtime.jar:libjaxb-java \
	/usr/share/unicode/BidiTest.txt:unicode-data \
	/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf:fonts-noto-core \
	/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc:fonts-noto-cjk

proofs:
	@lacking() { for each in $(PROOFS); do \
		test -e "$${each%:*}" || command -v "$${each%:*}" >/dev/null || echo "$${each#*:}"; done | sort -u | tr '\n' ' '; }; \
	packages="$$(lacking)"; \
	if [ -z "$$packages" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		mkdir -p build; echo "Installing $${packages}with apt-get …"; \
		{ apt-get update -q=2 && \
		DEBIAN_FRONTEND=noninteractive apt-get install -q=2 --no-install-recommends $$packages; } \
			>build/proofs.log 2>&1 && [ -z "$$(lacking)" ] && rm build/proofs.log && exit 0; \
	fi; \
	echo "The tests of the print need $$(lacking)(the names of Debian's packages)." >&2; \
	echo "Install them (on Debian, as root: apt-get install $$(lacking)) and run make test again." >&2; exit 1

# Catalogues ----------------------------------------------------------------------------------------------------------

%.mo: %.po $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/messages.po,%,$<))

# Made anew each time, because no date tells that a file was deleted. Places are given without line numbers, so that
# moving a line changes no catalogue.
$(TEMPLATE): $(VENV)/.installed
	@mkdir -p $(@D)
	@$(BIN)/pybabel --quiet extract -F pyproject.toml -k lazy_gettext -c Translators: --add-location=file --sort-by-file \
		--width=120 --project=trajectplan --version=0 --msgid-bugs-address="see CONTRIBUTING.md" -o $@ .

UPDATE = $(BIN)/pybabel --quiet update -i $(TEMPLATE) --width=120 --no-fuzzy-matching --ignore-pot-creation-date \
	--ignore-obsolete -d

translations: $(TEMPLATE) ## bring the catalogues up to date with the texts in the program, then compile them
	@$(UPDATE) translations
	@$(MAKE) --no-print-directory $(COMPILED)

# Babel's own --check takes every text with a context for a changed one.
check-translations: $(TEMPLATE)
	@rm -rf build/updated && cp -r translations build/updated
	@$(UPDATE) build/updated
	@diff -r --exclude='*.mo' --exclude=__pycache__ translations build/updated >build/translations.diff || { echo "The catalogues are behind the program; run: make translations" >&2; exit 1; }

# The rest ------------------------------------------------------------------------------------------------------------

bench: $(VENV)/.installed-bench $(COMPILED) ## measure speed and memory, also of others that print; five minutes
	PYTHONPATH=tests $(BIN)/python -m benchmarks

# WeasyPrint needs Pango; without it the table leaves WeasyPrint out.
$(VENV)/.installed-bench: requirements-bench.txt $(VENV)/.installed-test proofs
	$(PIP) install --quiet --require-hashes -r requirements-bench.txt
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		DEBIAN_FRONTEND=noninteractive apt-get install -q=2 --no-install-recommends \
			libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null 2>&1 || true; fi
	@touch $@

pictures: $(VENV)/.installed-test $(COMPILED) proofs ## draw the reference pictures of the print anew; look at them
	PYTHONPATH=tests $(BIN)/python -m pdf.proofs.renew

wheel: $(VENV)/.installed ## build the wheel in dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# Hashes, no addresses: where the packages come from is up to whoever installs them.
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

lock: ## bring the lock files up to date; needs uv
	@command -v uv >/dev/null || { echo "uv is missing. Install it with: pipx install uv" >&2; exit 1; }
	$(LOCK) --group build -o requirements.txt $(UPGRADE)
	$(LOCK) --group test -c requirements.txt -o requirements-test.txt $(UPGRADE)
	$(LOCK) --group bench -c requirements-test.txt -o requirements-bench.txt $(UPGRADE)

clean: ## take away all that was made, but never ./data
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis $(COMPILED)
