### Every word that a person reads at the kiosk, in Spanish.

## On every screen

help = Ayuda
start-over = Empezar de nuevo
back = Atrás
step-of = Paso { $step } de { $steps }
step-find = Buscar mi cita
step-visit = Su cita
step-guardian = Acompañante
step-details = Mis datos
step-insurance = Seguro médico
step-forms = Preguntas
step-consent = Consentimiento
step-bill = Lo que debo
step-review = Revisar y enviar

help-calling-title = Estamos llamando a alguien
help-calling-body = Espere un momento, por favor.
help-called-title = En recepción saben que necesita ayuda
help-called-body = Alguien vendrá a ayudarle. Puede seguir mientras espera.
help-coming-title = Alguien viene a ayudarle
help-coming-body = Quédese junto a esta pantalla, por favor.
help-not-through-title = Desde aquí no pudimos avisar a recepción
help-not-through-body = Vaya a recepción, por favor. No tiene que terminar esto antes.
help-close = Seguir
help-called-banner = En recepción saben que necesita ayuda.
help-coming-banner = Alguien viene a ayudarle.

start-over-title = ¿Empezar de nuevo?
start-over-body = Se borrará todo lo que escribió aquí.
start-over-yes = Sí, empezar de nuevo
start-over-no = No, seguir

idle-title = ¿Sigue ahí?
idle-body = { $seconds ->
    [one] Para proteger su privacidad, borraremos esta pantalla en un segundo.
   *[other] Para proteger su privacidad, borraremos esta pantalla en { $seconds } segundos.
}
idle-stay = Sí, aquí estoy
idle-leave = No, borrar

between-title = Un momento, por favor
between-body = Estamos preparando sus documentos.

page-up = Volver a la primera parte
page-down = Hay más abajo

## Typing

fields-space = espacio
fields-backspace = Borrar la última letra
fields-clear = Borrar
fields-shift = Mayúsculas
fields-continue = Continuar
fields-keep = Guardar
fields-optional = { $field } (si tiene)
fields-empty = { $field }: por favor, complete este dato.
fields-given = Nombre
fields-family = Apellidos
fields-only-name = Su nombre
fields-whole-name = Nombre completo
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
fields-relationship-guardian = Tutor o tutora legal
fields-relationship-friend = Amigo o amiga
fields-relationship-other = Otra persona
fields-name-empty = Por favor, escriba el nombre.

## Consent

consent-hint = { $number } de { $of }. Puede decir que no y aun así recibirá atención.
consent-hint-short = { $number } de { $of }. Puede decir que no.
consent-page = Página { $page } de { $pages }
consent-previous-page = Página anterior
consent-next-page = Página siguiente
consent-sign = Firme aquí con el dedo
consent-sign-guardian = { $guardian }, firme aquí por { $child }
consent-sign-for-child = Madre, padre, tutor o tutora: firme aquí por { $child }
consent-sign-later = Puede firmar después de la última página
consent-too-early = Primero lea hasta la última página
consent-signed-at = Usted ya firmó esto ({ $time })
consent-declined-before = Usted dijo que no. Aún puede firmar
consent-sign-again = Firmar otra vez
consent-clear = Borrar y firmar otra vez
consent-agree = Acepto y firmo
consent-continue = Continuar
consent-decline = No acepto
consent-read-aloud = Leer en voz alta
consent-decline-title = ¿Desea decir que no a esto?
consent-decline-seen = De todos modos recibirá atención hoy. Su visita sigue igual.
consent-decline-desk = Le diremos a recepción que usted dijo que no. Es posible que alguien hable con usted sobre esto.
consent-decline-later = Puede cambiar de opinión en cualquier momento.
consent-decline-yes = Sí, digo que no
consent-missing-title = No pudimos cargar este documento
consent-missing-body = No tiene que firmarlo ahora. Se lo mostrarán en recepción. De todos modos recibirá atención.
consent-previous-short = Anterior
consent-next-short = Siguiente
consent-clear-short = Borrar

## Find my visit

