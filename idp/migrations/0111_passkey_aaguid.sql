-- Which model or password manager made a passkey, if it tells: a hint for its owner, never proof.
ALTER TABLE passkeys ADD COLUMN aaguid TEXT;
