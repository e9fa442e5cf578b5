## Hilfe zur Anmeldung (S41)
help-sign_in-title = Hilfe bei Problemen rund um die Anmeldung
help-sign_in-lead = Hier finden Sie Rat, wenn die Anmeldung nicht klappt.
help-sign_in-password = Das Passwort wird nicht angenommen
help-sign_in-password-text =
    Prüfen Sie Groß- und Kleinschreibung. Mit „Anzeigen“ im Passwortfeld sehen Sie, was Sie tippen.
    Ihr Benutzername ist die E-Mail-Adresse, mit der Sie sich registriert haben.
    Wenn Sie das Passwort vergessen haben, wählen Sie auf der Anmeldeseite „Passwort vergessen“. Sie bekommen dann eine E-Mail mit einem Link.
help-sign_in-code = Der Code aus der App wird nicht angenommen
help-sign_in-code-text =
    Jeder Code gilt 30 Sekunden und nur einmal. Warten Sie auf den nächsten Code.
    Stellen Sie die Uhr Ihres Geräts auf „automatisch“. Eine falsche Uhrzeit ist die häufigste Ursache.
help-sign_in-passkey = Der Passkey wird nicht gefunden
help-sign_in-passkey-text =
    Ein Passkey liegt auf dem Gerät oder in dem Passwort-Manager, mit dem Sie ihn erstellt haben. Melden Sie sich mit diesem Gerät an.
    Viele Computer können den Passkey vom Telefon nehmen: Wählen Sie „Anderes Gerät“ und scannen Sie den QR-Code.
help-sign_in-locked = Zu viele Versuche
help-sign_in-locked-text = Nach mehreren falschen Eingaben macht die Anmeldung eine Pause. Das schützt Ihr Konto. Mit einem Passkey können Sie sich trotzdem anmelden.
help-sign_in-support = Es klappt immer noch nicht
help-sign_in-support-text = Rufen Sie unseren Technischen Support an: { $support_phone } ({ $support_hours }).

## Sichere Anmeldung (S22, S47)
help-secure-title = Informationen zur sicheren und komfortablen Anmeldung
help-secure-lead = Ein Passwort allein reicht nicht: Zu Ihrem Konto gehören persönliche Daten.
help-secure-why = Warum zwei Faktoren?
help-secure-why-text = Passwörter werden gestohlen, erraten oder auf nachgemachten Seiten eingegeben. Ein zweiter Faktor ist etwas, das nur Sie haben. Ohne ihn nützt ein gestohlenes Passwort niemandem.
help-secure-passkey = Am bequemsten: ein Passkey
help-secure-passkey-text = Sie bestätigen die Anmeldung mit Fingerabdruck, Gesicht oder PIN Ihres Geräts. Es gibt nichts zu merken und nichts, was auf einer nachgemachten Seite gestohlen werden könnte.
help-secure-totp = Ebenso möglich: Passwort und Code
help-secure-totp-text = Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code. Sie geben ihn nach dem Passwort ein.
help-secure-both = Beides zugleich
help-secure-both-text = Sie können Passkey und Code zusammen einrichten. Dann kommen Sie auch in Ihr Konto, wenn eines davon fehlt.

## Mehr-Faktor (S40)
help-factors-title = Informationen zur Mehr-Faktor-Authentifizierung
help-factors-lead = Sie melden sich mit zwei verschiedenen Dingen an: mit etwas, das Sie wissen, und mit etwas, das Sie haben.
help-factors-what = Was ist das?
help-factors-what-text = Neben dem Passwort brauchen Sie einen Code aus einer App. Oder Sie nehmen einen Passkey: Er vereint beides, Ihr Gerät und Ihren Fingerabdruck oder Ihre PIN.
help-factors-which = Welche Möglichkeit passt zu mir?
help-factors-which-text =
    Wenn Ihr Telefon oder Computer mit Fingerabdruck, Gesicht oder PIN entsperrt wird, nehmen Sie einen Passkey.
    Wenn Sie an wechselnden Geräten arbeiten, nehmen Sie Passwort und Code.
