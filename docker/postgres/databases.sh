#!/usr/bin/env bash
# Runs once, when the data volume is empty: a role for each service, the owner of its own database and a stranger to the
# others'.
set -euo pipefail

for service in intake triage notification; do
    variable="${service^^}_DB_PASSWORD"
    SERVICE_PASSWORD="${!variable:?is not set}" psql --quiet --set=ON_ERROR_STOP=1 --username=postgres \
        --dbname=postgres --set=service="$service" <<'SQL'
\getenv password SERVICE_PASSWORD
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke all on database :"service" from public;
SQL
done

psql --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
    --command='revoke connect, temporary on database postgres, template1 from public'
