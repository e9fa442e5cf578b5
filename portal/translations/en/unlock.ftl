## Unlock code (S50, S54–S57)
unlock-code-title = Enter unlock code
unlock-code-lead = With the unlock code from our letter you link your account to your data with us.
unlock-code-lead-organisation = With the unlock code from our letter or from an admin of your company you act for your organisation in the portal.
unlock-code-code = Unlock code
unlock-code-code-hint = 16 characters. Capital or small letters, spaces and hyphens make no difference.
unlock-code-birth_date = Date of birth
unlock-code-birth_date-hint = Day, month, year, for example 27.03.1985
unlock-code-register_number = Register number
unlock-code-register_number-hint = The number of your organisation in the register, for example HRB 12345
unlock-code-submit = Unlock profile
unlock-code-for-organisation = Is the code for a company or an institution? Then enter <other>the register number</other> instead of the date of birth.
unlock-code-for-person = Is the code for yourself? Then enter <other>the date of birth</other> instead of the register number.
unlock-code-none = No unlock code?
unlock-code-none-text = We send you a code by post.

unlock-code-empty = Enter the unlock code from the letter.
unlock-code-length = The unlock code has 16 characters. Check whether one is missing or one is too many.
unlock-code-symbol = An unlock code has only digits and letters, and never a U. Please compare it with the letter.
unlock-code-check = One character is not right. Please compare the unlock code with the letter. This does not count as a try.
unlock-code-refused = These details do not match, or the unlock code is not valid. Compare both with the letter. After five wrong tries an unlock code is blocked. Then request a new one.
unlock-code-used = This unlock code has been used already. Call us if you need a new one.
unlock-code-revoked = This unlock code is no longer valid. Do you have a more recent letter from us? Then enter the code from that one. Otherwise call us.
unlock-code-expired = This unlock code has expired. Call us and we will send you a new one.
unlock-code-birth_date-empty = Enter the date of birth.
unlock-code-birth_date-wrong = Enter the date of birth with day, month and year, for example 27.03.1985.
unlock-code-birth_date-future = The date of birth is in the future. Check the year.
unlock-code-register_number-empty = Enter the register number.
unlock-code-register_number-wrong = A register number has letters and digits, for example HRB 12345.

unlock-done-title = Your profile is unlocked
unlock-done-notice = That worked
unlock-done-text = Your account is now linked to this profile. The unlock code is used up; you no longer need the letter.
unlock-done-text-organisation = You now act for this organisation in the portal. The unlock code is used up.
unlock-done-admin = You are an admin: under <manage>Manage access</manage> you give colleagues access.
unlock-done-name = Name
unlock-done-number = Customer number