find-birth-title = ¿Cuándo nació?
find-birth-title-new = Le damos la bienvenida. ¿Cuándo nació?
find-birth-hint = Día, mes y año. Por ejemplo: 23 4 1985.
find-month = Mes
find-day = Día
find-year = Año
find-birth-incomplete = Por favor, escriba su fecha de nacimiento: día, mes y el año con cuatro dígitos.
find-birth-no-such-day = Ese día no existe. Por favor, revise el día y el mes.
find-birth-future = Ese día todavía no ha llegado. Por favor, revise el año.
find-birth-long-ago = Ese día fue hace demasiado tiempo. Por favor, revise el año.
find-code = Tengo un código
find-code-detail = El código de su cita
find-scan = Escanear código, licencia o pasaporte
find-scan-detail = Acérquelo a la cámara
find-new = Es mi primera vez
find-new-detail = No ha estado aquí antes
find-other = Otras maneras de encontrarme
find-other-title = ¿Cómo podemos encontrarle?
find-name-title = ¿Cómo se llama?
find-name-hint = Como está en sus documentos. Los acentos no importan.
find-one-name = No tengo apellidos
find-two-names = Tengo nombre y apellidos
find-look = Buscar mi cita
find-miss = No encontramos una cita con lo que escribió. Por favor, revise su nombre y vuelva atrás para revisar su fecha de nacimiento.
find-miss-name = No encontramos una cita con lo que escribió. Por favor, revise su nombre. Usted escribió que nació el { $born }: para cambiarlo, vuelva atrás.
find-miss-code = No encontramos una cita con lo que escribió. Por favor, revise el código, o vuelva atrás para usar su fecha de nacimiento.
find-code-title = ¿Cuál es su código?
find-code-hint = Está en nuestro mensaje sobre su cita: seis letras y números, como K7P-2QX.
find-code-label = Código de su cita
find-code-wrong = Un código tiene seis letras y números. Por favor, revíselo.
find-scan-title = Acérquelo a la cámara
find-scan-hint = Muestre el código cuadrado de nuestro mensaje, el reverso de su licencia de conducir o la página de su pasaporte con la foto.
find-scan-hold = No lo mueva. Póngalo a una mano de distancia.
find-scan-gone = La cámara no funciona en este momento. Por favor, escriba su código, o vuelva atrás.
find-scan-nothing = Póngalo plano, con buena luz.
find-told-health-card = Esto muestra su seguro. Por favor, muéstrelo después.
find-told-unreadable = No conocemos este código. Por favor, escriba aquí.
find-told-no-birth-date = Su documento no muestra el día en que nació. Por favor, escríbalo.
find-scan-type = Escribir el código
find-waiting-title = Un momento, por favor
find-waiting = Estamos buscando su cita.
find-waiting-long = Esto tarda más de lo normal. Puede esperar, o seguir sin buscar: en recepción encontrarán su cita.
find-away-title = Ahora no podemos buscar su cita
find-away-body = No es culpa suya. Puede seguir: usted nos dice quién es, y en recepción encontrarán su cita.
find-without = Seguir sin buscar
find-again = Intentar otra vez

## Your visit

visit-title = ¿Es esta su cita de hoy?
visit-yes = Sí, es correcto
visit-not-mine = Esta no es mi cita
visit-understood = Entendido
visit-to-desk = Ir a recepción
visit-register = Registrarme
visit-with = { $provider }, { $service }
visit-provider = Con
visit-reason = Motivo
visit-place = Lugar
visit-by-video = Por video
visit-now = Empieza ahora. Está a tiempo.
visit-in-minutes = { $minutes ->
    [one] En un minuto. Está a tiempo.
   *[other] En { $minutes } minutos. Está a tiempo.
}
visit-in-hours = En { $hours ->
    [one] una hora
   *[other] { $hours } horas
}{ $minutes ->
    [0] {""}
    [one] {" "}y un minuto
   *[other] {" "}y { $minutes } minutos
}. Está a tiempo.
visit-began = { $minutes ->
    [one] Empezó hace un minuto. Todavía puede registrarse aquí.
   *[other] Empezó hace { $minutes } minutos. Todavía puede registrarse aquí.
}
visit-early-title = Llegó temprano
visit-early-body = Por favor, tome asiento y vuelva a esta hora: { $time } o después. Entonces podrá registrarse aquí. Si no puede esperar, pregunte en recepción.
visit-late-title = Su cita ya empezó
visit-late-body = Ya es tarde para registrarse aquí. Lo sentimos. Por favor, vaya a recepción: les avisamos que usted está aquí, y verán qué se puede hacer hoy.
visit-not-today-title = Su cita no es hoy
visit-not-today-body = Su próxima cita es el { $day }. Por favor, vuelva ese día. Si cree que no es correcto, pregunte en recepción.
visit-past-body = Su última cita fue el { $day }. No vemos ninguna cita para hoy. Si cree que no es correcto, pregunte en recepción.
visit-remote-title = Su cita es por video
visit-remote-body = No hace falta que esté aquí. Por favor, abra el enlace de nuestro mensaje a la hora de su cita, en su propio teléfono o computadora. Si prefiere que le atiendan aquí, pregunte en recepción.
visit-closed-title = Esta cita ya no está activa
visit-closed-body = Se canceló o ya terminó. Por favor, vaya a recepción: les avisamos que usted está aquí, y le ayudarán.
visit-arrived-title = Su llegada ya está registrada
visit-arrived-body = En recepción saben que usted está aquí. No tiene que hacer nada más. Por favor, tome asiento.
visit-walk-in-title = Hoy no tiene cita
visit-walk-in-register = Puede registrarse aquí ahora.
visit-walk-in-desk = En recepción deciden cuándo le pueden atender, y se lo dirán.
visit-walk-in-wait = Por favor, quédese cerca hasta que le llamen.
visit-new-title = Va a registrarse sin cita
visit-new-tell = Aquí nos da sus datos. Si tiene una cita, en recepción la encontrarán.

