-- A list of 100,000 base numbers begins at once, whatever it is sorted by. Those without a name come last both ways.
CREATE INDEX base_number_by_name ON base_number (team, coalesce(name_key, U&'\+10FFFF'), number);
CREATE INDEX base_number_by_name_backwards ON base_number (team, coalesce(name_key, '') DESC, number);
CREATE INDEX base_number_by_change ON base_number (team, updated_at, number);
