## E-Mails (S35)
mail-greeting = Guten Tag,
mail-regards = Mit freundlichen Grüßen
mail-automatic = Bitte antworten Sie nicht auf diese E-Mail: Sie wurde automatisch versandt. Ihre Fragen rund um Ihr Konto beantworten wir gern telefonisch: { $support_phone } ({ $support_hours }).

mail-confirm_address-subject = Bestätigung Ihrer E-Mail-Adresse
mail-confirm_address-intro = Sie haben im Portal von { $operator } folgende E-Mail-Adresse angegeben:
mail-confirm_address-ask = Bitte bestätigen Sie diese E-Mail-Adresse, indem Sie auf folgenden Link klicken:
mail-confirm_address-important = Wichtig: Bestätigen Sie Ihre E-Mail-Adresse innerhalb von 24 Stunden.
mail-confirm_address-not-me = Sie haben sich nicht registriert? Dann löschen Sie diese E-Mail. Ohne Ihre Bestätigung entsteht kein Konto.

mail-address_known-subject = Sie haben schon ein Konto
mail-address_known-intro = Jemand hat versucht, sich im Portal von { $operator } mit dieser E-Mail-Adresse zu registrieren:
mail-address_known-known = Zu dieser Adresse gibt es bereits ein Konto. Wenn Sie es selbst waren, melden Sie sich einfach an:
mail-address_known-forgotten = Sie haben Ihr Passwort vergessen? Dann wählen Sie hier ein neues:
mail-address_known-not-me = Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Konto ist unverändert.

mail-new_device-subject = Neue Anmeldung in Ihrem Konto
mail-new_device-intro = In Ihrem Konto gab es eine Anmeldung mit einem Gerät, das wir noch nicht kennen:
mail-new_device-account = Konto: { $email }
mail-new_device-when = Zeitpunkt: { $at }
mail-new_device-with = Gerät: { $device }
mail-new_device-from = Netz: { $address }
mail-new_device-me = Waren Sie das? Dann müssen Sie nichts weiter tun.
mail-new_device-not-me = Waren Sie das nicht? Dann melden Sie das Gerät gleich ab. Der Link gilt 30 Tage:

mail-reset_password-subject = Neues Passwort wählen
mail-reset_password-intro = Für dieses Konto wurde ein neues Passwort angefordert:
mail-reset_password-ask = Wählen Sie Ihr neues Passwort über folgenden Link:
mail-reset_password-important = Der Link gilt eine Stunde und nur einmal. Ihren zweiten Faktor brauchen Sie weiterhin.
mail-reset_password-not-me = Sie haben kein neues Passwort angefordert? Dann löschen Sie diese E-Mail. Ihr Passwort bleibt, wie es ist.

mail-reset_no_password-subject = Ihre Anmeldung
mail-reset_no_password-intro = Für dieses Konto wurde ein neues Passwort angefordert:
mail-reset_no_password-text = Ihr Konto hat kein Passwort. So melden Sie sich stattdessen an:
mail-reset_no_password-by-passkey = mit Ihrem Passkey
mail-reset_no_password-by-bundid = mit BundID
mail-reset_no_password-by-mein-uk = mit Mein Unternehmenskonto
mail-reset_no_password-support = Wenn das nicht gelingt, rufen Sie bitte unseren Support an: { $support_phone } ({ $support_hours }).

mail-reset_unknown-subject = Kein Konto zu dieser Adresse
mail-reset_unknown-intro = Im Portal von { $operator } wurde nach einem Konto mit dieser E-Mail-Adresse gefragt:
mail-reset_unknown-text = Zu dieser Adresse gibt es kein Konto. Vielleicht haben Sie sich mit einer anderen Adresse registriert. Ein neues Konto legen Sie hier an:
mail-reset_unknown-not-me = Sie haben nicht danach gefragt? Dann löschen Sie diese E-Mail.

mail-password_changed-subject = Ihr Passwort wurde geändert
mail-password_changed-intro = Das Passwort dieses Kontos wurde gerade geändert, und alle Geräte wurden abgemeldet:
mail-password_changed-not-me = Wenn Sie es nicht waren, wählen Sie bitte sofort ein neues Passwort:
mail-password_changed-support = Und rufen Sie unseren Support an: { $support_phone } ({ $support_hours }).

mail-user_name-subject = Ihr Benutzername
mail-user_name-intro = Zu dieser E-Mail-Adresse gibt es ein Konto:
mail-user_name-text = Sie ist Ihr Benutzername. Melden Sie sich hier an:

