-- How much of a limit is spent: the theoretical arrival time of the generic cell rate algorithm.
CREATE TABLE limits (
    name     TEXT NOT NULL,
    key_hash BYTEA NOT NULL,
    tat      BIGINT NOT NULL,
    PRIMARY KEY (name, key_hash)
);
