## Passwords (S29)
passwords-rule-title = Choose a password. It must meet these criteria:
passwords-rule-length = { $min } to { $max } characters long
passwords-rule-upper = At least one capital letter (A - Z)
passwords-rule-lower = At least one small letter (a - z)
passwords-rule-digit = At least one digit (0 - 9)
passwords-rule-special = At least one of these special characters: { $special }
passwords-rule-allowed = No forbidden characters
passwords-rule-repeated = Password repeated correctly
passwords-common = This password is among the first to be guessed: it is widely used or follows a simple pattern. Please choose another one.
passwords-personal = The password must be neither your user name nor our name. Please choose another one.
