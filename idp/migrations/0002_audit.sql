-- What happened, append-only.
CREATE TABLE audit_events (
    id         TEXT PRIMARY KEY,
    at         BIGINT NOT NULL,
    event      TEXT NOT NULL,
    account_id TEXT,
    details    TEXT NOT NULL                     -- JSON without secrets
);
CREATE INDEX audit_events_by_account ON audit_events (account_id, at);
