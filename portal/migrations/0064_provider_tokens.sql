-- Until when the access token for the provider itself is good; it lies sealed among the others.
-- Only sessions of the staff have one.
ALTER TABLE sessions ADD COLUMN provider_expires_at BIGINT;
