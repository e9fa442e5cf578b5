## The frame around every page (S9–S14, S74)
language-name = English

frame-skip = Skip to content
frame-title-error = Error:
frame-meta = Easier formats and language
frame-sign-language = Sign language
frame-easy-language = Easy read
frame-language = Language
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-profile = Profile
frame-menu = Menu
frame-breadcrumb = You are here
frame-areas = Areas
frame-footer = About this portal
frame-home = Home
frame-help = Help
frame-accessibility = Accessibility
frame-privacy = Privacy
frame-imprint = Legal notice
frame-support = Technical support: { $support_phone } ({ $support_hours })

frame-clock-label = You stay signed in for
frame-clock = { $minutes } min
frame-clock-ended = ended
frame-ends-soon =
    { $minutes ->
        [one] You will be signed out in one minute
       *[other] You will be signed out in { $minutes } minutes
    }
frame-ends-text = Would you like to go on? What you have entered on this page is kept.
frame-go-on = Keep working
frame-extend-failed = That did not work. Check your internet connection and try again.
frame-over-title = Your session has ended
frame-over-text = We have signed you out to keep you safe. What you have entered is still on this page. Sign in again in a new tab, then send it.
frame-restored-title = What you entered is still here
frame-restored-text = You had to sign in in between. We have kept what you had entered, except for passwords and codes, and have not used it yet. Check it and send it once more.
frame-over-sign-in = Sign in in a new tab

## Forms
form-required-hint = Please fill in all fields marked with *
form-error-word = Error
form-summary =
    { $count ->
        [one] Please check one entry
       *[other] Please check { $count } entries
    }
form-password-show = Show
form-password-hide = Hide
form-rule-done = met
form-rule-open = not met yet
form-rules-all = All criteria are met.

## Blocks
notice-info = Note
notice-success = Done
notice-warning = Please note
notice-danger = Error
copy-key = Copy key
copy-done = Copied
copy-failed = Copying did not work. Select the text and copy it yourself.
summary-change = Change
task-done = Done
task-now = Now
task-later = Later

## Passkeys
passkey-create-cancelled = No passkey was created. Try again and follow what your device shows.
passkey-create-failed = The passkey could not be saved. Please try again.
passkey-get-cancelled = Signing in with a passkey was not completed. Try again or choose another way.
passkey-get-failed = We could not sign you in with this passkey. Try again or choose another way.
passkey-exists = A passkey for your account is already set up on this device.
passkey-unsupported = This browser cannot use passkeys. Please choose another way.

## Dates
format-date = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
format-date-long = { format-date }
format-date-time = { format-date }, { $hour_padded }:{ $minute_padded }
