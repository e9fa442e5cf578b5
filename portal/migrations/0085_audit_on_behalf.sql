-- For whom it was done, for looking up: what a second person confirmed is also the asker's.
ALTER TABLE audit_events ADD COLUMN on_behalf_id TEXT;
CREATE INDEX audit_events_by_on_behalf ON audit_events (on_behalf_id, at);
