## Hilfe (S145, S146)
help-help-title = Hilfe
help-help-lead = So kommen Sie zu Ihrem Konto und zu Ihrem Profil.
help-help-account = In wenigen Schritten zum Konto
help-help-account-1 = Wählen Sie <signin>Anmelden</signin>. Sie kommen zum Anmeldedienst.
help-help-account-2 = Wählen Sie dort „Registrieren“, geben Sie Ihre E-Mail-Adresse an und legen Sie ein Passwort fest.
help-help-account-3 = Bestätigen Sie Ihre E-Mail-Adresse mit dem Link in der E-Mail. Er gilt 24 Stunden.
help-help-account-4 = Melden Sie sich an und sichern Sie das Konto mit einem Passkey oder einem zweiten Faktor ab.
help-help-profile = In wenigen Schritten zum Profil
help-help-profile-1 = Nach der Anmeldung wählen Sie Ihr Profil.
help-help-profile-2 = Haben Sie einen Brief mit einem Freischaltcode bekommen, geben Sie <code>den Freischaltcode ein</code>. Er gilt 90 Tage und nur einmal.
help-help-profile-none = Haben Sie keinen Code, <request>beantragen Sie einen online</request> oder rufen Sie uns an: { $phone }.
help-help-session = Wie lange Sie angemeldet bleiben
help-help-session-text = Nach { $minutes } Minuten ohne Klick melden wir Sie zu Ihrer Sicherheit ab. Wir sagen vorher Bescheid, und Sie können verlängern. Nach { $hours } Stunden müssen Sie sich in jedem Fall neu anmelden.
help-help-contact = So erreichen Sie uns
help-help-contact-support = Technische Fragen beantwortet unser Support: { $support_phone } ({ $support_hours }).
help-help-contact-office = Alles andere klären Sie mit uns unter { $phone } oder per E-Mail an <mail>{ $email }</mail>.
help-help-more = Hilfe beim Anmeldedienst
help-help-more-sign-in = Hilfe bei Problemen rund um die Anmeldung
help-help-more-passkeys = Hilfe und Informationen zu Passkeys
help-help-more-totp = Hilfe und Informationen zum Zweiten Faktor (TOTP)

## Impressum
help-imprint-title = Impressum
help-imprint-intro = Für dieses Portal ist verantwortlich:
help-imprint-phone = Telefon:
help-imprint-email = E-Mail:
help-imprint-support = Technischer Support
help-imprint-support-text = { $support_phone } ({ $support_hours })

## Datenschutz
help-privacy-title = Datenschutz
help-privacy-lead = Hier steht, welche Daten dieses Portal von Ihnen verarbeitet, wozu und wie lange.
help-privacy-who = Wer verantwortlich ist
help-privacy-what = Welche Daten wir verarbeiten
help-privacy-what-account = Vom Anmeldedienst erhalten wir eine Kennung Ihres Kontos, Ihre E-Mail-Adresse, Ihre Sprache und wie sicher Sie sich angemeldet haben. Ihr Passwort erfahren wir nie.
help-privacy-what-profile = Wenn Sie einen Freischaltcode eingeben, verknüpfen wir Ihr Konto mit Ihrem Fall bei uns: Name und Kundennummer.
help-privacy-what-session = Solange Sie angemeldet sind, merkt sich unser Server Ihre Sitzung: bis { $minutes } Minuten nach dem letzten Klick, höchstens { $hours } Stunden.
help-privacy-what-audit = An- und Abmeldungen, das Freischalten und wer Ihren Fall liest oder ändert, halten wir in einem Protokoll fest, damit Missbrauch erkannt wird. Ihre Einträge lesen Sie unter „Verlauf“.
help-privacy-cookies = Cookies
help-privacy-cookies-text = Wir setzen nur Cookies, ohne die das Portal nicht funktioniert: einen, der Ihren Browser wiedererkennt und Formulare schützt, einen für Ihre Sitzung und einen für die gewählte Sprache. Niemand verfolgt Sie damit, und es gibt keine Dienste Dritter.
help-privacy-account = Ihr Konto
help-privacy-account-text = Was der Anmeldedienst verarbeitet, steht in <provider>seiner Datenschutzerklärung</provider>.
help-privacy-rights = Ihre Rechte
help-privacy-rights-text = Sie können Auskunft, Berichtigung, Löschung und Einschränkung verlangen und sich bei einer Aufsichtsbehörde für den Datenschutz beschweren. Schreiben Sie uns oder rufen Sie an.

