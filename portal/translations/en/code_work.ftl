## The office's work on codes and requests
code-work-case = Case
code-work-name = Name
code-work-number = Customer number
code-work-born = Date of birth
code-work-register = Register number
code-work-code = Name of the code
code-work-to-case = To the case

code-work-obstacle = No unlock code can be issued like this
code-work-obstacle-closed = The case is closed. Reopen it first.
code-work-obstacle-address = The case has no address that a letter could reach: street or town is missing, or a line is too long for the window. Change the address in the case first.
code-work-obstacle-glyph = The name or the address has a character that our fonts cannot print. Change the spelling in the case, or have the operator add a font.

code-work-issue-title = Issue an unlock code
code-work-issue-lead = The unlock code goes by post to the address in the case. You do not see it.
code-work-issue-waiting = The code { $code } becomes invalid
code-work-issue-waiting-text = It was issued on { $day } and has not been used. Only the newest letter counts.
code-work-issue-address = Address in the case
code-work-issue-no-address = None
code-work-issue-language = Language of the letter
code-work-issue-submit = Issue and send letter

code-work-revoke-title = Revoke unlock code
code-work-revoke-lead = Nobody can unlock a profile with this code then. A profile that is unlocked already stays unlocked.
code-work-revoke-issued = Issued
code-work-revoke-over = This code is not waiting any more
code-work-revoke-over-text = It was used, revoked or blocked, or it has expired. What became of it stands in the case.
code-work-revoke-submit = Revoke code

code-work-worklist-title = Requests
code-work-worklist-lead = These people would like an unlock code by post. The oldest request comes first.
code-work-worklist-asked = Received: { $day }
code-work-worklist-own = Your own request: somebody else answers it.
code-work-worklist-answer = Answer
code-work-worklist-empty = No open requests
code-work-worklist-empty-text = Requests for an unlock code stand here as soon as somebody makes one online.
code-work-worklist-answered = The unlock code is issued
code-work-worklist-answered-text = The letter goes to the address in the case. Whoever asked gets an e-mail.
code-work-worklist-declined = The request is declined
code-work-worklist-declined-text = Whoever asked gets an e-mail and reads the reason after signing in.

code-work-request-title = Answer a request
code-work-request-no-number = Not given
code-work-request-email = E-mail address of the account
code-work-request-no-email = Not known
code-work-request-asked = Received
code-work-request-pick = Issue an unlock code
code-work-request-pick-text = Choose the case to which the request belongs. The letter goes to the address in the case, never to another.
code-work-request-search = Find another case
code-work-request-search-hint = Name, date of birth, customer number or register number
code-work-request-search-button = Search
code-work-request-cases = Cases found
code-work-request-born-fits = Date of birth { $day } matches.
code-work-request-born-differs = Date of birth { $day } differs.
code-work-request-register-fits = Register number { $number } matches.
code-work-request-register-differs = Register number { $number } differs.
code-work-request-number-fits = Customer number matches.
code-work-request-number-differs = Customer number differs.
code-work-request-closed = Closed.
code-work-request-look = Look at the case
code-work-request-answer = Issue and send letter
code-work-request-back = To the requests
code-work-request-none = No fitting case found
code-work-request-none-text = Search for something else, or decline the request.
code-work-request-decline = Decline the request
code-work-request-decline-text = Whoever asked reads this sentence. It does not tell whether there is a case.
code-work-request-reason = Reason
code-work-request-decline-submit = Decline
code-work-request-case-empty = Choose a case.
code-work-request-reason-empty = Choose a reason.

code-work-closed-title = Request already done
code-work-closed-notice = There is nothing left to do here
code-work-closed-text = Somebody has answered the request meanwhile, or it was withdrawn. What you just sent has changed nothing.
