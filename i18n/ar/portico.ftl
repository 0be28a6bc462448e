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

fields-space = مسافة
fields-backspace = حذف آخر حرف
fields-clear = مسح
fields-shift = أحرف كبيرة
fields-continue = متابعة
fields-keep = حفظ
fields-optional = { $field } (إن وُجد)
fields-empty = يرجى ملء هذه الخانة.
fields-given = الاسم الأول
fields-family = اسم العائلة
fields-only-name = الاسم
fields-whole-name = الاسم الكامل
fields-phone = رقم الهاتف
fields-email = البريد الإلكتروني
fields-street = الشارع والرقم
fields-unit = رقم الشقة
fields-city = المدينة
fields-state = الولاية
fields-postal-code = الرمز البريدي
fields-name-long = هذا الاسم أطول من 100 حرف. يرجى اختصاره.
fields-name-character = لا يحتوي الاسم على أرقام أو رموز مثل @ أو #. يرجى استخدام الحروف فقط.
fields-phone-short = رقم الهاتف هذا قصير. يرجى كتابته مع رمز المنطقة.
fields-phone-long = رقم الهاتف هذا طويل. يرجى التحقق من الأرقام.
fields-phone-character = رقم الهاتف يتكون من أرقام فقط. يرجى التحقق منه.
fields-email-wrong = عنوان البريد الإلكتروني غير كامل. يلزم اسم ثم علامة @ ثم موقع، مثل name@example.org.
fields-choose-relationship = يرجى اختيار واحد مما يلي.
fields-relationship-partner = شريك الحياة
fields-relationship-parent = الأم أو الأب
fields-relationship-child = الابن أو الابنة
fields-relationship-sibling = الأخ أو الأخت
fields-relationship-guardian = الوصي القانوني
fields-relationship-friend = صديق أو صديقة
fields-relationship-other = شخص آخر

## Consent

consent-hint = { $number } من { $of }. يمكنك الرفض وستحصل على الرعاية في كل الأحوال.
consent-page = صفحة { $page } من { $pages }
consent-previous-page = الصفحة السابقة
consent-next-page = الصفحة التالية
consent-signature = توقيعك
consent-sign = يُرجى التوقيع هنا بالإصبع
consent-sign-guardian = { $guardian }، يُرجى التوقيع هنا نيابةً عن { $child }
consent-sign-for-child = أحد الوالدين أو الوصي: يُرجى التوقيع هنا نيابةً عن { $child }
consent-sign-later = يمكنك التوقيع هنا بعد رؤية الصفحة الأخيرة
consent-too-early = ما زال هناك نص للقراءة. يُرجى لمس «الصفحة التالية» حتى الصفحة الأخيرة، ثم التوقيع.
consent-signed-at = تم توقيعك في الساعة { $time }
consent-declined-before = سبق أن اخترت الرفض. ما زال يمكنك التوقيع هنا.
consent-sign-again = التوقيع من جديد
consent-clear = المسح والتوقيع من جديد
consent-agree = أوافق وأوقّع
consent-continue = متابعة
consent-decline = لا أوافق
consent-read-aloud = القراءة بصوت عالٍ
consent-decline-title = هل تريد الرفض؟
consent-decline-seen = ستحصل على الرعاية اليوم في كل الأحوال. زيارتك مستمرة.
consent-decline-desk = سنخبر مكتب الاستقبال باختيارك. قد يتحدث معك أحد الموظفين عن ذلك.
consent-decline-later = يمكنك تغيير رأيك في أي وقت.
consent-decline-yes = نعم، أرفض
consent-missing-title = تعذّر تحميل هذه الوثيقة
consent-missing-body = لا حاجة إلى التوقيع عليها الآن. سيعرضها عليك مكتب الاستقبال. ستحصل على الرعاية في كل الأحوال.
