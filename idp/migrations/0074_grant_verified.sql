-- Verified claims that the application asked for.
ALTER TABLE grants ADD COLUMN verified TEXT;   -- JSON: what is told in ID token and userinfo
