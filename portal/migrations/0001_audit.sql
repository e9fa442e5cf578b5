-- What happened, append-only.
CREATE TABLE audit_events (
    id          TEXT PRIMARY KEY,
    at          BIGINT NOT NULL,
    event       TEXT NOT NULL,
    resident_id TEXT,
    details     TEXT NOT NULL                     -- JSON without secrets
);
CREATE INDEX audit_events_by_resident ON audit_events (resident_id, at);
