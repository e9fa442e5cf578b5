## Freischaltcode online beantragen (S57, S93)
requests-link = Freischaltcode online beantragen
requests-or-call = Oder rufen Sie uns an:

requests-request-title = Freischaltcode beantragen
requests-request-lead = Wir senden Ihnen einen Freischaltcode mit der Post. Mit ihm verknüpfen Sie Ihr Konto mit Ihren Daten bei uns.
requests-request-address = Der Brief geht nur an die Anschrift, die wir von Ihnen haben
requests-request-address-text = Eine andere Anschrift können Sie hier nicht angeben. Sind Sie umgezogen? Dann teilen Sie uns zuerst Ihre neue Anschrift mit, am Telefon oder persönlich.
requests-request-name = Vor- und Nachname
requests-request-name-hint = So, wie er in unseren Briefen steht
requests-request-organisation = Name des Unternehmens oder der Institution
requests-request-customer_number = Kundennummer
requests-request-customer_number-hint = Falls Sie sie kennen, zum Beispiel 123A456789. Sie steht in unseren Briefen.
requests-request-submit = Freischaltcode beantragen
requests-request-for-organisation = Beantragen Sie den Code für ein Unternehmen oder eine Institution? Dann geben Sie <other>die Registernummer</other> statt des Geburtsdatums an.
requests-request-for-person = Beantragen Sie den Code für sich selbst? Dann geben Sie <other>das Geburtsdatum</other> statt der Registernummer an.
requests-request-open = Ihr Antrag ist am { $day } eingegangen
requests-request-open-text = Wir prüfen Ihre Angaben und antworten Ihnen. Sobald wir geantwortet haben, erhalten Sie eine E-Mail.
requests-request-withdraw = Antrag zurückziehen
requests-request-answered = Am { $day } beantwortet: Der Brief ist unterwegs
requests-request-answered-text = Der Freischaltcode kommt mit der Post an die Anschrift, die wir von Ihnen haben. Rechnen Sie mit einigen Tagen.
requests-request-declined = Am { $day } abgelehnt: Bitte melden Sie sich bei uns
requests-request-again = Neuen Antrag stellen
requests-request-name-empty = Geben Sie den Namen ein.
requests-request-name-wrong = Ein Name hat höchstens 100 Zeichen und steht in einer Zeile.
requests-request-birth_date-empty = Geben Sie das Geburtsdatum ein.
requests-request-birth_date-wrong = Geben Sie das Geburtsdatum mit Tag, Monat und Jahr ein, zum Beispiel 27.03.1985.
requests-request-birth_date-future = Das Geburtsdatum liegt in der Zukunft. Prüfen Sie das Jahr.
requests-request-register_number-empty = Geben Sie die Registernummer ein.
requests-request-register_number-wrong = Eine Registernummer besteht aus Buchstaben und Ziffern, zum Beispiel HRB 12345.
requests-request-customer_number-wrong = Eine Kundennummer hat drei Ziffern, einen Buchstaben und sechs Ziffern, zum Beispiel 123A456789. Sie können das Feld auch leer lassen.

requests-reason-unclear = Ihre Angaben reichen uns nicht aus, um Ihnen einen Freischaltcode zu senden.
requests-reason-identity = Bitte kommen Sie zu uns und bringen Sie einen Ausweis mit. Dann können wir Ihnen einen Freischaltcode ausstellen.
requests-reason-elsewhere = Nach Ihren Angaben ist ein anderes Jobcenter für Sie zuständig. Bitte wenden Sie sich dorthin.
