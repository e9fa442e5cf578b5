## Passwörter (S29)
passwords-rule-title = Geben Sie ein Passwort an. Es muss folgende Kriterien erfüllen:
passwords-rule-length = { $min } bis { $max } Zeichen lang
passwords-rule-upper = Mindestens ein Großbuchstabe (A - Z)
passwords-rule-lower = Mindestens ein Kleinbuchstabe (a - z)
passwords-rule-digit = Mindestens eine Ziffer (0 - 9)
passwords-rule-special = Mindestens eines der folgenden Sonderzeichen: { $special }
passwords-rule-allowed = Keine unerlaubten Zeichen
passwords-rule-repeated = Richtige Passwortwiederholung
passwords-common = Dieses Passwort wird zuerst erraten: Es ist weit verbreitet oder folgt einem einfachen Muster. Wählen Sie bitte ein anderes.
passwords-personal = Das Passwort darf weder Ihr Benutzername noch unser Name sein. Wählen Sie bitte ein anderes.
