-- Seconds that a trunk's carrier may ring; those that are there go on as the proxies are set.
ALTER TABLE trunk ADD COLUMN ring_timeout integer;
