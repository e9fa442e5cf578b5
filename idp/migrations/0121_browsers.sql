-- Browsers that an account has signed in with. Each account has a token of its own in a browser.
CREATE TABLE browsers (
    id            TEXT PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash    BYTEA NOT NULL UNIQUE,
    browser       TEXT NOT NULL,               -- Firefox; empty: not known
    system        TEXT NOT NULL,               -- Windows
    first_seen_at BIGINT NOT NULL,
    last_seen_at  BIGINT NOT NULL
);
CREATE INDEX browsers_by_account ON browsers (account_id);

ALTER TABLE sessions ADD COLUMN browser_id TEXT;
ALTER TABLE sessions ADD COLUMN browser TEXT;
ALTER TABLE sessions ADD COLUMN system TEXT;
ALTER TABLE sessions ADD COLUMN address TEXT;  -- shortened: /24, /48

-- The owner was told of a sign-in from a new browser; the link in the mail says that it was not them.
CREATE TABLE sign_in_notices (
    token_hash BYTEA PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    sid        TEXT NOT NULL,
    browser_id TEXT NOT NULL,
    browser    TEXT NOT NULL,
    system     TEXT NOT NULL,
    address    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX sign_in_notices_by_account ON sign_in_notices (account_id);

-- Passwords that somebody else may know: they open nothing until they are replaced.
CREATE TABLE doubted_passwords (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    phc_hash   BYTEA NOT NULL,
    at         BIGINT NOT NULL
);
