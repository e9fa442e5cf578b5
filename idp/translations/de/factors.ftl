factors-cancel = Abbrechen
factors-back = Zurück
factors-further = Weiter

## „Sicherheitshinweis" (S44–S48)
factors-notice-title = Sicherheitshinweis
factors-notice-lead = Der Schutz Ihrer Daten ist uns wichtig. Aus diesem Grund bieten wir nur noch Anmeldevarianten mit mehreren Faktoren an.
factors-notice-choose = Sichern Sie Ihre Anmeldung ab:
factors-notice-passkey = Passkey einrichten
factors-notice-passkey-text = Statt einem Passwort verwenden Sie einen Passkey, auf den Sie bei jeder Anmeldung zugreifen müssen (z. B. über das Betriebssystem oder ein Passwort-Manager-Programm).
factors-notice-totp = Zweiten Faktor einrichten
factors-notice-totp-text = Sie werden bei jeder Anmeldung mit einem Passwort zusätzlich nach einem TOTP-Code gefragt.
factors-notice-more = Weitere Informationen
factors-notice-secure = Sichere und komfortable Anmeldung
factors-notice-bsi = Allgemeine Informationen zur Absicherung Ihres Kontos (BSI)

## „Passkey einrichten" (S59–S62)
factors-passkey-title = Passkey einrichten
factors-passkey-lead = Mit einem Passkey können Sie sich sicher und bequem ohne Passwort anmelden.
factors-passkey-help = Hilfe und Informationen zu Passkeys
factors-passkey-what = Was sind Passkeys?
factors-passkey-what-text = Passkeys sind sichere digitale Schlüssel, die Sie mithilfe Ihres Fingerabdrucks, Gesichtserkennung oder einer PIN erstellen und bei der Anmeldung statt Benutzername/Passwort verwenden (<details>Details</details>).
factors-passkey-name = Name des Passkeys
factors-passkey-name-rule = Bitte zwischen 3 und 30 Zeichen eingeben. Es sind Groß- und Kleinbuchstaben, Zahlen, Leerzeichen und folgende Zeichen erlaubt: , . : ; - _ ( ) /
factors-passkey-name-missing = Geben Sie dem Passkey einen Namen, an dem Sie ihn wiedererkennen.
factors-passkey-name-length = Wählen Sie einen Namen mit 3 bis 30 Zeichen.
factors-passkey-name-character = Im Namen ist ein Zeichen, das nicht erlaubt ist. Erlaubt sind Buchstaben, Zahlen, Leerzeichen und , . : ; - _ ( ) /
factors-passkey-create = Passkey erstellen
factors-passkey-on = auf
factors-passkey-mine = Mein Passkey
factors-passkey-not-discoverable = Dieses Gerät kann den Passkey nicht so speichern, dass Sie sich ohne Benutzernamen anmelden können. Wählen Sie bitte ein anderes Gerät oder einen Passwort-Manager.

## „Passkey erfolgreich eingerichtet" (S63, S64)
factors-passkey-done-title = Passkey erfolgreich eingerichtet
factors-passkey-done-success = Sie können sich ab sofort mit dem Passkey anmelden.
factors-passkey-done-keep = Bitte stellen Sie sicher, dass der Passkey bei jeder Anmeldung verfügbar ist.
factors-passkey-done-password = Was soll mit Ihrem Passwort geschehen?
factors-passkey-done-choice = Möchten Sie das Passwort an dieser Stelle nicht entfernen, haben Sie auch die Möglichkeit, das Passwort um einen zweiten Faktor (TOTP) zu ergänzen.
factors-passkey-done-remove = Passwort aus dem Konto entfernen
factors-passkey-done-totp = Zweiten Faktor einrichten
factors-passkey-done-idle = Wenn Sie abbrechen, bleibt das Passwort im Konto. Allein können Sie sich damit nicht mehr anmelden.

