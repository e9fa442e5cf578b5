## E-mails
mail-greeting = Hello,
mail-regards = Kind regards
mail-automatic = Please do not reply to this e-mail: it was sent automatically. We are happy to answer technical questions on the phone: { $support_phone } ({ $support_hours }).

mail-profile_moved_away-subject = Your profile now belongs to another account
mail-profile_moved_away-intro = A profile that you had unlocked in your account has been unlocked in another account with a new unlock code. It is therefore no longer part of your account.
mail-profile_moved_away-not-me = Was that not you? Then please call us at once: { $phone }. We will block the access and send you a new unlock code.

mail-profile_moved_here-subject = Your profile has moved to this account
mail-profile_moved_here-intro = With an unlock code you have unlocked a profile that used to belong to another account. It now belongs to your account. The other account no longer has it.
mail-profile_moved_here-not-me = Was that not you? Then please call us at once: { $phone }.
