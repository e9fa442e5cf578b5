-- A chosen password. By itself it opens nothing: a second factor belongs to it.
CREATE TABLE passwords (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    phc        TEXT NOT NULL,                    -- Argon2id, PHC string
    set_at     BIGINT NOT NULL
);
