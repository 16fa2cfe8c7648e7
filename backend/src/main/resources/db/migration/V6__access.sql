-- Who may come in.

ALTER TABLE team
    ADD COLUMN revision   bigint NOT NULL DEFAULT 0,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN created_by text NOT NULL DEFAULT 'system',
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_by text NOT NULL DEFAULT 'system';

CREATE TABLE user_account (
    username            text COLLATE "C" PRIMARY KEY,  -- unique across teams: whoever signs in names no team
    team                text NOT NULL REFERENCES team,
    name                text,
    role                text NOT NULL,
    disabled            boolean NOT NULL,
    password            text NOT NULL,                 -- Argon2id, in PHC format
    password_changed_at timestamptz NOT NULL,
    revision            bigint NOT NULL,
    created_at          timestamptz NOT NULL,
    created_by          text NOT NULL,
    updated_at          timestamptz NOT NULL,
    updated_by          text NOT NULL
);
CREATE INDEX user_account_by_team ON user_account (team, username);

CREATE TABLE session (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest       text NOT NULL UNIQUE,                 -- SHA-256 of what the browser's cookie holds
    username     text NOT NULL REFERENCES user_account ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,                 -- to the minute
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_by_username ON session (username);

CREATE TABLE api_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    team         text NOT NULL REFERENCES team,
    name         text COLLATE "C" NOT NULL,
    digest       text NOT NULL UNIQUE,                 -- SHA-256 of the token
    role         text NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,                          -- to the minute
    revision     bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   text NOT NULL,
    updated_at   timestamptz NOT NULL,
    updated_by   text NOT NULL,
    UNIQUE (team, name)
);
