-- Unlock codes. The first five characters name one, of the ten secret ones only the hash is here.
CREATE TABLE unlock_codes (
    id          TEXT PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    purpose     TEXT NOT NULL,                   -- profile
    secret_hash TEXT NOT NULL,                   -- Argon2id, PHC string
    tries       BIGINT NOT NULL,                 -- wrong ones, and those being checked
    issued_at   BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    used_at     BIGINT,
    used_by     TEXT,                            -- resident
    revoked_at  BIGINT
);
CREATE INDEX unlock_codes_by_case ON unlock_codes (case_id, purpose);

-- A code that a browser brought from a letter's QR code and that waits for its form.
CREATE TABLE brought_codes (
    visitor_hash BYTEA PRIMARY KEY,
    code         BYTEA NOT NULL,                 -- sealed
    resident_id  TEXT,                           -- who saw it first; nobody else sees it
    expires_at   BIGINT NOT NULL
);
CREATE INDEX brought_codes_by_expiry ON brought_codes (expires_at);
