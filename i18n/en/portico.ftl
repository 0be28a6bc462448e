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

page-up = Back to the first part
page-down = There is more below

## Typing

fields-space = space
fields-backspace = Delete the last letter
fields-clear = Clear
fields-shift = Capital letters
fields-continue = Continue
fields-keep = Keep this
fields-optional = { $field } (if you have one)
fields-empty = { $field }: please fill this in.
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
fields-name-empty = Please type the name.

## Consent

consent-hint = { $number } of { $of }. You can say no and still be seen.
consent-hint-short = { $number } of { $of }. You can say no.
consent-page = Page { $page } of { $pages }
consent-previous-page = Page before
consent-next-page = Next page
consent-sign = Sign here with your finger
consent-sign-guardian = { $guardian }, please sign here for { $child }
consent-sign-for-child = Parent or guardian, please sign here for { $child }
consent-sign-later = You can sign after the last page
consent-too-early = First read to the last page
consent-signed-at = You signed this at { $time }
consent-declined-before = You said no. You can still sign here
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
consent-previous-short = Before
consent-next-short = Next
consent-clear-short = Clear

## Find my visit

find-birth-title = When were you born?
find-birth-title-new = Welcome. When were you born?
find-birth-hint = Month, day and year. For example 4 12 1985.
find-month = Month
find-day = Day
find-year = Year
find-birth-incomplete = Please type your date of birth: month, day and the year with four digits.
find-birth-no-such-day = There is no such day. Please check the month and the day.
find-birth-future = This day has not come yet. Please check the year.
find-birth-long-ago = This day is too long ago. Please check the year.
find-code = I have a code
find-code-detail = The code of your visit
find-scan = Scan code, license or passport
find-scan-detail = Hold it to the camera
find-new = I am new here
find-new-detail = You have not been here before
find-other = Other ways to find me
find-other-title = How can we find you?
find-name-title = What is your name?
find-name-hint = As it is on your papers. Accents do not matter.
find-one-name = I have one name only
find-two-names = I have a given and a family name
find-look = Find my visit
find-miss = We could not find a visit with what you entered. Please check your name, and go back to check your date of birth.
find-miss-name = We could not find a visit with what you entered. Please check your name. You typed that you were born on { $born }: to change it, go back.
find-miss-code = We could not find a visit with what you entered. Please check the code, or go back to use your date of birth.
find-code-title = What is your code?
find-code-hint = It is in our message about your visit: six letters and digits, such as K7P-2QX.
find-code-label = Code of your visit
find-code-wrong = A code has six letters and digits. Please check it.
find-scan-title = Hold it to the camera
find-scan-hint = Show the square code of our message, the back of your driver license, or the photo page of your passport.
find-scan-hold = Hold it still, about a hand away.
find-scan-gone = The camera does not work right now. Please type your code, or go back.
find-scan-nothing = Hold it flat, in good light.
find-told-health-card = This shows your insurance. Please hold it up later.
find-told-unreadable = We do not know this code. Please type here instead.
find-told-no-birth-date = Your document does not show the day you were born. Please type it.
find-scan-type = Type the code instead
find-waiting-title = One moment, please
find-waiting = We are looking for your visit.
find-waiting-long = This takes longer than usual. You can wait, or go on without it: the desk will find your visit.
find-away-title = We cannot look up your visit right now
find-away-body = It is not your fault. You can go on: you tell us who you are, and the desk will find your visit.
find-without = Go on without it
find-again = Try again

## Your visit

