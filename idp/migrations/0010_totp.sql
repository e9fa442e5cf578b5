-- The second factor: one seed an account, sealed.
CREATE TABLE totp (
    account_id  TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    seed        BYTEA NOT NULL,
    last_step   BIGINT NOT NULL,                 -- of the last accepted code; only later ones count
    enrolled_at BIGINT NOT NULL
);
-- Seeds that a page shows and no code has confirmed yet: one a session.
CREATE TABLE totp_enrolments (
    session_id TEXT PRIMARY KEY,                 -- the session that may confirm it
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seed       BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
