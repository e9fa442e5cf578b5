error-problem-title = That did not work
error-problem-not_found-title = There is no such page
error-problem-not_found-text = The address may not be quite right, or the page has moved.
error-problem-wrong_method-title = This page cannot be opened like this
error-problem-wrong_method-text = The address belongs to a form. Please open the page that has the form.
error-problem-forbidden-title = You may not see this page
error-problem-forbidden-text = Sign in with the account that the page is meant for.
error-problem-form_expired-title = The form has expired
error-problem-form_expired-text = The page was open for too long, or your browser does not accept cookies. Nothing has been saved. Please open the form again.
error-problem-bad_request-title = The request was incomplete
error-problem-bad_request-text = Nothing has been saved. Please go one step back and try again.
error-problem-too_large-title = Your input is too long
error-problem-too_large-text = Nothing has been saved. Please shorten your input and try again.
error-problem-too_many_tries-title = Too many attempts
error-problem-too_many_tries-text =
    { $minutes ->
        [one] To protect your account, a short break is needed. Try again in one minute.
       *[other] To protect your account, a short break is needed. Try again in { $minutes } minutes.
    }
error-problem-switched_off-title = This way is locked
error-problem-switched_off-text = After too many wrong entries, signing in with password or code is locked. Your passkey keeps working. To remove the lock, please set a new password with a link that we send you by e-mail.
error-problem-reset = Set a new password
error-problem-busy-title = We are busy right now
error-problem-busy-text = Nothing has been lost. Try again in a few seconds.
error-problem-internal-title = Something went wrong on our side
error-problem-internal-text = We are sorry. Please try again later. If it happens again, call our support and give them the incident number.
error-problem-incident = Incident number:
error-problem-again = Open the form again
error-problem-home = To the sign-in page
error-problem-account = Back to the account