help-factors-lost = Gerät verloren?
help-factors-lost-text = Melden Sie sich mit der anderen Möglichkeit oder einem zweiten Passkey an und löschen Sie in den Kontoeinstellungen, was verloren ist. Wenn Sie keine andere haben, nehmen Sie einen Wiederherstellungscode: Wählen Sie bei der Anmeldung „Zweiten Faktor verloren?“. Haben Sie auch keinen Code, rufen Sie unseren Support an: { $support_phone }.

## Passkeys (S41, S59)
help-passkeys-title = Hilfe und Informationen zu Passkeys
help-passkeys-lead = Mit einem Passkey melden Sie sich ohne Passwort an.
help-passkeys-what = Was ist ein Passkey?
help-passkeys-what-text = Ein Passkey ist ein digitaler Schlüssel auf Ihrem Gerät oder in Ihrem Passwort-Manager. Sie benutzen ihn mit Fingerabdruck, Gesichtserkennung oder PIN. Diese bleiben auf Ihrem Gerät, wir bekommen sie nie.
help-passkeys-create = Einen Passkey erstellen
help-passkeys-create-text =
    Öffnen Sie „Passkey einrichten“ und geben Sie dem Passkey einen Namen, zum Beispiel „Mein Telefon“.
    Wählen Sie „Passkey erstellen“. Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN. Danach ist der Passkey bereit.
help-passkeys-use = Mit dem Passkey anmelden
help-passkeys-use-text = Wählen Sie auf der Anmeldeseite „Mit Passkey anmelden“, oder tippen Sie in das Feld für den Benutzernamen und wählen Sie den Passkey aus der Liste.
help-passkeys-several = Mehrere Geräte
help-passkeys-several-text = Erstellen Sie auf jedem Gerät einen eigenen Passkey, am besten mindestens zwei. Passkeys in einem Passwort-Manager stehen auf allen Geräten bereit, auf denen Sie ihn benutzen.
help-passkeys-lost = Gerät verloren
help-passkeys-lost-text = Melden Sie sich mit einem anderen Passkey oder mit Passwort und Code an und löschen Sie den verlorenen Passkey in den Kontoeinstellungen. Geht beides nicht, wählen Sie „Passwort vergessen“ und dort „So kommen Sie wieder hinein“: Dafür brauchen Sie einen Wiederherstellungscode.

## TOTP (S41, S71)
help-totp-title = Hilfe und Informationen zum Zweiten Faktor (TOTP)
help-totp-lead = Eine App zeigt Ihnen bei jeder Anmeldung einen sechsstelligen Code.
help-totp-what = Was ist ein TOTP-Code?
help-totp-what-text = TOTP heißt „zeitbasiertes Einmal-Passwort“. Die App und unser Server rechnen aus einem gemeinsamen Schlüssel und der Uhrzeit denselben Code aus. Er gilt 30 Sekunden und nur einmal.
help-totp-install = 1. App herunterladen
help-totp-install-text = Jede Authenticator-App eignet sich, ebenso viele Passwort-Manager. Laden Sie sie aus dem App-Store Ihres Geräts.
help-totp-scan = 2. Schlüssel hinzufügen
help-totp-scan-text = Scannen Sie mit der App den QR-Code, oder kopieren Sie den Schlüssel und fügen Sie ihn in der App ein.
help-totp-enter = 3. Code eingeben
help-totp-enter-text = Geben Sie den Code ein, den die App gerade anzeigt. Damit ist der zweite Faktor eingerichtet.
help-totp-wrong = Der Code wird nicht angenommen
help-totp-wrong-text = Stellen Sie die Uhr Ihres Geräts auf „automatisch“, und warten Sie auf den nächsten Code.
help-totp-lost = Telefon verloren
help-totp-lost-text = Melden Sie sich mit einem Passkey an und richten Sie in den Kontoeinstellungen einen neuen zweiten Faktor ein. Ohne Passkey wählen Sie „Zweiten Faktor verloren?“ auf der Seite, die nach dem Code fragt, und nehmen einen Wiederherstellungscode. Haben Sie keinen, rufen Sie unseren Support an: { $support_phone }.

