-- The key with which the portal proves who it is (private_key_jwt). One row, made at first start.
CREATE TABLE client_keys (
    place      TEXT PRIMARY KEY,                 -- client
    kid        TEXT NOT NULL,                    -- RFC 7638 thumbprint
    pkcs8      BYTEA NOT NULL,                   -- sealed
    created_at BIGINT NOT NULL
);