## „Zweiten Faktor einrichten" (S67–S73)
factors-totp-title = Zweiten Faktor einrichten
factors-totp-lead = Mit einem ständig neu erzeugten Code aus einer Authenticator- oder Passwort-Manager-App schützen Sie Ihr Konto, z. B. wenn Ihr Passwort gestohlen wird.
factors-totp-replaces = Sie haben schon einen zweiten Faktor eingerichtet
factors-totp-replaces-text = Er wird durch den neuen ersetzt, sobald Sie den Code bestätigen. Bis dahin gilt der bisherige.
factors-totp-step-1 = 1. Schritt: Schlüssel in App hinzufügen
factors-totp-app = Informationen zur Einrichtung und Nutzung einer Authenticator- oder Passwort-Manager-App für einen zweiten Faktor (TOTP) finden Sie <here>hier</here>.
factors-totp-qr = QR-Code mit dem Schlüssel für Ihre App; derselbe Schlüssel steht daneben als Text
factors-totp-account = Kontoname
factors-totp-key = Schlüssel
factors-totp-open = In einer App auf diesem Gerät öffnen
factors-totp-step-2 = 2. Schritt: Erzeugten Code eingeben
factors-totp-enter = Geben Sie den von Ihrer Authenticator- oder Passwort-Manager-App aktuell erzeugten Code ein. Der Code erneuert sich alle 30 Sekunden.
factors-totp-code = 6-stelliger Code (TOTP)
factors-totp-submit = Bestätigen
factors-totp-wrong = Dieser Code passt nicht zum Schlüssel oben. Warten Sie, bis Ihre App einen neuen anzeigt, und geben Sie diesen ein. Stimmt die Uhrzeit auf Ihrem Gerät?
factors-totp-expired = Der Schlüssel war zu lange offen und gilt nicht mehr. Fügen Sie den neuen Schlüssel in Ihre App ein und geben Sie dann den Code ein.
factors-totp-done-title = Zweiten Faktor einrichten
factors-totp-done-text = Sie haben einen zweiten Faktor für dieses Konto erfolgreich eingerichtet. Beachten Sie: Sollte bereits zuvor ein zweiter Faktor eingerichtet gewesen sein, wurde dieser ersetzt.

## „Kontoeinstellungen" (S83, S87, S88)
factors-account-title = Kontoeinstellungen
factors-account-ways = So melden Sie sich an
factors-account-user-name = Benutzername
factors-account-passkeys = Passkeys
factors-account-passkeys-count =
    { $count ->
        [0] Sie haben noch keinen Passkey eingerichtet.
        [one] Sie haben einen Passkey eingerichtet.
       *[other] Sie haben { $count } Passkeys eingerichtet.
    }
factors-account-password = Passwort
factors-account-password-none = Ihr Konto hat kein Passwort.
factors-account-password-totp = Mit zweitem Faktor (TOTP), eingerichtet am { $date }.
factors-account-password-idle = Ihr Passwort allein öffnet das Konto nicht. Richten Sie einen zweiten Faktor ein, wenn Sie es nutzen möchten.
factors-account-password-alone = Ohne zweiten Faktor.
factors-account-group = Anmeldung verwalten
factors-account-totp = Zwei-Faktor-Verfahren (TOTP) einrichten und ändern
factors-account-totp-text = Für die Anmeldung mit Passwort: ein Code aus Ihrer App.
factors-account-services-text = Sehen und beenden, was Sie fremden Diensten erlaubt haben.
factors-account-passkeys-text = Passkeys hinzufügen, umbenennen und löschen.
factors-account-remove-text = Danach melden Sie sich nur noch mit Passkey an.
factors-account-history-text = Lesen, was wann mit Ihrem Konto geschehen ist.
factors-account-data-text = Sehen und herunterladen, was wir über Sie speichern.
factors-account-delete-text = Ihr Konto und alles darin löschen.
factors-account-own-data = Ihre Daten
factors-account-portal = Zum Portal
factors-account-done-password-removed = Das Passwort ist aus Ihrem Konto entfernt

