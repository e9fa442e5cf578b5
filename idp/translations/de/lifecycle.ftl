## E-Mails an die Person, deren Konto deaktiviert oder reaktiviert wurde (S94, S95)
lifecycle-mail-deactivated-subject = Ihr Konto ist deaktiviert
lifecycle-mail-deactivated-what = { $operator } hat dieses Online-Konto am { $at } vorsorglich deaktiviert:
lifecycle-mail-deactivated-means = Sie können sich mit diesem Konto zurzeit nicht anmelden. Alle Geräte wurden abgemeldet. Ihre Angaben bleiben erhalten.
lifecycle-mail-deactivated-why = Die Ursachen können unterschiedlich sein, beispielsweise nicht beachtete Nutzungsbedingungen oder ein IT-Sicherheitsproblem.
lifecycle-mail-deactivated-call = Rufen Sie uns an, wenn Sie Fragen haben oder Ihr Konto wieder nutzen möchten: { $support_phone } ({ $support_hours }). Wir helfen Ihnen gern weiter.
lifecycle-mail-reactivated-subject = Ihr Konto ist wieder nutzbar
lifecycle-mail-reactivated-what = { $operator } hat dieses Online-Konto am { $at } wieder freigegeben:
lifecycle-mail-reactivated-sign-in = Sie können sich wie gewohnt anmelden:
lifecycle-mail-reactivated-call = Sie haben Fragen dazu? Rufen Sie uns an: { $support_phone } ({ $support_hours }).
