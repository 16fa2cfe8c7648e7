-- Lists are sorted and searched by names whatever their case, byte by byte whatever the database's language.
ALTER TABLE trunk ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED;
ALTER TABLE base_number ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED;

-- Who uses a variable is asked for with every one that is shown.
CREATE INDEX trunk_by_certificate ON trunk (team, tls_cert_variable, trunk_id) WHERE tls_cert_variable IS NOT NULL;
CREATE INDEX trunk_by_authorities ON trunk (team, tls_ca_variable, trunk_id) WHERE tls_ca_variable IS NOT NULL;

-- What is known of the certificates that a variable holds, read once, when it is saved.
ALTER TABLE variable ADD COLUMN certificate text;
