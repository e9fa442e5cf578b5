-- A person who has been sent to an upstream provider and is expected back.
CREATE TABLE upstream_requests (
    state_hash   BYTEA PRIMARY KEY,
    visitor_hash BYTEA NOT NULL,                 -- the browser that was sent
    service      TEXT NOT NULL,
    purpose      TEXT NOT NULL,                  -- JSON: sign in, link, step up
    way          TEXT NOT NULL,                  -- the query to go on with
    secrets      BYTEA NOT NULL,                 -- sealed: nonce, PKCE verifier, minimum
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT
);
CREATE INDEX upstream_requests_by_expiry ON upstream_requests (expires_at);

-- An identity that was proven in this browser and belongs to no account yet.
CREATE TABLE proven_identities (
    visitor_hash BYTEA PRIMARY KEY,
    service      TEXT NOT NULL,
    proven       BYTEA NOT NULL,                 -- sealed
    proven_at    BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX proven_identities_by_expiry ON proven_identities (expires_at);
