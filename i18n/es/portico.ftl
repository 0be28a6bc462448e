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

fields-space = espacio
fields-backspace = Borrar la última letra
fields-clear = Borrar
fields-shift = Mayúsculas
fields-continue = Continuar
fields-keep = Guardar
fields-optional = { $field } (si lo tiene)
fields-empty = Por favor, complete este dato.
fields-given = Nombre
fields-family = Apellidos
fields-only-name = Su nombre
fields-whole-name = Nombre y apellidos
fields-phone = Número de teléfono
fields-email = Correo electrónico
fields-street = Calle y número
fields-unit = Apartamento
fields-city = Ciudad
fields-state = Estado
fields-postal-code = Código postal
fields-name-long = Este nombre tiene más de 100 letras. Por favor, acórtelo.
fields-name-character = Un nombre no lleva números ni signos como @ o #. Por favor, use solo letras.
fields-phone-short = A este número de teléfono le faltan dígitos. Por favor, escríbalo con su código de área.
fields-phone-long = Este número de teléfono es demasiado largo. Por favor, revise los dígitos.
fields-phone-character = Un número de teléfono solo lleva dígitos. Por favor, revíselo.
fields-email-wrong = Este correo electrónico no está completo. Necesita un nombre, el signo @ y un lugar, como nombre@example.org.
fields-choose-relationship = Por favor, elija una de estas opciones.
fields-relationship-partner = Pareja o cónyuge
fields-relationship-parent = Madre o padre
fields-relationship-child = Hijo o hija
fields-relationship-sibling = Hermano o hermana
fields-relationship-guardian = Tutor legal
fields-relationship-friend = Amigo o amiga
fields-relationship-other = Otra persona

## Consent

consent-hint = { $number } de { $of }. Puede decir que no y aun así recibirá atención.
consent-page = Página { $page } de { $pages }
consent-previous-page = Página anterior
consent-next-page = Página siguiente
consent-signature = Su firma
consent-sign = Firme aquí con el dedo
consent-sign-guardian = { $guardian }, firme aquí por { $child }
consent-sign-for-child = Madre, padre o tutor: firme aquí por { $child }
consent-sign-later = Podrá firmar aquí cuando haya visto la última página
consent-too-early = Falta texto por leer. Toque «Página siguiente» hasta llegar a la última página. Después, firme.
consent-signed-at = Usted firmó esto a las { $time }
consent-declined-before = Usted dijo que no. Todavía puede firmar aquí.
consent-sign-again = Firmar otra vez
consent-clear = Borrar y firmar otra vez
consent-agree = Acepto y firmo
consent-continue = Continuar
consent-decline = No estoy de acuerdo
consent-read-aloud = Leer en voz alta
consent-decline-title = ¿Quiere decir que no a esto?
consent-decline-seen = De todos modos recibirá atención hoy. Su visita sigue.
consent-decline-desk = Le diremos a recepción que usted dijo que no. Es posible que alguien hable con usted sobre esto.
consent-decline-later = Puede cambiar de opinión en cualquier momento.
consent-decline-yes = Sí, digo que no
consent-missing-title = No pudimos cargar este documento
consent-missing-body = No tiene que firmarlo ahora. Se lo mostrarán en recepción. De todos modos recibirá atención.
