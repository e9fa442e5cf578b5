## The demo's post: what would be a mail program and a letter box
post-stays = Demo: everything stays on this computer.
post-back = Back to the overview

post-index-title = Post
post-index-about = Every e-mail and every letter that the identity provider and the portal send ends up here. None of it leaves this computer.
post-index-to = Recipient
post-index-search = Search
post-index-all = Show all
post-index-letters = Letters
post-index-mails = E-mails
post-index-mail-when = To { $to }
post-index-no-letters = No letters
post-index-no-letters-text = When the portal sends an unlock code, its letter lies here.
post-index-no-mails = No e-mails
post-index-no-mails-text = Register with any e-mail address. The confirmation arrives here.

post-mail-title = E-mail
post-mail-no-subject = (no subject)
post-mail-from = From
post-mail-to = To
post-mail-received = Received
post-mail-text = Text
post-mail-html = Designed version
post-mail-html-hint = Links open in a new tab.
post-mail-original = Save as a file

post-letter-title = Letter
post-letter-to = Letter to { $name }
post-letter-address = Address
post-letter-received = Sent
post-letter-pdf = Open the letter as PDF
post-letter-text = Text of the letter

post-missing-title = Nothing here
post-missing-text = There is no message and no letter at this address.
