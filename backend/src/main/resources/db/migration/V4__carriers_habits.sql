-- What carriers differ in; trunks that are there go on as they did.
ALTER TABLE trunk
    ADD COLUMN from_domain     text,
    ADD COLUMN from_user       text NOT NULL DEFAULT 'caller',
    ADD COLUMN identity_header text NOT NULL DEFAULT 'pai',
    ADD COLUMN number_format   text NOT NULL DEFAULT 'e164_plus',
    ADD COLUMN country_code    text,
    ADD COLUMN user_phone      boolean NOT NULL DEFAULT false,
    ADD COLUMN outbound_proxy  text,
    ADD COLUMN tls_ca_variable text;
