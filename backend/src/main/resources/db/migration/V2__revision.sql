-- One row: the revision of everything, and how far Redis has it.
CREATE TABLE revision_counter (
    one          boolean PRIMARY KEY DEFAULT true CHECK (one),
    revision     bigint NOT NULL,
    published    bigint NOT NULL,
    -- Born with the database: a Redis that holds another installation's rows is foreign.
    installation uuid NOT NULL
);
INSERT INTO revision_counter (revision, published, installation) VALUES (0, 0, gen_random_uuid());

-- Rows that changed and are not in Redis yet. A hint of what to render; what is rendered is read anew.
CREATE TABLE dirty_row (
    kind     text NOT NULL,
    key      text NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (kind, key)
);