## Das passende Konto (S22)
help-find-title = Das passende Konto finden
help-find-lead = Ein Konto genügt für alle Angebote von { $operator }.
help-find-person = Sie handeln für sich selbst
help-find-person-text = Registrieren Sie sich mit Ihrer E-Mail-Adresse. Mit dem Freischaltcode aus unserem Brief verknüpfen Sie das Konto mit Ihren Daten beim Jobcenter.
help-find-organisation = Sie handeln für ein Unternehmen oder eine Institution
help-find-organisation-text = Registrieren Sie sich mit Ihrer beruflichen E-Mail-Adresse. Sie brauchen immer einen Freischaltcode; den ersten bekommen Sie von uns.
help-find-unsure = Sie wissen nicht, ob Sie schon ein Konto haben
help-find-unsure-text = Wählen Sie auf der Anmeldeseite „Benutzername / E-Mail-Adresse vergessen“. Wir schreiben Ihnen, ob zu Ihrer Adresse ein Konto gehört.

## Nutzungsbedingungen (S31), Fassung 2026-11
help-terms-title = Nutzungsbedingungen
help-terms-lead = Fassung vom November 2026. Sie gelten für Ihr Online-Konto bei { $operator }.
help-terms-scope = Wofür das Konto da ist
help-terms-scope-text = Mit dem Konto melden Sie sich bei den Online-Angeboten von { $operator } an. Das Konto ist kostenlos und freiwillig. Ihre Anliegen können Sie auch ohne Konto erledigen.
help-terms-account = Ihr Konto
help-terms-account-text = Das Konto gehört Ihnen persönlich. Geben Sie eine E-Mail-Adresse an, auf die nur Sie Zugriff haben. Ein Konto entsteht erst, wenn Sie diese Adresse bestätigt haben.
help-terms-duties = Was Sie beachten
help-terms-duties-text =
    Geben Sie Passwort, Codes und Geräte mit Passkeys nicht an andere weiter.
    Sagen Sie uns sofort Bescheid, wenn jemand anderes Zugang zu Ihrem Konto haben könnte.
    Bei einem Missbrauch oder einem Sicherheitsproblem dürfen wir das Konto vorsorglich deaktivieren. Wir schalten es wieder frei, sobald der Grund wegfällt.
help-terms-availability = Verfügbarkeit
help-terms-availability-text = Wir halten das Angebot so gut wie möglich erreichbar. Wartungen kündigen wir nach Möglichkeit an. Fristen wahren Sie im Zweifel auf anderem Weg.
help-terms-end = Ende der Nutzung
help-terms-end-text = Sie können die Nutzung jederzeit beenden. Rufen Sie dazu unseren Support an: { $support_phone }.

## Datenschutz (S32), Fassung 2026-11
help-privacy-title = Datenschutzerklärung
help-privacy-lead = Fassung vom November 2026. Welche Daten wir für Ihr Online-Konto verarbeiten, wozu und wie lange.
help-privacy-controller = Verantwortlich
help-privacy-controller-text = { $operator }, { $address }. E-Mail: { $email }, Telefon: { $support_phone }.
help-privacy-registrierungsdaten = Verarbeitung der Registrierungsdaten
help-privacy-registrierungsdaten-text =
    Für die Registrierung verarbeiten wir Ihre E-Mail-Adresse, Ihr Passwort (nur als Prüfwert, aus dem es sich nicht zurückrechnen lässt), Ihre Sprache sowie Zeitpunkt und Fassung Ihrer Zustimmungen.
    Die E-Mail-Adresse ist Ihr Benutzername. Wir schreiben Ihnen nur, was Ihr Konto betrifft.
    Eine Registrierung, die Sie nicht bestätigen, wird nach 24 Stunden gelöscht. Die übrigen Daten speichern wir, solange das Konto besteht.
help-privacy-sign_in = Anmeldung und Sicherheit
help-privacy-sign_in-text =
    Bei der Anmeldung speichern wir, wann und womit Sie sich angemeldet haben. Den Schlüssel Ihres zweiten Faktors bewahren wir verschlüsselt auf, von Passkeys nur den öffentlichen Teil. Fingerabdruck oder Gesicht bleiben auf Ihrem Gerät.
    Ihr Browser bekommt nur Cookies, die für Anmeldung und Sprache nötig sind. Es gibt keine Werbung und keine Auswertung Ihres Verhaltens.
