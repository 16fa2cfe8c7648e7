-- One row: under which key everything that is encrypted shall come, and how far that is.
CREATE TABLE key_rotation (
    one             boolean PRIMARY KEY DEFAULT true CHECK (one),
    to_key          text,                             -- null: nobody wants it (any more)
    worked_at       timestamptz,                      -- when a replica last worked on it
    unopenable      bigint NOT NULL DEFAULT 0,        -- values that could not be opened the last time
    some_unopenable text[] NOT NULL DEFAULT '{}'      -- where they stand, or some of them
);
INSERT INTO key_rotation DEFAULT VALUES;
