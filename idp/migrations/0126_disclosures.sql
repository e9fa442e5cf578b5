-- Which application was told what of a person, on which day.
CREATE TABLE disclosures (
    account_id  TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    client_id   TEXT NOT NULL,
    day         BIGINT NOT NULL,                 -- days since 1970, UTC
    claim       TEXT NOT NULL,                   -- openid, claims.email, verified_claims.birthdate
    client_name TEXT NOT NULL,                   -- as it was then
    PRIMARY KEY (account_id, client_id, day, claim)
);
CREATE INDEX disclosures_by_day ON disclosures (day);
