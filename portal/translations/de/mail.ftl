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
