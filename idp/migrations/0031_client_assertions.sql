-- Client assertions that were presented: each is good once (RFC 7523 §3, jti).
CREATE TABLE client_assertions (
    client_id  TEXT NOT NULL,
    jti_hash   BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (client_id, jti_hash)
);
CREATE INDEX client_assertions_by_expiry ON client_assertions (expires_at);
