-- The last identity that was proven for a case and is not whom it is about; until staff have changed
-- the case or looked at it, or a proof has fitted.
ALTER TABLE cases ADD COLUMN identity_mismatch TEXT; -- JSON: when, in what
