-- Which application asks, and where the browser goes with the answer: its page may lead a form there.
ALTER TABLE interactions ADD COLUMN client_id TEXT;
ALTER TABLE interactions ADD COLUMN goal TEXT;
