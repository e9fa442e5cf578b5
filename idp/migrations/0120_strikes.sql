-- Wrong guesses in a row; beyond a few the next must wait until then.
CREATE TABLE strikes (
    name     TEXT NOT NULL,
    key_hash BYTEA NOT NULL,
    count    BIGINT NOT NULL,
    until    BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (name, key_hash)
);
