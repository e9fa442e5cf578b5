-- Security event tokens of the provider that were acted on.
CREATE TABLE received_events (
    jti         TEXT PRIMARY KEY,
    received_at BIGINT NOT NULL
);
CREATE INDEX received_events_by_age ON received_events (received_at);