## The waiting screen

attract-welcome = ¡Hola!
    Regístrese aquí.
attract-minutes = Toma unos tres minutos.
attract-bring = Tenga a mano su tarjeta de seguro médico.
attract-start = Toque para empezar
attract-desk = ¿Prefiere hablar con una persona? Pregunte en recepción.
attract-desk-where = ¿Prefiere hablar con una persona? La recepción está { $place }.

## Comfort

comfort-title = ¿Cómo lo prefiere?
comfort-language = Idioma
comfort-text = Tamaño del texto
comfort-text-usual = Normal
comfort-text-large = Grande
comfort-text-largest = Más grande
comfort-sample = Aa
comfort-contrast = Contraste fuerte
comfort-contrast-detail = Texto claro sobre pantalla oscura
comfort-speech = Leer en voz alta
comfort-speech-detail = Leemos lo que dice la pantalla
comfort-low-reach = Más al alcance
comfort-low-reach-detail = Los botones bajan en la pantalla

## Insurance

insurance-still = ¿Sigue siendo este su seguro?
insurance-still-hint = Esto es lo que tenemos registrado.
insurance-which = ¿Qué seguro usa hoy?
insurance-which-hint = Tenemos más de uno registrado.
insurance-member-is = Número de miembro { $member }
insurance-payer-and-plan = { $payer }, { $plan }
insurance-keep = Sí, es correcto
insurance-correct = Corregir un dato
insurance-new-card = Tengo otra tarjeta
insurance-self-pay = Pago sin seguro
insurance-self-pay-detail = En recepción le informan sobre los precios.
insurance-not-with-me = No traigo la tarjeta
insurance-not-with-me-detail = Puede traer su tarjeta después. De todos modos recibirá atención.
insurance-none = ¿Tiene seguro médico?
insurance-none-hint = No tenemos ningún seguro suyo registrado.
insurance-have-card = Sí, tengo mi tarjeta aquí
insurance-card-camera = Muéstrela a la cámara y la leemos.
insurance-card-typed = Escriba lo que dice.
insurance-continue = Continuar

insurance-payer = Seguro médico
insurance-plan = Plan
insurance-member = Número de miembro
insurance-group = Número de grupo
insurance-subscriber = Seguro a nombre de
insurance-payer-question = ¿Con qué compañía tiene su seguro?
insurance-plan-question = ¿Cómo se llama el plan?
insurance-member-question = ¿Cuál es su número de miembro?
insurance-group-question = ¿Cuál es su número de grupo?
insurance-subscriber-question = ¿Qué nombre aparece en la tarjeta?
insurance-line-hint = Escríbalo tal como aparece en su tarjeta.
insurance-member-hint = Está en el frente de su tarjeta. A veces se llama “Member ID” o “Subscriber ID”.
insurance-payer-empty = Escriba el nombre de su compañía de seguros. Está en la parte de arriba de su tarjeta.
insurance-member-empty = Escriba su número de miembro. Si no lo encuentra, toque Ayuda.
insurance-member-short = Este número de miembro es demasiado corto. Compárelo con su tarjeta.

