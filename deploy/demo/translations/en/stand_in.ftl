## What both stand-ins share
stand-in-mark = Test stand-in
stand-in-banner-bundid = This is not BundID but a stand-in to try things out. Do not enter real data here.
stand-in-banner-muk = This is not Mein Unternehmenskonto but a stand-in to try things out. Do not enter real data here.
stand-in-next = Continue
stand-in-back = Back
stand-in-cancel = Cancel the sign-in
stand-in-sent-by = { $client } would like to know who you are.

stand-in-level-STORK-QAA-Level-1 = Level of assurance: basic registration
stand-in-level-STORK-QAA-Level-2 = Level of assurance: low
stand-in-level-STORK-QAA-Level-3 = Level of assurance: substantial
stand-in-level-STORK-QAA-Level-4 = Level of assurance: high

stand-in-start-title = Start
stand-in-start-about-bundid = Here made-up persons sign in as real ones do by BundID, so that it can be tried without an identity card and without a certificate.
stand-in-start-about-muk = Here made-up organisations sign in as real ones do by Mein Unternehmenskonto, so that it can be tried without an ELSTER certificate.
stand-in-start-begin = A sign-in does not begin here but at the service that would like to know who you are.
stand-in-start-who-bundid = Who can sign in
stand-in-start-who-muk = Which organisations can sign in
stand-in-start-clients = Services that send people here
stand-in-start-metadata = Description for programs (OpenID Connect Discovery)

stand-in-release-title = Which data will be passed on?
stand-in-release-about = { $who } signs in to { $client }. Only what stands here is passed on.
stand-in-release-temporary = Temporary sign-in
stand-in-release-temporary-text = Without an account there is no lasting identifier and no mailbox.
stand-in-release-nothing = No personal data is passed on.
stand-in-release-missing = Asked for, but not there
stand-in-release-required = (indispensable: the service gets an error)
stand-in-release-ok = Release the data
stand-in-release-fail = Report an error
stand-in-release-fail-hint = To try things out: pretend that something went wrong here.

stand-in-problem-title = This leads no further
stand-in-problem-back = Back to the service
stand-in-problem-over = This sign-in is finished already
stand-in-problem-over-text = You have answered already. To sign in once more, begin at the service.
stand-in-problem-unknown = We do not know this sign-in
stand-in-problem-unknown-text = It waited too long or was begun in another browser. Begin once more at the service.
stand-in-problem-form = The form did not fit
stand-in-problem-form-text = Allow cookies for this site, and begin once more at the service.
stand-in-problem-missing = There is nothing at this address
stand-in-problem-missing-text = A sign-in begins at the service that would like to know who you are.
stand-in-problem-repeated = The request names something twice
stand-in-problem-repeated-text = A parameter of the request comes twice. The service has to change that.
stand-in-problem-client = We do not know this service
stand-in-problem-client-text = The request’s client_id is not registered here. The service has to change that.
stand-in-problem-redirect = The return address is wrong
stand-in-problem-redirect-text = The request’s redirect_uri is not registered for this service exactly so. The service has to change that.

## Trust level or source of an attribute
stand-in-fact-UNTERGEORDNET = told by oneself (UNTERGEORDNET)
stand-in-fact-NORMAL = low (NORMAL)
stand-in-fact-SUBSTANTIELL = substantial (SUBSTANTIELL)
stand-in-fact-HOCH = high (HOCH)
stand-in-fact-tax = Source: tax office
stand-in-fact-residents = Source: residents’ register
stand-in-fact-elster = Source: ELSTER

## Attributes
stand-in-claim-title = Title
stand-in-claim-given_name = First names
stand-in-claim-family_name = Last name
stand-in-claim-birth_family_name = Name at birth
stand-in-claim-birthdate = Date of birth
stand-in-claim-place_of_birth = Place of birth
stand-in-claim-nationalities = Nationality
stand-in-claim-gender = Gender
stand-in-claim-address = Address
stand-in-claim-email = E-mail address
stand-in-claim-bpk2 = Identifier for this service (bPK2)
stand-in-claim-bundid_postkorb_handle = Identifier of the mailbox
stand-in-claim-bundid_proved_by = Kind of sign-in
stand-in-claim-bundid_mfa = With a second factor
stand-in-claim-bundid_eidas_issuing_country = Issuing state
stand-in-claim-org_company_name = Name of the organisation
stand-in-claim-org_legal_form_code = Legal form (code)
stand-in-claim-org_legal_form_text = Legal form
stand-in-claim-org_occupation_code = Occupation (code)
stand-in-claim-org_occupation_text = Occupation
stand-in-claim-org_register_type = Kind of register
stand-in-claim-org_register_number = Register number
stand-in-claim-org_register_court = Register court
stand-in-claim-org_address_type = Kind of address
stand-in-claim-org_street = Street
stand-in-claim-org_building = House number
stand-in-claim-org_zip_code = Postal code
stand-in-claim-org_city = Town
stand-in-claim-org_country = Country
stand-in-claim-elster_identitaetstyp = Kind of person
stand-in-claim-elster_datenkranz_typ = Kind of tax number
stand-in-claim-preferred_username = ELSTER identifier of the acting person
stand-in-claim-elster_datenuebermittler = Identifier of the organisation for this service
stand-in-claim-trust_level_identification = Trust level of the identification
stand-in-claim-trust_level_authentication = Trust level of the sign-in
stand-in-claim-IstTestkonto = Test account
