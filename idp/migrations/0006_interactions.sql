-- An authorization request that waits for the person.
CREATE TABLE interactions (
    id           TEXT PRIMARY KEY,
    visitor_hash BYTEA NOT NULL,                 -- the browser that brought it
    request      TEXT NOT NULL,                  -- as its owner wrote it
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX interactions_by_expiry ON interactions (expires_at);
