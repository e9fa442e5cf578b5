## Zugänge einer Organisation (S6)
colleagues-back = Zurück zu den Zugängen
colleagues-no-email = Konto ohne E-Mail-Adresse
colleagues-role-admin = Admin
colleagues-role-admin-hint = Darf auch Zugänge vergeben und entziehen.
colleagues-role-member = Mitglied
colleagues-role-member-hint = Handelt im Portal für Ihre Organisation.
colleagues-state-open = Noch nicht eingelöst
colleagues-state-used = Eingelöst
colleagues-state-revoked = Zurückgezogen
colleagues-state-expired = Abgelaufen
colleagues-state-blocked = Gesperrt nach falschen Eingaben

colleagues-list-title = Zugänge verwalten
colleagues-list-lead = Diese Personen handeln im Portal für { $organisation }. Jede hat ein eigenes Konto.
colleagues-list-members = Personen mit Zugang
colleagues-list-since = Dabei seit { $day }
colleagues-list-me = das sind Sie
colleagues-list-change = Ändern
colleagues-list-codes = Freischaltcodes für weitere Personen
colleagues-list-code = Code { $code }…, erstellt am { $issued }, gültig bis { $expires }
colleagues-list-revoke = Zurückziehen
colleagues-list-no-codes = Zurzeit ist kein Freischaltcode unterwegs.
colleagues-list-new = Freischaltcode erstellen
colleagues-list-done-withdrawn = Der Zugang ist entzogen. Wir haben die Person per E-Mail informiert.
colleagues-list-done-role_changed = Die Rechte sind geändert. Wir haben die Person per E-Mail informiert.
colleagues-list-done-revoked = Der Freischaltcode gilt nicht mehr.

colleagues-wish-title = Freischaltcode erstellen
colleagues-wish-lead = Mit einem Freischaltcode geben Sie einer Kollegin oder einem Kollegen Zugang zu { $organisation }.
colleagues-wish-how = Sie sehen den Code nur einmal und geben ihn selbst weiter, zum Beispiel ausgedruckt. Er gilt { $days } Tage und für eine Person.
colleagues-wish-label = Für wen ist der Code?
colleagues-wish-label-hint = Zum Beispiel ein Name. Nur die Admins Ihrer Organisation sehen das.
colleagues-wish-label-empty = Geben Sie an, für wen der Code ist.
colleagues-wish-label-wrong = Verwenden Sie höchstens 100 Zeichen in einer Zeile.
colleagues-wish-role = Was darf diese Person?
colleagues-wish-submit = Freischaltcode erstellen
colleagues-wish-full = { $most } Freischaltcodes sind noch nicht eingelöst
colleagues-wish-full-text = Mehr sind nicht möglich. Ziehen Sie einen Code zurück, den niemand mehr braucht.

colleagues-code-title = Freischaltcode für Ihre Organisation
colleagues-code-once = Dieser Code wird nur jetzt angezeigt
colleagues-code-once-text = Drucken Sie die Seite oder kopieren Sie den Code. Wenn Sie die Seite verlassen, können wir ihn nicht noch einmal zeigen.
colleagues-code-lead = Mit diesem Freischaltcode kann eine Person im Portal für { $organisation } handeln.
colleagues-code-qr = QR-Code mit der Adresse des Portals und dem Freischaltcode
colleagues-code-for = Für
colleagues-code-code = Freischaltcode
colleagues-code-copy = Code kopieren
colleagues-code-until = Gültig bis
colleagues-code-role = Rechte
colleagues-code-how = So wird der Code eingelöst
colleagues-code-step-open = QR-Code scannen oder diese Adresse öffnen:
colleagues-code-step-sign-in = Mit dem eigenen Konto anmelden. Wer noch keines hat, registriert sich dort.
colleagues-code-step-enter = Freischaltcode und Registernummer der Organisation eingeben.
colleagues-code-register = Die Registernummer Ihrer Organisation ist { $number } ({ $court }). Sie wird nicht mitgedruckt: Nennen Sie sie der Person getrennt vom Code.
colleagues-code-print = Seite drucken
colleagues-code-back = Fertig

colleagues-shown-title = Der Code wurde schon angezeigt
colleagues-shown-lead = Zu diesem Formular gibt es schon einen Freischaltcode. Wir können ihn kein zweites Mal zeigen.
colleagues-shown-text = Haben Sie ihn nicht notiert? Dann ziehen Sie ihn zurück und erstellen Sie einen neuen.

colleagues-member-title = Zugang ändern
colleagues-member-name = Name laut Mein Unternehmenskonto
colleagues-member-email = E-Mail-Adresse
colleagues-member-for = Organisation
colleagues-member-since = Dabei seit
colleagues-member-role = Rechte ändern
colleagues-member-make-admin = Zum Admin machen
colleagues-member-make-admin-text = Admins geben anderen Zugang, ändern Rechte und entziehen Zugänge, auch Ihren.
colleagues-member-make-member = Admin-Rechte entziehen
colleagues-member-make-member-text = Die Person handelt weiter für Ihre Organisation, verwaltet aber keine Zugänge mehr. Ihre offenen Freischaltcodes gelten dann nicht mehr.
colleagues-member-make-me-member-text = Sie handeln weiter für Ihre Organisation, verwalten aber keine Zugänge mehr. Ihre offenen Freischaltcodes gelten dann nicht mehr.
colleagues-member-withdraw = Zugang entziehen
colleagues-member-withdraw-text = Die Person kann sofort nicht mehr für Ihre Organisation handeln. Ihr Konto behält sie. Freischaltcodes, die sie erstellt hat, gelten dann nicht mehr. Wir informieren sie per E-Mail.

colleagues-leave-title = Organisation verlassen
colleagues-leave-lead = Möchten Sie nicht mehr für diese Organisation handeln?
colleagues-leave-text = Ihr Konto und Ihre anderen Profile bleiben bestehen. Für einen neuen Zugang brauchen Sie wieder einen Freischaltcode.
colleagues-leave-admin = Freischaltcodes, die Sie erstellt haben, gelten dann nicht mehr.
colleagues-leave-button = Organisation verlassen

colleagues-last-admin-title = Ihre Organisation braucht einen Admin
colleagues-last-admin-lead = Sie sind zurzeit die einzige Person, die die Zugänge zu { $organisation } verwaltet. Deshalb geht das jetzt nicht.
colleagues-last-admin-others = Machen Sie zuerst eine andere Person zum Admin. Öffnen Sie dazu „Zugänge verwalten“ und dort „Ändern“.
colleagues-last-admin-alone = Geben Sie zuerst einer anderen Person Zugang. Erstellen Sie dazu unter „Zugänge verwalten“ einen Freischaltcode mit Admin-Rechten.
colleagues-last-admin-nobody = Gibt es niemanden, der das übernimmt?
colleagues-last-admin-nobody-text = Rufen Sie uns an. Wir können Ihren Zugang beenden.

colleagues-not-admin-title = Zugänge verwalten nur Admins
colleagues-not-admin-member = Sie handeln für { $organisation }, sind dort aber kein Admin.
colleagues-not-admin-member-text = Wenn eine Kollegin oder ein Kollege Zugang braucht, fragen Sie einen Admin Ihrer Organisation.
colleagues-not-admin-nobody = Sie haben gerade kein Profil einer Organisation ausgewählt, die Sie verwalten.
colleagues-not-admin-nobody-text = Wenn Ihre Organisation einen Freischaltcode von uns erhalten hat, geben Sie ihn zuerst ein.
colleagues-not-admin-elsewhere = In einem anderen Profil Ihres Kontos sind Sie Admin. Wechseln Sie dorthin.
