-- What admins want. Every row belongs to a team; trunk IDs and numbers are unique across teams, since a proxy sees all.

CREATE TABLE team (
    name text PRIMARY KEY
);
INSERT INTO team (name) VALUES ('default');

CREATE TABLE trunk (
    trunk_id             text PRIMARY KEY,
    team                 text NOT NULL REFERENCES team,
    name                 text NOT NULL,
    sip_uri              text NOT NULL,
    enabled              boolean NOT NULL,
    priority             integer NOT NULL,
    transport            text NOT NULL,
    auth_method          text NOT NULL,
    auth_user            text,
    auth_pass            text,                 -- encrypted
    auth_pass_changed_at timestamptz,
    auth_realm           text,
    allowed_ips          text[] NOT NULL,
    tls_cert_variable    text,
    caller_id_mode       text NOT NULL,
    caller_id_override   text,
    max_concurrent_calls integer NOT NULL,
    codec_preferences    text[] NOT NULL,
    revision             bigint NOT NULL,
    created_at           timestamptz NOT NULL,
    created_by           text NOT NULL,
    updated_at           timestamptz NOT NULL,
    updated_by           text NOT NULL
);

CREATE TABLE base_number (
    number     text PRIMARY KEY,
    team       text NOT NULL REFERENCES team,
    name       text,
    revision   bigint NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL
);

CREATE TABLE trunk_base_number (
    trunk_id text NOT NULL REFERENCES trunk ON DELETE CASCADE,
    number   text NOT NULL REFERENCES base_number ON DELETE CASCADE,
    team     text NOT NULL REFERENCES team,
    PRIMARY KEY (trunk_id, number)
);
CREATE INDEX trunk_base_number_by_number ON trunk_base_number (number);

CREATE TABLE variable (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    team       text NOT NULL REFERENCES team,
    name       text NOT NULL,
    type       text NOT NULL,
    value      text NOT NULL,                  -- encrypted if the type is secret
    revision   bigint NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    UNIQUE (team, name)
);

CREATE INDEX trunk_by_team ON trunk (team, trunk_id);
CREATE INDEX base_number_by_team ON base_number (team, number);