help-privacy-services = Weitergabe an Angebote
help-privacy-services-text = Das Portal von { $operator } erfährt bei der Anmeldung Ihre Kennung, Ihre E-Mail-Adresse, Ihre Sprache und wie Sie sich angemeldet haben. Passwort und Schlüssel gibt das Konto nie weiter.
help-privacy-widerruf = Widerrufsmöglichkeit
help-privacy-widerruf-text = Ihre Einwilligung können Sie jederzeit ohne Angabe von Gründen mit Wirkung für die Zukunft widerrufen. Schreiben Sie dazu an { $email } oder rufen Sie uns an: { $support_phone }. Wir löschen dann Ihr Konto. Was bis dahin geschehen ist, bleibt rechtmäßig.
help-privacy-rights = Ihre Rechte
help-privacy-rights-text = Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Datenübertragbarkeit. Sie können sich bei der Datenschutzaufsicht beschweren.

## Impressum
help-imprint-title = Impressum
help-imprint-lead = Anbieter dieses Angebots ist { $operator }.
help-imprint-operator = Anschrift
help-imprint-operator-text = { $operator }, { $address }
help-imprint-contact = Kontakt
help-imprint-contact-text =
    Telefon: { $support_phone } ({ $support_hours })
    E-Mail: { $email }

## Barrierefreiheit
help-accessibility-title = Erklärung zur Barrierefreiheit
help-accessibility-lead = Dieses Angebot soll für alle nutzbar sein, nach der Barrierefreie-Informationstechnik-Verordnung (BITV 2.0) und den WCAG 2.2, Stufe AA.
help-accessibility-state = Stand
help-accessibility-state-text = Alle Seiten sind mit Tastatur und Screenreader bedienbar, in hellen und dunklen Farben lesbar und bis 400 Prozent vergrößerbar. Jede Seite wird bei jeder Änderung automatisch geprüft. Außer Passkeys funktioniert alles auch ohne Skripte.
help-accessibility-limits = Was noch nicht barrierefrei ist
help-accessibility-limits-text = Videos in Deutscher Gebärdensprache gibt es noch nicht. In Leichter Sprache liegt bisher eine Übersicht vor. Den Dialog zum Passkey zeigt Ihr Gerät, wir haben auf ihn keinen Einfluss.
help-accessibility-feedback = Barriere melden
help-accessibility-feedback-text = Schreiben Sie an { $email } oder rufen Sie an: { $support_phone }. Wir antworten Ihnen.

## Leichte Sprache
help-easy-title = Leichte Sprache
help-easy-lead = Hier erklären wir das Online-Konto in einfachen Sätzen.
help-easy-what = Was ist das Online-Konto?
help-easy-what-text =
    Das Online-Konto ist für das Internet.
    Mit dem Konto melden Sie sich beim Jobcenter an.
    Das Konto kostet kein Geld.
help-easy-account = Wie bekommen Sie ein Konto?
help-easy-account-text =
    Klicken Sie auf „Registrieren“.
    Schreiben Sie Ihre E-Mail-Adresse auf.
    Denken Sie sich ein Passwort aus.
    Sie bekommen eine E-Mail.
    Klicken Sie in der E-Mail auf den Link.
help-easy-safe = Wie schützen Sie Ihr Konto?
help-easy-safe-text =
    Sie brauchen einen Passkey oder einen Code.
    Ein Passkey ist ein Schlüssel auf Ihrem Telefon.
    Den Code zeigt eine App auf Ihrem Telefon.
    Geben Sie Ihr Passwort nie weiter.
help-easy-help = Brauchen Sie Hilfe?
help-easy-help-text =
    Rufen Sie uns an.
    Die Telefonnummer ist: { $support_phone }.

## Gebärdensprache
help-sign_language-title = Gebärdensprache
help-sign_language-lead = Für Menschen, die in Deutscher Gebärdensprache sprechen.
help-sign_language-contact = So erreichen Sie uns
help-sign_language-contact-text =
    Schreiben Sie uns eine E-Mail: { $email }. Wir vereinbaren mit Ihnen einen Termin mit einer Dolmetscherin oder einem Dolmetscher. Das kostet Sie nichts.
    Videos in Deutscher Gebärdensprache gibt es auf diesen Seiten noch nicht.