## „Passkeys verwalten" (S66)
factors-passkeys-title = Passkeys verwalten
factors-passkeys-made = Eingerichtet am { $date }
factors-passkeys-used = zuletzt benutzt am { $date }
factors-passkeys-unused = noch nicht benutzt
factors-passkeys-synced = Auf mehreren Geräten verfügbar
factors-passkeys-bound = An ein Gerät gebunden
factors-passkeys-rename = Umbenennen
factors-passkeys-delete = Löschen
factors-passkeys-new = Neuen Passkey erstellen
factors-passkeys-empty = Sie haben noch keinen Passkey
factors-passkeys-empty-text = Mit einem Passkey melden Sie sich ohne Passwort an, zum Beispiel mit Fingerabdruck oder PIN.
factors-passkeys-done-renamed = Der Name ist geändert
factors-passkeys-done-removed = Der Passkey ist gelöscht
factors-passkey-name-title = Passkey umbenennen
factors-passkey-name-submit = Speichern
factors-passkey-remove-title = Passkey löschen
factors-passkey-remove-text = Mit diesem Passkey können Sie sich danach nicht mehr anmelden. Auf anderen Geräten melden wir Sie ab.
factors-passkey-remove-device = Löschen Sie ihn danach auch auf dem Gerät oder im Passwort-Manager, auf dem er gespeichert ist.
factors-passkey-remove-submit = Passkey löschen
factors-passkey-remove-last = Diesen Passkey können Sie jetzt nicht löschen
factors-passkey-remove-last-password = Er ist Ihr einziger Zugang: Das Passwort allein öffnet das Konto nicht. Richten Sie zuerst einen zweiten Faktor oder einen weiteren Passkey ein.
factors-passkey-remove-last-alone = Er ist Ihr einziger Zugang. Erstellen Sie zuerst einen weiteren Passkey.

## „Passwort aus dem Konto entfernen" (S64, S65)
factors-password-remove-title = Passwort aus dem Konto entfernen
factors-password-remove-lead = Danach melden Sie sich ausschließlich mit Ihrem Passkey an.
factors-password-remove-text = Bitte stellen Sie sicher, dass der Passkey bei jeder Anmeldung verfügbar ist. Ein entferntes Passwort können Sie nicht zurückholen. Auf anderen Geräten melden wir Sie ab.

## Mail
factors-mail-passkey-added-subject = Neuer Passkey für Ihr Konto
factors-mail-passkey-added = Für Ihr Konto wurde der Passkey „{ $name }“ eingerichtet.
factors-mail-passkey-removed-subject = Passkey aus Ihrem Konto gelöscht
factors-mail-passkey-removed = Aus Ihrem Konto wurde der Passkey „{ $name }“ gelöscht.
factors-mail-totp-added-subject = Zweiter Faktor für Ihr Konto eingerichtet
factors-mail-totp-added = Für Ihr Konto wurde ein zweiter Faktor (TOTP) eingerichtet.
factors-mail-totp-replaced-subject = Zweiter Faktor Ihres Kontos geändert
factors-mail-totp-replaced = Der zweite Faktor (TOTP) Ihres Kontos wurde durch einen neuen ersetzt.
factors-mail-password-removed-subject = Passwort aus Ihrem Konto entfernt
factors-mail-password-removed = Das Passwort wurde aus Ihrem Konto entfernt. Die Anmeldung ist nur noch mit Passkey möglich.
factors-mail-when = Konto: { $email }, Zeitpunkt: { $at }
factors-mail-mine = Waren Sie das? Dann müssen Sie nichts weiter tun.
factors-mail-not-mine = Waren Sie das nicht? Dann melden Sie sich gleich an und prüfen Sie Ihre Kontoeinstellungen:
factors-mail-call = Können Sie sich nicht mehr anmelden, rufen Sie uns an: { $support_phone } ({ $support_hours }).

