-- Whoever follows changes asks for those since a revision.
CREATE INDEX trunk_by_revision ON trunk (team, revision);
CREATE INDEX base_number_by_revision ON base_number (team, revision);
CREATE INDEX variable_by_revision ON variable (team, revision);
CREATE INDEX audit_entry_by_revision ON audit_entry (revision);
CREATE INDEX audit_entry_of_deletions ON audit_entry (team, kind, revision) WHERE action = 'delete';