## Nutzungsbedingungen
help-terms-title = Nutzungsbedingungen
help-terms-lead = Das Portal ist ein kostenloses Angebot von { $operator }. Sie können alles auch auf anderem Weg mit uns erledigen.
help-terms-use = Bitte beachten Sie
help-terms-use-self = Nutzen Sie das Portal nur für sich selbst oder für die Organisation, die Sie vertreten.
help-terms-use-code = Geben Sie Ihren Freischaltcode und Ihre Zugangsdaten nicht weiter. Wenn Sie vermuten, dass jemand anders sie kennt, sagen Sie uns sofort Bescheid.
help-terms-use-true = Machen Sie richtige und vollständige Angaben.
help-terms-account = Für Ihr Konto gelten außerdem <provider>die Nutzungsbedingungen des Anmeldedienstes</provider>.

## Barrierefreiheit
help-accessibility-title = Erklärung zur Barrierefreiheit
help-accessibility-lead = { $operator } möchte, dass alle dieses Portal nutzen können. Es folgt den Regeln der WCAG 2.2, Stufe AA.
help-accessibility-keyboard = Alles lässt sich mit der Tastatur bedienen, und man sieht immer, wo man ist.
help-accessibility-zoom = Die Seiten lassen sich auf 400 % vergrößern und passen auf schmale Bildschirme.
help-accessibility-contrast = Schrift hebt sich im Verhältnis von mindestens 7 zu 1 vom Hintergrund ab, hell und dunkel.
help-accessibility-time = Bevor Ihre Zeit abläuft, fragen wir nach; Eingaben bleiben erhalten.
help-accessibility-gaps = Was noch fehlt
help-accessibility-gaps-text = Es gibt noch keine Videos in Deutscher Gebärdensprache, und nur eine Seite ist in Leichter Sprache geschrieben.
help-accessibility-tell = Eine Barriere melden
help-accessibility-tell-text = Sie sind auf ein Hindernis gestoßen? Schreiben Sie an <mail>{ $email }</mail> oder rufen Sie an: { $phone }. Wir antworten Ihnen und helfen Ihnen gleich auf anderem Weg weiter.

## Leichte Sprache
help-easy-language-title = Leichte Sprache
help-easy-language-note = Diese Seite gibt es nur auf Deutsch.
help-easy-language-line-1 = Das ist die Internet-Seite von { $operator }.
help-easy-language-line-2 = Sie können hier mit dem Jobcenter in Kontakt kommen.
help-easy-language-line-3 = Dafür brauchen Sie ein Konto.
help-easy-language-line-4 = Ein Konto ist wie ein Schlüssel für diese Seite.
help-easy-language-line-5 = Sie bekommen von uns einen Brief. In dem Brief steht ein Code.
help-easy-language-line-6 = Ein Code ist eine geheime Nummer. Sie geben den Code auf dieser Seite ein.
help-easy-language-line-7 = Dann wissen wir: Das sind wirklich Sie.
help-easy-language-line-8 = Haben Sie Fragen? Rufen Sie uns an. Unsere Nummer ist: { $phone }

## Gebärdensprache
help-sign-language-title = Gebärdensprache
help-sign-language-lead = Videos in Deutscher Gebärdensprache gibt es hier noch nicht.
help-sign-language-interpreter = Für ein Gespräch mit uns können Sie kostenlos eine Gebärdensprach-Dolmetscherin oder einen Gebärdensprach-Dolmetscher bekommen. Sagen Sie uns einfach vorher Bescheid.
help-sign-language-write = Schreiben Sie dazu an <mail>{ $email }</mail>.
