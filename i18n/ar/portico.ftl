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
