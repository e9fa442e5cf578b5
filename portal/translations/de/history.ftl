## „Verlauf" (S107): what happened to the account and the case, for the person to read
history-own-title = Verlauf
history-own-lead = Hier lesen Sie, was mit Ihrem Online-Konto, Ihren Profilen und Ihrem Fall geschehen ist. Auch wenn bei uns jemand Ihren Fall gelesen hat, steht es hier.
history-own-account = Änderungen an Ihrer Anmeldung (Passwort, Passkeys) stehen im Verlauf Ihrer Kontoeinstellungen.
history-own-empty = Noch keine Einträge
history-own-empty-text = Sobald etwas mit Ihrem Konto oder Ihrem Fall geschieht, lesen Sie es hier.
history-own-nothing-older = Keine älteren Einträge
history-own-nothing-older-text = Was länger zurückliegt, nennt niemanden mehr beim Namen und wird hier nicht gezeigt.

## What happened. One text for each name in the audit log.
history-event-account-deactivated = Ihr Online-Konto wurde deaktiviert
history-event-account-reactivated = Ihr Online-Konto wurde wieder aktiviert
history-event-account-read = Ihr Online-Konto wurde angesehen
history-event-approval-asked = Für eine Änderung wurde die Zustimmung einer zweiten Person erbeten
history-event-approval-confirmed = Eine zweite Person hat einer Änderung zugestimmt
history-event-approval-refused = Eine zweite Person hat eine Änderung abgelehnt
history-event-approval-withdrawn = Die Bitte um Zustimmung einer zweiten Person wurde zurückgezogen
history-event-audit-forgotten = Aus alten Einträgen wurde entfernt, wen sie betrafen
history-event-audit-read = Das Protokoll wurde zur Kontrolle gelesen
history-event-audit-verified = Das Protokoll wurde auf Veränderungen geprüft
history-event-case-changed = Die Angaben in Ihrem Fall wurden geändert
history-event-case-closed = Ihr Fall wurde geschlossen
history-event-case-read = Ihr Fall wurde gelesen
history-event-case-recorded = Ihr Fall wurde angelegt
history-event-case-reopened = Ihr Fall wurde wieder geöffnet
history-event-case-mismatch-settled = Ein Hinweis zu einem Nachweis, der nicht passte, wurde als geklärt vermerkt
history-event-case-searched = Jemand vom Amt hat nach Fällen gesucht
history-event-code-blocked = Ein Freischaltcode wurde nach zu vielen falschen Eingaben gesperrt
history-event-code-issued = Ein Freischaltcode wurde ausgestellt
history-event-code-redeemed = Ein Freischaltcode wurde eingegeben und das Profil freigeschaltet
history-event-code-refused = Ein Freischaltcode oder die Angaben dazu wurden falsch eingegeben
history-event-code-request-answered = Auf den Antrag wurde ein Freischaltcode ausgestellt
history-event-code-request-declined = Der Antrag auf einen Freischaltcode wurde abgelehnt
history-event-code-request-withdrawn = Der Antrag auf einen Freischaltcode wurde zurückgezogen
history-event-code-requested = Ein Freischaltcode wurde online beantragt
history-event-participation-posted = Ein Bildungsträger hat Ihre Teilnahme an einem Kurs gemeldet
history-event-code-revoked = Ein Freischaltcode wurde widerrufen
history-event-company-colleague-code-issued = Ein Freischaltcode für eine Kollegin oder einen Kollegen wurde ausgestellt
history-event-company-colleague-joined = Eine Kollegin oder ein Kollege hat Zugang erhalten
history-event-company-colleague-left = Eine Kollegin oder ein Kollege hat den Zugang aufgegeben
history-event-company-colleague-role-changed = Die Rolle einer Kollegin oder eines Kollegen wurde geändert
history-event-company-colleague-withdrawn = Einer Kollegin oder einem Kollegen wurde der Zugang entzogen
history-event-company-organisation-bound = Die Organisation wurde mit Mein Unternehmenskonto verknüpft
history-event-company-profile-refused = Ein Profil blieb geschlossen, weil die Anmeldung für eine andere Organisation galt
history-event-letter-printed = Ein Brief wurde für den Versand bereitgelegt
history-event-profile-address-changed = Ihre Anschrift wurde im Profil geändert
history-event-profile-identity-mismatch = Ein Nachweis der Identität passte nicht zum Fall; die Anschrift blieb, wie sie war
history-event-profile-created = Ein Profil wurde angelegt
history-event-profile-moved = Ein Profil wurde mit einem neuen Freischaltcode in ein anderes Konto übernommen
history-event-profile-removed = Ein Profil wurde entfernt
history-event-sign-in-failed = Eine Anmeldung ist nicht gelungen
history-event-sign-in-identified = Sie haben sich für eine Änderung ausgewiesen
history-event-sign-in-succeeded = Anmeldung im Portal
history-event-sign-out-by-person = Abmeldung vom Portal
history-event-sign-out-by-provider = Abmeldung über Ihr Online-Konto
history-event-staff-invitation-withdrawn = Eine Einladung ins Team wurde zurückgenommen
history-event-staff-invited = Jemand wurde ins Team eingeladen
history-event-staff-joined = Jemand ist dem Team beigetreten
history-event-staff-roles-changed = Die Rollen einer Person im Team wurden geändert
history-event-unknown = Ein Vorgang, für den es hier keine Beschreibung mehr gibt

