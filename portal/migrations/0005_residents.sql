-- What the portal knows of a person: the provider's subject and what it said of them.
CREATE TABLE residents (
    id            TEXT PRIMARY KEY,
    issuer        TEXT NOT NULL,
    sub           TEXT NOT NULL,
    email         TEXT,                          -- only when the provider has verified it
    locale        TEXT,
    first_seen_at BIGINT NOT NULL,
    last_seen_at  BIGINT NOT NULL,
    UNIQUE (issuer, sub)
);
