## Was beide Nachbauten gemeinsam haben
stand-in-mark = Test-Nachbau
stand-in-banner-bundid = Das ist nicht BundID, sondern ein Nachbau zum Ausprobieren. Geben Sie hier keine echten Daten ein.
stand-in-banner-muk = Das ist nicht Mein Unternehmenskonto, sondern ein Nachbau zum Ausprobieren. Geben Sie hier keine echten Daten ein.
stand-in-next = Weiter
stand-in-back = Zurück
stand-in-cancel = Anmeldung abbrechen
stand-in-sent-by = { $client } möchte wissen, wer Sie sind.

stand-in-level-STORK-QAA-Level-1 = Vertrauensniveau: Basisregistrierung
stand-in-level-STORK-QAA-Level-2 = Vertrauensniveau: niedrig
stand-in-level-STORK-QAA-Level-3 = Vertrauensniveau: substanziell
stand-in-level-STORK-QAA-Level-4 = Vertrauensniveau: hoch

stand-in-start-title = Start
stand-in-start-about-bundid = Hier melden sich erfundene Personen so an, wie es echte mit BundID tun. Damit lässt sich die Anmeldung ohne Ausweis und ohne Zertifikat ausprobieren.
stand-in-start-about-muk = Hier melden sich erfundene Organisationen so an, wie es echte mit Mein Unternehmenskonto tun. Damit lässt sich die Anmeldung ohne ELSTER-Zertifikat ausprobieren.
stand-in-start-begin = Eine Anmeldung beginnt nicht hier, sondern bei dem Dienst, der wissen möchte, wer Sie sind.
stand-in-start-who-bundid = Wer sich anmelden kann
stand-in-start-who-muk = Welche Organisationen sich anmelden können
stand-in-start-clients = Dienste, die hierher schicken
stand-in-start-metadata = Beschreibung für Programme (OpenID Connect Discovery)

stand-in-release-title = Welche Daten werden übermittelt?
stand-in-release-about = { $who } meldet sich bei { $client } an. Übermittelt wird nur, was hier steht.
stand-in-release-temporary = Vorübergehende Anmeldung
stand-in-release-temporary-text = Ohne Konto gibt es keine dauerhafte Kennung und kein Postfach.
stand-in-release-nothing = Es werden keine persönlichen Daten übermittelt.
stand-in-release-missing = Angefragt, aber nicht vorhanden
stand-in-release-required = (wird unbedingt benötigt: Der Dienst bekommt einen Fehler)
stand-in-release-ok = Daten freigeben
stand-in-release-fail = Fehler melden
stand-in-release-fail-hint = Zum Ausprobieren: So tun, als wäre hier etwas schiefgegangen.

stand-in-problem-title = Hier geht es nicht weiter
stand-in-problem-back = Zurück zum Dienst
stand-in-problem-over = Diese Anmeldung ist schon abgeschlossen
stand-in-problem-over-text = Sie haben bereits geantwortet. Wenn Sie sich noch einmal anmelden möchten, beginnen Sie beim Dienst.
stand-in-problem-unknown = Diese Anmeldung kennen wir nicht
stand-in-problem-unknown-text = Sie hat zu lange gewartet oder wurde in einem anderen Browser begonnen. Beginnen Sie beim Dienst noch einmal.
stand-in-problem-form = Das Formular hat nicht gepasst
stand-in-problem-form-text = Erlauben Sie Cookies für diese Seite, und beginnen Sie beim Dienst noch einmal.
stand-in-problem-missing = Unter dieser Adresse gibt es nichts
stand-in-problem-missing-text = Eine Anmeldung beginnt bei dem Dienst, der wissen möchte, wer Sie sind.
stand-in-problem-repeated = Die Anfrage nennt etwas doppelt
stand-in-problem-repeated-text = Ein Parameter der Anfrage kommt zweimal vor. Das muss der Dienst ändern.
stand-in-problem-client = Diesen Dienst kennen wir nicht
stand-in-problem-client-text = Die client_id der Anfrage ist hier nicht eingetragen. Das muss der Dienst ändern.
stand-in-problem-redirect = Die Rückkehradresse stimmt nicht
stand-in-problem-redirect-text = Die redirect_uri der Anfrage ist für diesen Dienst nicht genau so eingetragen. Das muss der Dienst ändern.

## Vertrauensniveau oder Quelle einer Angabe
stand-in-fact-UNTERGEORDNET = selbst angegeben (UNTERGEORDNET)
stand-in-fact-NORMAL = niedrig (NORMAL)
stand-in-fact-SUBSTANTIELL = substanziell (SUBSTANTIELL)
stand-in-fact-HOCH = hoch (HOCH)
stand-in-fact-tax = Quelle: Finanzamt
stand-in-fact-residents = Quelle: Meldebehörde
stand-in-fact-elster = Quelle: ELSTER

## Angaben
stand-in-claim-title = Titel
stand-in-claim-given_name = Vornamen
stand-in-claim-family_name = Nachname
stand-in-claim-birth_family_name = Geburtsname
stand-in-claim-birthdate = Geburtsdatum
stand-in-claim-place_of_birth = Geburtsort
stand-in-claim-nationalities = Staatsangehörigkeit
stand-in-claim-gender = Geschlecht
stand-in-claim-address = Anschrift
stand-in-claim-email = E-Mail-Adresse
stand-in-claim-bpk2 = Kennung für diesen Dienst (bPK2)
stand-in-claim-bundid_postkorb_handle = Kennung des Postfachs
stand-in-claim-bundid_proved_by = Art der Anmeldung
stand-in-claim-bundid_mfa = Mit zweitem Faktor
stand-in-claim-bundid_eidas_issuing_country = Ausstellender Staat
stand-in-claim-org_company_name = Name der Organisation
stand-in-claim-org_legal_form_code = Rechtsform (Schlüssel)
stand-in-claim-org_legal_form_text = Rechtsform
stand-in-claim-org_occupation_code = Tätigkeit (Schlüssel)
stand-in-claim-org_occupation_text = Tätigkeit
stand-in-claim-org_register_type = Registerart
stand-in-claim-org_register_number = Registernummer
stand-in-claim-org_register_court = Registergericht
stand-in-claim-org_address_type = Art der Anschrift
stand-in-claim-org_street = Straße
stand-in-claim-org_building = Hausnummer
stand-in-claim-org_zip_code = Postleitzahl
stand-in-claim-org_city = Ort
stand-in-claim-org_country = Land
stand-in-claim-elster_identitaetstyp = Art der Person
stand-in-claim-elster_datenkranz_typ = Art der Steuernummer
stand-in-claim-preferred_username = ELSTER-Kennung der handelnden Person
stand-in-claim-elster_datenuebermittler = Kennung der Organisation für diesen Dienst
stand-in-claim-trust_level_identification = Vertrauensniveau der Identifizierung
stand-in-claim-trust_level_authentication = Vertrauensniveau der Anmeldung
stand-in-claim-IstTestkonto = Testkonto
