## Konten und Team auf der Seite der Sachbearbeitung (S94, S95)
account-work-email = E-Mail-Adresse
account-work-state = Zustand
account-work-state-active = Aktiv
account-work-state-deactivated = Deaktiviert seit { $when }
account-work-since = Konto seit
account-work-last = Letzte Anmeldung
account-work-last-never = Noch keine
account-work-roles = Rollen
account-work-password = Passwort
account-work-password-yes = Vorhanden
account-work-password-no = Keines
account-work-totp = Zweiter Faktor (TOTP)
account-work-totp-since = Eingerichtet am { $day }
account-work-totp-none = Nicht eingerichtet
account-work-identities = Amtlicher Nachweis
account-work-identity-bundid = BundID
account-work-identity-mein-uk = Mein Unternehmenskonto
account-work-passkeys = Passkeys
account-work-passkeys-none = Keine
account-work-passkey = Eingerichtet am { $day }
account-work-passkey-used = zuletzt benutzt am { $day }
account-work-passkey-unused = noch nicht benutzt

account-work-back = Zurück
account-work-cancel = Abbrechen
account-work-own = Das ist Ihr eigenes Konto
account-work-own-text = Niemand ändert hier das eigene Konto. Bitten Sie eine Kollegin oder einen Kollegen darum.
account-work-colleague = Dieses Konto gehört zum Team
account-work-colleague-text = Rollen und Zustand ändern Sie auf der Seite des Teams.
account-work-colleague-lead = Nur die Teamleitung kann es deaktivieren und reaktivieren.
account-work-to-team = Im Team ansehen
account-work-to-team-list = Zum Team
account-work-two = Eine zweite Person muss das freigeben
account-work-two-text = Es geschieht erst, wenn eine Kollegin oder ein Kollege mit derselben Berechtigung es freigegeben hat.
account-work-ask = Zur Freigabe vorlegen
account-work-waits-text = Eine Änderung an diesem Konto ist noch nicht freigegeben. <approval>Zur Freigabe</approval>

account-work-reason = Grund
account-work-reason-own_wish = Auf Wunsch der Person
account-work-reason-lost_access = Gerät oder Passwort kann in fremden Händen sein
account-work-reason-misuse = Hinweise auf Missbrauch
account-work-reason-left_office = Nicht mehr im Jobcenter tätig oder lange abwesend
account-work-reason-other = Anderer Grund
account-work-reason-identified = Die Person hat sich ausgewiesen
account-work-reason-settled = Der Grund ist weggefallen
account-work-reason-mistake = Die Deaktivierung war ein Irrtum
account-work-change-note = Notiz
account-work-change-note-hint = Höchstens 200 Zeichen. Keine Angaben über andere Personen, keine Gesundheitsdaten.
account-work-change-reason-missing = Wählen Sie einen Grund aus.
account-work-change-note-long = Kürzen Sie die Notiz auf höchstens 200 Zeichen.
account-work-change-note-missing = Nennen Sie den anderen Grund in der Notiz.

account-work-search-title = Konto finden
account-work-search-lead = Sie finden ein Konto mit seiner vollständigen E-Mail-Adresse.
account-work-search-email-hint = Die E-Mail-Adresse ist der Benutzername.
account-work-search-button = Konto suchen
account-work-search-again = Anderes Konto suchen
account-work-search-email-wrong = Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.org.
account-work-search-none = Es gibt kein Konto mit dieser E-Mail-Adresse. Prüfen Sie die Schreibweise. Ein Konto entsteht erst, wenn die Adresse bestätigt ist.

account-work-account-title = Konto
account-work-deactivate = Konto deaktivieren
account-work-reactivate = Konto reaktivieren
account-work-deactivate-title = Konto deaktivieren?
account-work-deactivate-lead = Möchten Sie dieses Konto deaktivieren?
account-work-deactivate-out = Die Person wird sofort überall abgemeldet.
account-work-deactivate-in = Sie kann sich nicht mehr anmelden. Wer es mit den richtigen Zugangsdaten versucht, liest unsere Servicenummer.
account-work-deactivate-kept = Konto, Profile und Daten bleiben erhalten.
account-work-deactivate-mail = Die Person erhält eine E-Mail darüber, ohne den Grund.
account-work-reactivate-title = Konto reaktivieren?
account-work-reactivate-lead = Möchten Sie dieses Konto reaktivieren?
account-work-reactivate-in = Die Person kann sich wieder anmelden, mit denselben Zugangsdaten wie vorher.
account-work-reactivate-kept = Profile und Daten sind unverändert da.
account-work-reactivate-mail = Die Person erhält eine E-Mail darüber.
account-work-reactivate-check = Prüfen Sie vorher, mit wem Sie sprechen. Eine E-Mail-Adresse oder Kundennummer zu kennen genügt nicht.