visit-title = Is this your visit today?
visit-yes = Yes, this is right
visit-not-mine = This is not my visit
visit-understood = I understand
visit-to-desk = Go to the desk
visit-register = Register me
visit-with = { $provider }, { $service }
visit-provider = With
visit-reason = For
visit-place = Where
visit-by-video = By video
visit-now = It starts now. You are on time.
visit-in-minutes = { $minutes ->
    [one] In one minute. You are on time.
   *[other] In { $minutes } minutes. You are on time.
}
visit-in-hours = In { $hours ->
    [one] one hour
   *[other] { $hours } hours
}{ $minutes ->
    [0] {""}
    [one] {" "}and one minute
   *[other] {" "}and { $minutes } minutes
}. You are on time.
visit-began = { $minutes ->
    [one] It began one minute ago. You can still check in here.
   *[other] It began { $minutes } minutes ago. You can still check in here.
}
visit-early-title = You are early
visit-early-body = You can check in here from { $time } on. Please take a seat, and come back then. If you cannot wait, ask at the desk.
visit-late-title = Your visit has already begun
visit-late-body = It is too late to check in here. We are sorry. Please go to the desk: we tell them that you are here, and they will see what can be done today.
visit-not-today-title = Your visit is not today
visit-not-today-body = Your next visit is on { $day }. Please come back then. If you think this is wrong, ask at the desk.
visit-past-body = Your last visit was on { $day }. We see no visit for today. If you think this is wrong, ask at the desk.
visit-remote-title = Your visit is by video
visit-remote-body = You do not have to be here. Please open the link in our message at the time of your visit, on your own phone or computer. If you would like to be seen here, ask at the desk.
visit-closed-title = This visit is closed
visit-closed-body = It was cancelled, or it is already over. Please go to the desk: we tell them that you are here, and they will help you.
visit-arrived-title = You are already checked in
visit-arrived-body = The desk knows that you are here. You do not have to do anything more. Please take a seat.
visit-walk-in-title = You have no appointment today
visit-walk-in-register = You can register here now.
visit-walk-in-desk = The desk decides when you can be seen, and tells you.
visit-walk-in-wait = Please stay nearby until you are called.
visit-new-title = You register without an appointment
visit-new-tell = You tell us about yourself here. If you do have an appointment, the desk will find it.

## The waiting screen

attract-welcome = Welcome.
    Check in here.
attract-minutes = It takes about three minutes.
attract-bring = Have your insurance card ready.
attract-start = Touch to start
attract-desk = Would you rather talk to a person? The desk is happy to help you.
attract-desk-where = Would you rather talk to a person? The desk is { $place }.

## Comfort

comfort-title = What suits you?
comfort-language = Language
comfort-text = Size of text
comfort-text-usual = Usual
comfort-text-large = Large
comfort-text-largest = Largest
comfort-sample = Aa
comfort-contrast = Strong contrast
comfort-contrast-detail = Light text on a dark screen
comfort-speech = Read aloud
comfort-speech-detail = We say what is on the screen
comfort-low-reach = Lower reach
comfort-low-reach-detail = Everything to touch moves down

## Insurance

insurance-still = Is this still your insurance?
insurance-still-hint = This is what we have on file.
insurance-which = Which insurance do you use today?
insurance-which-hint = We have more than one on file.
insurance-member-is = Member ID { $member }
insurance-payer-and-plan = { $payer }, { $plan }
insurance-keep = Yes, this is right
insurance-correct = Correct a line
insurance-new-card = I have another card
insurance-self-pay = I pay myself
insurance-self-pay-detail = Without insurance. The desk tells you about prices.
insurance-not-with-me = I don't have it with me
insurance-not-with-me-detail = You can bring your card later. You will still be seen.
insurance-none = Do you have health insurance?
insurance-none-hint = We have no insurance on file for you.
insurance-have-card = Yes, I have my card here
insurance-card-camera = You hold it to the camera and we read it.
insurance-card-typed = You type what it says.
insurance-continue = Continue

insurance-payer = Insurance
insurance-plan = Plan
insurance-member = Member ID
insurance-group = Group number
insurance-subscriber = Whose insurance it is
insurance-payer-question = Which insurance company do you have?
insurance-plan-question = What is the name of the plan?
insurance-member-question = What is your member ID?
insurance-group-question = What is your group number?
insurance-subscriber-question = Whose name is on the card?
insurance-line-hint = Type it as it is on your card.
insurance-member-hint = It is on the front of your card. It may be called "ID" or "Subscriber ID".
insurance-payer-empty = Please type the name of your insurance company. It is at the top of your card.
insurance-member-empty = Please type your member ID. If you cannot find it, touch Help.
insurance-member-short = This member ID is too short. Please check it against your card.

