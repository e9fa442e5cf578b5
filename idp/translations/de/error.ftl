error-problem-title = Das hat nicht geklappt
error-problem-not_found-title = Diese Seite gibt es nicht
error-problem-not_found-text = Vielleicht ist die Adresse nicht ganz richtig, oder die Seite ist umgezogen.
error-problem-wrong_method-title = Diese Seite kann so nicht geöffnet werden
error-problem-wrong_method-text = Die Adresse gehört zu einem Formular. Öffnen Sie bitte die Seite, auf der das Formular steht.
error-problem-forbidden-title = Diese Seite ist nicht für Sie freigegeben
error-problem-forbidden-text = Melden Sie sich mit dem Konto an, für das die Seite gedacht ist.
error-problem-form_expired-title = Das Formular ist abgelaufen
error-problem-form_expired-text = Die Seite war zu lange offen oder der Browser nimmt keine Cookies an. Es ist nichts gespeichert worden. Öffnen Sie das Formular noch einmal.
error-problem-bad_request-title = Die Anfrage war unvollständig
error-problem-bad_request-text = Es ist nichts gespeichert worden. Gehen Sie bitte einen Schritt zurück und versuchen Sie es noch einmal.
error-problem-too_large-title = Die Eingabe ist zu lang
error-problem-too_large-text = Es ist nichts gespeichert worden. Kürzen Sie bitte Ihre Eingaben und versuchen Sie es noch einmal.
error-problem-too_many_tries-title = Zu viele Versuche
error-problem-too_many_tries-text =
    { $minutes ->
        [one] Zum Schutz Ihres Kontos ist eine kurze Pause nötig. Versuchen Sie es in einer Minute noch einmal.
       *[other] Zum Schutz Ihres Kontos ist eine kurze Pause nötig. Versuchen Sie es in { $minutes } Minuten noch einmal.
    }
error-problem-switched_off-title = Dieser Weg ist gesperrt
error-problem-switched_off-text = Nach zu vielen falschen Eingaben ist die Anmeldung mit Passwort oder Code gesperrt. Ihr Passkey funktioniert weiter. Um die Sperre aufzuheben, setzen Sie bitte ein neues Passwort über einen Link, den wir Ihnen per E-Mail schicken.
error-problem-reset = Neues Passwort setzen
error-problem-busy-title = Gerade ist viel los
error-problem-busy-text = Es ist nichts verloren gegangen. Versuchen Sie es in einigen Sekunden noch einmal.
error-problem-internal-title = Bei uns ist ein Fehler aufgetreten
error-problem-internal-text = Es tut uns leid. Versuchen Sie es bitte später noch einmal. Wenn es wieder geschieht, rufen Sie unseren Support an und nennen Sie die Nummer des Vorfalls.
error-problem-incident = Nummer des Vorfalls:
error-problem-again = Formular noch einmal öffnen
error-problem-home = Zur Anmeldung
error-problem-account = Zurück zum Konto
