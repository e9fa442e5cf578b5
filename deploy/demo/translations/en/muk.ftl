## The way through the stand-in for Mein Unternehmenskonto
muk-organisations-title = For which organisation do you sign in?
muk-organisations-about = The sign-in uses an ELSTER certificate of the organisation.
muk-organisations-no-entry = without a register entry

muk-actors-title = Who acts for the organisation?
muk-actors-about = To be signed in:
muk-actors-born = born on { $day }/{ $month }/{ $year }
