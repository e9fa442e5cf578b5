## Der Weg durch den Nachbau von Mein Unternehmenskonto
muk-organisations-title = Für welche Organisation melden Sie sich an?
muk-organisations-about = Die Anmeldung läuft mit einem ELSTER-Organisationszertifikat.
muk-organisations-no-entry = ohne Registereintrag

muk-actors-title = Wer handelt für die Organisation?
muk-actors-about = Angemeldet wird:
muk-actors-born = geboren am { $day }.{ $month }.{ $year }
