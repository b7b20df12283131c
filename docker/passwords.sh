#!/bin/sh
# Generates the passwords that docker-compose.yml needs, and writes them to .env. An existing .env is left unchanged.
set -eu
cd "$(dirname "$0")/.."
umask 077
set -C
{
    for name in POSTGRES_PASSWORD REPLICATION_PASSWORD; do
        echo "$name=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    done
} >.env
