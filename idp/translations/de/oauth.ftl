oauth-stuck-untrusted-title = Diese Anmeldung kann nicht beginnen
oauth-stuck-untrusted-text = Die Anwendung, aus der Sie kommen, hat eine Anfrage geschickt, die wir nicht annehmen. Zu Ihrer Sicherheit leiten wir Sie nicht dorthin zurück. An Ihrem Konto ist nichts geändert worden.
oauth-stuck-gone-title = Dieser Vorgang ist nicht mehr offen
oauth-stuck-gone-text = Er ist schon abgeschlossen, ist abgelaufen oder wurde in einem anderen Browser begonnen. Beginnen Sie die Anmeldung einfach noch einmal.
oauth-stuck-detail = Für die Betreiber der Anwendung:
oauth-stuck-home = Zur Anmeldung
oauth-confirm-sign-out-title = Möchten Sie sich abmelden?
oauth-confirm-sign-out-asked = „{ $client }“ bittet darum, Sie abzumelden.
oauth-confirm-sign-out-question = Eine Anwendung bittet darum, Sie abzumelden.
oauth-confirm-sign-out-meaning = Sie werden hier und in allen Anwendungen abgemeldet, in denen Sie mit diesem Konto angemeldet sind.
oauth-confirm-sign-out-do = Abmelden
oauth-confirm-sign-out-stay = Angemeldet bleiben
oauth-signed-out-title = Sie sind abgemeldet
oauth-signed-out-text = Ihre Sitzung bei { $operator } ist beendet. Auch die Anwendungen, in denen Sie mit diesem Konto angemeldet waren, melden Sie ab.
oauth-signed-out-shared = Benutzen noch andere Menschen dieses Gerät? Dann schließen Sie bitte auch das Browserfenster.
oauth-signed-out-again = Wieder anmelden
oauth-consent-title = Möchten Sie das erlauben?
oauth-consent-lead = Der Dienst „{ $client }“ gehört nicht zu { $operator }. Er bittet um Ihre Erlaubnis. Sie entscheiden.
oauth-consent-what = Was der Dienst darf und wofür
oauth-consent-duration = Wie lange
oauth-consent-duration-offline = { $days ->
    [one] Auch wenn Sie nicht angemeldet sind, höchstens einen Tag. Danach müssen Sie sich für den Dienst neu anmelden.
   *[other] Auch wenn Sie nicht angemeldet sind, höchstens { $days } Tage. Danach müssen Sie sich für den Dienst neu anmelden.
}
oauth-consent-duration-session = Nur solange Sie angemeldet sind.
oauth-consent-withdraw = Sie können den Zugriff jederzeit beenden: unter „Kontoeinstellungen“, „Verbundene Dienste“.
oauth-consent-pairwise = Das Kennzeichen für Ihr Konto gilt nur für diesen Dienst. Andere Dienste können daran nicht erkennen, dass Sie es sind.
oauth-consent-who = Wer dahintersteht
oauth-consent-name = Dienst
oauth-consent-website = Internetseite
oauth-consent-policy = Datenschutz
oauth-consent-policy-read = Datenschutzhinweise des Dienstes
oauth-consent-terms = Bedingungen
oauth-consent-terms-read = Bedingungen des Dienstes
oauth-consent-back = Sie kehren zurück zu
oauth-consent-unchecked = Dieser Dienst hat sich selbst angemeldet
oauth-consent-unchecked-text = { $operator } hat seine Angaben nicht geprüft. Erlauben Sie nur etwas, wenn Sie den Dienst kennen und gerade von dort kommen.
oauth-consent-contact = Kontakt
oauth-consent-new-window = (öffnet ein neues Fenster)
oauth-consent-allow = Erlauben
oauth-consent-refuse = Ablehnen

## Zurück zur Anwendung per Formular
oauth-form-post-title = Weiter zum Dienst
oauth-form-post-lead = Sie werden zu dem Dienst zurückgeleitet, von dem Sie kommen. Geschieht nichts, wählen Sie „Weiter“.
oauth-form-post-go = Weiter
oauth-signing-out-title = Sie werden abgemeldet
oauth-signing-out-lead = Wir melden Sie auch bei den Diensten ab, bei denen Sie angemeldet waren. Danach geht es von selbst weiter.
oauth-signing-out-frame = Abmeldung bei einem Dienst
oauth-signing-out-go = Weiter
