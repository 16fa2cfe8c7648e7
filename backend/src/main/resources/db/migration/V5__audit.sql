-- One row for each change, written in its transaction and never touched again.
CREATE TABLE audit_entry (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    team       text NOT NULL,
    kind       text NOT NULL,
    key        text NOT NULL,
    action     text NOT NULL,
    revision   bigint,                         -- null: nothing that proxies know was changed
    actor      text NOT NULL,
    way        text NOT NULL,
    token_name text,
    address    text,
    request_id text,
    changes    jsonb NOT NULL
);
CREATE INDEX audit_entry_by_team ON audit_entry (team, id);
CREATE INDEX audit_entry_by_object ON audit_entry (team, kind, key, id);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed';
END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- The service works as a role that owns nothing.
GRANT USAGE ON SCHEMA public TO "${service_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${service_role}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "${service_role}";
REVOKE UPDATE, DELETE ON audit_entry FROM "${service_role}";
REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM "${service_role}";
