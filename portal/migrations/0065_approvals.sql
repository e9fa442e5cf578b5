-- What a member of the staff wants to do and a second person must confirm.
CREATE TABLE approvals (
    id         TEXT PRIMARY KEY,
    action     TEXT NOT NULL,                    -- a word of shared::claims::Action
    subject    TEXT NOT NULL,                    -- account:…, case:…, email:…
    deed       TEXT NOT NULL,                    -- JSON: all it takes to do it
    asked_by   TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    asked_at   BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    claim      TEXT,                             -- of whoever is doing it right now
    claimed_at BIGINT,
    fault      TEXT,                             -- why the last try did not succeed
    decided_by TEXT,
    decided_at BIGINT,
    outcome    TEXT                              -- confirmed, refused, withdrawn, expired
);
-- The same is asked for once at a time.
CREATE UNIQUE INDEX approvals_one_open ON approvals (action, subject) WHERE outcome IS NULL;
CREATE INDEX approvals_by_asker ON approvals (asked_by, asked_at);
