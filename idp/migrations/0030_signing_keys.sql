-- Keys that sign tokens. `next` is published and does not sign yet, `active` signs,
-- `retired` is published until the last token it signed has expired.
CREATE TABLE signing_keys (
    kid            TEXT PRIMARY KEY,             -- RFC 7638 thumbprint
    algorithm      TEXT NOT NULL,
    state          TEXT NOT NULL,                -- next, active, retired
    private_sealed BYTEA NOT NULL,               -- PKCS#8, sealed
    created_at     BIGINT NOT NULL,
    active_from    BIGINT,
    retired_at     BIGINT
);
-- Two programs that start at once agree on one key.
CREATE UNIQUE INDEX signing_keys_one_active ON signing_keys (algorithm) WHERE state = 'active';
