-- The scope of the exchange in which a refresh token was used: the same again may be answered again.
ALTER TABLE refresh_tokens ADD COLUMN used_scope TEXT;