mail-email_change_confirm-subject = Bestätigung Ihrer neuen E-Mail-Adresse
mail-email_change_confirm-intro = Diese Adresse soll künftig der Benutzername eines Online-Kontos bei { $operator } sein:
mail-email_change_confirm-ask = Waren Sie das, bestätigen Sie die Änderung bitte über folgenden Link:
mail-email_change_confirm-important = Der Link gilt 24 Stunden und nur einmal.
mail-email_change_confirm-not-me = Sie haben nichts geändert? Dann löschen Sie diese E-Mail und bestätigen Sie nichts.

mail-email_change_asked-subject = Änderung Ihrer E-Mail-Adresse angefordert
mail-email_change_asked-intro = Für Ihr Online-Konto wurde am { $at } eine neue E-Mail-Adresse angegeben:
mail-email_change_asked-until = Sie gilt, sobald sie bestätigt ist. Dann schreiben wir Ihnen hier noch einmal.
mail-email_change_asked-not-me = Waren Sie das nicht? Dann melden Sie sich gleich an und ändern Sie Ihr Passwort:
mail-email_change_asked-support = Und rufen Sie unseren Support an: { $support_phone } ({ $support_hours }).

mail-email_change_known-subject = Ihre E-Mail-Adresse gehört schon zu einem Konto
mail-email_change_known-intro = Jemand wollte diese E-Mail-Adresse in einem anderen Online-Konto eintragen:
mail-email_change_known-text = Sie gehört aber schon zu einem Konto. Daran hat sich nichts geändert, und Sie brauchen nichts zu tun.

mail-email_changed-subject = Die E-Mail-Adresse Ihres Kontos wurde geändert
mail-email_changed-intro = Der Benutzername Ihres Online-Kontos ist seit { $at } eine andere E-Mail-Adresse:
mail-email_changed-mine = Waren Sie das? Dann müssen Sie nichts weiter tun.
mail-email_changed-not-me = Waren Sie das nicht? Dann nehmen Sie die Änderung über diesen Link zurück. Er gilt sieben Tage:
mail-email_changed-support = Und rufen Sie unseren Support an: { $support_phone } ({ $support_hours }).

mail-email_change_stopped-subject = Änderung der E-Mail-Adresse zurückgenommen
mail-email_change_stopped-intro = Für Ihr Online-Konto gilt seit { $at } wieder diese E-Mail-Adresse:
mail-email_change_stopped-password = Alle Geräte wurden abgemeldet, und das bisherige Passwort gilt nicht mehr. Falls Sie noch kein neues gewählt haben, tun Sie es hier:
mail-email_change_stopped-out = Alle Geräte wurden abgemeldet.
mail-email_change_stopped-check = Prüfen Sie nach der Anmeldung, ob Sie alle Passkeys und Verbindungen Ihres Kontos kennen. Bei Fragen rufen Sie uns an: { $support_phone } ({ $support_hours }).
mail-recovery_link-subject = Zugang zu Ihrem Konto wiederherstellen
mail-recovery_link-intro = Jemand möchte wieder Zugang zu diesem Konto, weil der zweite Faktor oder der Passkey verloren ist:
mail-recovery_link-ask = Wenn Sie es sind, geben Sie über folgenden Link einen Ihrer Wiederherstellungscodes ein:
mail-recovery_link-important = Der Link gilt eine Stunde. Ohne Wiederherstellungscode öffnet er nichts.
mail-recovery_link-not-me = Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Konto ist unverändert.

mail-recovery_password-subject = So kommen Sie wieder in Ihr Konto
mail-recovery_password-text = Ihr Konto hat ein Passwort. Geben Sie zuerst das Passwort und dann einen Ihrer Wiederherstellungscodes ein:
mail-recovery_password-forgotten = Sie haben Ihr Passwort vergessen? Dann wählen Sie hier zuerst ein neues:

mail-recovery_begun-subject = Wiederherstellungscode für Ihr Konto benutzt
mail-recovery_begun-intro = Mit einem Wiederherstellungscode wurde gerade begonnen, Ihr Konto neu zu sichern.
mail-recovery_begun-next = Wenn Sie es waren, richten Sie nun einen neuen Passkey oder zweiten Faktor ein.
mail-recovery_begun-not-me = Wenn Sie es nicht waren, wählen Sie bitte sofort ein neues Passwort:

