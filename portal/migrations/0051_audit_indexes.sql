-- Finds what waits to be sealed and what is old enough to be forgotten, without reading the rest.
CREATE INDEX audit_events_unsealed ON audit_events (at, nth) WHERE seq IS NULL;
CREATE INDEX audit_events_remembered ON audit_events (at) WHERE personal IS NOT NULL;
