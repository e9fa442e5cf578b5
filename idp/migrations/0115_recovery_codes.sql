-- Codes that stand in for a lost second factor (NIST SP 800-63B-4 §3.1.2): hashed, each good once.
CREATE TABLE recovery_codes (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,                   -- saved, letter, counter
    name       TEXT NOT NULL,                   -- the first four characters; they tell codes apart
    phc        TEXT NOT NULL,                   -- Argon2id of the other sixteen
    batch      TEXT NOT NULL,                   -- issued together
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT,                          -- none: until used or replaced
    tries      BIGINT NOT NULL,                 -- counted before the secret is compared
    used_at    BIGINT,
    revoked_at BIGINT,
    UNIQUE (account_id, name)
);
