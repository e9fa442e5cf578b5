-- People who want their data in the portal gone: until then they may change their mind.
ALTER TABLE residents ADD COLUMN leaving_asked_at BIGINT;
ALTER TABLE residents ADD COLUMN leaving_at BIGINT;
CREATE INDEX residents_leaving ON residents (leaving_at) WHERE leaving_at IS NOT NULL;
