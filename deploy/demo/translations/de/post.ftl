## Die Post der Vorführung: was sonst Mailprogramm und Briefkasten wären
post-stays = Vorführung: Alles bleibt auf diesem Rechner.
post-back = Zur Übersicht

post-index-title = Post
post-index-about = Hier landen alle E-Mails und alle Briefe, die Anmeldedienst und Portal verschicken. Nichts davon verlässt diesen Rechner.
post-index-to = Empfängerin oder Empfänger
post-index-search = Suchen
post-index-all = Alle zeigen
post-index-letters = Briefe
post-index-mails = E-Mails
post-index-mail-when = An { $to }
post-index-no-letters = Keine Briefe
post-index-no-letters-text = Sobald das Portal einen Freischaltcode verschickt, liegt der Brief hier.
post-index-no-mails = Keine E-Mails
post-index-no-mails-text = Registrieren Sie sich mit einer beliebigen E-Mail-Adresse. Die Bestätigung kommt hier an.

post-mail-title = E-Mail
post-mail-no-subject = (ohne Betreff)
post-mail-from = Von
post-mail-to = An
post-mail-received = Empfangen
post-mail-text = Text
post-mail-html = Gestaltete Fassung
post-mail-html-hint = Verweise öffnen sich in einem neuen Tab.
post-mail-original = Als Datei speichern

post-letter-title = Brief
post-letter-to = Brief an { $name }
post-letter-address = Anschrift
post-letter-received = Verschickt
post-letter-pdf = Brief als PDF öffnen
post-letter-text = Text des Briefes

post-missing-title = Das liegt hier nicht
post-missing-text = Unter dieser Adresse gibt es keine Nachricht und keinen Brief.
