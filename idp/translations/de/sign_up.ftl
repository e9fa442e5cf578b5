## Registrierung (S26–S33)
sign-up-register-title = Registrierung
sign_up-register-lead = Registrieren Sie sich, um die Online-Angebote von { $operator } nutzen zu können.
sign_up-register-email = E-Mail-Adresse
sign_up-register-email-hint = Bitte geben Sie Ihre E-Mail-Adresse ein. Sie ist zugleich Ihr Benutzername.
sign_up-register-email-invalid = Geben Sie eine E-Mail-Adresse ein, an die wir Ihnen schreiben können, zum Beispiel name@beispiel.de
sign_up-register-password-heading = Passwort
sign_up-register-password = Passwort
sign_up-register-password-repeat = Passwort wiederholen
sign_up-register-consent-heading = Zustimmung und Einwilligung
sign_up-register-consent-lead = Zur Registrierung benötigen wir Ihre Zustimmung zu unseren Nutzungsbedingungen sowie Ihre Einwilligung zur Nutzung der E-Mail-Adresse.
sign_up-register-terms = Ich habe die <terms>Nutzungsbedingungen</terms> gelesen und akzeptiere sie.
sign_up-register-privacy = Ich willige ein, dass die E-Mail-Adresse von { $operator } im Sinne der <processing>Datenschutzerklärung, Kapitel „Verarbeitung der Registrierungsdaten“</processing>, erhoben und verarbeitet werden darf. Die Einwilligung kann gemäß der <withdrawal>Datenschutzerklärung, Kapitel „Widerrufsmöglichkeit“</withdrawal>, jederzeit ohne Angabe von Gründen mit Wirkung für die Zukunft widerrufen werden.
sign_up-register-terms-missing = Stimmen Sie den Nutzungsbedingungen zu, um sich zu registrieren.
sign_up-register-privacy-missing = Willigen Sie in die Nutzung Ihrer E-Mail-Adresse ein, um sich zu registrieren.
sign_up-register-submit = Registrieren
sign_up-register-cancel = Abbrechen

## Erfolg (S34)
sign-up-done-title = Registrierung
sign_up-done-success = Sie haben sich erfolgreich registriert.
sign_up-done-next = Ihr nächster Schritt:
sign_up-done-confirm = Bestätigen Sie bitte Ihre E-Mail-Adresse.
sign_up-done-open = Öffnen Sie dazu die E-Mail, die wir Ihnen gerade an diese E-Mail-Adresse gesandt haben.
sign_up-done-valid = Der Link in der E-Mail gilt 24 Stunden.
sign_up-done-nothing = Keine E-Mail bekommen?
sign_up-done-nothing-text = Sehen Sie auch im Spam-Ordner nach. Wenn sich ein Tippfehler eingeschlichen hat, <again>registrieren Sie sich noch einmal</again>.

## Bestätigung (S35–S37)
sign-up-confirm-title = Bestätigung der E-Mail-Adresse
sign_up-confirm-lead = Bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört:
sign_up-confirm-ask = Sie haben den Link in einem anderen Browser geöffnet als dem, in dem Sie sich registriert haben. Geben Sie deshalb bitte auch das Passwort ein, das Sie bei der Registrierung gewählt haben.
sign_up-confirm-password = Passwort
sign_up-confirm-password-wrong = Das ist nicht das Passwort, das Sie bei der Registrierung gewählt haben. Prüfen Sie Groß- und Kleinschreibung.
sign_up-confirm-submit = E-Mail-Adresse bestätigen
sign_up-confirm-not-me = Sie haben sich nicht registriert? Dann schließen Sie diese Seite. Ohne Ihre Bestätigung entsteht kein Konto.
sign-up-confirmed-title = Bestätigung der E-Mail-Adresse
sign_up-confirmed-success = Sie haben Ihre E-Mail-Adresse erfolgreich bestätigt.
sign_up-confirmed-already = Ihre E-Mail-Adresse ist bereits bestätigt.
sign_up-confirmed-text = Sie können sich jetzt im Portal von { $operator } mit der E-Mail-Adresse anmelden und unsere Online-Angebote nutzen.
sign_up-confirmed-sign-in = Zur Anmeldung
sign-up-dead-link-title = Dieser Link gilt nicht mehr
sign_up-dead_link-text = Der Link ist älter als 24 Stunden, wurde schon verwendet oder ist nicht vollständig.
sign_up-dead_link-again = Sie haben noch kein Konto? <again>Registrieren Sie sich noch einmal</again>.
sign_up-dead_link-have = Sie haben Ihre Adresse schon bestätigt? <sign_in>Melden Sie sich an</sign_in> oder <forgotten>setzen Sie Ihr Passwort zurück</forgotten>.

## Neue Person von BundID oder Mein UK
sign-up-new-person-title = Konto anlegen oder verbinden
sign_up-new-person-lead-bundid = Sie haben sich mit BundID angemeldet. Diese Identität gehört hier noch zu keinem Konto.
sign_up-new-person-lead-mein-uk = Sie haben sich mit Mein Unternehmenskonto angemeldet. Diese Identität gehört hier noch zu keinem Konto.
sign_up-new-person-have = Sie haben schon ein Konto?
sign_up-new-person-have-text = Melden Sie sich mit Ihrem Konto an und verbinden Sie es. Dafür haben Sie fünf Minuten Zeit.
sign_up-new-person-connect = Mit meinem Konto verbinden
sign_up-new-person-new = Neues Konto
sign_up-new-person-new-text = Wir brauchen eine E-Mail-Adresse, an die wir Ihnen schreiben können. Ein Passwort brauchen Sie nicht.
sign-up-elsewhere-title = Öffnen Sie den Link im anderen Browser
sign_up-elsewhere-text = Sie haben die Registrierung in einem anderen Browser begonnen. Öffnen Sie den Link aus der E-Mail dort.
sign_up-elsewhere-again = Geht das nicht, beginnen Sie bitte in diesem Browser noch einmal.
