## E-mails
mail-greeting = Hello,
mail-regards = Kind regards
mail-automatic = Please do not reply to this e-mail: it was sent automatically. We are happy to answer technical questions on the phone: { $support_phone } ({ $support_hours }).

mail-profile_moved_away-subject = Your profile now belongs to another account
mail-profile_moved_away-intro = A profile that you had unlocked in your account has been unlocked in another account with a new unlock code. It is therefore no longer part of your account.
mail-profile_moved_away-not-me = Was that not you? Then please call us at once: { $phone }. We will block the access and send you a new unlock code.

mail-profile_moved_here-subject = Your profile has moved to this account
mail-profile_moved_here-intro = With an unlock code you have unlocked a profile that used to belong to another account. It now belongs to your account. The other account no longer has it.
mail-profile_moved_here-not-me = Was that not you? Then please call us at once: { $phone }.

mail-company_access_withdrawn-subject = Your access to an organisation has ended
mail-company_access_withdrawn-intro = Your access to { $organisation } has been ended. You can no longer act for this organisation in the portal. Your account and your other profiles stay as they are.
mail-company_access_withdrawn-why = Do you have questions about this? Then ask an admin of the organisation, or call us: { $phone }.

mail-company_role_changed-subject = Your rights in an organisation have changed
mail-company_role_changed-admin = You are now an admin of { $organisation }. You can grant, change and withdraw access in the portal.
mail-company_role_changed-member = You are no longer an admin of { $organisation }. You go on acting for the organisation in the portal but no longer manage access.
mail-company_role_changed-why = Do you have questions about this? Then ask an admin of the organisation.

mail-company_colleague_joined-subject = Your unlock code has been redeemed
mail-company_colleague_joined-intro = The unlock code { $code }… that you created for “{ $label }” has been redeemed. The person now acts for { $organisation } in the portal.
mail-company_colleague_joined-not-me = Was it not the person you meant? Then withdraw their access under “Manage access”:

mail-code_request_answered-subject = Your request for an unlock code has been answered
mail-code_request_answered-intro = We have answered your request for an unlock code. A letter with the code is on its way to the address that we have on record. It may take a few days.
mail-code_request_answered-next = Here you see your request after signing in:

mail-code_request_declined-subject = Your request for an unlock code has been answered
mail-code_request_declined-intro = We have checked your request for an unlock code. As it is, we cannot send you a code. What you can do now you read here after signing in:

mail-address_changed-subject = Your address was changed
mail-address_changed-intro = Your address was changed in your profile. From now on we send our letters to the new address.
mail-address_changed-intro-client = Your address was changed through the service “{ $client }”, which you allowed to do so. From now on we send our letters to the new address.
mail-address_changed-not-me = Was it not you? Then please call us at once: { $phone }. We undo the change and secure your account.
mail-address_changed-history = After signing in you read here what happened when:

mail-own_data_taken-subject = Your data in the portal was downloaded
mail-own_data_taken-intro = On { $when }, everything that the portal keeps about you was downloaded.
mail-own_data_taken-not-me = Was it not you? Then please change your password at once and call us: { $phone }.

mail-own_data_leaving-subject = Your data in the portal will be deleted
mail-own_data_leaving-intro = As you wished, we delete your profiles and what we know of you as a person in the portal on { $date }. Your file at the Jobcenter stays for as long as the law demands.
mail-own_data_leaving-keep = Do you want to keep your data? Then sign in until then:
mail-own_data_leaving-not-me = Was it not you? Then sign in, keep your data and call us: { $phone }.

mail-own_data_kept-subject = Your data in the portal stays
mail-own_data_kept-intro = You have kept your data in the portal. It will not be deleted.
mail-own_data_kept-not-me = Was it not you? Then please call us right away: { $phone }.

mail-own_data_deleted-subject = Your data in the portal is deleted
mail-own_data_deleted-intro = Your profiles and what we knew of you as a person in the portal are deleted, as you wished.
mail-own_data_deleted-stays = Your file at the Jobcenter stays for as long as the law demands.
