#!/bin/sh
# The postgres image runs this once, when it creates the database. It creates a role that may only replicate.
set -eu

psql --set=ON_ERROR_STOP=1 --set=password="$REPLICATION_PASSWORD" \
    --username="$POSTGRES_USER" --dbname="$POSTGRES_USER" <<'SQL'
CREATE ROLE replicator REPLICATION LOGIN PASSWORD :'password';
SQL
echo 'host replication replicator samenet scram-sha-256' >>"$PGDATA/pg_hba.conf"
