# Egress trunks. 'make' alone prints the verbs.

SHELL := /bin/bash
PARTS := .parts/debian.stamp

.PHONY: help setup test clean

help: ## Print the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 24

setup: $(PARTS) ## Bring the private parts (Kamailio, Redis, …); nothing is installed

$(PARTS): e2e/bring-parts
	e2e/bring-parts

test: setup ## All set-up and every test; ends with 'N passed, N failed'
	@.ci/test

clean: ## Remove what was built and brought; data in .run stays
	rm -rf .parts backend/target e2e/target frontend/node_modules frontend/dist e2e/browser/node_modules
