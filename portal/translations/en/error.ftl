error-problem-title = That did not work
error-problem-not_found-title = There is no such page
error-problem-not_found-text = The address may not be quite right, or the page has moved.
error-problem-wrong_method-title = This page cannot be opened like this
error-problem-wrong_method-text = The address belongs to a form. Please open the page that has the form.
error-problem-forbidden-title = You may not see this page
error-problem-forbidden-text = Sign in with the account that the page is meant for.
error-problem-role_missing-title = This page is not part of your work
error-problem-role_missing-text = Your role does not cover this. If you need the page for your work, please ask your team lead.
error-problem-own_case-title = This is your own case
error-problem-own_case-text = Nobody works on their own case. Please ask a colleague to take it on.
error-problem-already_waiting-title = Something else is waiting already
error-problem-already_waiting-text = Someone has already submitted something else about this account or case for approval. Your request has not been submitted. Wait for the decision, or talk to your colleague.
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
error-problem-provider_away-title = Signing in is not possible right now
error-problem-provider_away-text = The sign-in service does not answer. Nothing has been lost. Please try again in a few seconds.
error-problem-busy-title = We are busy right now
error-problem-busy-text = Nothing has been lost. Try again in a few seconds.
error-problem-internal-title = Something went wrong on our side
error-problem-internal-text = We are sorry. Please try again later. If it happens again, call our support and give them the incident number.
error-problem-incident = Incident number:
error-problem-approvals = To the approvals
error-problem-again = Try again
error-problem-home = To the start page
