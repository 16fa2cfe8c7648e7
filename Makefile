# Egress trunks. 'make' alone prints the verbs; README.md says what each needs.

SHELL := /bin/bash

PARTS := .parts/debian.stamp
PAGE := frontend/dist/index.html
SERVICE := backend/target/quarkus-app/quarkus-run.jar
BENCH_PARTS := .parts/bench/debian.stamp
WATCH_PARTS := .parts/watch/debian.stamp
LAUNCHER := e2e/target/lib/.complete
PRETTIER := .ci/format/node_modules/.bin/prettier
# Those whose names don't say it.
SHELL_SCRIPTS := .ci/supply/sbom e2e/bring-parts e2e/bring-previous kamailio/start kamailio/to-redis kamailio/drain kamailio/healthy kamailio/test/run .ci/run .ci/test \
  backend/healthy frontend/serve deploy/make-env deploy/postgres/start deploy/redis/sentinel e2e/compose/base e2e/compose/podman \
  e2e/compose/bin/iptables
LUA := $(shell find backend/src kamailio e2e -name '*.lua' -not -path '*/node_modules/*' -not -path '*/target/*' 2>/dev/null)
LAUNCH := exec java -cp 'e2e/target/classes:e2e/target/lib/*'

.PHONY: help setup run dev demo test test-kamailio test-backend test-frontend test-e2e robustness bench screenshots env compose-test fmt lint sbom supply-chain openapi tag-contract clean

help: ## Print the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 24

setup: $(PARTS) $(PAGE) $(SERVICE) $(LAUNCHER) ## Bring the private parts and build everything; nothing is installed

run: setup ## The whole product in the foreground, until Ctrl-C
	@$(LAUNCH) io.egress.launch.Run .

dev: $(PARTS) $(LAUNCHER) frontend/node_modules/.package-lock.json ## As run, of sources that are taken up as they are saved: Java, page, Lua
	@$(LAUNCH) io.egress.launch.Dev .

demo: setup ## A digest trunk to a simulated carrier and a call over it, on a running product or its own
	@$(LAUNCH) io.egress.demo.Demo .

test: ## All set-up and every test; ends with 'N passed, N failed'
	@.ci/test kamailio backend frontend e2e

test-kamailio test-backend test-frontend test-e2e: ## The tests of one part; some of them by ONLY, such as TrunkRulesTest
	@.ci/test $(@:test-%=%)

robustness: setup ## What holds when things break, a line a promise; e2e/README.md has ONLY, SHARE, OUTAGE, SEED
	@cd e2e && ../backend/mvnw -q -B process-test-classes && \
	  exec java -cp 'target/test-classes:target/classes:target/test-lib/*' io.egress.robustness.Robustness $(ONLY)

bench: setup $(BENCH_PARTS) ## The performance promises as ratios, in about fifteen minutes; some of them by ONLY="P1 P3"
	@$(LAUNCH) io.egress.bench.Bench . e2e/target/bench $(ONLY)

screenshots: setup e2e/browser/node_modules/.package-lock.json ## Pictures of every page into e2e/target/pictures; those of the README anew
	@cd e2e && ../backend/mvnw -q -B process-test-classes && \
	  exec java -cp 'target/test-classes:target/classes:target/test-lib/*' io.egress.page.Pictures

env: ## Make .env and .secrets for 'docker compose up'; what is there stays
	@deploy/make-env

compose-test: ## The containers of docker-compose.yml, built and run by podman: stories, some by ONLY=FirstStart; as root
	@ONLY='$(ONLY)' .ci/test compose

fmt: .ci/format/node_modules/.package-lock.json ## Format every language: Java, TypeScript, CSS, YAML, JSON, Lua, shell
	cd backend && ./mvnw -q -B spotless:apply
	cd e2e && ../backend/mvnw -q -B spotless:apply
	$(PRETTIER) --log-level warn --write . $(SHELL_SCRIPTS)
	node .ci/format/lua.mjs $(LUA)

lint: $(PARTS) .ci/format/node_modules/.package-lock.json frontend/node_modules/.package-lock.json e2e/browser/node_modules/.package-lock.json e2e/contract/node_modules/.package-lock.json ## Is it formatted? Then luacheck, ESLint, types, Redocly
	cd backend && ./mvnw -q -B spotless:check
	cd e2e && ../backend/mvnw -q -B spotless:check
	$(PRETTIER) --log-level warn --check . $(SHELL_SCRIPTS)
	node .ci/format/lua.mjs --check $(LUA)
	kamailio/test/run
	cd frontend && npm run -s lint
	cd e2e/browser && npm run -s types
	cd e2e/contract && npm run -s lint

sbom: $(PARTS) ## What each part is made of, as CycloneDX, into sbom/
	@.ci/supply/sbom

supply-chain: sbom $(SERVICE) .ci/supply/node_modules/.package-lock.json frontend/node_modules/.package-lock.json e2e/browser/node_modules/.package-lock.json e2e/contract/node_modules/.package-lock.json ## Pinned versions, allowed licences, nothing unused
	cd backend && ./mvnw -q -B test-compile enforcer:enforce@pinned dependency:analyze-only
	cd e2e && ../backend/mvnw -q -B test-compile enforcer:enforce@pinned dependency:analyze-only
	node .ci/supply/pinned.mjs
	for part in frontend e2e/browser e2e/contract; do .ci/supply/node_modules/.bin/knip --dependencies --no-progress --directory $$part || exit 1; done
	node .ci/supply/licences.mjs

openapi: ## Write openapi.yaml as the service serves it, and the page's types from it
	cd backend && ./mvnw -q -B test -Dtest=OpenApiTest -Dopenapi.write=true
	cd frontend && npm run -s types

tag-contract: ## Make openapi.yaml the contract that later ones must not break; for releases
	cp openapi.yaml e2e/contract/tagged.yaml

clean: ## Remove what was built and brought; data in .run stays
	rm -rf .parts backend/target e2e/target frontend/node_modules frontend/dist frontend/test-results e2e/browser/node_modules e2e/browser/test-results \
	  e2e/contract/node_modules .ci/format/node_modules .ci/supply/node_modules sbom

$(PARTS): e2e/bring-parts
	@e2e/bring-parts

# The look-up by SQL of P2 needs a module that the product does not, the floor of P9 needs pgbench.
$(BENCH_PARTS): e2e/bring-parts
	@e2e/bring-parts .parts/bench kamailio-postgres-modules postgresql-15

%/node_modules/.package-lock.json: %/package-lock.json
	@cd $* && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json

# Tests of what operators watch need Prometheus; not the scripts of its own page, which are most of the package's size.
$(WATCH_PARTS): e2e/bring-parts
	@e2e/bring-parts .parts/watch prometheus && rm -rf .parts/watch/debian/usr/share/javascript

$(PAGE): frontend/node_modules/.package-lock.json frontend/index.html frontend/vite.config.ts VERSION openapi.yaml $(shell find frontend/src -type f 2>/dev/null)
	@cd frontend && npm run -s build

$(SERVICE): backend/pom.xml VERSION $(shell find backend/src/main -type f 2>/dev/null)
	@echo "Building the service ..."
	@cd backend && ./mvnw -q -B package -DskipTests && touch target/quarkus-app/quarkus-run.jar

$(LAUNCHER): e2e/pom.xml $(shell find e2e/src/main -type f 2>/dev/null)
	@echo "Building the launcher ..."
	@backend/mvnw -q -B -f e2e/pom.xml package -Dmaven.test.skip && touch $@
