-- Finds the entries of one name.
CREATE INDEX audit_events_by_event ON audit_events (event, at);
