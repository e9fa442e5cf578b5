## Profile (S2–S6, S49–S58, S76–S82)
profiles-frame-number = Kundennummer: { $number }
profiles-frame-standard = Standardprofil
profiles-frame-none = Ohne Profil
profiles-frame-staff = Zur Sachbearbeitung
profiles-frame-home = Zum Profil
profiles-frame-edit = Profil bearbeiten
profiles-frame-switch = Profil wechseln
profiles-frame-manage = Profile verwalten
profiles-frame-own-data = Meine Daten
profiles-frame-colleagues = Zugänge verwalten
profiles-frame-account = Kontoeinstellungen

profiles-kind-person = Privatperson
profiles-kind-company = Unternehmen
profiles-kind-institution = Institution
profiles-number = Kundennummer: { $number }
profiles-standard = Standardprofil
profiles-standard-text = Noch nicht freigeschaltet
profiles-current = Gerade ausgewählt
profiles-home = Zur Startseite
profiles-back = Zurück

profiles-acting-organisation = Organisation
profiles-acting-form = Rechtsform
profiles-acting-register = Registernummer
profiles-acting-no-register = In keinem Register eingetragen
profiles-acting-person = Handelnde Person
profiles-acting-nobody = Nicht genannt
profiles-acting-source = Diese Angaben kommen aus Mein Unternehmenskonto.

profiles-choose-title = Profil auswählen
profiles-switch-title = Profil wechseln
profiles-choose-lead = Ein Profil ist für die Nutzung der meisten digitalen Angebote erforderlich.
profiles-choose-none = Weiter als Privatperson ohne Profil
profiles-choose-none-text = Ich handle für mich selbst und möchte das Informationsangebot nutzen.
profiles-choose-button = Auswählen
profiles-choose-code = Freischaltcode
profiles-choose-code-text = Sie hatten Kontakt mit uns und haben einen Freischaltcode erhalten.
profiles-choose-request = Sie haben keinen Freischaltcode? Hier können Sie <request>einen Freischaltcode online beantragen</request>.
profiles-choose-code-button = Freischaltcode eingeben
profiles-choose-create = Neues Profil anlegen
profiles-choose-create-text = Neues Profil anlegen oder freischalten.
profiles-choose-create-button = Neues Profil anlegen
profiles-choose-cancel = Abbrechen
profiles-choose-acting = Sie handeln für eine Organisation
profiles-choose-own = Unternehmensprofil
profiles-choose-foreign = { $kind } · nicht in dieser Anmeldung
profiles-choose-locked = Unternehmensprofil, noch nicht freigeschaltet. Sie brauchen dafür einen Freischaltcode von uns oder von einem Admin Ihrer Organisation.
profiles-choose-locked-button = Jetzt freischalten

profiles-another-title = Dieses Profil gehört einer anderen Organisation
profiles-another-lead = Das Profil { $organisation } können Sie gerade nicht öffnen. Sie haben sich über Mein Unternehmenskonto für diese Organisation angemeldet:
profiles-another-further = So geht es weiter
profiles-another-choose = Möchten Sie für die Organisation handeln, für die Sie angemeldet sind, oder für sich selbst?
profiles-another-choose-button = Profil auswählen
profiles-another-sign-out = Möchten Sie für { $organisation } handeln? Melden Sie sich ab und dann mit dem Zugang dieser Organisation zu Mein Unternehmenskonto wieder an. Auch mit Passkey oder Passwort öffnen Sie dieses Profil.
profiles-another-sign-out-button = Abmelden

profiles-create-title = Neues Profil anlegen
profiles-create-lead = Für wen möchten Sie das Portal nutzen?
profiles-create-person-text = Sie legen ein Standardprofil an. Anträge, Nachrichten und Bescheide gibt es, sobald Sie es mit einem Freischaltcode freigeschaltet haben.
profiles-create-person-button = Standardprofil anlegen
profiles-create-company-text = Als Unternehmen benötigen Sie immer einen Freischaltcode. Sie erhalten ihn beim ersten Mal vom Arbeitgeber-Service.
profiles-create-institution-text = Auch Träger, Schulen und Behörden benötigen immer einen Freischaltcode. Sie erhalten ihn von Ihrer Ansprechperson bei uns.
profiles-create-further = Weiter
profiles-create-no-code = Sie haben noch keinen Freischaltcode?
profiles-create-no-code-text = Wir senden Ihnen den Code mit der Post.

profiles-organisation-title = Profil einer Organisation freischalten
profiles-organisation-company-lead = Als Unternehmen benötigen Sie immer einen Freischaltcode.
profiles-organisation-institution-lead = Auch als Institution benötigen Sie immer einen Freischaltcode.
profiles-organisation-have = Ich habe einen Freischaltcode
profiles-organisation-have-text = Aus unserem Brief oder von einem Admin Ihrer Organisation.
profiles-organisation-first = Ihre Organisation ist noch nicht dabei?
profiles-organisation-company-first-text = Den ersten Freischaltcode erhalten Sie vom Arbeitgeber-Service. Wer ihn einlöst, wird Admin und gibt den anderen Zugang. Wir senden ihn mit der Post.
profiles-organisation-institution-first-text = Den ersten Freischaltcode erhalten Sie von Ihrer Ansprechperson bei uns. Wer ihn einlöst, wird Admin und gibt den anderen Zugang. Wir senden ihn mit der Post.
profiles-organisation-colleague = Jemand aus Ihrer Organisation nutzt das Portal schon?
profiles-organisation-colleague-text = Fragen Sie Ihren Unternehmens-Admin: Admins erstellen Freischaltcodes für Kolleginnen und Kollegen unter „Zugänge verwalten“.

profiles-manage-title = Profile verwalten
profiles-manage-lead = Diese Profile gehören zu Ihrem Konto.
profiles-manage-since = Im Konto seit { $day }
profiles-manage-remove = Entfernen
profiles-manage-leave = Verlassen
profiles-manage-empty = Sie haben noch kein Profil
profiles-manage-empty-text = Mit einem Profil stellen Sie Anträge, schreiben Nachrichten und lesen Bescheide. Geben Sie den Freischaltcode aus unserem Brief ein.

profiles-remove-title = Profil entfernen?
profiles-remove-lead = Möchten Sie dieses Profil aus Ihrem Konto entfernen?
profiles-remove-unlocked = Ihre Daten bei uns bleiben bestehen. Um das Profil wieder zu nutzen, brauchen Sie einen neuen Freischaltcode. Wir senden ihn nur mit der Post.
profiles-remove-standard = Sie können jederzeit ein neues Standardprofil anlegen.
profiles-remove-button = Profil entfernen