account-work-recover = Wiederherstellungscode ausgeben
account-work-recover-title = Wiederherstellungs­code ausgeben
account-work-recover-lead = Die Person ist im Haus und hat ihren zweiten Faktor oder Passkey verloren.
account-work-recover-check = Lassen Sie sich einen amtlichen Lichtbildausweis zeigen, und vergleichen Sie Bild und Person. Eine E-Mail-Adresse oder Kundennummer zu kennen genügt nicht.
account-work-recover-code = Den Code sieht die zweite Person, wenn sie freigibt, und übergibt ihn. Er gilt 24 Stunden und einmal.
account-work-recover-first = Er öffnet das Konto nur zusammen mit dem Passwort oder einem Link per E-Mail.
account-work-recover-mail = Die Person erhält eine E-Mail darüber.
account-work-recover-evidence = Wie hat sich die Person ausgewiesen?
account-work-recover-evidence-hint = Zum Beispiel: Personalausweis, Bild verglichen. Keine Nummern. Höchstens 200 Zeichen.
account-work-recover-evidence-missing = Schreiben Sie, womit sich die Person ausgewiesen hat.

account-work-done-deactivated = Das Konto ist deaktiviert
account-work-done-reactivated = Das Konto ist reaktiviert
account-work-done-invited = Die Einladung ist verschickt
account-work-done-invited_again = Die Einladung ist noch einmal verschickt
account-work-done-withdrawn = Die Einladung ist zurückgezogen
account-work-done-roles_changed = Die Rollen sind geändert
account-work-done-roles_withdrawn = Alle Rollen sind entzogen

account-work-refused-last_lead = Das ist die letzte Teamleitung. Geben Sie zuerst einer anderen Person diese Rolle.
account-work-refused-already_staff = Diese Adresse gehört schon zum Team.
account-work-refused-own_account = Niemand ändert hier das eigene Konto. Bitten Sie eine Kollegin oder einen Kollegen darum.
account-work-refused-above_own_role = Das steht über Ihrer eigenen Rolle.
account-work-refused-same_person = Wer den Code vorgelegt hat, gibt ihn nicht frei.
account-work-refused-deactivated = Das Konto ist deaktiviert. Reaktivieren Sie es zuerst.
account-work-refused-changed = Das Konto hat sich inzwischen geändert. Laden Sie die Seite neu und sehen Sie nach.
account-work-refused-invalid = Der Anmeldedienst hat eine Angabe nicht angenommen. Prüfen Sie Ihre Eingaben.

account-work-team-title = Team
account-work-team-lead = Wer im Jobcenter mit dem Portal arbeitet, und mit welchen Rollen.
account-work-team-you = das sind Sie
account-work-team-view = Ansehen
account-work-team-invited = Offene Einladungen
account-work-team-invited-until = Eingeladen am { $from }, gültig bis { $until }
account-work-team-none-invited = Zurzeit ist niemand eingeladen.
account-work-team-again = Erneut senden
account-work-team-withdraw = Zurückziehen

account-work-member-title = Mitglied des Teams

account-work-invite-title = Kollegin oder Kollegen einladen
account-work-invite-lead = Die Person erhält eine E-Mail mit einem Link und richtet sich damit ein Konto ein, mit Passkey oder zweitem Faktor.
account-work-invite-email = Dienstliche E-Mail-Adresse
account-work-invite-email-hint = Die Adresse wird der Benutzername.
account-work-invite-email-wrong = Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.org.
account-work-invite-lang = Sprache der E-Mail
account-work-invite-lang-missing = Wählen Sie eine Sprache aus.
account-work-invite-button = Einladen

account-work-role-benefits = Legt Fälle an, ändert und schließt sie, stellt Freischaltcodes aus.
account-work-role-placement = Liest Fälle und stellt Freischaltcodes aus.
account-work-role-lead = Alles, was Leistung und Vermittlung dürfen; dazu Konten und das Team.
account-work-role-support = Findet Konten, deaktiviert und reaktiviert sie. Sieht keine Fälle.
account-work-role-audit = Liest das Protokoll und sieht, wer zum Team gehört. Ändert nichts.

account-work-invitation-send_again = Erneut senden
account-work-invitation-send_again-title = Einladung erneut senden?
account-work-invitation-send_again-lead = Die Person erhält eine neue E-Mail. Der Link aus der ersten gilt dann nicht mehr.
account-work-invitation-withdraw = Einladung zurückziehen
account-work-invitation-withdraw-title = Einladung zurückziehen?
account-work-invitation-withdraw-lead = Der Link aus der E-Mail gilt dann nicht mehr.

account-work-roles-title = Rollen ändern
account-work-roles-lead = Die Person wird überall abgemeldet und hat die neuen Rollen bei der nächsten Anmeldung.
account-work-roles-button = Rollen speichern
account-work-roles-none = Wählen Sie mindestens eine Rolle aus.
account-work-roles-leaves = Wer das Jobcenter verlässt oder nicht mehr mit dem Portal arbeitet, braucht keine Rolle mehr.

account-work-withdraw-title = Alle Rollen entziehen
account-work-withdraw-lead = Möchten Sie dieser Person alle Rollen entziehen?
account-work-withdraw-out = Sie wird sofort überall abgemeldet und gehört nicht mehr zum Team.
account-work-withdraw-kept = Ihr Konto bleibt ein gewöhnliches Konto wie das einer Kundin oder eines Kunden.
account-work-withdraw-button = Alle Rollen entziehen
