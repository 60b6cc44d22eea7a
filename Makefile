# SPDX-License-Identifier: EUPL-1.2
# A thin front to Meson: what a newcomer types.  Everything real stands in meson.build.
#
#   make          the programs, at build/servanda and beside it
#   make demo     a record from the PESCO pack, its annual review, the HTML report
#   make serve    the portal on that record, at http://127.0.0.1:8080/
#   make check    every test, with warnings as errors and sanitizers
#   make check-threads   the tests of what runs in threads, with the thread sanitizer
#   make bench    the benchmarks
#   make bench-large   PostgreSQL and SQLite with ten million derived rows; takes long
#   make failover   the failover test 20 times, the primary killed at random moments
#   make fuzz     every fuzzer for SECONDS_EACH seconds (60), which takes clang
#   make install  into PREFIX (default /usr/local), under DESTDIR if set

PREFIX ?= /usr/local
MESON ?= meson
SECONDS_EACH ?= 60

CHECK_OPTIONS = --werror -Db_sanitize=address,undefined -Db_lundef=false

THREADED = record proof rules forecast store http serve tlog judgements plans similar deploy \
	concurrent two-servers damage

.PHONY: all demo serve check check-threads bench bench-large failover fuzz clean install packages

all: build/build.ninja
	@ninja -C build $(NINJAFLAGS)

packages:
	@tools/install-packages.sh

build/build.ninja: | packages
	@$(MESON) setup build --prefix $(PREFIX) >build.log 2>&1 || { cat build.log >&2; exit 1; }
	@rm -f build.log

build-check/build.ninja: | packages
	@$(MESON) setup build-check $(CHECK_OPTIONS) >build.log 2>&1 || { cat build.log >&2; exit 1; }
	@rm -f build.log

demo: packages build/build.ninja
	@ninja -C build --quiet $(NINJAFLAGS)
	@tools/demo.sh

serve: packages build/build.ninja
	@ninja -C build --quiet $(NINJAFLAGS)
	@test -e build/demo.db || build/servanda --store build/demo.db init --pack packs/pesco >/dev/null
	@build/servanda --store build/demo.db serve --insecure-cookies --quiet

check: packages build-check/build.ninja
	@ninja -C build-check --quiet $(NINJAFLAGS)
	@$(MESON) test -C build-check --no-rebuild --print-errorlogs

# Address randomisation as some kernels do it is more than the sanitizer copes with.
check-threads: packages
	@test -e build-threads/build.ninja || \
		$(MESON) setup build-threads --werror -Db_sanitize=thread -Db_lundef=false >/dev/null
	@ninja -C build-threads --quiet $(NINJAFLAGS)
	@setarch -R $(MESON) test -C build-threads --no-rebuild --print-errorlogs -t 6 $(THREADED)

bench: all
	@bench/run.sh
	@test/tools/with-postgres.sh bench/postgres.sh

bench-large: all
	@test/tools/with-postgres.sh bench/postgres.sh 30 333000

failover: all
	@test/tools/with-postgres.sh test/tools/run-failover.sh build/servanda build/test/append-load . 20

fuzz: packages
	@tools/fuzz.sh $(SECONDS_EACH)

install: build/build.ninja
	@$(MESON) configure build -Dprefix=$(PREFIX)
	@ninja -C build --quiet $(NINJAFLAGS)
	@$(MESON) install -C build --no-rebuild --quiet

clean:
	@rm -rf build build-check build-fuzz build-threads