## „Prüfprotokoll", for the auditor
history-protocol-title = Prüfprotokoll
history-protocol-lead = Wer hat was wann getan? Auch Ihr Lesen wird festgehalten.
history-protocol-check = Unversehrtheit
history-protocol-check-never = Das Protokoll wurde hier noch nicht geprüft.
history-protocol-check-fine = Keine Veränderungen gefunden
history-protocol-check-fine-text = Geprüft am { $when }: { $entries ->
    [one] ein Eintrag
   *[other] { $entries } Einträge
    }, davon { $forgotten } ohne Personendaten. Das Ende der Kette stimmt mit der Datei außerhalb der Datenbank überein.
history-protocol-check-faults = Das Protokoll wurde verändert
history-protocol-check-faults-text = Geprüft am { $when }. Melden Sie das Ihrer Leitung und dem Betrieb, und verändern Sie nichts.
history-protocol-check-more = { $count ->
    [one] Und eine weitere Stelle.
   *[other] Und { $count } weitere Stellen.
    }
history-protocol-check-button = Jetzt prüfen
history-protocol-fault-changed = Eintrag { $from }: verändert, verschoben oder eingefügt
history-protocol-fault-misfiled = Eintrag { $from }: falsch zugeordnet
history-protocol-fault-missing = Einträge { $from } bis { $to }: fehlen
history-protocol-fault-cut_off = Einträge { $from } bis { $to }: fehlen am Ende
history-protocol-fault-replaced = Eintrag { $from }: ein anderer, als außerhalb der Datenbank vermerkt ist
history-protocol-fault-erased = Eintrag { $from }: geleert, obwohl die Frist nicht abgelaufen ist
history-protocol-fault-head = Eintrag { $from }: Das Ende der Kette in der Datenbank ist ein anderes
history-protocol-fault-head_file = Die Datei mit den Enden der Kette fehlt oder ist unlesbar
history-protocol-filter = Einträge eingrenzen
history-protocol-since = Von Tag
history-protocol-until = Bis Tag
history-protocol-event = Ereignis
history-protocol-event-hint = Der Name, wie er unter einem Eintrag steht, zum Beispiel case.read
history-protocol-who = Person oder Fall
history-protocol-who-hint = Kundennummer, E-Mail-Adresse oder Kennung
history-protocol-submit = Anzeigen
history-protocol-reset = Alle zeigen
history-protocol-day-wrong = Geben Sie einen Tag an, zum Beispiel 23.11.2026.
history-protocol-who-wrong = Dazu ist niemand und kein Fall bekannt. Prüfen Sie die Angabe.
history-protocol-entries = Einträge
history-protocol-empty = Keine Einträge
history-protocol-empty-text = Zu diesen Angaben gibt es keine Einträge.
history-protocol-number = Nummer
history-protocol-unsealed = noch nicht versiegelt
history-protocol-by = Von
history-protocol-about = Über
history-protocol-case = Fall
history-protocol-on-behalf = Im Auftrag von
history-protocol-from = Aus dem Netz
history-protocol-details = Einzelheiten
history-protocol-forgotten = Die Frist ist abgelaufen: Wen der Eintrag betraf, ist nicht mehr gespeichert.
history-protocol-kind-account = Konto
history-protocol-kind-resident = Kundin oder Kunde
history-protocol-kind-staff = Beschäftigte
history-protocol-kind-client = Anwendung
history-protocol-kind-visitor = nicht angemeldet
history-protocol-kind-operator = Betrieb
history-protocol-kind-system = automatisch
history-protocol-kind-unknown = nicht festgehalten