## BundID und Mein UK (S46c, S46d, S90)
factors-notice-bundid = Für Privatpersonen: BundID einrichten
factors-notice-bundid-text = Sie melden sich mit Online-Ausweis oder ELSTER für Personen über BundID an.
factors-notice-mein-uk = Für Unternehmen: Mein UK einrichten
factors-notice-mein-uk-text = Sie melden sich mit ELSTER für Unternehmen über „Mein Unternehmenskonto“ an.
factors-account-official = BundID und Mein Unternehmenskonto
factors-account-done-linked = Ihr Konto ist verbunden
factors-account-done-unlinked = Die Verbindung ist gelöst
factors-account-done-text-password-removed = Auf anderen Geräten haben wir Sie abgemeldet.
factors-account-done-text-linked = Sie können sich ab sofort auch so anmelden.
factors-account-done-text-unlinked = Auf anderen Geräten haben wir Sie abgemeldet.
factors-identity-title-bundid = Anmelden mit „BundID“ einrichten
factors-identity-title-mein-uk = Anmelden mit „Mein Unternehmens{"\u00AD"}konto“ einrichten
factors-identity-lead-bundid = Sie werden jetzt zur BundID weitergeleitet und melden sich dort an.
factors-identity-lead-mein-uk = Sie werden jetzt zu Mein Unternehmenskonto weitergeleitet und melden sich dort an.
factors-identity-text = Danach kommen Sie hierher zurück und bestätigen, dass beides zusammengehört.
factors-account-linked = Verbunden am { $date }.
factors-account-linked-text = Ansehen oder die Verbindung lösen.
factors-identity-linked-title-bundid = Verbindung mit BundID
factors-identity-linked-title-mein-uk = Verbindung mit Mein Unternehmenskonto
factors-identity-linked-bundid = Ihr Konto ist mit Ihrer BundID verbunden.
factors-identity-linked-mein-uk = Ihr Konto ist mit Mein Unternehmenskonto verbunden.
factors-identity-since = Verbunden am { $since }, zuletzt benutzt am { $used }.
factors-identity-remove-text = Wenn Sie die Verbindung lösen, können Sie sich so nicht mehr anmelden. Auf anderen Geräten melden wir Sie ab.
factors-identity-remove = Verbindung lösen
factors-identity-last = Diese Verbindung können Sie jetzt nicht lösen
factors-identity-last-text = Sie ist Ihr einziger Zugang. Erstellen Sie zuerst einen Passkey.
factors-identity-weak = Bisher nur mit Benutzername und Passwort
factors-identity-weak-text-bundid = So ist diese Verbindung noch kein sicherer Zugang. Melden Sie sich bei BundID einmal mit Online-Ausweis, ELSTER-Zertifikat oder zweitem Faktor an.
factors-identity-weak-text-mein-uk = So ist diese Verbindung noch kein sicherer Zugang. Melden Sie sich dort einmal mit Ihrem ELSTER-Organisationszertifikat an.
factors-identity-strengthen = Jetzt stärker ausweisen
factors-identity-away-bundid = BundID steht hier zurzeit nicht zur Verfügung
factors-identity-away-mein-uk = Mein Unternehmenskonto steht hier zurzeit nicht zur Verfügung
factors-identity-away-text = Damit können Sie sich gerade nicht anmelden. Sorgen Sie für einen anderen Zugang, zum Beispiel einen Passkey.
factors-connect-title = Mit diesem Konto verbinden?
factors-connect-title-fault = Es wurde nichts verbunden
factors-connect-again = Noch einmal beginnen
factors-connect-lead-bundid = Sie haben sich mit BundID ausgewiesen. Danach können Sie sich damit in diesem Konto anmelden.
factors-connect-lead-mein-uk = Sie haben sich mit Mein Unternehmenskonto ausgewiesen. Danach können Sie sich damit in diesem Konto anmelden.
factors-connect-identity = Ausgewiesen als
factors-connect-account = Konto
factors-connect-submit = Verbinden
factors-connect-fault-prove-again = Weisen Sie sich bitte noch einmal aus
factors-connect-fault-text-prove-again = Die Anmeldung dort ist länger als fünf Minuten her.
factors-connect-fault-taken = Diese Identität gehört schon zu einem anderen Konto
factors-connect-fault-text-taken = Eine Identität kann nur mit einem Konto verbunden sein. Melden Sie sich mit dem anderen Konto an und lösen Sie dort zuerst die Verbindung.
factors-connect-fault-has-another = Ihr Konto ist schon mit einer anderen Identität verbunden
factors-connect-fault-text-has-another = Lösen Sie zuerst die bisherige Verbindung in den Kontoeinstellungen.
factors-mail-identity-linked-subject = { $name } mit Ihrem Konto verbunden
factors-mail-identity-linked = Ihr Konto wurde mit { $name } verbunden. Damit kann man sich jetzt anmelden.
factors-mail-identity-unlinked-subject = Verbindung Ihres Kontos gelöst
factors-mail-identity-unlinked = Die Verbindung Ihres Kontos mit { $name } wurde gelöst.
factors-identity-about-bundid = Sie melden sich mit Online-Ausweis oder ELSTER für Personen über BundID an.
factors-identity-about-mein-uk = Sie melden sich mit ELSTER für Unternehmen über „Mein Unternehmenskonto“ an.

