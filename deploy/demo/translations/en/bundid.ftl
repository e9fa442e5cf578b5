## The way through the stand-in for BundID
bundid-means-title = How would you like to sign in?
bundid-means-minimum = At least this is required:
bundid-means-up-to = up to
bundid-means-temporary = Sign in temporarily, without an account
bundid-means-temporary-hint = The service will not recognise you next time. Not possible with user name and password.

bundid-kind-eid = Online ID
bundid-kind-elster = ELSTER certificate
bundid-kind-eidas = European eID
bundid-kind-benutzername = User name and password
bundid-kind-text-eid = Identity card, electronic residence permit or EU citizen card
bundid-kind-text-elster = The certificate file of Mein ELSTER
bundid-kind-text-eidas = The electronic identity card of another EU member state (eIDAS)
bundid-kind-text-benutzername = You wrote all details yourself

bundid-eidas-title = Which European eID?
bundid-eidas-country = Issuing state
bundid-eidas-level = Assurance level of the eID
bundid-eidas-level-hint = Only those that reach the required level are offered.
bundid-country-AT = Austria
bundid-country-ES = Spain
bundid-loa-LOW = LOW
bundid-loa-SUBSTANTIAL = SUBSTANTIAL
bundid-loa-HIGH = HIGH

bundid-user-name-title = With a second factor?
bundid-user-name-about = Whether somebody set up a second factor beside user name and password is told to the service if it asks.
bundid-user-name-with = With a second factor
bundid-user-name-with-text = The service learns: mfa = true
bundid-user-name-without = User name and password alone
bundid-user-name-without-text = The service learns: mfa = false

bundid-persons-title = Who signs in?
bundid-persons-by = Sign-in by:
bundid-persons-temporary = Temporarily, without an account.
bundid-persons-born = born on { $day }/{ $month }/{ $year }
bundid-persons-none = Nobody
bundid-persons-none-text = None of the test persons can sign in like this.

bundid-person-kim = has a case at the demo’s Jobcenter
bundid-person-erika = all in capitals, with ẞ
bundid-person-johanna = with a title, double name with special letters
bundid-person-hildegard = very old, born on a leap day
bundid-person-jonas = lives abroad
bundid-person-mila = without an address
bundid-person-maximilian = very long name
bundid-person-suryani = without a first name
bundid-person-uwe = user name and password only
bundid-person-felix = from Austria
bundid-person-ana = from Spain, without an e-mail address
