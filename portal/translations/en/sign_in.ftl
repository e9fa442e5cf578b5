sign-in-failed-title = You are not signed in
sign-in-failed-abgelaufen = This sign-in has expired, has been used already or was begun in another browser. Please begin again.
sign-in-failed-abgebrochen = The sign-in was cancelled. You can begin again at any time.
sign-in-failed-nicht-erreichbar = The sign-in service does not answer right now. Please try again in a few seconds.
sign-in-failed-abgelehnt = The answer of the sign-in service did not fit your sign-in. For your safety we did not accept it. Please begin again.
sign-in-failed-again = Sign in again
sign-in-failed-home = To the start page