insurance-front = Hold the front of your card up to the camera
insurance-front-hint = About a hand away. We take the picture by ourselves.
insurance-back = Now turn your card over
insurance-back-hint = Hold the back up to the camera.
insurance-shutter = Take the picture
insurance-no-back = Go on without the back
insurance-type = I type it myself
insurance-camera-starts = The camera is starting
insurance-camera-failed = The camera does not work just now. Please type what your card says.
insurance-turn-over = This is still the front. Turn the card over.
insurance-see-no-card = We do not see a card yet
insurance-see-closer = Come a little closer
insurance-see-back = Move it back a little
insurance-see-cut-off = Show us the whole card
insurance-see-still = Hold it still
insurance-see-dark = It is too dark here
insurance-see-glare = The card shines. Tilt it a little
insurance-see-other = This does not look like a card
insurance-see-two = Show us one card only
insurance-see-good = Good. Hold it still
insurance-see-move-left = Move it to the left
insurance-see-move-right = Move it to the right
insurance-see-move-up = Move it up
insurance-see-move-down = Move it down
insurance-see-shine-left = Bright spot on the left: tilt the card
insurance-see-shine-right = Bright spot on the right: tilt the card
insurance-see-shine-top = Bright spot at the top: tilt the card
insurance-see-shine-bottom = Bright spot at the bottom: tilt the card
insurance-see-shine-middle = Bright spot in the middle: tilt the card
insurance-digital-part = Code { $part } of { $parts } is read. Show the next one.
insurance-digital-unchecked = We could not check it. Show us the plastic card, or go on without.
insurance-digital-expired = It has run out. Your insurance can give you a new one. Show us the plastic card, or go on without.
insurance-digital-no-insurance = It does not show insurance. Show us your insurance card, or go on without.
insurance-digital-good = Your digital card is from { $issuer }. We have checked it.
insurance-days = When it is valid
insurance-days-until = Until { $day }
insurance-days-from = From { $day }
insurance-days-over = No longer
insurance-differs-payer = This is not the insurance we have on file. That is fine: we will use this one.
insurance-differs-member = We have another number on file. Please check that this one is the same as on your card.
insurance-differs-member-nearly = It is almost the number that we have. Please compare each letter and digit with your card.
insurance-differs-group = The group number is new. That is fine: we will use the new one.
insurance-differs-name = We do not know this name yet. That is fine: the desk will ask you about it.
insurance-differs-expired = This card may have run out. You can go on. If you have a newer one, show us that one.
insurance-differs-not-yet = This card is for later. You can go on. If you have one for today, show us that one.
insurance-listed = Your name is on this card too.
insurance-digital-refused = We cannot use this digital card
insurance-digital-next = Show the next code
insurance-digital-plastic = Show my plastic card
insurance-picture = The picture
insurance-refused-no-card = There was no card in the picture. Hold your card in front of the camera and try again.
insurance-refused-closer = The card was too far away to read. Hold it closer and try again.
insurance-refused-back = The card was too close. Move it back a little and try again.
insurance-refused-cut-off = A part of the card was missing. Hold it so that you see all four corners.
insurance-refused-blurred = The picture was blurred. Hold the card still with both hands and try again.
insurance-refused-dark = The picture was too dark. Turn the card towards the light and try again.
insurance-refused-glare = Light on the card hid a part of it. Tilt the card a little and try again.
insurance-refused-other = This did not look like an insurance card. Try again, or type it yourself.
insurance-refused-two = There were two cards in the picture. Hold up one card only.
insurance-refused-unreadable = We could not read anything on it. Hold up the front of your insurance card once more.
insurance-reading-title = We are reading your card
insurance-taken = We have the picture
insurance-reading = One moment, we are reading it
insurance-reading-long = This takes longer than usual. You can wait, or go on

insurance-check = Is this what your card says?
insurance-check-hint = Touch "Change" to correct a line.
insurance-check-part = Part { $part } of { $parts }. Touch "Change" to correct a line.
insurance-change = Change
insurance-right = Yes, this is right
insurance-next-lines = Right, go on
insurance-hard-to-read = Please check. This was hard to read.
insurance-not-read = We could not read it
insurance-please-type = Please type it. We need it to ask your insurance.
insurance-not-given = Not given
insurance-add = Add
insurance-type-missing = Type what is missing

