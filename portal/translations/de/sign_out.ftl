sign-out-left-title = Sie sind abgemeldet
sign-out-left-text = Ihre Sitzung ist beendet.
sign-out-left-shared = Wenn auch andere diesen Computer benutzen, schließen Sie bitte alle Fenster des Browsers.
sign-out-left-again = Wieder anmelden
sign-out-left-home = Zur Startseite