insurance-front = Muestre el frente de su tarjeta a la cámara
insurance-front-hint = A una mano de distancia. La foto se toma sola.
insurance-back = Ahora voltee su tarjeta
insurance-back-hint = Muestre el reverso a la cámara.
insurance-shutter = Tomar la foto
insurance-no-back = Seguir sin el reverso
insurance-type = Escribir los datos
insurance-camera-starts = La cámara se está encendiendo
insurance-camera-failed = La cámara no funciona en este momento. Escriba lo que dice su tarjeta.
insurance-turn-over = Este todavía es el frente. Voltee la tarjeta.
insurance-see-no-card = Todavía no vemos ninguna tarjeta
insurance-see-closer = Acérquela un poco
insurance-see-back = Aléjela un poco
insurance-see-cut-off = Muestre la tarjeta completa
insurance-see-still = No la mueva
insurance-see-dark = Aquí está muy oscuro
insurance-see-glare = La tarjeta brilla. Inclínela un poco
insurance-see-other = Esto no parece una tarjeta
insurance-see-two = Muestre una sola tarjeta
insurance-see-good = Bien. No la mueva
insurance-see-move-left = Muévala a la izquierda
insurance-see-move-right = Muévala a la derecha
insurance-see-move-up = Muévala hacia arriba
insurance-see-move-down = Muévala hacia abajo
insurance-see-shine-left = Brilla a la izquierda: inclínela
insurance-see-shine-right = Brilla a la derecha: inclínela
insurance-see-shine-top = Brilla arriba: inclínela
insurance-see-shine-bottom = Brilla abajo: inclínela
insurance-see-shine-middle = Brilla en el centro: inclínela
insurance-digital-part = Código { $part } de { $parts } leído. Muestre el siguiente.
insurance-digital-unchecked = No pudimos comprobarla. Muéstrenos la tarjeta de plástico o siga sin ella.
insurance-digital-expired = Ya venció. Su seguro puede darle una nueva. Muéstrenos la tarjeta de plástico o siga sin ella.
insurance-digital-no-insurance = No muestra ningún seguro. Muéstrenos su tarjeta de seguro o siga sin ella.
insurance-digital-good = Su tarjeta digital es de { $issuer }. Ya la comprobamos.
insurance-days = Cuándo es válida
insurance-days-until = Hasta el { $day }
insurance-days-from = Desde el { $day }
insurance-days-over = Ya no
insurance-differs-payer = No es el seguro que tenemos registrado. Está bien: usaremos este.
insurance-differs-member = Tenemos otro número registrado. Compruebe que este sea igual al de su tarjeta.
insurance-differs-member-nearly = Es casi el número que tenemos. Compare cada letra y cada número con su tarjeta.
insurance-differs-group = El número de grupo es nuevo. Está bien: usaremos el nuevo.
insurance-differs-name = Todavía no conocemos este nombre. Está bien: en recepción se lo preguntarán.
insurance-differs-expired = Puede que esta tarjeta ya haya vencido. Puede seguir. Si tiene una más nueva, muéstrenos esa.
insurance-differs-not-yet = Esta tarjeta es para más adelante. Puede seguir. Si tiene una para hoy, muéstrenos esa.
insurance-listed = Su nombre también está en esta tarjeta.
insurance-digital-refused = No podemos usar esta tarjeta digital
insurance-digital-next = Muestre el siguiente código
insurance-digital-plastic = Mostrar mi tarjeta de plástico
insurance-picture = La foto
insurance-refused-no-card = No había ninguna tarjeta en la foto. Ponga su tarjeta delante de la cámara e intente otra vez.
insurance-refused-closer = La tarjeta estaba demasiado lejos para leerla. Acérquela e intente otra vez.
insurance-refused-back = La tarjeta estaba demasiado cerca. Aléjela un poco e intente otra vez.
insurance-refused-cut-off = Faltaba una parte de la tarjeta. Sosténgala de modo que se vean las cuatro esquinas.
insurance-refused-blurred = La foto salió borrosa. Sostenga la tarjeta con las dos manos, sin moverla, e intente otra vez.
insurance-refused-dark = La foto salió muy oscura. Gire la tarjeta hacia la luz e intente otra vez.
insurance-refused-glare = Un reflejo tapó una parte de la tarjeta. Inclínela un poco e intente otra vez.
insurance-refused-other = Esto no parecía una tarjeta de seguro. Intente otra vez o escriba los datos.
insurance-refused-two = Había dos tarjetas en la foto. Muestre una sola.
insurance-refused-unreadable = No pudimos leer nada en ella. Muestre otra vez el frente de su tarjeta de seguro.
insurance-reading-title = Estamos leyendo su tarjeta
insurance-taken = Ya tenemos la foto
insurance-reading = Un momento, la estamos leyendo
insurance-reading-long = Tarda más de lo normal. Puede esperar o seguir

insurance-check = ¿Es esto lo que dice su tarjeta?
insurance-check-hint = Toque “Cambiar” para corregir un dato.
insurance-check-part = Parte { $part } de { $parts }. Toque “Cambiar” para corregir un dato.
insurance-change = Cambiar
insurance-right = Sí, es correcto
insurance-next-lines = Correcto, seguir
insurance-hard-to-read = Revise esto, por favor. Fue difícil de leer.
insurance-not-read = No pudimos leerlo
insurance-please-type = Escríbalo, por favor. Lo necesitamos para consultar a su seguro.
insurance-not-given = Sin dato
insurance-add = Agregar
insurance-type-missing = Escribir lo que falta

insurance-asking = Estamos consultando a su seguro
insurance-asking-wait = Esto tarda unos segundos.
insurance-asking-long = Su seguro tarda en responder. Puede esperar o seguir sin la respuesta.
insurance-go-on = Seguir sin esperar

