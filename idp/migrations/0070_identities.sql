-- An account's official identities: who signs in there is this account. One identity, one account.
CREATE TABLE identities (
    id           TEXT PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    service      TEXT NOT NULL,                  -- bundid, mein-uk
    subject_hash BYTEA NOT NULL,                 -- keyed: the service's name for the person stays there
    proven       BYTEA NOT NULL,                 -- sealed: what the last sign-in proved
    second_factor BIGINT NOT NULL,               -- 1: the last sign-in had two factors, 0: one
    linked_at    BIGINT NOT NULL,
    used_at      BIGINT NOT NULL,
    UNIQUE (service, subject_hash),
    UNIQUE (account_id, service)
);
