## Öffentliche Startseite (S17, S145)
start-welcome-title = Willkommen, wie können wir Sie weiterbringen?
start-welcome-lead = Hier erledigen Sie Ihre Anliegen beim { $operator } online: sicher, rund um die Uhr und ohne Papier.
start-welcome-audiences = Für wen sind Sie hier?
start-welcome-sign-in = Anmelden
start-welcome-people = Privatpersonen
start-welcome-people-text = Sie beziehen Leistungen oder möchten sie beantragen? Mit Ihrem Konto und dem Freischaltcode aus unserem Brief sehen Sie Ihre Daten und Ihre Kundennummer.
start-welcome-companies = Unternehmen
start-welcome-companies-text = Sie stellen Menschen ein oder beschäftigen sie? Für Ihr Unternehmen brauchen Sie immer einen Freischaltcode. Sie erhalten ihn von Ihrer Ansprechperson bei uns oder von der Person, die das Profil Ihres Unternehmens verwaltet.
start-welcome-institutions = Institutionen
start-welcome-institutions-text = Sie arbeiten für einen Träger, eine Schule oder eine Behörde? Auch für Institutionen gibt es ein eigenes Profil, das mit einem Freischaltcode eröffnet wird.
start-welcome-how = In fünf Schritten zu Ihrem Bereich
start-welcome-step-1 = Wählen Sie <signin>Anmelden</signin> und dann „Registrieren“, wenn Sie noch kein Konto haben.
start-welcome-step-2 = Geben Sie Ihre E-Mail-Adresse an und legen Sie ein Passwort fest.
start-welcome-step-3 = Bestätigen Sie Ihre E-Mail-Adresse mit dem Link, den wir Ihnen senden.
start-welcome-step-4 = Sichern Sie Ihr Konto ab: mit einem Passkey oder einem zweiten Faktor.
start-welcome-step-5 = Geben Sie den Freischaltcode aus unserem Brief ein.
start-welcome-more = Mehr dazu steht in der <help>Hilfe</help>.