## „Passwort ändern" (S85), „Anmeldeoption löschen" (S86)
factors-password-title = Passwort ändern
factors-password-set-title = Passwort setzen
factors-password-lead = Auf anderen Geräten melden wir Sie dabei ab.
factors-password-set-lead = Mit einem Passwort melden Sie sich zusammen mit einem zweiten Faktor (TOTP) an. Allein öffnet es Ihr Konto nicht.
factors-password-current = Bisheriges Passwort
factors-password-current-missing = Geben Sie Ihr bisheriges Passwort ein.
factors-password-current-wrong = Das ist nicht Ihr bisheriges Passwort. Achten Sie auf Groß- und Kleinschreibung.
factors-password-forgotten = Bisheriges Passwort vergessen? <forgotten>Neues Passwort per E-Mail wählen</forgotten>
factors-password-new = Neues Passwort
factors-password-repeat = Neues Passwort wiederholen
factors-password-submit = Passwort speichern
factors-account-password-change-text = Ihr bisheriges Passwort durch ein neues ersetzen.
factors-account-password-set-text = Für die Anmeldung mit Passwort und zweitem Faktor.
factors-account-options-text = Passkeys, Passwort, zweiten Faktor und Verbindungen entfernen.
factors-account-done-password-changed = Ihr neues Passwort gilt ab sofort
factors-account-done-text-password-changed = Auf anderen Geräten haben wir Sie abgemeldet.
factors-account-done-password-set = Ihr Konto hat jetzt ein Passwort
factors-account-done-text-password-set = Richten Sie einen zweiten Faktor (TOTP) ein, damit Sie sich damit anmelden können.
factors-account-done-totp-removed = Der zweite Faktor ist entfernt
factors-account-done-text-totp-removed = Auf anderen Geräten haben wir Sie abgemeldet.
factors-options-title = Anmeldeoption löschen
factors-options-lead = Hier stehen alle Wege in Ihr Konto. Einer muss bleiben.
factors-options-passkey = Passkey
factors-options-password-totp = Passwort mit zweitem Faktor (TOTP)
factors-options-password = Passwort
factors-options-totp = Zweiter Faktor (TOTP)
factors-options-bundid = BundID
factors-options-mein-uk = Mein Unternehmenskonto
factors-options-state-last-way-in = Ihr einziger Zugang
factors-options-state-idle = Öffnet das Konto nicht allein
factors-options-delete = Löschen
factors-totp-remove-title = Zweiten Faktor löschen
factors-totp-remove-lead = Danach fragen wir Sie bei der Anmeldung nicht mehr nach einem Code.
factors-totp-remove-password = Mit dem zweiten Faktor löschen wir auch Ihr Passwort: Allein öffnet es das Konto nicht.
factors-totp-remove-text = Melden Sie sich danach mit Ihren übrigen Anmeldeoptionen an. Auf anderen Geräten melden wir Sie ab.
factors-totp-remove-last = Den zweiten Faktor können Sie jetzt nicht löschen
factors-totp-remove-last-text = Passwort und zweiter Faktor sind Ihr einziger Zugang. Erstellen Sie zuerst einen Passkey.
factors-mail-password-changed-subject = Passwort Ihres Kontos geändert
factors-mail-password-changed = Das Passwort Ihres Kontos wurde geändert. Andere Geräte wurden abgemeldet.
factors-mail-password-set-subject = Passwort für Ihr Konto gesetzt
factors-mail-password-set = Für Ihr Konto wurde ein Passwort gesetzt.
factors-mail-totp-removed-subject = Zweiter Faktor Ihres Kontos gelöscht
factors-mail-totp-removed = Der zweite Faktor (TOTP) Ihres Kontos wurde gelöscht.
factors-mail-totp-and-password-removed-subject = Zweiter Faktor und Passwort Ihres Kontos gelöscht
factors-mail-totp-and-password-removed = Der zweite Faktor (TOTP) und das Passwort Ihres Kontos wurden gelöscht.