insurance-asking = We are asking your insurance
insurance-asking-wait = This takes a few seconds.
insurance-asking-long = Your insurance is slow to answer. You can wait, or go on without it.
insurance-go-on = Go on without waiting

insurance-estimate-covered = Your insurance says that you are covered today.
insurance-estimate-fixed = You will probably pay { $amount } for this visit
insurance-estimate-fixed-why = It is the same amount for every visit of this kind. It can change if you need more than a visit.
insurance-estimate-share = You will probably pay { $percent } of the cost of this visit
insurance-estimate-share-why = Your insurance pays the rest. The desk can tell you what the visit costs.
insurance-estimate-first = First you pay up to { $amount } yourself.
insurance-estimate-then = After that, you pay { $percent } and your insurance pays the rest.
insurance-estimate-deductible = The first part is called the deductible. You pay it only once a year.
insurance-estimate-nothing = You will probably pay nothing for this visit
insurance-estimate-nothing-why = It can change if you need more than a visit.
insurance-estimate-not-covered = Your insurance says that this card is not active today
insurance-estimate-still-seen = You will still be seen. Nobody is turned away.
insurance-estimate-not-covered-why = Cards change often. If you have a newer one, show it to us. If not, the desk will help you.
insurance-estimate-unknown = We cannot say yet what this visit will cost
insurance-estimate-not-held-up = This does not hold you up. You will be seen today.
insurance-estimate-no-answer = Your insurance has not answered. The desk will ask again and tell you.
insurance-estimate-open = Your insurance has not told us what you pay. The desk will ask again and tell you.

## Who is with the child

guardian-title = Who is with { $child }?
guardian-hint = A grown-up signs and answers for { $child }.
guardian-other = Somebody else
guardian-what = What are you to { $child }?
guardian-what-hint = Please choose what you are to { $child }.
guardian-who = What are your name and phone number?


## Staff

staff-title = Staff only
staff-pin = Your PIN
staff-pin-unknown = Nobody has this PIN. Please try again.
staff-pin-locked = { $seconds ->
    [one] Too many wrong PINs. Please wait one second.
   *[other] Too many wrong PINs. Please wait { $seconds } seconds.
}
staff-enter = Open
staff-close = Back to the patient
staff-confirm = Hand over
staff-menu-title = What would you like to do?
staff-who = Staff
staff-step = Step, begun at
staff-person = Patient
staff-visit = Visit
staff-central-partly = Some of the hospital's data could not be read.
staff-skip = Skip this step
staff-correct = Let me correct
staff-desk-will-confirm = Finish, desk will confirm
staff-hand-over = Hand over to the desk
staff-reset = Wipe and reset
staff-why = Why? This goes to the audit trail.
staff-which-step = Which step do you want to correct?
staff-reason-no-card = Card missing or unreadable
staff-reason-device = Camera, printer or screen
staff-reason-language = Language or understanding
staff-reason-unwell = The patient is unwell
staff-reason-system = The hospital's system
staff-reason-other = Something else
staff-code-title = Hand-over code
staff-code-body = The desk goes on with this code. Please write it down.

## Questions

forms-title = A few questions
forms-none = There are no questions today
forms-progress = Question { $number } of { $of }
forms-continue = Continue
forms-skip = Skip this question
forms-dont-know = I don't know
forms-more = More answers
forms-yes = Yes
forms-no = No
forms-answer = Your answer
forms-day = Day
forms-month = Month
forms-year = Year
forms-missing = Please answer this question. If you are not sure, touch Help.
forms-too-small = Please type a number that is { $least } or more.
forms-too-great = Please type a number that is { $most } or less.
forms-no-number = Please type a whole number, with digits only.
forms-date-incomplete = Please type the whole date: month, day and the year with four digits.
forms-no-such-day = There is no such day. Please check the month and the day.

## What I owe

