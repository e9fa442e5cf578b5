-- What somebody had typed when the session was over, sealed, until they have signed in again. One
-- for each person and page.
CREATE TABLE drafts (
    token_hash BYTEA PRIMARY KEY,
    resident_id TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    slot       BYTEA NOT NULL UNIQUE,            -- a MAC of person and page
    sealed     BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_expiry ON drafts (expires_at);
CREATE INDEX drafts_by_person ON drafts (resident_id);
