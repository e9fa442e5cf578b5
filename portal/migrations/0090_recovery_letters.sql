-- Letters that bring a recovery code: each is of one request at the provider, posted once. Their
-- content holds the code as the provider sealed it, for the moment of printing alone.
ALTER TABLE letters ADD COLUMN request_id TEXT;
CREATE UNIQUE INDEX letters_by_request ON letters (request_id) WHERE request_id IS NOT NULL;
