## The office's work on codes and requests
code-work-case = Fall
code-work-name = Name
code-work-number = Kundennummer
code-work-born = Geburtsdatum
code-work-register = Registernummer
code-work-code = Name des Codes
code-work-to-case = Zum Fall

code-work-obstacle = So kann kein Freischaltcode ausgestellt werden
code-work-obstacle-closed = Der Fall ist geschlossen. Öffnen Sie ihn zuerst wieder.
code-work-obstacle-address = Der Fall hat keine Anschrift, an die ein Brief zugestellt werden kann: Es fehlen Straße oder Ort, oder eine Zeile ist zu lang für das Sichtfenster. Ändern Sie zuerst die Anschrift im Fall.
code-work-obstacle-glyph = Name oder Anschrift enthalten ein Zeichen, das unsere Schriften nicht drucken können. Ändern Sie die Schreibweise im Fall, oder lassen Sie den Betrieb die Schrift ergänzen.

code-work-issue-title = Freischaltcode ausstellen
code-work-issue-lead = Der Freischaltcode geht mit der Post an die Anschrift, die im Fall steht. Sie sehen ihn nicht.
code-work-issue-waiting = Der Code { $code } verliert dabei seine Gültigkeit
code-work-issue-waiting-text = Er wurde am { $day } ausgestellt und noch nicht benutzt. Es gilt immer nur der neueste Brief.
code-work-issue-address = Anschrift im Fall
code-work-issue-no-address = Keine
code-work-issue-language = Sprache des Briefs
code-work-issue-submit = Ausstellen und Brief senden

code-work-revoke-title = Freischaltcode widerrufen
code-work-revoke-lead = Mit diesem Code kann dann niemand mehr ein Profil freischalten. Ein Profil, das schon freigeschaltet ist, bleibt freigeschaltet.
code-work-revoke-issued = Ausgestellt
code-work-revoke-over = Dieser Code wartet nicht mehr
code-work-revoke-over-text = Er wurde benutzt, widerrufen oder gesperrt, oder er ist abgelaufen. Was mit ihm geschehen ist, steht im Fall.
code-work-revoke-submit = Code widerrufen

code-work-worklist-title = Anfragen
code-work-worklist-lead = Diese Personen möchten einen Freischaltcode mit der Post. Die älteste Anfrage steht oben.
code-work-worklist-asked = Eingegangen: { $day }
code-work-worklist-own = Ihre eigene Anfrage: Das beantwortet jemand anders.
code-work-worklist-answer = Beantworten
code-work-worklist-empty = Keine offenen Anfragen
code-work-worklist-empty-text = Hier stehen Anträge auf einen Freischaltcode, sobald jemand online einen stellt.
code-work-worklist-answered = Der Freischaltcode ist ausgestellt
code-work-worklist-answered-text = Der Brief geht an die Anschrift, die im Fall steht. Wer gefragt hat, erhält eine E-Mail.
code-work-worklist-declined = Die Anfrage ist abgelehnt
code-work-worklist-declined-text = Wer gefragt hat, erhält eine E-Mail und liest den Grund nach der Anmeldung.

code-work-request-title = Anfrage beantworten
code-work-request-no-number = Nicht angegeben
code-work-request-email = E-Mail-Adresse des Kontos
code-work-request-no-email = Nicht bekannt
code-work-request-asked = Eingegangen
code-work-request-pick = Freischaltcode ausstellen
code-work-request-pick-text = Wählen Sie den Fall, zu dem die Anfrage gehört. Der Brief geht an die Anschrift, die im Fall steht, nie an eine andere.
code-work-request-search = Anderen Fall suchen
code-work-request-search-hint = Name, Geburtsdatum, Kundennummer oder Registernummer
code-work-request-search-button = Suchen
code-work-request-cases = Gefundene Fälle
code-work-request-born-fits = Geburtsdatum { $day } stimmt überein.
code-work-request-born-differs = Geburtsdatum { $day } weicht ab.
code-work-request-register-fits = Registernummer { $number } stimmt überein.
code-work-request-register-differs = Registernummer { $number } weicht ab.
code-work-request-number-fits = Kundennummer stimmt überein.
code-work-request-number-differs = Kundennummer weicht ab.
code-work-request-closed = Geschlossen.
code-work-request-look = Fall ansehen
code-work-request-answer = Ausstellen und Brief senden
code-work-request-back = Zu den Anfragen
code-work-request-none = Kein passender Fall gefunden
code-work-request-none-text = Suchen Sie nach anderen Angaben, oder lehnen Sie die Anfrage ab.
code-work-request-decline = Anfrage ablehnen
code-work-request-decline-text = Wer gefragt hat, liest diesen Satz. Er sagt nicht, ob es einen Fall gibt.
code-work-request-reason = Grund
code-work-request-decline-submit = Ablehnen
code-work-request-case-empty = Wählen Sie einen Fall.
code-work-request-reason-empty = Wählen Sie einen Grund.

code-work-closed-title = Anfrage schon erledigt
code-work-closed-notice = Hier ist nichts mehr zu tun
code-work-closed-text = Jemand hat die Anfrage inzwischen beantwortet, oder sie wurde zurückgezogen. Was Sie gerade gesendet haben, hat nichts geändert.
