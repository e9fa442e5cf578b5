error-problem-title = Das hat nicht geklappt
error-problem-not_found-title = Diese Seite gibt es nicht
error-problem-not_found-text = Vielleicht ist die Adresse nicht ganz richtig, oder die Seite ist umgezogen.
error-problem-wrong_method-title = Diese Seite kann so nicht geöffnet werden
error-problem-wrong_method-text = Die Adresse gehört zu einem Formular. Öffnen Sie bitte die Seite, auf der das Formular steht.
error-problem-forbidden-title = Diese Seite ist nicht für Sie freigegeben
error-problem-forbidden-text = Melden Sie sich mit dem Konto an, für das die Seite gedacht ist.
error-problem-role_missing-title = Diese Seite gehört nicht zu Ihren Aufgaben
error-problem-role_missing-text = Ihre Rolle erlaubt das nicht. Wenn Sie die Seite für Ihre Arbeit brauchen, sprechen Sie bitte Ihre Teamleitung an.
error-problem-own_case-title = Das ist Ihr eigener Fall
error-problem-own_case-text = Niemand bearbeitet den eigenen Fall. Bitten Sie eine Kollegin oder einen Kollegen, ihn zu übernehmen.
error-problem-already_waiting-title = Dazu wartet schon etwas anderes
error-problem-already_waiting-text = Zu diesem Konto oder Fall hat jemand schon etwas anderes zur Freigabe vorgelegt. Ihr Vorhaben ist nicht vorgelegt. Warten Sie die Entscheidung ab, oder sprechen Sie sich mit Ihrer Kollegin oder Ihrem Kollegen ab.
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
error-problem-provider_away-title = Die Anmeldung ist gerade nicht erreichbar
error-problem-provider_away-text = Der Anmeldedienst antwortet nicht. Es ist nichts verloren gegangen. Versuchen Sie es in einigen Sekunden noch einmal.
error-problem-busy-title = Gerade ist viel los
error-problem-busy-text = Es ist nichts verloren gegangen. Versuchen Sie es in einigen Sekunden noch einmal.
error-problem-internal-title = Bei uns ist ein Fehler aufgetreten
error-problem-internal-text = Es tut uns leid. Versuchen Sie es bitte später noch einmal. Wenn es wieder geschieht, rufen Sie unseren Support an und nennen Sie die Nummer des Vorfalls.
error-problem-incident = Nummer des Vorfalls:
error-problem-approvals = Zu den Freigaben
error-problem-again = Noch einmal versuchen
error-problem-home = Zur Startseite
