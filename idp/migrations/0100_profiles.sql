-- What an account says of its person for applications: the standard claims of OpenID Connect.
CREATE TABLE profiles (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    claims     BYTEA NOT NULL,                   -- JSON, sealed
    updated_at BIGINT NOT NULL
);
