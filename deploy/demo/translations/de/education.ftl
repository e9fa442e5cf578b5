## Der Beispiel-Bildungsträger: eine fremde Anwendung, die sich auf den Anmeldedienst verlässt
education-example = Beispiel
education-example-text = Diesen Bildungsträger gibt es nicht. So sähe eine Anwendung aus, die nicht zum Jobcenter gehört.
education-sign-out = Abmelden
education-back = Zurück
education-home = Zur Startseite
education-since = verbunden seit { $date }
education-number = Kundennummer: { $number }
education-span = { $from } bis { $to }

education-start-title = Kurse, die weiterbringen
education-start-lead = Wir melden dem Jobcenter, welchen Kurs Sie besuchen. Dann müssen Sie es nicht selbst tun. Aber nur, wenn Sie es erlauben.
education-start-customers = Sie besuchen einen Kurs?
education-start-customers-text = Mit einer Einladung verbinden Sie Ihr Profil beim Jobcenter mit Ihrem Bildungsträger.
education-start-staff = Sie arbeiten bei einem Bildungsträger?
education-start-staff-text = Sie melden sich mit Mein Unternehmenskonto an. So wissen wir sicher, für welche Organisation Sie handeln.
education-start-sign-in = Als Personal anmelden
education-start-enter = Zu Ihren Teilnehmenden

education-customers-title = Teilnehmende
education-customers-empty = Noch niemand ist verbunden
education-customers-empty-text = Laden Sie Teilnehmende ein. Sobald jemand zustimmt, steht die Person hier.
education-customers-invite = Teilnehmende einladen

education-customer-title = Teilnehmende Person
education-report-title = Kurs melden
education-report-about = Das Jobcenter erfährt den Kurs mit Anfang und Ende. Die Person sieht die Meldung in ihrem Verlauf.
education-report-which = Welcher Kurs?
education-report-choose = Wählen Sie einen Kurs aus.
education-report-submit = Dem Jobcenter melden
education-report-list = Schon gemeldet
education-report-done = Der Kurs ist gemeldet
education-report-done-text = Das Jobcenter hat die Meldung angenommen.
education-report-none = Kein Kurs zu melden
education-report-none-text = Alle Ihre Kurse sind schon gemeldet, oder es gibt noch keinen.

education-courses-title = Kurse
education-courses-empty = Noch kein Kurs
education-courses-empty-text = Legen Sie einen Kurs an. Dann können Sie Teilnahmen melden.
education-courses-add = Kurs anlegen
education-course-title = Name des Kurses
education-course-start = Erster Tag
education-course-end = Letzter Tag
education-course-title-wrong = Geben Sie einen Namen mit höchstens 100 Zeichen ein.
education-course-start-wrong = Geben Sie den ersten Tag des Kurses ein.
education-course-end-wrong = Geben Sie den letzten Tag des Kurses ein.
education-course-order = Der letzte Tag liegt vor dem ersten. Prüfen Sie beide Tage.

education-invitations-title = Einladungen
education-invitations-about = Jede Einladung gilt für eine Person. Schicken Sie ihr den Link oder lesen Sie ihr den Code vor.
education-invitations-empty = Keine offene Einladung
education-invitations-empty-text = Eine Einladung verschwindet von hier, sobald jemand sie angenommen hat.
education-invitation-new = Einladung erstellen
education-invitation-for = Für wen ist die Einladung?
education-invitation-for-hint = Nur für Sie zum Wiederfinden, zum Beispiel: Kim aus dem Vorkurs
education-invitation-for-wrong = Schreiben Sie mit höchstens 100 Zeichen auf, für wen die Einladung ist.
education-invitation-link = Link:
education-invitation-code = Code:
education-invitation-until = gilt bis { $date }
education-invitation-withdraw = Zurückziehen

