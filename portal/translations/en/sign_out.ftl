sign-out-left-title = You are signed out
sign-out-left-text = Your session has ended.
sign-out-left-shared = If others use this computer too, please close all windows of the browser.
sign-out-left-again = Sign in again
sign-out-left-home = To the start page
