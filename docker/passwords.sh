#!/bin/sh
# Writes the passwords that docker-compose.yml asks for, made up, into .env; where there is one, it is left as it is.
set -eu
cd "$(dirname "$0")/.."
umask 077
set -C
{
    for name in POSTGRES_PASSWORD REPLICATION_PASSWORD; do
        echo "$name=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    done
} >.env