insurance-estimate-covered = Su seguro dice que usted tiene cobertura hoy.
insurance-estimate-fixed = Probablemente pagará { $amount } por esta visita
insurance-estimate-fixed-why = Es la misma cantidad por cada visita de este tipo. Puede cambiar si necesita algo más que una visita.
insurance-estimate-share = Probablemente pagará el { $percent } del costo de esta visita
insurance-estimate-share-why = Su seguro paga el resto. En recepción le pueden decir cuánto cuesta la visita.
insurance-estimate-first = Primero usted paga hasta { $amount }.
insurance-estimate-then = Después, usted paga el { $percent } y su seguro paga el resto.
insurance-estimate-deductible = La primera parte se llama deducible. Solo se paga una vez al año.
insurance-estimate-nothing = Probablemente no pagará nada por esta visita
insurance-estimate-nothing-why = Puede cambiar si necesita algo más que una visita.
insurance-estimate-not-covered = Su seguro dice que esta tarjeta no está activa hoy
insurance-estimate-still-seen = De todos modos recibirá atención. No se le niega a nadie.
insurance-estimate-not-covered-why = Las tarjetas cambian a menudo. Si tiene una más nueva, muéstrela. Si no, en recepción le ayudarán.
insurance-estimate-unknown = Todavía no podemos decir cuánto costará esta visita
insurance-estimate-not-held-up = Esto no le retrasa. Hoy recibirá atención.
insurance-estimate-no-answer = Su seguro no ha respondido. En recepción preguntarán otra vez y le avisarán.
insurance-estimate-open = Su seguro no nos ha dicho cuánto paga usted. En recepción preguntarán otra vez y le avisarán.

## Who is with the child

guardian-title = ¿Quién viene con { $child }?
guardian-hint = { $child } es menor de edad: una persona adulta firma y responde en su lugar.
guardian-other = Otra persona
guardian-what = ¿Qué relación tiene con { $child }?
guardian-what-hint = Por favor, elija su relación con { $child }.
guardian-who = ¿Cuáles son su nombre y su teléfono?

## Staff

staff-title = Solo personal
staff-pin = Su PIN
staff-pin-unknown = Nadie tiene este PIN. Intente otra vez.
staff-pin-locked = { $seconds ->
    [one] Demasiados PIN incorrectos. Espere un segundo.
   *[other] Demasiados PIN incorrectos. Espere { $seconds } segundos.
}
staff-enter = Abrir
staff-close = Volver al paciente
staff-confirm = Pasar
staff-menu-title = ¿Qué desea hacer?
staff-who = Personal
staff-step = Paso y hora de inicio
staff-person = Paciente
staff-visit = Cita
staff-central-partly = No se pudieron leer algunos datos del hospital.
staff-skip = Saltar este paso
staff-correct = Corregir un paso
staff-desk-will-confirm = Terminar, recepción confirmará
staff-hand-over = Pasar a recepción
staff-reset = Borrar y reiniciar
staff-why = ¿Por qué? Esto queda en el registro de auditoría.
staff-which-step = ¿Qué paso quiere corregir?
staff-reason-no-card = No hay tarjeta o no se lee
staff-reason-device = Cámara, impresora o pantalla
staff-reason-language = Idioma o comprensión
staff-reason-unwell = La persona no se siente bien
staff-reason-system = El sistema del hospital
staff-reason-other = Otra cosa
staff-code-title = Código para recepción
staff-code-body = En recepción siguen con este código. Anótelo, por favor.

## Questions

forms-title = Algunas preguntas
forms-none = Hoy no hay preguntas
forms-progress = Pregunta { $number } de { $of }
forms-continue = Continuar
forms-skip = Saltar esta pregunta
forms-dont-know = No lo sé
forms-more = Más respuestas
forms-yes = Sí
forms-no = No
forms-answer = Su respuesta
forms-day = Día
forms-month = Mes
forms-year = Año
forms-missing = Responda a esta pregunta, por favor. Si no sabe qué contestar, toque Ayuda.
forms-too-small = Escriba { $least } o un número mayor.
forms-too-great = Escriba { $most } o un número menor.
forms-no-number = Escriba un número entero, solo con dígitos.
forms-date-incomplete = Escriba la fecha completa: día, mes y el año con cuatro dígitos.
forms-no-such-day = Ese día no existe. Revise el día y el mes.

## What I owe

