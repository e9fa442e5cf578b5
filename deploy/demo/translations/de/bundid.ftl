## Der Weg durch den Nachbau von BundID
bundid-means-title = Womit möchten Sie sich anmelden?
bundid-means-minimum = Verlangt wird mindestens:
bundid-means-up-to = bis zu
bundid-means-temporary = Vorübergehend anmelden, ohne Konto
bundid-means-temporary-hint = Der Dienst erkennt Sie dann beim nächsten Mal nicht wieder. Mit Benutzername und Passwort geht das nicht.

bundid-kind-eid = Online-Ausweis
bundid-kind-elster = ELSTER-Zertifikat
bundid-kind-eidas = Europäische eID
bundid-kind-benutzername = Benutzername und Passwort
bundid-kind-text-eid = Personalausweis, elektronischer Aufenthaltstitel oder Unionsbürgerkarte
bundid-kind-text-elster = Die Zertifikatsdatei aus Mein ELSTER
bundid-kind-text-eidas = Der elektronische Ausweis eines anderen Mitgliedstaats der EU (eIDAS)
bundid-kind-text-benutzername = Alle Angaben haben Sie selbst eingetragen

bundid-eidas-title = Welche europäische eID?
bundid-eidas-country = Ausstellender Staat
bundid-eidas-level = Sicherheitsniveau der eID
bundid-eidas-level-hint = Es stehen nur die zur Wahl, die das verlangte Vertrauensniveau erreichen.
bundid-country-AT = Österreich
bundid-country-ES = Spanien
bundid-loa-LOW = LOW (niedrig)
bundid-loa-SUBSTANTIAL = SUBSTANTIAL (substanziell)
bundid-loa-HIGH = HIGH (hoch)

bundid-user-name-title = Mit zweitem Faktor?
bundid-user-name-about = Ob jemand zu Benutzername und Passwort einen zweiten Faktor eingerichtet hat, wird dem Dienst auf Wunsch mitgeteilt.
bundid-user-name-with = Mit zweitem Faktor
bundid-user-name-with-text = Der Dienst erfährt: mfa = true
bundid-user-name-without = Nur Benutzername und Passwort
bundid-user-name-without-text = Der Dienst erfährt: mfa = false

bundid-persons-title = Wer meldet sich an?
bundid-persons-by = Anmeldung mit:
bundid-persons-temporary = Vorübergehend, ohne Konto.
bundid-persons-born = geboren am { $day }.{ $month }.{ $year }
bundid-persons-none = Niemand
bundid-persons-none-text = Keine der Testpersonen kann sich so anmelden.

bundid-person-kim = mit Fall im Jobcenter der Vorführung
bundid-person-erika = alles in Großbuchstaben, mit ẞ
bundid-person-johanna = mit Titel, Doppelname mit Sonderzeichen
bundid-person-hildegard = sehr alt, an einem Schalttag geboren
bundid-person-jonas = wohnt im Ausland
bundid-person-mila = ohne Anschrift
bundid-person-maximilian = sehr langer Name
bundid-person-suryani = ohne Vornamen
bundid-person-uwe = nur Benutzername und Passwort
bundid-person-felix = aus Österreich
bundid-person-ana = aus Spanien, ohne E-Mail-Adresse
