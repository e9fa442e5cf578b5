## Vier Augen: was eine zweite Person freigibt
approval-work-waits = Wartet auf Freigabe durch eine zweite Person
approval-work-until = Bis dahin geschieht nichts. Ohne Entscheidung verfällt es am { $when }.
approval-work-view = Ansehen
approval-work-asked = Vorgelegt von { $name } am { $when }
approval-work-back = Zu den Freigaben

approval-work-list-title = Freigaben
approval-work-list-lead = Manches geschieht erst, wenn eine zweite Person es freigibt.
approval-work-list-waiting = Wartet auf Sie
approval-work-list-nothing = Nichts wartet auf Sie
approval-work-list-nothing-text = Sobald eine Kollegin oder ein Kollege etwas vorlegt, das Sie freigeben können, steht es hier.
approval-work-list-asked = Von Ihnen vorgelegt
approval-work-list-none-asked = Sie haben in den letzten 30 Tagen nichts vorgelegt.

approval-work-approval-title = Freigabe
approval-work-what = Vorhaben
approval-work-whom = Betrifft
approval-work-roles = Neue Rollen
approval-work-no-roles = Keine mehr
approval-work-by = Vorgelegt von
approval-work-at = Vorgelegt am
approval-work-decided-by = Entschieden von
approval-work-decided-at = Entschieden am
approval-work-confirm-text = Mit Ihrer Freigabe geschieht es sofort und in Ihrem Namen. Prüfen Sie es so, als täten Sie es selbst.
approval-work-confirm = Freigeben
approval-work-refuse = Ablehnen
approval-work-withdraw = Zurückziehen
approval-work-nothing-done = Es ist nichts geschehen.
approval-work-too-late = Jemand anderes hat inzwischen entschieden oder ist gerade dabei. Sehen Sie nach, wie es steht.

approval-work-outcome-confirmed = Freigegeben und ausgeführt
approval-work-outcome-refused = Abgelehnt
approval-work-outcome-withdrawn = Zurückgezogen
approval-work-outcome-expired = Verfallen

approval-work-fault = Die Freigabe konnte nicht ausgeführt werden
approval-work-fault-last_lead = Es ist die letzte Teamleitung. Geben Sie zuerst einer anderen Person diese Rolle, oder lehnen Sie ab.
approval-work-fault-already_staff = Diese Adresse gehört inzwischen zum Team. Lehnen Sie ab.
approval-work-fault-own_account = Es betrifft das Konto der Person, die freigeben wollte. Eine andere Person muss entscheiden.
approval-work-fault-above_own_role = Es steht über der Rolle der Person, die freigeben wollte.
approval-work-fault-same_person = Wer es vorgelegt hat, kann es nicht freigeben. Eine andere Person muss entscheiden.
approval-work-fault-deactivated = Das Konto ist inzwischen deaktiviert. Lehnen Sie ab.
approval-work-fault-changed = Inzwischen hat sich etwas geändert. Lehnen Sie ab und legen Sie es bei Bedarf neu vor.
approval-work-fault-gone = Das Konto oder der Fall ist nicht mehr da. Lehnen Sie ab.
approval-work-fault-invalid = Eine Angabe wurde nicht angenommen. Lehnen Sie ab und legen Sie es neu vor.
approval-work-fault-forbidden = Die Rolle der Person, die freigeben wollte, reicht dafür nicht.
approval-work-fault-signed_out = Die Anmeldung der Person, die freigeben wollte, war nicht mehr gültig. Versuchen Sie es nach einer neuen Anmeldung noch einmal.
approval-work-fault-away = Der Anmeldedienst war nicht erreichbar. Versuchen Sie es noch einmal.
approval-work-fault-case_closed = Der Fall ist geschlossen. Lehnen Sie ab.
approval-work-fault-address = Die Anschrift im Fall ist unvollständig oder passt nicht in das Fenster des Umschlags. Lehnen Sie ab, und legen Sie es neu vor, sobald sie geändert ist.
approval-work-fault-glyph = Ein Zeichen in Name oder Anschrift kann nicht gedruckt werden. Lehnen Sie ab, und legen Sie es neu vor, sobald es im Fall geändert ist.
approval-work-fault-request_closed = Die Anfrage ist inzwischen beantwortet oder zurückgenommen. Lehnen Sie ab.
approval-work-fault-own_case = Es betrifft einen Fall oder eine Anfrage der Person, die freigeben wollte. Eine andere Person muss entscheiden.
approval-work-fault-askers_own = Es betrifft einen Fall oder eine Anfrage der Person, die es vorgelegt hat. Lehnen Sie ab.
approval-work-fault-asker_gone = Wer es vorgelegt hat, darf es nicht mehr. Lehnen Sie ab, und legen Sie es bei Bedarf selbst vor.
approval-work-fault-internal = Bei uns ist ein Fehler aufgetreten. Sehen Sie nach, wie es steht, und versuchen Sie es noch einmal.

approval-work-deed-deactivate = Konto deaktivieren
approval-work-deed-reactivate = Konto reaktivieren
approval-work-deed-recover = Wiederherstellungscode ausgeben
approval-work-deed-deactivate_staff = Konto aus dem Team deaktivieren
approval-work-deed-reactivate_staff = Konto aus dem Team reaktivieren
approval-work-deed-invite = In das Team einladen
approval-work-deed-change_roles = Rollen ändern
approval-work-deed-organisation_code = Freischaltcode für eine Organisation ausstellen
approval-work-deed-person_code = Freischaltcode für eine Person ausstellen
approval-work-deed-close_case = Fall schließen

approval-work-code-title = Wiederherstellungs­code
approval-work-code-once = Sie sehen diesen Code nur jetzt
approval-work-code-once-text = Schreiben Sie ihn ab oder drucken Sie diese Seite, bevor Sie sie verlassen.
approval-work-code-lead = Übergeben Sie diesen Code der Person selbst, nicht am Telefon und nicht per E-Mail.
approval-work-code-until = Gültig bis
approval-work-code-how = So geht es weiter: Bei der Anmeldung „Zweiten Faktor verloren?“ wählen, Benutzername und Passwort eingeben, dann den Code. Danach richtet die Person einen neuen Passkey oder zweiten Faktor ein.
