## E-Mails
mail-greeting = Guten Tag,
mail-regards = Mit freundlichen Grüßen
mail-automatic = Bitte antworten Sie nicht auf diese E-Mail: Sie wurde automatisch versandt. Technische Fragen beantworten wir gern telefonisch: { $support_phone } ({ $support_hours }).

mail-profile_moved_away-subject = Ihr Profil gehört jetzt zu einem anderen Konto
mail-profile_moved_away-intro = Ein Profil, das Sie in Ihrem Konto freigeschaltet hatten, wurde mit einem neuen Freischaltcode in einem anderen Konto freigeschaltet. In Ihrem Konto ist es deshalb nicht mehr enthalten.
mail-profile_moved_away-not-me = Waren Sie das nicht? Dann rufen Sie uns bitte gleich an: { $phone }. Wir sperren den Zugang und senden Ihnen einen neuen Freischaltcode.

mail-profile_moved_here-subject = Ihr Profil ist in dieses Konto umgezogen
mail-profile_moved_here-intro = Sie haben mit einem Freischaltcode ein Profil freigeschaltet, das vorher zu einem anderen Konto gehörte. Es gehört jetzt zu Ihrem Konto. Im anderen Konto ist es nicht mehr enthalten.
mail-profile_moved_here-not-me = Waren Sie das nicht? Dann rufen Sie uns bitte gleich an: { $phone }.

mail-company_access_withdrawn-subject = Ihr Zugang zu einer Organisation ist beendet
mail-company_access_withdrawn-intro = Ihr Zugang zu { $organisation } wurde beendet. Sie können im Portal nicht mehr für diese Organisation handeln. Ihr Konto und Ihre anderen Profile bleiben bestehen.
mail-company_access_withdrawn-why = Haben Sie Fragen dazu? Dann wenden Sie sich an einen Admin der Organisation oder rufen Sie uns an: { $phone }.

mail-company_role_changed-subject = Ihre Rechte in einer Organisation haben sich geändert
mail-company_role_changed-admin = Sie sind jetzt Admin von { $organisation }. Sie können im Portal Zugänge vergeben, ändern und entziehen.
mail-company_role_changed-member = Sie sind nicht mehr Admin von { $organisation }. Sie handeln im Portal weiter für die Organisation, verwalten aber keine Zugänge mehr.
mail-company_role_changed-why = Haben Sie Fragen dazu? Dann wenden Sie sich an einen Admin der Organisation.

mail-company_colleague_joined-subject = Ihr Freischaltcode wurde eingelöst
mail-company_colleague_joined-intro = Der Freischaltcode { $code }…, den Sie für „{ $label }“ erstellt haben, wurde eingelöst. Die Person handelt jetzt im Portal für { $organisation }.
mail-company_colleague_joined-not-me = War es nicht die Person, die Sie gemeint haben? Dann entziehen Sie ihr den Zugang unter „Zugänge verwalten“:

mail-code_request_answered-subject = Ihr Antrag auf einen Freischaltcode ist beantwortet
mail-code_request_answered-intro = Wir haben Ihren Antrag auf einen Freischaltcode beantwortet. Ein Brief mit dem Code ist unterwegs an die Anschrift, die wir von Ihnen haben. Rechnen Sie mit einigen Tagen.
mail-code_request_answered-next = Hier sehen Sie nach der Anmeldung Ihren Antrag:

mail-code_request_declined-subject = Ihr Antrag auf einen Freischaltcode ist beantwortet
mail-code_request_declined-intro = Wir haben Ihren Antrag auf einen Freischaltcode geprüft. So können wir Ihnen keinen Code senden. Was Sie jetzt tun können, lesen Sie nach der Anmeldung hier:

mail-address_changed-subject = Ihre Anschrift wurde geändert
mail-address_changed-intro = In Ihrem Profil wurde Ihre Anschrift geändert. Unsere Briefe senden wir ab jetzt an die neue Anschrift.
mail-address_changed-intro-client = Über den Dienst „{ $client }“, dem Sie das erlaubt haben, wurde Ihre Anschrift geändert. Unsere Briefe senden wir ab jetzt an die neue Anschrift.
mail-address_changed-not-me = Waren Sie das nicht? Dann rufen Sie uns bitte gleich an: { $phone }. Wir machen die Änderung rückgängig und sichern Ihr Konto.
mail-address_changed-history = Was wann geschehen ist, lesen Sie nach der Anmeldung hier:

mail-own_data_taken-subject = Ihre Daten im Portal wurden heruntergeladen
mail-own_data_taken-intro = Am { $when } wurde alles heruntergeladen, was das Portal über Sie speichert.
mail-own_data_taken-not-me = Waren Sie das nicht? Dann ändern Sie bitte sofort Ihr Passwort und rufen Sie uns an: { $phone }.

mail-own_data_leaving-subject = Ihre Daten im Portal werden gelöscht
mail-own_data_leaving-intro = Wie gewünscht löschen wir am { $date } Ihre Profile und Ihre Angaben zur Person im Portal. Ihre Akte beim Jobcenter bleibt, so lange das Gesetz es verlangt.
mail-own_data_leaving-keep = Möchten Sie Ihre Daten behalten? Dann melden Sie sich bis dahin an:
mail-own_data_leaving-not-me = Waren Sie das nicht? Dann melden Sie sich an, behalten Sie Ihre Daten und rufen Sie uns an: { $phone }.

mail-own_data_kept-subject = Ihre Daten im Portal bleiben
mail-own_data_kept-intro = Sie haben Ihre Daten im Portal behalten. Sie werden nicht gelöscht.
mail-own_data_kept-not-me = Waren Sie das nicht? Dann rufen Sie uns bitte gleich an: { $phone }.

mail-own_data_deleted-subject = Ihre Daten im Portal sind gelöscht
mail-own_data_deleted-intro = Ihre Profile und Ihre Angaben zur Person im Portal sind gelöscht, wie Sie es gewünscht haben.
mail-own_data_deleted-stays = Ihre Akte beim Jobcenter bleibt, so lange das Gesetz es verlangt.
