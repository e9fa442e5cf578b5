-- The person. No account exists before its e-mail address is confirmed.
CREATE TABLE accounts (
    id                  TEXT PRIMARY KEY,
    user_handle         BYTEA NOT NULL UNIQUE,   -- WebAuthn user.id: 16 random bytes
    email               TEXT NOT NULL,           -- as the person wrote it
    email_key           TEXT NOT NULL UNIQUE,    -- in lower case: what addresses are compared by
    locale              TEXT,                    -- chosen language, when chosen
    created_at          BIGINT NOT NULL,
    changed_at          BIGINT NOT NULL,         -- written first by whoever changes ways in: a lock
    sessions_valid_from BIGINT NOT NULL,         -- older sessions, grants and tokens are dead
    deactivated_at      BIGINT
);
