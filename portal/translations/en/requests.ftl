## Asking for an unlock code online (S57, S93)
requests-link = Request an unlock code online
requests-or-call = Or call us:

requests-request-title = Request an unlock code
requests-request-lead = We send you an unlock code by post. With it you connect your account with your records at our office.
requests-request-address = The letter goes only to the address that we have on record
requests-request-address-text = You cannot give another address here. Have you moved? Then tell us your new address first, by phone or in person.
requests-request-name = First and last name
requests-request-name-hint = As it stands in our letters
requests-request-organisation = Name of the company or institution
requests-request-customer_number = Customer number
requests-request-customer_number-hint = If you know it, for example 123A456789. It stands in our letters.
requests-request-submit = Request unlock code
requests-request-for-organisation = Is the code for a company or an institution? Then enter <other>the register number</other> instead of the date of birth.
requests-request-for-person = Is the code for yourself? Then enter <other>the date of birth</other> instead of the register number.
requests-request-open = We received your request on { $day }
requests-request-open-text = We are checking what you told us and will answer. As soon as we have, you will get an e-mail.
requests-request-withdraw = Withdraw request
requests-request-answered = Answered on { $day }: the letter is on its way
requests-request-answered-text = The unlock code comes by post to the address that we have on record. It may take a few days.
requests-request-declined = Declined on { $day }: please contact us
requests-request-again = Make a new request
requests-request-name-empty = Enter the name.
requests-request-name-wrong = A name has at most 100 characters and stands on one line.
requests-request-birth_date-empty = Enter the date of birth.
requests-request-birth_date-wrong = Enter the date of birth with day, month and year, for example 27.03.1985.
requests-request-birth_date-future = The date of birth is in the future. Check the year.
requests-request-register_number-empty = Enter the register number.
requests-request-register_number-wrong = A register number consists of letters and digits, for example HRB 12345.
requests-request-customer_number-wrong = A customer number has three digits, a letter and six digits, for example 123A456789. You can also leave the field empty.

requests-reason-unclear = What you told us is not enough for us to send you an unlock code.
requests-reason-identity = Please come to our office and bring your identity card. Then we can issue an unlock code for you.
requests-reason-elsewhere = By what you told us, another Jobcenter is in charge. Please turn to that one.
