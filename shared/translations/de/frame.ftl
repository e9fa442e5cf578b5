## The frame around every page (S9–S14, S74)
language-name = Deutsch

frame-skip = Zum Inhalt springen
frame-title-error = Fehler:
frame-meta = Verständlichkeit und Sprache
frame-sign-language = Gebärdensprache
frame-easy-language = Leichte Sprache
frame-language = Sprache
frame-sign-in = Anmelden
frame-sign-out = Abmelden
frame-profile = Profil
frame-menu = Menü
frame-breadcrumb = Sie sind hier
frame-areas = Bereiche
frame-footer = Über dieses Portal
frame-home = Startseite
frame-help = Hilfe
frame-accessibility = Barrierefreiheit
frame-privacy = Datenschutz
frame-imprint = Impressum
frame-support = Technischer Support: { $support_phone } ({ $support_hours })

frame-clock-label = Sie bleiben angemeldet für
frame-clock = { $minutes } Min.
frame-clock-ended = abgelaufen
frame-ends-soon =
    { $minutes ->
        [one] In einer Minute werden Sie abgemeldet
       *[other] In { $minutes } Minuten werden Sie abgemeldet
    }
frame-ends-text = Möchten Sie weiter arbeiten? Ihre Eingaben auf dieser Seite bleiben erhalten.
frame-go-on = Weiter arbeiten
frame-extend-failed = Das hat nicht geklappt. Prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal.
frame-over-title = Ihre Sitzung ist abgelaufen
frame-over-text = Zu Ihrer Sicherheit haben wir Sie abgemeldet. Was Sie hier eingegeben haben, steht noch auf dieser Seite. Melden Sie sich in einem neuen Tab wieder an und senden Sie danach ab.
frame-restored-title = Ihre Eingaben sind noch da
frame-restored-text = Sie mussten sich zwischendurch anmelden. Was Sie eingegeben hatten, haben wir aufgehoben und noch nicht verwendet, außer Passwörtern und Codes. Prüfen Sie es und senden Sie es noch einmal ab.
frame-over-sign-in = In einem neuen Tab anmelden

## Forms
form-required-hint = Bitte alle mit * markierten Felder ausfüllen
form-error-word = Fehler
form-summary =
    { $count ->
        [one] Bitte prüfen Sie eine Angabe
       *[other] Bitte prüfen Sie { $count } Angaben
    }
form-password-show = Anzeigen
form-password-hide = Verbergen
form-rule-done = erfüllt
form-rule-open = noch nicht erfüllt
form-rules-all = Alle Kriterien sind erfüllt.

## Blocks
notice-info = Hinweis
notice-success = Erfolg
notice-warning = Achtung
notice-danger = Fehler
copy-key = Schlüssel kopieren
copy-done = Kopiert
copy-failed = Kopieren ging nicht. Markieren Sie den Text und kopieren Sie ihn selbst.
summary-change = Ändern
task-done = Erledigt
task-now = Jetzt
task-later = Folgt

## Passkeys
passkey-create-cancelled = Es wurde kein Passkey erstellt. Versuchen Sie es noch einmal und folgen Sie der Anzeige Ihres Geräts.
passkey-create-failed = Der Passkey konnte nicht gespeichert werden. Versuchen Sie es bitte noch einmal.
passkey-get-cancelled = Die Anmeldung mit Passkey wurde nicht abgeschlossen. Versuchen Sie es noch einmal oder wählen Sie einen anderen Weg.
passkey-get-failed = Mit diesem Passkey konnten wir Sie nicht anmelden. Versuchen Sie es noch einmal oder wählen Sie einen anderen Weg.
passkey-exists = Auf diesem Gerät ist schon ein Passkey für Ihr Konto eingerichtet.
passkey-unsupported = Dieser Browser kann keine Passkeys verwenden. Wählen Sie bitte einen anderen Weg.

## Dates
format-date = { $day_padded }.{ $month_padded }.{ $year }
format-date-long = { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    } { $year }
format-date-time = { $day_padded }.{ $month_padded }.{ $year }, { $hour }:{ $minute_padded } Uhr