education-join-title = Mit Einladung teilnehmen
education-join-about = Ihr Bildungsträger hat Ihnen einen Link oder einen Code gegeben.
education-join-code = Code der Einladung
education-join-code-hint = 12 Zeichen, zum Beispiel 7K2M-9QXA-41TZ
education-join-wrong = Diesen Code gibt es nicht oder nicht mehr. Prüfen Sie die Zeichen oder fragen Sie Ihren Bildungsträger.
education-join-submit = Weiter
education-join-known = Sie sind schon verbunden?
education-join-known-text = Dann sehen Sie hier, mit wem, und können die Verbindung trennen.
education-join-look = Meine Verbindungen ansehen

education-invited-title = Sie sind eingeladen
education-invited-by = Es lädt Sie ein:
education-invited-about = Wenn Sie zustimmen, sieht der Bildungsträger Ihren Namen und Ihre Kundennummer und meldet dem Jobcenter Ihre Kurse. So geht es:
education-invited-step-sign-in = Sie melden sich beim Anmeldedienst des Jobcenters an. Ihr Passwort erfahren wir nicht.
education-invited-step-consent = Dort lesen Sie, was wir dürfen, und erlauben es oder lehnen es ab.
education-invited-step-back = Danach sind Sie wieder hier.
education-invited-free = Das ist freiwillig, und Sie können es jederzeit beenden.
education-connect = Mit dem Jobcenter verbinden
education-not-now = Jetzt nicht

education-connections-title = Ihre Verbindungen
education-connected = Sie sind mit dem Jobcenter verbunden
education-connected-text = Ihr Bildungsträger kann dem Jobcenter jetzt Ihre Kurse melden.
education-ended = Die Verbindung ist getrennt
education-ended-text = Wir haben den Zugriff zurückgegeben und Sie vergessen. Was schon gemeldet ist, bleibt beim Jobcenter.
education-ended-untold = Die Verbindung ist hier getrennt
education-ended-untold-text = Wir haben Sie vergessen. Der Anmeldedienst hat nicht geantwortet. Beenden Sie den Zugriff bitte auch dort.
education-connection-name = Beim Jobcenter heißen Sie:
education-connection-courses = Gemeldet ist:
education-connection-no-courses = Noch ist kein Kurs gemeldet.
education-disconnect = Verbindung trennen
education-connections-empty = Sie sind mit niemandem verbunden
education-connections-empty-text = Für eine Verbindung brauchen Sie eine Einladung von Ihrem Bildungsträger.
education-connections-consents = Was Sie uns erlaubt haben, steht auch beim Anmeldedienst unter <consents>Verbundene Dienste</consents>. Dort beenden Sie es jederzeit.

education-imprint-title = Impressum
education-imprint-text = Verantwortlich wäre, wenn es ihn gäbe:

education-privacy-title = Datenschutz
education-privacy-lead = Diese Anwendung ist ein Beispiel. Was sie sich merkt, bleibt auf diesem Rechner.
education-privacy-what = Was wir uns merken
education-privacy-customers = Von Teilnehmenden: Name und Kundennummer, wie sie beim Jobcenter stehen, ein Kennzeichen, das nur wir kennen, einen Schlüssel für die Meldungen und welche Kurse gemeldet sind.
education-privacy-staff = Vom Personal: Name der Person und der Organisation, solange die Person angemeldet ist; den Namen der Organisation auf Dauer.
education-privacy-cookies = Cookies: nur die, ohne die es nicht geht. Sie merken sich Anmeldung und Sprache.
education-privacy-end = Wie Sie es beenden
education-privacy-end-text = Trennen Sie die Verbindung auf der Seite „Ihre Verbindungen“ oder beenden Sie den Zugriff beim Anmeldedienst unter „Verbundene Dienste“. Dann löschen wir alles über Sie, im zweiten Fall beim nächsten Versuch, etwas zu melden.
education-privacy-contact = Kontakt

education-signed-out-title = Sie sind abgemeldet
education-signed-out-text = Sie können dieses Fenster schließen.

