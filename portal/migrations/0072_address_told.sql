-- Since when the address on record stands, and who told it: rules that trust an address ask both. Of
-- older cases only the last change of anything is known, which is the later and so the safer one.
ALTER TABLE cases ADD COLUMN address_changed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN address_by TEXT;        -- JSON: the customer, level, means; NULL: the office
UPDATE cases SET address_changed_at = changed_at;