bill-title = Usted debe { $amount }
bill-title-some = Lo que usted debe
bill-hint = Con cualquier opción, hoy recibirá atención.
bill-visit-of = Visita del { $date }
bill-earlier = Una visita anterior
bill-due-today = vence hoy
bill-due = vence el { $date }
bill-overdue = venció el { $date }
bill-phone = Pagar ahora con mi teléfono
bill-desk = Pagar en recepción
bill-later = Pagar después
bill-arrangement = En recepción le ayudan si necesita pagar en partes o no puede pagar.
bill-chosen-desk = Usted eligió pagar en recepción.
bill-chosen-later = Usted eligió pagar después.
bill-chosen-phone = Usted empezó a pagar con su teléfono. En recepción revisarán si su pago llegó.
bill-continue = Continuar
bill-pay-title = Pague { $amount } con su teléfono
bill-pay-title-some = Pague con su teléfono
bill-scan = Apunte la cámara de su teléfono al código cuadrado. El número de su tarjeta nunca pasa por esta pantalla.
bill-qr = Código que abre la página de pago en su teléfono
bill-minutes = { $minutes ->
    [one] Funciona un minuto más, y una sola vez.
   *[other] Funciona { $minutes } minutos más, y una sola vez.
}
bill-once = Funciona una sola vez.
bill-listening = Cuando usted pague, esta pantalla se lo dirá.
bill-deaf = Ahora no podemos ver su pago desde aquí. Si ya pagó, su dinero está seguro: en recepción lo revisarán.
bill-not-now = Ahora no, continuar
bill-waiting = Estamos preparando su código.
bill-waiting-long = Esto tarda más de lo normal. Puede esperar o elegir otra forma de pagar.
bill-paid-title = Gracias. Usted pagó { $amount }.
bill-paid-title-some = Gracias. Usted ya pagó.
bill-paid = Su pago ya llegó.
bill-expired-title = Este código ya no funciona
bill-expired = Para proteger su pago, cada código funciona poco tiempo. No se le cobró nada, a menos que su teléfono diga que pagó.
bill-new-code = Mostrar un código nuevo
bill-unavailable-title = Ahora no se puede pagar con el teléfono
bill-unavailable = No es culpa suya, y no se le cobró nada. Puede pagar en recepción o después.
bill-go-on-desk = Seguir y pagar en recepción
bill-try-again = Intentar otra vez

## Check and send

review-title = ¿Está todo bien?
review-hint = Revise sus respuestas. Después avisamos a recepción que usted está aquí.
review-change = Cambiar
review-who = Mis datos
review-born = Nació el { $date }
review-phone = Teléfono { $phone }
review-visit = Su cita
review-visit-walk-in = Sin cita
review-visit-at = { $time } con { $provider }
review-guardian = Acompañante
review-insurance = Seguro médico
review-insurance-number = Número { $number }
review-insurance-self = Pago sin seguro
review-insurance-desk = Muestro mi tarjeta en recepción
review-forms = Preguntas
review-forms-done = { $count ->
    [one] Un formulario contestado
   *[other] { $count } formularios contestados
}
review-consent = Documentos
review-consent-signed = { $count ->
    [one] Uno firmado
   *[other] { $count } firmados
}
review-consent-declined = { $count ->
    [one] uno sin aceptar
   *[other] { $count } sin aceptar
}
review-bill = Lo que debo
review-bill-paid = Pagado: { $amount }
review-bill-desk = { $amount }, en recepción
review-bill-later = { $amount }, después
review-bill-phone = { $amount }, en recepción revisarán su pago
review-staff = En recepción le preguntarán
review-send = Enviar y registrarme
review-sending-title = Un momento, por favor
review-sending = Estamos avisando a recepción que usted está aquí.
review-sending-long = Esto tarda más de lo normal. No tiene que hacer nada. Espere unos segundos más, por favor.

## Done

