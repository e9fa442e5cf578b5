-- What an application was allowed dies with it.
CREATE INDEX grants_by_client ON grants (client_id);
CREATE INDEX consents_by_client ON consents (client_id);
