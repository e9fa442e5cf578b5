-- Who, whom, from where, and a place in a chain. Entries from before are carried over: who did it
-- was not written down then and stays unknown.
ALTER TABLE audit_events RENAME TO audit_events_before;
DROP INDEX audit_events_by_account;

-- Append-only: `id` to `case_id` are written once, `salt` to `mac` once more when the entry is
-- sealed; forgetting sets `personal`, `salt` and the three ids to NULL.
CREATE TABLE audit_events (
    id            TEXT PRIMARY KEY,
    at            BIGINT NOT NULL,
    nth           BIGINT NOT NULL,               -- orders what happened in one second
    event         TEXT NOT NULL,
    personal      TEXT,                          -- JSON without secrets
    by_id         TEXT,                          -- the ids again, for looking up
    about_id      TEXT,
    case_id       TEXT,
    salt          TEXT,                          -- hexadecimal, like all below
    personal_hash TEXT,
    seq           BIGINT UNIQUE,                 -- place in the chain; NULL: not sealed yet
    mac           TEXT
);
INSERT INTO audit_events (id, at, nth, event, personal, about_id)
    SELECT id, at, 0, event,
        '{' || CASE WHEN account_id IS NULL THEN '' ELSE '"about":"' || account_id || '",' END
            || '"details":' || details || '}',
        account_id
    FROM audit_events_before;
DROP TABLE audit_events_before;
CREATE INDEX audit_events_by_about ON audit_events (about_id, at);
CREATE INDEX audit_events_by_by ON audit_events (by_id, at);
CREATE INDEX audit_events_by_case ON audit_events (case_id, at);
CREATE INDEX audit_events_by_at ON audit_events (at);

-- The newest link: one row, locked by whoever seals.
CREATE TABLE audit_chain (
    id  BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    mac TEXT NOT NULL,
    at  BIGINT NOT NULL
);
INSERT INTO audit_chain (id, seq, mac, at) VALUES (1, 0, '', 0);