bill-title = You owe { $amount }
bill-title-some = What you owe
bill-hint = However you choose, you will be seen today.
bill-visit-of = Visit on { $date }
bill-earlier = An earlier visit
bill-due-today = due today
bill-due = due { $date }
bill-overdue = was due { $date }
bill-phone = Pay now with my phone
bill-desk = Pay at the desk
bill-later = Pay later
bill-arrangement = The desk can help if you need to pay in parts or cannot pay.
bill-chosen-desk = You chose to pay at the desk.
bill-chosen-later = You chose to pay later.
bill-chosen-phone = You began to pay with your phone. The desk will look whether your payment has arrived.
bill-continue = Continue
bill-pay-title = Pay { $amount } with your phone
bill-pay-title-some = Pay with your phone
bill-scan = Point your phone's camera at the square. Your card number never touches this kiosk.
bill-qr = Code that opens the payment page on your phone
bill-minutes = { $minutes ->
    [one] Works for one more minute, and only once.
   *[other] Works for { $minutes } more minutes, and only once.
}
bill-once = Works only once.
bill-listening = When you have paid, this screen tells you so.
bill-deaf = We cannot see your payment from here right now. If you have paid, your money is safe: the desk will look for it.
bill-not-now = Not now, continue
bill-waiting = We are getting your code.
bill-waiting-long = This takes longer than usual. You can wait, or choose another way to pay.
bill-paid-title = Thank you. You paid { $amount }.
bill-paid-title-some = Thank you. You have paid.
bill-paid = Your payment has arrived.
bill-expired-title = This code does not work any more
bill-expired = To keep your payment safe, each code works for a short time only. You have not been charged, unless your phone says that you paid.
bill-new-code = Show a new code
bill-unavailable-title = Paying by phone does not work right now
bill-unavailable = It is not your fault, and you have not been charged. You can pay at the desk or later.
bill-go-on-desk = Go on and pay at the desk
bill-try-again = Try again

## Check and send

review-title = Is everything right?
review-hint = Please check. Then we tell the desk that you are here.
review-change = Change
review-who = About me
review-born = Born { $date }
review-phone = Phone { $phone }
review-visit = Your visit
review-visit-walk-in = Without an appointment
review-visit-at = { $time } with { $provider }
review-guardian = With the child
review-insurance = Insurance
review-insurance-number = Number { $number }
review-insurance-self = I pay without insurance
review-insurance-desk = I show my card at the desk
review-forms = Questions
review-forms-done = { $count ->
    [one] One form answered
   *[other] { $count } forms answered
}
review-consent = Papers
review-consent-signed = { $count ->
    [one] One signed
   *[other] { $count } signed
}
review-consent-declined = { $count ->
    [one] one not agreed
   *[other] { $count } not agreed
}
review-bill = What I owe
review-bill-paid = { $amount } paid
review-bill-desk = { $amount }, at the desk
review-bill-later = { $amount }, later
review-bill-phone = { $amount }, the desk looks for your payment
review-staff = The desk will ask you
review-send = Send and check in
review-sending-title = One moment, please
review-sending = We are telling the desk that you are here.
review-sending-long = This takes longer than usual. You do not have to do anything. Please wait a few more seconds.

## Done

