-- A registration whose address is not confirmed yet: no account.
CREATE TABLE sign_ups (
    token_hash      BYTEA PRIMARY KEY,
    visitor_hash    BYTEA NOT NULL,              -- the browser that registered
    email           TEXT NOT NULL,
    phc             TEXT NOT NULL,
    locale          TEXT NOT NULL,
    interaction_id  TEXT,                        -- where the person goes on afterwards
    terms_version   TEXT NOT NULL,
    privacy_version TEXT NOT NULL,
    created_at      BIGINT NOT NULL,             -- also when both consents were given
    expires_at      BIGINT NOT NULL,
    used_at         BIGINT
);
CREATE INDEX sign_ups_by_expiry ON sign_ups (expires_at);

-- What a person agreed to, in which version of the text (S31, S32).
CREATE TABLE agreements (
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    text_name    TEXT NOT NULL,                  -- terms, privacy
    text_version TEXT NOT NULL,
    locale       TEXT NOT NULL,
    agreed_at    BIGINT NOT NULL,
    PRIMARY KEY (account_id, text_name, text_version)
);
