#!/bin/sh
# What the official image's entry point of the same name does for who is no root.
set -eu
case $1 in *.conf | -*) set -- redis-server "$@" ;; esac
exec "$@"
