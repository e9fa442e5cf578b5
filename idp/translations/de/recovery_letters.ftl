## Wiederherstellungscode per Brief
recovery-letters-stop-title = Brief stoppen
recovery-letters-stop-lead = Jemand hat einen Wiederherstellungscode per Brief für Ihr Konto angefordert.
recovery-letters-stop-text = Wenn Sie das nicht waren, stoppen Sie den Brief. Ein Code, der schon unterwegs ist, gilt dann nicht mehr.
recovery-letters-stop-submit = Brief stoppen
recovery-letters-stopped-title = Brief gestoppt
recovery-letters-stopped-success = Der Brief ist gestoppt
recovery-letters-stopped-text = Kommt er trotzdem noch an, öffnet der Code darin nichts.
recovery-letters-stopped-password = Wer den Brief angefordert hat, kannte Ihr Passwort oder konnte Ihre E-Mails lesen. Ändern Sie das Passwort Ihrer E-Mail und wählen Sie auch hier ein neues.
recovery-letters-stopped-submit = Neues Passwort wählen
recovery-letters-dead-link-title = Hier gibt es nichts mehr zu stoppen
recovery-letters-dead-link-text = Der Brief wurde schon gestoppt oder nicht gesendet, oder der Link ist zu alt.
recovery-letters-dead-link-call = Wenn Sie sich nicht sicher sind, rufen Sie unseren Technischen Support an: { $support_phone } ({ $support_hours }).
