## „Anmelden" (S21–S23)
sign-in-options-title = Anmelden
sign-in-options-again-text = Zu Ihrer Sicherheit fragen wir vor diesem Schritt noch einmal, wer Sie sind.
sign-in-options-lead = Hier können Sie sich für die Online-Angebote von { $operator } anmelden.
sign-in-options-own = Für Privatpersonen, Unternehmen und Partner: Melden Sie sich mit Benutzername oder Passkey an.
sign-in-options-sign-in = Anmelden
sign-in-options-register = Registrieren
sign-in-options-bundid = BundID
sign-in-options-bundid-text = Für Privatpersonen: Melden Sie sich mit Online-Ausweis oder ELSTER-Zertifikat an.
sign-in-options-bundid-go = Anmelden mit BundID
sign-in-options-mein-uk = Mein Unternehmenskonto
sign-in-options-mein-uk-text = Für Unternehmen: Melden Sie sich mit einem ELSTER-Organisationszertifikat an.
sign-in-options-mein-uk-go = Anmelden mit Mein Unternehmenskonto
sign-in-options-more = Weitere Informationen
sign-in-options-secure = Informationen zur sicheren und komfortablen Anmeldung am Online-Portal
sign-in-options-find = Das passende Konto finden
sign-in-options-already = Sie sind schon angemeldet
sign-in-options-already-as = Sie sind als { $email } angemeldet. Mit einem anderen Konto können Sie sich hier neu anmelden.
sign-in-options-to-account = Zu den Kontoeinstellungen

## „Anmeldung" (S38–S42)
sign-in-account-title = Anmeldung
sign-in-account-lead = Melden Sie sich bitte mit Ihren Zugangsdaten an:
sign-in-account-asker = Danach geht es weiter zum Dienst „{ $client }“.
sign-in-account-asker-policy = Datenschutzhinweise des Dienstes
sign-in-account-asker-terms = Bedingungen des Dienstes
sign-in-account-new-window = (öffnet ein neues Fenster)
sign-in-account-again = Bitte melden Sie sich noch einmal an
sign-in-account-again-text = Zu Ihrer Sicherheit fragen wir vor diesem Schritt noch einmal nach Ihren Zugangsdaten.
sign-in-account-passkey = Mit Passkey anmelden
sign-in-account-or = oder
sign-in-account-email = Benutzername / E-Mail-Adresse
sign-in-account-password = Passwort
sign-in-account-submit = Anmelden
sign-in-account-back = Zurück
sign-in-account-register = Noch kein Konto? <register>Jetzt registrieren</register>
sign-in-account-help = Hilfe zur Anmeldung
sign-in-account-forgot-user-name = Benutzername / E-Mail-Adresse vergessen
sign-in-account-forgot-password = Passwort vergessen
sign-in-account-help-factors = Informationen zur Mehr-Faktor-Authentifizierung
sign-in-account-help-sign-in = Hilfe bei Problemen rund um die Anmeldung
sign-in-account-help-passkeys = Hilfe und Informationen zu Passkeys
sign-in-account-help-totp = Hilfe und Informationen zum Zweiten Faktor (TOTP)
sign-in-account-email-missing = Geben Sie Ihren Benutzernamen ein. Das ist Ihre E-Mail-Adresse.
sign-in-account-password-missing = Geben Sie Ihr Passwort ein.
sign-in-account-wrong = Benutzername und Passwort passen nicht zusammen. Prüfen Sie beides und achten Sie auf Groß- und Kleinschreibung. Haben Sie sich gerade erst registriert, bestätigen Sie zuerst Ihre E-Mail-Adresse.
sign-in-passkey-expired = Die Anfrage war zu lange offen. Versuchen Sie es bitte noch einmal.

## Der Code aus der App (S43)
sign-in-code-title = Code eingeben
sign-in-code-lead = Ihr Konto ist mit einem zweiten Faktor geschützt.
sign-in-code-label = 6-stelliger Code (TOTP)
sign-in-code-hint = Öffnen Sie Ihre Authenticator- oder Passwort-Manager-App und geben Sie den Code ein, den sie gerade anzeigt. Er erneuert sich alle 30 Sekunden.
sign-in-code-submit = Anmelden
sign-in-code-back = Zurück
sign-in-code-lost = Zweiten Faktor verloren?
sign-in-code-malformed = Geben Sie die 6 Ziffern ein, die Ihre App anzeigt.
sign-in-code-wrong = Dieser Code passt nicht oder wurde schon benutzt. Warten Sie, bis Ihre App einen neuen anzeigt, und geben Sie diesen ein. Stimmt die Uhrzeit auf Ihrem Gerät?

