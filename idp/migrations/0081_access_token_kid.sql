-- The key that signed it; none: a random text. It dies with a withdrawn key.
ALTER TABLE access_tokens ADD COLUMN kid TEXT;