done-checked-in = Su llegada está registrada.
done-checked-in-hint = En recepción ya saben que usted está aquí (hora: { $time }).
done-confirm = En recepción confirmarán su llegada.
done-confirm-hint = El sistema del hospital todavía no la ha confirmado. Sus datos están guardados aquí de forma segura, y no se pierde nada.
done-confirm-staff-hint = Sus datos están guardados de forma segura. En recepción terminan el registro con usted.
done-confirm-step = Vaya a recepción y muestre este número. Allí confirman que usted está aquí.
done-confirm-step-plain = Vaya a recepción. Allí confirman que usted está aquí.
done-call = Llamaremos el número
done-number = Su número
done-call-name = Le llamaremos por su nombre.
done-where = Adónde ir
done-next = Qué hacer ahora
done-walk-in-step = Siéntese cerca de recepción. Le llamaremos por su número.
done-to-place = Vaya a: { $place }.
done-finished = Ya terminé
done-print-again = Imprimir otra vez
done-printing = Estamos imprimiendo. Un momento, por favor.
done-printed-both = Tome su pulsera y su papel, por favor.
done-printed-band = Tome su pulsera, por favor.
done-printed-slip = Tome su papel, por favor.
done-print-failed = No se pudo imprimir. No tiene que esperar: en recepción le imprimen sus papeles.
done-desk = Vaya a recepción, por favor.
done-not-found-hint = No pudimos encontrar su cita desde aquí. A veces pasa, y no es culpa suya.
done-not-found-step-1 = Vaya a recepción. Allí siguen con usted.
done-not-found-step-2 = Muestre su identificación o nuestro mensaje sobre su cita. Le encontrarán.
done-early = Llegó temprano.
done-early-hint = Su cita es más tarde ({ $time }). Para registrarse aquí, vuelva a esta hora: { $opens } o después.
done-early-hint-plain = Todavía es muy temprano para registrarse.
done-early-step-1 = Puede esperar en la entrada o volver después.
done-early-step-2 = Si esta hora no está bien, pregunte en recepción.
done-late = La hora de su cita ya pasó.
done-late-hint = Su cita empezó antes ({ $time }). En recepción saben que usted está aquí.
done-late-hint-plain = En recepción saben que usted está aquí.
done-late-step-1 = Vaya ahora a recepción.
done-late-step-2 = Allí ven si todavía le pueden atender hoy, o le buscan otra hora.
done-other-day = Su cita es otro día.
done-other-day-hint = Es el { $day } ({ $time }).
done-other-day-hint-plain = Hoy no tiene ninguna cita aquí.
done-other-day-step-1 = Vuelva ese día.
done-other-day-step-2 = Si cree que esto no está bien, o necesita atención hoy, vaya a recepción.
done-remote = Su cita es por video o por teléfono.
done-remote-hint = A la hora de su cita ({ $time }) no tiene que estar aquí.
done-remote-hint-plain = No tiene que estar aquí.
done-remote-step-1 = Use el enlace de nuestro mensaje, desde su casa o desde un lugar tranquilo.
done-remote-step-2 = Si no puede, vaya a recepción. Allí le ayudan.
done-closed = Esta cita ya no está activa.
done-closed-hint = Fue cancelada o ya terminó. En recepción saben que usted está aquí.
done-closed-step-1 = Vaya a recepción. Allí lo aclaran con usted.
done-staff-hint = Allí le registra una persona.
done-staff-step = Vaya a recepción y diga que viene de esta pantalla.
done-handed-over-hint = En recepción ya tienen lo que usted escribió. No tiene que contarlo otra vez.
done-handed-over-step = Vaya a recepción. Siguen donde usted se quedó.
done-abandoned = Gracias.
done-abandoned-hint = Todo lo que usted escribió aquí se borró.
done-arrived = Usted ya nos avisó que está aquí.
done-arrived-hint = El sistema del hospital ya sabe de su llegada. No tiene que registrarse otra vez.
done-arrived-step = Si tiene dudas o lleva mucho tiempo esperando, pregunte en recepción.
done-left = En recepción confirmarán su llegada.
done-left-hint = Su cita acaba de cambiar. Todo lo que escribió ya llegó a recepción.
done-left-step = Vaya a recepción y muestre este número. Allí le dicen cuándo y dónde es su cita.
done-left-step-plain = Vaya a recepción. Allí le dicen cuándo y dónde es su cita.

## Paper

paper-born = Fecha de nacimiento
paper-record-number = Número de historia clínica
paper-registration = Registro
paper-checked-in = Su llegada está registrada
paper-confirm = En recepción confirmarán su llegada
paper-confirm-foot = Muestre este papel en recepción, por favor. Sus datos están guardados de forma segura.
paper-checked-in-foot = En recepción ya saben que usted está aquí (hora: { $time }).
paper-number = Su número
paper-with = Con
paper-appointment = Hora de la cita
paper-where = Lugar
paper-arrived = Hora de llegada
paper-way = Cómo llegar
paper-help = ¿Necesita ayuda? Pregunte en recepción, por favor.
paper-language = Idioma: { $language }
paper-receipt = Recibo
paper-bill = Su cuenta
paper-estimate = Lo que puede costar esta visita
paper-patient = Paciente
paper-date = Fecha
paper-paid = Pagado
paper-to-pay = Por pagar
paper-paid-phone = Pagado hoy con su teléfono
paper-pay-desk = Usted eligió pagar en recepción.
paper-pay-later = Usted eligió pagar después. Por favor, pague a más tardar en la fecha de cada línea.
paper-pay-phone = Usted empezó a pagar con su teléfono. En recepción revisarán si su pago llegó.
paper-arrangement = Si necesita pagar en partes o no puede pagar esto, hable con nosotros.
paper-keep = Guarde este papel, por favor.
paper-share = Su parte de la visita de hoy
paper-share-percent = { $percent } por ciento del precio
paper-share-after = { $percent } por ciento del precio, después de pagar usted { $left }
paper-nothing = Nada
paper-estimate-foot = Esto es lo que su plan nos dijo hoy. No es una cuenta por pagar, y la cantidad puede cambiar.
paper-estimate-beside = Visita de hoy: su plan dice que su parte será probablemente { $amount }. Todavía no es una cuenta por pagar.
paper-version = Versión { $version }
paper-accepted = Aceptado y firmado
paper-declined = No aceptado
paper-signed-by = Firmado por { $name }
paper-signed-for = Firmado por { $guardian } en nombre de { $child }
paper-declined-by = Decidido por { $name }
paper-declined-for = Decidido por { $guardian } en nombre de { $child }
paper-signed-at = { $date }, { $time }
paper-fingerprint = Huella digital de este documento (SHA-256)
paper-pages = Página { $page } de { $pages }
paper-bill-number = Cuenta número