## Passwort richtig, aber mit Passkey gesichert (S65)
sign-in-secured-title = Mit Passkey anmelden
sign-in-secured-lead = Ihr Konto ist mit einem Passkey gesichert. Das Passwort allein genügt nicht.
sign-in-secured-why = So kann niemand in Ihr Konto, der nur Ihr Passwort kennt. Bestätigen Sie die Anmeldung mit dem Passkey auf Ihrem Gerät.
sign-in-secured-lost = Sie haben keinen Zugriff mehr auf Ihren Passkey? Rufen Sie unseren Technischen Support an: { $support_phone } ({ $support_hours }).
sign-in-secured-back = Zurück

## Ein Faktor war richtig, aber das Konto ist stärker gesichert
sign-in-stronger-title = Ihr Konto ist stärker gesichert
sign-in-stronger-lead = Was Sie eben eingegeben haben, genügt für dieses Konto nicht.
sign-in-stronger-why = So kann niemand in Ihr Konto, der nur Ihr Passwort oder Ihren Benutzernamen bei BundID kennt. Melden Sie sich so an, wie Ihr Konto gesichert ist.
sign-in-stronger-by-bundid = BundID: mit Online-Ausweis, ELSTER-Zertifikat oder Ihrem zweiten Faktor bei BundID.
sign-in-stronger-by-mein-uk = Mein Unternehmenskonto: mit Ihrem ELSTER-Organisationszertifikat.
sign-in-stronger-none = Der Dienst, mit dem Ihr Konto gesichert ist, steht hier zurzeit nicht zur Verfügung.
sign-in-stronger-lost = Geht das nicht mehr? Rufen Sie unseren Technischen Support an: { $support_phone } ({ $support_hours }).
sign-in-stronger-back = Andere Anmeldung wählen

## Right password, but the owner has said that somebody else may know it
sign-in-renew-password-title = Bitte wählen Sie ein neues Passwort
sign-in-renew-password-lead = Für Ihr Konto wurde gemeldet, dass jemand anderes sich angemeldet hat. Das bisherige Passwort gilt deshalb nicht mehr.
sign-in-renew-password-how = Wir schicken Ihnen einen Link per E-Mail. Damit wählen Sie ein neues Passwort.
sign-in-renew-password-go = Link per E-Mail anfordern

## Fall 3 (S94)
sign-in-deactivated-title = Ihr Konto ist deaktiviert und nicht nutzbar
sign-in-deactivated-what = Mit Ihrem Online-Konto ist leider ein Problem aufgetreten. Ihr Konto wurde deshalb vorsorglich von { $operator } deaktiviert.
sign-in-deactivated-why = Die Ursachen hierfür können unterschiedlich sein, beispielsweise nicht beachtete Nutzungsbedingungen oder ein IT-Sicherheitsproblem.
sign-in-deactivated-stay = Wir möchten Sie als Online-Nutzerin / Online-Nutzer nicht verlieren und mit Ihnen weiterhin in Kontakt bleiben.
sign-in-deactivated-call = Fragen zu Ihrem deaktivierten Konto sowie zur Reaktivierung können Sie unter der Servicenummer { $support_phone } stellen.
sign-in-deactivated-hours = Sie erreichen uns zu diesen Zeiten: { $support_hours }.
sign-in-deactivated-thanks = Wir helfen Ihnen mit Ihrem Online-Konto gerne weiter und danken für Ihr Verständnis und Ihre Mitwirkung.
sign-in-deactivated-back = Abbrechen

