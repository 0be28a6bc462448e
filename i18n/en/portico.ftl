### Every word that a person reads at the kiosk, in English.

## On every screen

help = Help
start-over = Start over
back = Back
step-of = Step { $step } of { $steps }
step-find = Find my visit
step-visit = Your visit
step-guardian = Who is with the child
step-details = About me
step-insurance = Insurance
step-forms = Questions
step-consent = Consent
step-bill = What I owe
step-review = Check and send

help-calling-title = We are calling somebody
help-calling-body = Please wait a moment.
help-called-title = The desk knows that you need help
help-called-body = Somebody will come to you. You can go on while you wait.
help-coming-title = Somebody is coming to you
help-coming-body = Please stay at this screen.
help-not-through-title = We could not reach the desk from here
help-not-through-body = Please go to the desk. You do not have to finish this first.
help-close = Go on
help-called-banner = The desk knows that you need help.
help-coming-banner = Somebody is coming to help you.

start-over-title = Start over?
start-over-body = Everything that you have entered here will be wiped.
start-over-yes = Yes, start over
start-over-no = No, go on

idle-title = Are you still there?
idle-body = { $seconds ->
    [one] To protect your privacy, we wipe this screen in one second.
   *[other] To protect your privacy, we wipe this screen in { $seconds } seconds.
}
idle-stay = Yes, I am here
idle-leave = No, wipe it

between-title = One moment, please
between-body = We are getting your papers ready.

## Typing

fields-space = space
fields-backspace = Delete the last letter
fields-clear = Clear
fields-shift = Capital letters
fields-continue = Continue
fields-keep = Keep this
fields-optional = { $field } (if you have one)
fields-empty = Please fill this in.
fields-given = Given name
fields-family = Family name
fields-only-name = Your name
fields-whole-name = Name
fields-phone = Phone number
fields-email = E-mail
fields-street = Street and number
fields-unit = Apartment
fields-city = City
fields-state = State
fields-postal-code = ZIP code
fields-name-long = This name is longer than 100 letters. Please shorten it.
fields-name-character = A name has no digits or signs such as @ or #. Please use letters only.
fields-phone-short = This phone number is too short. Please type it with its area code.
fields-phone-long = This phone number is too long. Please check the digits.
fields-phone-character = A phone number has digits only. Please check it.
fields-email-wrong = This e-mail address is not complete. It needs a name, the sign @ and a place, such as name@example.org.
fields-choose-relationship = Please choose one of these.
fields-relationship-partner = Partner or spouse
fields-relationship-parent = Mother or father
fields-relationship-child = Son or daughter
fields-relationship-sibling = Brother or sister
fields-relationship-guardian = Legal guardian
fields-relationship-friend = Friend
fields-relationship-other = Somebody else

## Consent

consent-hint = { $number } of { $of }. You can say no and still be seen.
consent-page = Page { $page } of { $pages }
consent-previous-page = Page before
consent-next-page = Next page
consent-signature = Your signature
consent-sign = Sign here with your finger
consent-sign-guardian = { $guardian }, please sign here for { $child }
consent-sign-for-child = Parent or guardian, please sign here for { $child }
consent-sign-later = You can sign here after you have seen the last page
consent-too-early = There is more to read. Touch "Next page" until you reach the last page. Then sign.
consent-signed-at = You signed this at { $time }
consent-declined-before = You said no to this. You can still sign here.
consent-sign-again = Sign again
consent-clear = Clear and sign again
consent-agree = I agree and sign
consent-continue = Continue
consent-decline = I do not agree
consent-read-aloud = Read it to me
consent-decline-title = Do you want to say no to this?
consent-decline-seen = You will still be seen today. Your visit goes on.
consent-decline-desk = We tell the desk that you said no. Somebody may talk about it with you.
consent-decline-later = You can change your mind at any time.
consent-decline-yes = Yes, I say no
consent-missing-title = We could not load this paper
consent-missing-body = You do not have to sign it now. The desk will show it to you. You will still be seen.