done-checked-in = You are checked in.
done-checked-in-hint = The desk has known since { $time } that you are here.
done-confirm = The desk will confirm your arrival.
done-confirm-hint = The hospital's system has not confirmed it yet. Your registration is kept safely here, and nothing of it is lost.
done-confirm-staff-hint = Your registration is kept safely. The desk finishes it with you.
done-confirm-step = Go to the desk and show this number. There they confirm that you are here.
done-confirm-step-plain = Go to the desk. There they confirm that you are here.
done-call = We will call
done-number = Your number
done-call-name = We will call you by your name.
done-where = Where to go
done-next = What to do now
done-walk-in-step = Take a seat near the desk. We will call your number.
done-to-place = Go to { $place }.
done-finished = I'm finished
done-print-again = Print again
done-printing = We are printing. One moment, please.
done-printed-both = Please take your wristband and your slip.
done-printed-band = Please take your wristband.
done-printed-slip = Please take your slip.
done-print-failed = Printing did not work. You do not have to wait: the desk prints your papers for you.
done-desk = Please go to the desk.
done-not-found-hint = We could not find your visit from here. That happens, and it is not your fault.
done-not-found-step-1 = Go to the desk. They go on with you there.
done-not-found-step-2 = Show your ID or our message about your visit. They will find you.
done-early = You are early.
done-early-hint = Your visit begins at { $time }. You can register here from { $opens }.
done-early-hint-plain = It is too early to register for your visit.
done-early-step-1 = You can wait in the lobby, or come back.
done-early-step-2 = If something is wrong with this time, ask at the desk.
done-late = The time of your visit has passed.
done-late-hint = Your visit began at { $time }. The desk knows that you are here.
done-late-hint-plain = The desk knows that you are here.
done-late-step-1 = Go to the desk now.
done-late-step-2 = They see whether you can still be seen today, or find a new time for you.
done-other-day = Your visit is on another day.
done-other-day-hint = It is on { $day } at { $time }.
done-other-day-hint-plain = Nothing is planned for you today.
done-other-day-step-1 = Come back on that day.
done-other-day-step-2 = If you think that this is wrong, or you need to be seen today, go to the desk.
done-remote = Your visit is by video or phone.
done-remote-hint = It begins at { $time }. You do not have to be here for it.
done-remote-hint-plain = You do not have to be here for it.
done-remote-step-1 = Use the link in our message, from home or from a quiet place.
done-remote-step-2 = If you cannot, go to the desk. They will help you.
done-closed = This visit does not take place.
done-closed-hint = It was cancelled, or it is already over. The desk knows that you are here.
done-closed-step-1 = Go to the desk. They clear it up with you.
done-staff-hint = Somebody there registers you in person.
done-staff-step = Go to the desk and say that the kiosk sent you.
done-handed-over-hint = What you entered has been passed on. You do not have to tell it again.
done-handed-over-step = Go to the desk. They go on where you stopped.
done-abandoned = Thank you.
done-abandoned-hint = Everything that you entered here has been wiped.
done-arrived = You have already told us that you are here.
done-arrived-hint = The hospital's system knows of your arrival. You do not have to register again.
done-arrived-step = If you are not sure, or have waited long, ask at the desk.
done-left = The desk will confirm your arrival.
done-left-hint = Your appointment was changed just now. Everything that you entered has arrived at the desk.
done-left-step = Go to the desk and show this number. There they tell you when and where your visit is.
done-left-step-plain = Go to the desk. There they tell you when and where your visit is.

## Paper

paper-born = Born
paper-record-number = Medical record number
paper-registration = Registration
paper-checked-in = You are checked in
paper-confirm = The desk will confirm your arrival
paper-confirm-foot = Please show this slip at the desk. Your registration is kept safely.
paper-checked-in-foot = The desk has known since { $time } that you are here.
paper-number = Your number
paper-with = With
paper-appointment = Appointment
paper-where = Where
paper-arrived = You came at
paper-way = How to get there
paper-help = Do you need help? Please ask at the desk.
paper-language = Language: { $language }
paper-receipt = Receipt
paper-bill = Your bill
paper-estimate = What this visit may cost
paper-patient = Patient
paper-date = Date
paper-paid = Paid
paper-to-pay = Still to pay
paper-paid-phone = Paid today with your phone
paper-pay-desk = You chose to pay at the desk.
paper-pay-later = You chose to pay later. Please pay by the day that stands at each line.
paper-pay-phone = You began to pay with your phone. The desk looks whether your payment has arrived.
paper-arrangement = If you need to pay in parts or cannot afford this, please talk to us.
paper-keep = Please keep this paper.
paper-share = Your share of today's visit
paper-share-percent = { $percent } percent of the price
paper-share-after = { $percent } percent of the price, after you have paid { $left } of it yourself
paper-nothing = Nothing
paper-estimate-foot = This is what your plan told us today. It is not a bill, and the amount can change.
paper-estimate-beside = Today's visit: your plan says that your share is probably { $amount }. This is not a bill yet.
paper-version = Version { $version }
paper-accepted = Agreed and signed
paper-declined = Not agreed
paper-signed-by = Signed by { $name }
paper-signed-for = Signed by { $guardian } for { $child }
paper-declined-by = Decided by { $name }
paper-declined-for = Decided by { $guardian } for { $child }
paper-signed-at = { $date }, { $time }
paper-fingerprint = Fingerprint of this document (SHA-256)
paper-pages = Page { $page } of { $pages }
paper-bill-number = Bill number