education-problem-detail = Das Jobcenter schreibt dazu:
education-problem-back = Zurück
education-problem-again = Mit Mein Unternehmenskonto anmelden
education-problem-unlock = Profil beim Jobcenter freischalten
education-problem-cancelled = Sie haben abgebrochen
education-problem-cancelled-text = Es ist nichts geschehen. Sie können jederzeit neu beginnen.
education-problem-no-organisation = Es fehlt der Nachweis Ihrer Organisation
education-problem-no-organisation-text = Hier kommt herein, wer für eine Organisation handelt. Melden Sie sich dafür mit Mein Unternehmenskonto an, nicht mit einem persönlichen Konto.
education-problem-lost = Diese Anmeldung kennen wir nicht
education-problem-lost-text = Sie hat zu lange gedauert, war schon abgeschlossen oder begann in einem anderen Browser. Beginnen Sie noch einmal.
education-problem-away = Der Anmeldedienst antwortet nicht
education-problem-away-text = Versuchen Sie es in ein paar Minuten noch einmal.
education-problem-portal-away = Das Jobcenter antwortet nicht
education-problem-portal-away-text = Versuchen Sie es in ein paar Minuten noch einmal.
education-problem-ended = Die Verbindung besteht nicht mehr
education-problem-ended-text = { $name } hat den Zugriff beendet. Wir haben die Person vergessen. Für eine neue Verbindung laden Sie sie noch einmal ein.
education-problem-locked = Das Profil ist noch nicht freigeschaltet
education-problem-locked-text = Ohne freigeschaltetes Profil weiß das Jobcenter nicht, zu wem eine Meldung gehört. Zum Freischalten braucht die Person den Code aus dem Brief des Jobcenters. Danach geht es hier weiter.
education-problem-company = Das ist das Profil eines Unternehmens
education-problem-company-text = Kurse melden wir nur für Personen. Verbinden Sie sich mit Ihrem persönlichen Konto.
education-problem-duplicate = Der Kurs war schon gemeldet
education-problem-duplicate-text = Das Jobcenter kennt ihn bereits. Sie müssen nichts tun.
education-problem-scope = Das ist nicht erlaubt
education-problem-scope-text = Die Person hat uns nicht alles erlaubt, was dafür nötig ist. Laden Sie sie noch einmal ein.
education-problem-busy = Das geht gerade nicht
education-problem-busy-text =
    { $seconds ->
        [one] Das Jobcenter kann die Erlaubnis gerade nicht prüfen. Versuchen Sie es in einer Sekunde noch einmal.
       *[other] Das Jobcenter kann die Erlaubnis gerade nicht prüfen. Versuchen Sie es in { $seconds } Sekunden noch einmal.
    }
education-problem-invalid = Das Jobcenter nimmt die Meldung nicht an
education-problem-invalid-text = Prüfen Sie Namen und Tage des Kurses.
education-problem-invitation = Diese Einladung gilt nicht
education-problem-invitation-text = Sie ist abgelaufen, zurückgezogen oder schon benutzt. Bitten Sie Ihren Bildungsträger um eine neue.
education-problem-form = Das Formular hat nicht gepasst
education-problem-form-text = Erlauben Sie Cookies für diese Seite und versuchen Sie es noch einmal.
education-problem-missing = Unter dieser Adresse gibt es nichts
education-problem-missing-text = Vielleicht ist der Link unvollständig.
education-problem-unknown = Das gibt es hier nicht mehr
education-problem-unknown-text = Die Person hat die Verbindung getrennt, oder der Kurs gehört nicht zu Ihrer Organisation.
education-problem-refused = Das hat nicht geklappt
education-problem-refused-text = Es liegt nicht an Ihnen. Versuchen Sie es später noch einmal.
education-problem-storage = Wir konnten das nicht speichern
education-problem-storage-text = Versuchen Sie es später noch einmal.
