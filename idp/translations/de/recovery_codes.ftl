## Wiederherstellungscodes
recovery-codes-codes-title = Wiederherstellungs­codes
recovery-codes-account-text = Codes zum Ausdrucken, für den Tag, an dem der zweite Faktor oder der Passkey verloren ist.
recovery-codes-codes-lead = Mit diesen Codes kommen Sie wieder in Ihr Konto, wenn Ihr Telefon oder Ihr Passkey verloren ist.
recovery-codes-codes-left =
    { $count ->
        [one] Ein Code ist noch gültig
       *[other] { $count } Codes sind noch gültig
    }
recovery-codes-codes-made = Erstellt am { $date }. Wir zeigen sie nicht noch einmal.
recovery-codes-codes-none = Sie haben keine Wiederherstellungs­codes
recovery-codes-codes-none-text = Wenn Sie Ihren einzigen zweiten Faktor verlieren, kommen Sie ohne Codes nicht mehr allein in Ihr Konto.
recovery-codes-codes-how = Sie bekommen zehn Codes. Jeder gilt einmal, und nur zusammen mit Ihrem Passwort oder einem Link, den wir an Ihre E-Mail-Adresse senden.
recovery-codes-codes-replaces = Neue Codes ersetzen die bisherigen. Diese gelten dann nicht mehr.
recovery-codes-codes-submit = Codes erstellen
recovery-codes-codes-back = Zurück
recovery-codes-made-title = Ihre Wiederherstellungs­codes
recovery-codes-made-once = Diese Codes sehen Sie nur jetzt
recovery-codes-made-once-text = Drucken Sie sie aus, oder schreiben Sie sie ab. Frühere Codes gelten nicht mehr.
recovery-codes-made-lead = Jeder Code gilt einmal. Sie brauchen einen, wenn Ihr zweiter Faktor oder Ihr Passkey verloren ist.
recovery-codes-made-account = Konto
recovery-codes-made-date = Erstellt am
recovery-codes-made-keep = Bewahren Sie die Codes getrennt von Telefon und Passwort auf, zum Beispiel bei Ihren Unterlagen. Geben Sie sie niemandem, auch uns nicht am Telefon.
recovery-codes-made-print = Drucken
recovery-codes-made-further = Weiter
recovery-codes-offer = Für den Notfall vorsorgen
recovery-codes-offer-text = Telefon verloren, Gerät kaputt? Mit Wiederherstellungscodes kommen Sie trotzdem in Ihr Konto.
recovery-codes-offer-second = Oder erstellen Sie einen <second>zweiten Passkey</second> auf einem anderen Gerät.
recovery-codes-offer-submit = Wiederherstellungscodes erstellen

## E-Mail
recovery-codes-mail-made-subject = Neue Wiederherstellungscodes für Ihr Konto
recovery-codes-mail-made = Für Ihr Konto wurden neue Wiederherstellungscodes erstellt. Frühere Codes gelten nicht mehr.
