-- Finds accounts whose sessions were ended lately, so that relying parties can be told.
CREATE INDEX accounts_by_sessions_valid_from ON accounts (sessions_valid_from);
CREATE INDEX sessions_untold ON sessions (ended_at) WHERE told_at IS NULL AND ended_at IS NOT NULL;
