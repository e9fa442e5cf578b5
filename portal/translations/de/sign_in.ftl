sign-in-failed-title = Sie sind nicht angemeldet
sign-in-failed-abgelaufen = Diese Anmeldung ist abgelaufen, schon benutzt oder wurde in einem anderen Browser begonnen. Beginnen Sie bitte neu.
sign-in-failed-abgebrochen = Die Anmeldung wurde abgebrochen. Sie können jederzeit neu beginnen.
sign-in-failed-nicht-erreichbar = Der Anmeldedienst antwortet gerade nicht. Versuchen Sie es in einigen Sekunden noch einmal.
sign-in-failed-abgelehnt = Die Antwort des Anmeldedienstes passte nicht zu Ihrer Anmeldung. Zu Ihrer Sicherheit haben wir sie nicht angenommen. Beginnen Sie bitte neu.
sign-in-failed-again = Neu anmelden
sign-in-failed-home = Zur Startseite
