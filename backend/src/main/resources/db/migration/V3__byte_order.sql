-- Keys sort byte by byte, as proxies compare them: which trunk wins a tie must not depend on the database's language.
ALTER TABLE trunk ALTER COLUMN trunk_id TYPE text COLLATE "C";
ALTER TABLE base_number ALTER COLUMN number TYPE text COLLATE "C";
ALTER TABLE trunk_base_number
    ALTER COLUMN trunk_id TYPE text COLLATE "C",
    ALTER COLUMN number TYPE text COLLATE "C";
ALTER TABLE variable ALTER COLUMN name TYPE text COLLATE "C";