## Auf dem Weg zu BundID und Mein UK (S24, S25)
sign-in-leaving-prove-bundid = Ausweisen mit BundID
sign-in-leaving-prove-mein-uk = Ausweisen mit Mein Unternehmenskonto
sign-in-leaving-title-bundid = Anmelden mit BundID
sign-in-leaving-title-mein-uk = Anmelden mit Mein Unternehmenskonto
sign-in-leaving-lead-bundid = Sie werden jetzt zur BundID weitergeleitet.
sign-in-leaving-lead-mein-uk = Sie werden jetzt zu Mein Unternehmenskonto weitergeleitet.
sign-in-leaving-text-bundid = Dort können Sie sich anmelden oder registrieren, um Ihre Daten bereitzustellen. Danach kommen Sie hierher zurück.
sign-in-leaving-text-mein-uk = Dort melden Sie sich mit dem ELSTER-Organisationszertifikat an und geben die Daten Ihrer Organisation frei. Danach kommen Sie hierher zurück.
sign-in-leaving-level-low = Dieser Schritt braucht einen Nachweis Ihrer Identität.
sign-in-leaving-level-substantial = Dieser Schritt braucht einen sicheren Nachweis Ihrer Identität: mit Online-Ausweis oder ELSTER-Zertifikat.
sign-in-leaving-level-high = Dieser Schritt braucht den Online-Ausweis.
sign-in-leaving-go = Weiter
sign-in-leaving-back = Abbrechen
sign-in-upstream-failed-title-lost = Die Anmeldung gehört nicht zu diesem Browser
sign-in-upstream-failed-text-lost = Sie wurde in einem anderen Browser begonnen, war zu lange offen oder ist schon abgeschlossen.
sign-in-upstream-failed-title-cancelled = Sie haben die Anmeldung abgebrochen
sign-in-upstream-failed-text-cancelled = Sie können es noch einmal versuchen oder einen anderen Weg wählen.
sign-in-upstream-failed-title-missing = Dort fehlt eine Angabe, die wir brauchen
sign-in-upstream-failed-text-missing = BundID oder Mein Unternehmenskonto kennt Ihren Familiennamen oder eine andere Angabe nicht, ohne die wir Sie nicht anmelden können. Ergänzen Sie die Angabe dort oder wählen Sie einen anderen Nachweis, zum Beispiel den Online-Ausweis. Geht das nicht, melden Sie sich hier auf einem anderen Weg an.
sign-in-upstream-failed-title-away = Der Dienst ist gerade nicht erreichbar
sign-in-upstream-failed-text-away = Versuchen Sie es in einigen Minuten noch einmal, oder wählen Sie einen anderen Weg.
sign-in-upstream-failed-title-failed = Die Anmeldung hat dort nicht geklappt
sign-in-upstream-failed-text-failed = Der Dienst hat einen Fehler gemeldet oder eine Antwort gegeben, der wir nicht vertrauen können.
sign-in-upstream-failed-title-too-low = Dieser Nachweis genügt hier nicht
sign-in-upstream-failed-text-too-low = Für diesen Schritt brauchen wir einen sichereren Nachweis Ihrer Identität, zum Beispiel den Online-Ausweis.
sign-in-upstream-failed-title-temporary = Mit dieser Anmeldung erkennen wir Sie nicht wieder
sign-in-upstream-failed-text-temporary = Sie haben sich dort ohne eigenes Konto angemeldet. Damit können wir kein Konto finden oder anlegen. Melden Sie sich bitte mit Ihrem BundID-Konto an.
sign-in-upstream-failed-title-another-account = Diese Identität gehört zu einem anderen Konto
sign-in-upstream-failed-text-another-account = Sie sind hier mit einem Konto angemeldet, das nicht zu dieser Identität gehört. Melden Sie sich mit dem passenden Konto an, oder weisen Sie sich als die Person aus, der dieses Konto gehört.
sign-in-upstream-failed-title-unlinked = Diese Identität ist noch mit keinem Konto verbunden
sign-in-upstream-failed-text-unlinked = Verbinden Sie sie zuerst mit Ihrem Konto. Danach können Sie diesen Schritt wiederholen.
sign-in-upstream-failed-nothing = Es ist nichts geändert worden.
sign-in-upstream-failed-link = Mit meinem Konto verbinden
sign-in-upstream-failed-again-bundid = Noch einmal mit BundID
sign-in-upstream-failed-again-mein-uk = Noch einmal mit Mein Unternehmenskonto
sign-in-upstream-failed-others = Andere Anmeldung wählen

## Wer einen Nachweis der Identität braucht, hat die Wahl
sign-in-identify-title = Weisen Sie sich aus
sign-in-identify-lead = Dieser Schritt braucht einen Nachweis, wer Sie sind. Wählen Sie, womit Sie sich ausweisen.
sign-in-identify-text-bundid = Für Privatpersonen: mit Online-Ausweis oder ELSTER-Zertifikat.
sign-in-identify-text-mein-uk = Für Unternehmen und Vereine: mit einem ELSTER-Organisationszertifikat.
sign-in-identify-go-bundid = Ausweisen mit BundID
sign-in-identify-go-mein-uk = Ausweisen mit Mein Unternehmenskonto