## About me

details-title = Is this right?
details-hint = You can change anything that is not.
details-yes = Yes, this is right
details-change = Change
details-add = Add
details-missing = We still need this
details-not-given = None
details-nobody-named = Nobody named
details-name = Name
details-address = Address
details-phone = Phone
details-email = E-mail
details-language = Language you would like to speak
details-emergency = In an emergency we call
details-guarantor = Who pays the bill
details-myself = Myself
details-type-anew = To protect your privacy we do not show what we have. Please type it in full.
details-name-title = What is your name?
details-address-title = Where do you live?
details-no-address = I have no address
details-phone-title = What is your phone number?
details-no-phone = I have no phone
details-email-title = What is your e-mail?
details-no-email = I have no e-mail
details-language-title = Which language would you like to speak?
details-language-hint = We ask for an interpreter if you need one. It is free.
details-emergency-title = Whom may we call in an emergency?
details-emergency-hint = Please choose who this person is to you.
details-emergency-who = What are their name and phone number?
details-nobody = I do not want to name anybody
details-guarantor-title = Who pays the bill?
details-guarantor-hint = This is what is left after insurance.
details-guarantor-what = Who is this person to you?
details-guarantor-who = What are their name and phone number?

## Resume

resume-title = Go on where you stopped?
resume-step = You stopped at
resume-go-on = Yes, go on
resume-again = Start again
resume-birth-title = One more question: when were you born?
resume-birth-other = This date does not match. Please check month, day and year, or go on without the date.
resume-without = Go on without the date
resume-staff-unfinished = Unfinished since { $time }: { $step }
resume-staff-title = Unfinished session
resume-staff-go-on = Go on with this session
resume-staff-discard = Discard this session
resume-hint = You began a few minutes ago, and then this screen stopped for a moment. What you entered is still here. If you start again, it will be wiped.

## When an answer is missing

visit-offline = Our system does not answer right now. You can still register here. The desk will confirm it.
details-offline = We cannot show what we have on file right now. Nothing is lost. You only need to type what is new.
details-not-shown = Not shown right now
insurance-none-offline = We cannot show what we have on file right now.
insurance-estimate-waiting = Your insurance has not answered yet. We keep asking, and the desk will tell you.
insurance-estimate-unavailable = We cannot reach your insurance right now. We keep asking, and the desk will tell you.
bill-undetermined-title = We cannot tell yet whether you have paid
bill-undetermined = If your phone says that you paid, your money is safe. Please do not pay again. The desk will look for your payment. You will be seen today.
bill-unavailable-begun = We cannot reach the payment service right now. If your phone says that you paid, please do not pay again. The desk will look for your payment.
review-offline = Our system does not answer right now. We keep what you said safe, and the desk will confirm it.
paper-pay-expired = The code for your phone ran out before a payment arrived. If your phone says that you paid, please tell the desk.
paper-pay-undetermined = We cannot tell yet whether your payment arrived. If your phone says that you paid, please do not pay again. The desk will look for it.
paper-pay-unavailable = We could not reach the payment service. If your phone says that you paid, please do not pay again. The desk will look for it.
paper-pay-begun = You also opened a code for your phone. If you paid with it, please do not pay again. The desk will look for it.
paper-eligibility-waiting = Today's visit: your insurance has not answered yet. The desk will tell you what it says.
paper-eligibility-unavailable = Today's visit: we could not reach your insurance. The desk will tell you what it says.
paper-eligibility-undetermined = Today's visit: your insurance did not say what you pay. The desk will ask again and tell you.
details-offline-title = Has anything changed?
