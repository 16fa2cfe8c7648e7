#!/bin/sh
# Run once, when the database is made: who owns the tables and migrates them, and as whom the service works, which owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 -q --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'END'
\set owner `cat /run/secrets/owner-password`
\set service `cat /run/secrets/service-password`
CREATE ROLE egress_owner LOGIN PASSWORD :'owner';
CREATE ROLE egress LOGIN PASSWORD :'service';
ALTER DATABASE egress OWNER TO egress_owner;
ALTER SCHEMA public OWNER TO egress_owner;
REVOKE ALL ON DATABASE egress FROM PUBLIC;
GRANT CONNECT ON DATABASE egress TO egress;
END