mail-recovery_done-subject = Ihr Konto ist neu gesichert
mail-recovery_done-intro = Ihr Konto wurde mit einem Wiederherstellungscode neu gesichert. Alle anderen Geräte wurden abgemeldet.
mail-recovery_done-totp = Der bisherige zweite Faktor (TOTP) gilt nicht mehr.
mail-recovery_done-passkeys = Als verloren gelöscht: { $names }
mail-recovery_done-letter = Der Brief mit einem Wiederherstellungscode, der angefordert war, ist gestoppt. Kommt er trotzdem noch an, öffnet der Code darin nichts.

mail-recovery_letter_asked-subject = Wiederherstellungscode per Brief angefordert
mail-recovery_letter_asked-intro = Für Ihr Konto wurde gerade ein Wiederherstellungscode per Brief angefordert.
mail-recovery_letter_asked-next = Wenn Sie es waren: Der Brief geht an die Adresse, die wir von Ihnen haben, und braucht einige Tage. Der Code gilt 21 Tage und einmal. Kann er nicht gesendet werden, schreiben wir Ihnen noch einmal.
mail-recovery_letter_asked-not-me = Wenn Sie es nicht waren, stoppen Sie den Brief bitte sofort über folgenden Link:

mail-recovery_letter_refused-subject = Kein Brief mit einem Wiederherstellungscode
mail-recovery_letter_refused-intro = Für das Konto { $email } wurde ein Wiederherstellungscode per Brief angefordert. Wir können ihn nicht senden.
mail-recovery_letter_refused-no_case = Wir kennen zu diesem Konto keine Postadresse, weil es nicht mit einem Profil verbunden ist.
mail-recovery_letter_refused-address_new = Ihre Postadresse wurde vor weniger als 14 Tagen geändert. Zu Ihrer Sicherheit senden wir solange keinen Code dorthin. Danach können Sie den Brief noch einmal anfordern.
mail-recovery_letter_refused-blocked = An Ihre Postadresse können wir zurzeit keinen Code senden.
mail-recovery_letter_refused-counter = Kommen Sie mit Ihrem Ausweis in unser Haus. Dort bekommen Sie einen Code, der 24 Stunden gilt.

mail-recovery_counter-subject = Wiederherstellungscode in unserem Haus ausgegeben
mail-recovery_counter-intro = In unserem Haus wurde ein Wiederherstellungscode für Ihr Konto ausgegeben. Zwei Mitarbeitende haben das bestätigt.
mail-recovery_counter-next = Wenn Sie dort waren: Der Code gilt 24 Stunden und einmal, zusammen mit Ihrem Passwort oder einem Link, den wir Ihnen mailen.
mail-own_data_taken-subject = Ihre Daten wurden heruntergeladen
mail-own_data_taken-intro = Am { $when } wurde alles heruntergeladen, was wir in Ihrem Online-Konto über Sie speichern.
mail-own_data_taken-not-me = Wenn Sie es nicht waren, wählen Sie bitte sofort ein neues Passwort:
mail-own_data_taken-support = Und rufen Sie unseren Support an: { $support_phone } ({ $support_hours }).

mail-account_leaving-subject = Ihr Online-Konto wird gelöscht
mail-account_leaving-intro = Dieses Konto ist zum Löschen vorgemerkt, und alle Geräte wurden abgemeldet:
mail-account_leaving-when = Wir löschen es am { $date }.
mail-account_leaving-keep = Bis dahin können Sie es sich anders überlegen. Mit diesem Link behalten Sie Ihr Konto:
mail-account_leaving-not-me = Wenn Sie das Löschen nicht gewünscht haben, öffnen Sie bitte jetzt den Link und ändern Sie danach Ihr Passwort.
mail-account_leaving-support = Haben Sie Fragen? Rufen Sie uns an: { $support_phone } ({ $support_hours }).

mail-account_kept-subject = Ihr Online-Konto bleibt bestehen
mail-account_kept-intro = Dieses Konto wird nicht gelöscht:
mail-account_kept-text = Sie melden sich an wie bisher. Was Sie Diensten erlaubt haben, gilt weiter.
mail-account_kept-not-me = Wenn Sie es nicht waren, wählen Sie bitte sofort ein neues Passwort:
mail-account_kept-support = Und rufen Sie unseren Support an: { $support_phone } ({ $support_hours }).

mail-account_deleted-subject = Ihr Online-Konto ist gelöscht
mail-account_deleted-intro = Ihr Online-Konto bei uns ist gelöscht, wie Sie es gewünscht haben.
mail-account_deleted-text = Auch diese E-Mail-Adresse speichern wir jetzt nicht mehr. Wenn Sie wieder ein Konto brauchen, registrieren Sie sich neu.
mail-account_deleted-kept = Ihre Akte bei uns bleibt, so lange das Gesetz es verlangt.
