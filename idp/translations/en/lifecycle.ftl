## E-mails to the person whose account was deactivated or reactivated (S94, S95)
lifecycle-mail-deactivated-subject = Your account is deactivated
lifecycle-mail-deactivated-what = { $operator } has deactivated this online account on { $at } as a precaution:
lifecycle-mail-deactivated-means = You cannot sign in with this account at the moment. All devices have been signed out. Your data is kept.
lifecycle-mail-deactivated-why = There may be different reasons, for example terms of use that were not observed, or a problem of IT security.
lifecycle-mail-deactivated-call = Call us if you have questions or want to use your account again: { $support_phone } ({ $support_hours }). We are glad to help.
lifecycle-mail-reactivated-subject = Your account can be used again
lifecycle-mail-reactivated-what = { $operator } has reactivated this online account on { $at }:
lifecycle-mail-reactivated-sign-in = You can sign in as usual:
lifecycle-mail-reactivated-call = Do you have questions about this? Call us: { $support_phone } ({ $support_hours }).
