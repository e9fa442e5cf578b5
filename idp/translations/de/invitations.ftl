## Einladung zur Mitarbeit
invitations-new-title = Einladung zur Sachbearbeitung
invitations-known-title = Einladung zur Sachbearbeitung
invitations-other-title = Einladung zur Sachbearbeitung
invitations-lead = { $operator } lädt Sie ein, in der Sachbearbeitung mitzuarbeiten.
invitations-roles = Ihre Aufgaben
invitations-role-benefits = Leistungen: Fälle anlegen und ändern, Freischaltcodes ausstellen
invitations-role-placement = Vermittlung: Fälle lesen, Freischaltcodes ausstellen
invitations-role-lead = Leitung: Fälle bearbeiten, Kolleginnen und Kollegen einladen, Konten deaktivieren und reaktivieren
invitations-role-support = Technischer Support: Konten finden, deaktivieren und reaktivieren
invitations-role-audit = Revision: das Prüfprotokoll lesen
invitations-for = Die Einladung gilt für diese E-Mail-Adresse:
invitations-until = Sie gilt bis { $until } und nur einmal.
invitations-accept = Einladung annehmen
invitations-not-me = Sie wissen nichts von dieser Einladung? Dann schließen Sie diese Seite. Ohne Ihre Zustimmung ändert sich nichts.

invitations-new-password-heading = Ihr Passwort
invitations-new-password-lead = Mit dieser E-Mail-Adresse gibt es noch kein Konto. Wählen Sie ein Passwort. Danach sichern Sie das Konto mit einem Passkey oder einem zweiten Faktor.

invitations-known-sign-in-text = Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an, um die Einladung anzunehmen.
invitations-known-sign-in = Anmelden
invitations-known-secure-title = Sichern Sie zuerst Ihr Konto
invitations-known-secure-text = In der Sachbearbeitung reicht ein Passwort allein nicht. Richten Sie einen Passkey oder einen zweiten Faktor ein. Öffnen Sie danach den Link in unserer E-Mail noch einmal.
invitations-known-secure = Konto absichern
invitations-known-accept-text = Wenn Sie die Einladung annehmen, werden Sie auf allen anderen Geräten abgemeldet.
invitations-known-not-now = Jetzt nicht

invitations-other-text = Sie sind mit einem anderen Konto angemeldet.
invitations-other-why = Nur wer die eingeladene E-Mail-Adresse hat, kann die Einladung annehmen. Melden Sie sich ab, um fortzufahren.
invitations-other-signed-in = Sie sind angemeldet als:
invitations-other-sign-out = Abmelden und fortfahren
invitations-other-stay = Angemeldet bleiben

invitations-over-dead-title = Diese Einladung gilt nicht mehr
invitations-over-dead-text = Die Einladung ist älter als sieben Tage, wurde zurückgenommen oder durch eine neue ersetzt, oder der Link ist nicht vollständig.
invitations-over-dead-next = Sehen Sie nach, ob Sie eine neuere E-Mail von uns haben. Sonst bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.
invitations-over-sign-in = Zur Anmeldung
invitations-over-accepted-title = Die Einladung ist angenommen
invitations-over-accepted-text = Diese Einladung wurde schon angenommen. Melden Sie sich an, um zu arbeiten.
invitations-over-office = Zur Sachbearbeitung

invitations-mail-subject = Einladung zur Sachbearbeitung
invitations-mail-intro = { $operator } lädt Sie ein, in der Sachbearbeitung mitzuarbeiten. Ihre Aufgaben:
invitations-mail-ask = Öffnen Sie diesen Link, um die Einladung anzunehmen:
invitations-mail-important = Der Link gilt bis { $until } und nur einmal. Geben Sie ihn nicht weiter.
invitations-mail-for = Die Einladung gilt für die E-Mail-Adresse { $email }.
invitations-mail-not-me = Sie wissen nichts von dieser Einladung? Dann löschen Sie diese E-Mail. Ohne Ihre Zustimmung ändert sich nichts.