## About me

details-title = ¿Es correcto?
details-hint = Puede cambiar lo que no esté bien.
details-yes = Sí, es correcto
details-change = Cambiar
details-add = Agregar
details-missing = Todavía nos falta
details-not-given = No hay
details-nobody-named = Nadie
details-name = Nombre
details-address = Dirección
details-phone = Teléfono
details-email = Correo electrónico
details-language = Idioma en que prefiere hablar
details-emergency = En una emergencia llamamos a
details-guarantor = Quién paga la cuenta
details-myself = Yo
details-type-anew = Para proteger su privacidad no mostramos lo que tenemos. Por favor, escríbalo completo.
details-name-title = ¿Cómo se llama?
details-address-title = ¿Dónde vive?
details-no-address = No tengo dirección
details-phone-title = ¿Cuál es su teléfono?
details-no-phone = No tengo teléfono
details-email-title = ¿Cuál es su correo electrónico?
details-no-email = No tengo correo electrónico
details-language-title = ¿En qué idioma prefiere hablar?
details-language-hint = Si hace falta, pedimos servicio de intérprete. Es gratis.
details-emergency-title = ¿A quién llamamos en una emergencia?
details-emergency-hint = Por favor, elija quién es esta persona para usted.
details-emergency-who = ¿Cuáles son su nombre y su teléfono?
details-nobody = No quiero nombrar a nadie
details-guarantor-title = ¿Quién paga la cuenta?
details-guarantor-hint = Es lo que queda después del seguro.
details-guarantor-what = ¿Quién es esta persona para usted?
details-guarantor-who = ¿Cuáles son su nombre y su teléfono?

## Resume

resume-title = ¿Quiere seguir donde se quedó?
resume-step = Se quedó en
resume-go-on = Sí, seguir
resume-again = Empezar de nuevo
resume-birth-title = Una pregunta más: ¿cuándo nació?
resume-birth-other = Esta fecha no coincide. Revise el día, el mes y el año, o siga sin la fecha.
resume-without = Seguir sin la fecha
resume-staff-unfinished = Sin terminar ({ $time }): { $step }
resume-staff-title = Registro sin terminar
resume-staff-go-on = Seguir con este registro
resume-staff-discard = Descartar este registro
resume-hint = Usted empezó hace unos minutos y esta pantalla se detuvo un momento. Lo que escribió sigue aquí. Si empieza de nuevo, se borrará.

## When an answer is missing

visit-offline = Nuestro sistema no responde en este momento. Usted puede registrarse aquí de todos modos. La recepción lo confirmará.
details-offline = En este momento no podemos mostrar los datos que tenemos. No se ha perdido nada. Escriba solo lo que sea nuevo.
details-not-shown = No se muestra ahora
insurance-none-offline = En este momento no podemos mostrar los datos que tenemos.
insurance-estimate-waiting = Su seguro todavía no ha respondido. Seguimos preguntando, y la recepción le avisará.
insurance-estimate-unavailable = No podemos comunicarnos con su seguro en este momento. Seguimos preguntando, y la recepción le avisará.
bill-undetermined-title = Todavía no sabemos si usted ya pagó
bill-undetermined = Si su teléfono dice que pagó, su dinero está seguro. Por favor, no pague otra vez. La recepción buscará su pago. Hoy le atenderemos.
bill-unavailable-begun = No podemos comunicarnos con el servicio de pagos en este momento. Si su teléfono dice que pagó, por favor no pague otra vez. La recepción buscará su pago.
review-offline = Nuestro sistema no responde en este momento. Guardamos lo que usted dijo, y la recepción lo confirmará.
paper-pay-expired = El código para su teléfono venció antes de que llegara un pago. Si su teléfono dice que pagó, avise a la recepción.
paper-pay-undetermined = Todavía no sabemos si su pago llegó. Si su teléfono dice que pagó, por favor no pague otra vez. La recepción lo buscará.
paper-pay-unavailable = No pudimos comunicarnos con el servicio de pagos. Si su teléfono dice que pagó, por favor no pague otra vez. La recepción buscará su pago.
paper-pay-begun = Usted también abrió un código para su teléfono. Si pagó con él, por favor no pague otra vez. La recepción buscará su pago.
paper-eligibility-waiting = La visita de hoy: su seguro todavía no ha respondido. La recepción le dirá qué responde.
paper-eligibility-unavailable = La visita de hoy: no pudimos comunicarnos con su seguro. La recepción le dirá qué responde.
paper-eligibility-undetermined = La visita de hoy: su seguro no dijo cuánto paga usted. La recepción volverá a preguntar y le avisará.
details-offline-title = ¿Ha cambiado algo?
