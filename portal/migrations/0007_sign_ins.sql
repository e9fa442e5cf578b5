-- A sign-in that has been sent to the provider and waits for its answer.
CREATE TABLE sign_ins (
    state_hash   BYTEA PRIMARY KEY,
    visitor_hash BYTEA NOT NULL,                 -- the browser that began it
    secrets      BYTEA NOT NULL,                 -- sealed: nonce, PKCE verifier
    onward       TEXT,                           -- own path, when one was asked for
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT
);
CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at);
