oauth-stuck-untrusted-title = This sign-in cannot begin
oauth-stuck-untrusted-text = The application you come from has sent a request that we do not accept. To keep you safe we do not send you back there. Nothing about your account has changed.
oauth-stuck-gone-title = This sign-in is no longer open
oauth-stuck-gone-text = It has been completed, has expired, or was begun in another browser. Simply start signing in again.
oauth-stuck-detail = For the makers of the application:
oauth-stuck-home = Go to sign-in
oauth-confirm-sign-out-title = Do you want to sign out?
oauth-confirm-sign-out-asked = “{ $client }” asks to sign you out.
oauth-confirm-sign-out-question = An application asks to sign you out.
oauth-confirm-sign-out-meaning = You will be signed out here and in every application in which you are signed in with this account.
oauth-confirm-sign-out-do = Sign out
oauth-confirm-sign-out-stay = Stay signed in
oauth-signed-out-title = You are signed out
oauth-signed-out-text = Your session with { $operator } has ended. The applications in which you were signed in with this account sign you out as well.
oauth-signed-out-shared = Do other people use this device? Then please close the browser window, too.
oauth-signed-out-again = Sign in again
oauth-consent-title = Would you like to allow this?
oauth-consent-lead = The service “{ $client }” does not belong to { $operator }. It asks for your permission. You decide.
oauth-consent-what = What the service may do, and what for
oauth-consent-duration = For how long
oauth-consent-duration-offline = { $days ->
    [one] Also while you are not signed in, for one day at most. After that you have to sign in for the service again.
   *[other] Also while you are not signed in, for { $days } days at most. After that you have to sign in for the service again.
}
oauth-consent-duration-session = Only while you are signed in.
oauth-consent-withdraw = You can end the access at any time: under “Account settings”, “Connected services”.
oauth-consent-pairwise = The identifier for your account is good for this service only. Other services cannot tell by it that it is you.
oauth-consent-who = Who is behind it
oauth-consent-name = Service
oauth-consent-website = Web site
oauth-consent-policy = Privacy
oauth-consent-policy-read = The service’s privacy notice
oauth-consent-terms = Terms
oauth-consent-terms-read = Terms of the service
oauth-consent-back = You go back to
oauth-consent-unchecked = This service has registered itself
oauth-consent-unchecked-text = { $operator } has not checked what it says about itself. Allow something only if you know the service and have just come from there.
oauth-consent-contact = Contact
oauth-consent-new-window = (opens a new window)
oauth-consent-allow = Allow
oauth-consent-refuse = Refuse

## Back to the application by a form
oauth-form-post-title = Back to the service
oauth-form-post-lead = You are being taken back to the service that you came from. If nothing happens, choose “Continue”.
oauth-form-post-go = Continue
oauth-signing-out-title = You are being signed out
oauth-signing-out-lead = We also sign you out of the services that you were signed in to. After that you are taken on.
oauth-signing-out-frame = Signing out of a service
oauth-signing-out-go = Continue
