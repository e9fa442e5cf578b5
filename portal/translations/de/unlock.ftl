## Freischaltcode (S50, S54–S57)
unlock-code-title = Freischaltcode eingeben
unlock-code-lead = Mit dem Freischaltcode aus unserem Brief verknüpfen Sie Ihr Konto mit Ihren Daten bei uns.
unlock-code-lead-organisation = Mit dem Freischaltcode aus unserem Brief oder von Ihrem Unternehmens-Admin handeln Sie im Portal für Ihre Organisation.
unlock-code-code = Freischaltcode
unlock-code-code-hint = 16 Zeichen. Groß- und Kleinschreibung, Leerzeichen und Bindestriche spielen keine Rolle.
unlock-code-birth_date = Geburtsdatum
unlock-code-birth_date-hint = Zum Beispiel 27.03.1985
unlock-code-register_number = Registernummer
unlock-code-register_number-hint = Die Nummer Ihrer Organisation im Register, zum Beispiel HRB 12345
unlock-code-submit = Profil freischalten
unlock-code-for-organisation = Ist der Code für ein Unternehmen oder eine Institution? Dann geben Sie <other>die Registernummer</other> statt des Geburtsdatums an.
unlock-code-for-person = Ist der Code für Sie selbst? Dann geben Sie <other>das Geburtsdatum</other> statt der Registernummer an.
unlock-code-none = Sie haben keinen Freischaltcode?
unlock-code-none-text = Wir senden Ihnen einen Code mit der Post.

unlock-code-empty = Geben Sie den Freischaltcode aus dem Brief ein.
unlock-code-length = Der Freischaltcode hat 16 Zeichen. Prüfen Sie, ob eines fehlt oder zu viel ist.
unlock-code-symbol = In einem Freischaltcode kommen nur Ziffern und Buchstaben vor, aber kein U. Vergleichen Sie bitte mit dem Brief.
unlock-code-check = Ein Zeichen stimmt nicht. Vergleichen Sie den Freischaltcode bitte mit dem Brief. Das zählt nicht als Versuch.
unlock-code-refused = Diese Angaben passen nicht zusammen oder der Freischaltcode gilt nicht. Vergleichen Sie beides mit dem Brief. Nach fünf falschen Versuchen ist ein Freischaltcode gesperrt. Beantragen Sie dann einen neuen.
unlock-code-used = Dieser Freischaltcode wurde schon benutzt. Rufen Sie uns an, wenn Sie einen neuen brauchen.
unlock-code-revoked = Dieser Freischaltcode gilt nicht mehr. Haben Sie einen neueren Brief von uns? Dann geben Sie den Code daraus ein. Sonst rufen Sie uns an.
unlock-code-expired = Dieser Freischaltcode ist abgelaufen. Rufen Sie uns an, wir senden Ihnen einen neuen.
unlock-code-birth_date-empty = Geben Sie das Geburtsdatum ein.
unlock-code-birth_date-wrong = Geben Sie das Geburtsdatum mit Tag, Monat und Jahr ein, zum Beispiel 27.03.1985.
unlock-code-birth_date-future = Das Geburtsdatum liegt in der Zukunft. Prüfen Sie das Jahr.
unlock-code-register_number-empty = Geben Sie die Registernummer ein.
unlock-code-register_number-wrong = Eine Registernummer besteht aus Buchstaben und Ziffern, zum Beispiel HRB 12345.

unlock-done-title = Ihr Profil ist freigeschaltet
unlock-done-notice = Das hat geklappt
unlock-done-text = Ihr Konto ist jetzt mit diesem Profil verknüpft. Der Freischaltcode ist verbraucht, Sie brauchen den Brief nicht mehr.
unlock-done-text-organisation = Sie handeln jetzt im Portal für diese Organisation. Der Freischaltcode ist verbraucht.
unlock-done-admin = Sie sind Admin: Unter <manage>Zugänge verwalten</manage> geben Sie Kolleginnen und Kollegen Zugang.
unlock-done-name = Name
unlock-done-number = Kundennummer
