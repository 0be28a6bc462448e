### Every word that a person reads at the kiosk, in Arabic.

## On every screen

help = مساعدة
start-over = البدء من جديد
back = رجوع
step-of = الخطوة { $step } من { $steps }
step-find = البحث عن زيارتي
step-visit = زيارتك
step-guardian = من يرافق الطفل
step-details = بياناتي
step-insurance = التأمين
step-forms = أسئلة
step-consent = الموافقة
step-bill = المبلغ المطلوب
step-review = المراجعة والإرسال

help-calling-title = نتصل بأحد الموظفين
help-calling-body = يرجى الانتظار لحظة.
help-called-title = مكتب الاستقبال يعلم بحاجتك إلى المساعدة
help-called-body = سيأتي إليك أحد الموظفين. يمكنك المتابعة أثناء الانتظار.
help-coming-title = أحد الموظفين قادم إليك
help-coming-body = يرجى البقاء عند هذه الشاشة.
help-not-through-title = لم نتمكن من الوصول إلى مكتب الاستقبال من هنا
help-not-through-body = يرجى التوجه إلى مكتب الاستقبال. لا حاجة إلى إكمال هذا أولًا.
help-close = متابعة
help-called-banner = مكتب الاستقبال يعلم بحاجتك إلى المساعدة.
help-coming-banner = أحد الموظفين قادم لمساعدتك.

start-over-title = البدء من جديد؟
start-over-body = سيُمحى كل ما أدخلته هنا.
start-over-yes = نعم، البدء من جديد
start-over-no = لا، متابعة

idle-title = هل ما زلت هنا؟
idle-body = { $seconds ->
    [one] لحماية خصوصيتك، ستُمحى هذه الشاشة خلال ثانية واحدة.
    [two] لحماية خصوصيتك، ستُمحى هذه الشاشة خلال ثانيتين.
    [few] لحماية خصوصيتك، ستُمحى هذه الشاشة خلال { $seconds } ثوانٍ.
   *[other] لحماية خصوصيتك، ستُمحى هذه الشاشة خلال { $seconds } ثانية.
}
idle-stay = نعم، أنا هنا
idle-leave = لا، محو الشاشة

between-title = لحظة من فضلك
between-body = نجهّز أوراقك.

page-up = العودة إلى الجزء الأول
page-down = يوجد المزيد في الأسفل

## Typing

fields-space = مسافة
fields-backspace = حذف آخر حرف
fields-clear = مسح
fields-shift = أحرف كبيرة
fields-continue = متابعة
fields-keep = حفظ
fields-optional = { $field } (إن وُجد)
fields-empty = { $field }: يرجى ملء هذه الخانة.
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
fields-phone-short = رقم الهاتف هذا قصير جدًا. يرجى كتابته مع رمز المنطقة.
fields-phone-long = رقم الهاتف هذا طويل جدًا. يرجى التحقق من الأرقام.
fields-phone-character = رقم الهاتف يتكون من أرقام فقط. يرجى التحقق منه.
fields-email-wrong = عنوان البريد الإلكتروني غير كامل. يلزم اسم ثم علامة @ ثم موقع، مثل name@example.org.
fields-choose-relationship = يرجى اختيار واحد مما يلي.
fields-relationship-partner = الزوج أو الزوجة أو الشريك
fields-relationship-parent = الأم أو الأب
fields-relationship-child = الابن أو الابنة
fields-relationship-sibling = الأخ أو الأخت
fields-relationship-guardian = الوصي القانوني
fields-relationship-friend = صديق أو صديقة
fields-relationship-other = شخص آخر
fields-name-empty = يرجى كتابة الاسم.

## Consent

consent-hint = { $number } من { $of }. يمكنك الرفض، وسنقدّم لك الرعاية في كل الأحوال.
consent-hint-short = { $number } من { $of }. يمكنك الرفض.
consent-page = صفحة { $page } من { $pages }
consent-previous-page = الصفحة السابقة
consent-next-page = الصفحة التالية
consent-sign = يرجى التوقيع هنا بالإصبع
consent-sign-guardian = { $guardian }، يرجى التوقيع هنا نيابةً عن { $child }
consent-sign-for-child = أحد الوالدين أو الوصي: يرجى التوقيع هنا نيابةً عن { $child }
consent-sign-later = يمكنك التوقيع بعد الصفحة الأخيرة
consent-too-early = يرجى القراءة حتى الصفحة الأخيرة أولًا
consent-signed-at = سبق توقيعك هنا في الساعة { $time }
consent-declined-before = سبق الرفض. ما زال يمكنك التوقيع
consent-sign-again = التوقيع من جديد
consent-clear = المسح والتوقيع من جديد
consent-agree = أوافق وأوقّع
consent-continue = متابعة
consent-decline = لا أوافق
consent-read-aloud = القراءة بصوت عالٍ
consent-decline-title = هل اخترت الرفض؟
consent-decline-seen = سنقدّم لك الرعاية اليوم في كل الأحوال. زيارتك مستمرة.
consent-decline-desk = سنخبر مكتب الاستقبال باختيارك. قد يتحدث معك أحد الموظفين عن ذلك.
consent-decline-later = يمكنك تغيير رأيك في أي وقت.
consent-decline-yes = نعم، أرفض
consent-missing-title = تعذّر عرض هذا المستند
consent-missing-body = لا حاجة إلى التوقيع عليه الآن. سيعرضه عليك مكتب الاستقبال. سنقدّم لك الرعاية في كل الأحوال.
consent-previous-short = السابقة
consent-next-short = التالية
consent-clear-short = مسح

## Find my visit

find-birth-title = ما تاريخ ميلادك؟
find-birth-title-new = أهلًا بك. ما تاريخ ميلادك؟
find-birth-hint = اليوم والشهر والسنة. مثال: 12 ثم 4 ثم 1985.
find-month = الشهر
find-day = اليوم
find-year = السنة
find-birth-incomplete = يرجى كتابة تاريخ الميلاد: اليوم والشهر والسنة بأربعة أرقام.
find-birth-no-such-day = لا يوجد يوم كهذا. يرجى التحقق من اليوم والشهر.
find-birth-future = هذا اليوم لم يأتِ بعد. يرجى التحقق من السنة.
find-birth-long-ago = هذا اليوم بعيد جدًا في الماضي. يرجى التحقق من السنة.
find-code = لديّ رمز
find-code-detail = رمز زيارتك
find-scan = تصوير الرمز أو الرخصة أو جواز السفر
find-scan-detail = أمام الكاميرا
find-new = هذه زيارتي الأولى
find-new-detail = لم تسبق لك زيارتنا
find-other = طرق أخرى للبحث
find-other-title = كيف نعثر على زيارتك؟
find-name-title = ما اسمك؟
find-name-hint = كما هو مكتوب في أوراقك. نجده مع علامات فوق الحروف أو بدونها.
find-one-name = لديّ اسم واحد فقط
find-two-names = لديّ اسم أول واسم عائلة
find-look = البحث عن زيارتي
find-miss = لم نعثر على زيارة بما كتبته. يرجى التحقق من الاسم، والرجوع للتحقق من تاريخ الميلاد.
find-miss-name = لم نعثر على زيارة بما كتبته. يرجى التحقق من الاسم. تاريخ الميلاد المكتوب هو { $born }، ولتغييره يمكن الرجوع.
find-miss-code = لم نعثر على زيارة بهذا الرمز. يرجى التحقق من الرمز، أو الرجوع لاستخدام تاريخ الميلاد.
find-code-title = ما رمز زيارتك؟
find-code-hint = ستة حروف وأرقام، مثل K7P-2QX.
find-code-label = رمز زيارتك
find-code-wrong = يتكون الرمز من ستة حروف وأرقام. يرجى التحقق منه.
find-scan-title = الرمز أو الرخصة أو الجواز أمام الكاميرا
find-scan-hint = يرجى إظهار الرمز المربع الموجود في رسالتنا، أو ظهر رخصة القيادة، أو صفحة الصورة في جواز السفر.
find-scan-hold = بدون حركة من فضلك، على بُعد شبر تقريبًا.
find-scan-gone = الكاميرا لا تعمل الآن. يرجى كتابة الرمز أو الرجوع.
find-scan-nothing = يرجى إبقاؤه مسطحًا في ضوء جيد.
find-told-health-card = هذه بطاقة تأمينك. يرجى إظهارها لاحقًا.
find-told-unreadable = لا نعرف هذا الرمز. يرجى الكتابة هنا.
find-told-no-birth-date = لا يظهر يوم ميلادك في هذا المستند. يرجى كتابته.
find-scan-type = كتابة الرمز بدلًا من ذلك
find-waiting-title = لحظة من فضلك
find-waiting = نبحث عن زيارتك.
find-waiting-long = يستغرق هذا وقتًا أطول من المعتاد. يمكنك الانتظار أو المتابعة بدون بحث، وسيعثر مكتب الاستقبال على زيارتك.
find-away-title = لا يمكننا البحث عن زيارتك الآن
find-away-body = ليس هذا خطأ منك. يمكنك المتابعة: نسجّل بياناتك، ويعثر مكتب الاستقبال على زيارتك.
find-without = المتابعة بدون بحث
find-again = المحاولة مرة أخرى

## Your visit

visit-title = هل هذه زيارتك اليوم؟
visit-yes = نعم، هذا صحيح
visit-not-mine = هذه ليست زيارتي
visit-understood = فهمت
visit-to-desk = التوجه إلى مكتب الاستقبال
visit-register = تسجيل بياناتي
visit-with = { $provider }، { $service }
visit-provider = مع
visit-reason = سبب الزيارة
visit-place = المكان
visit-by-video = بالفيديو
visit-now = تبدأ الآن. وصلت في الوقت المناسب.
visit-in-minutes = { $minutes ->
    [one] بعد دقيقة واحدة. وصلت في الوقت المناسب.
    [two] بعد دقيقتين. وصلت في الوقت المناسب.
    [few] بعد { $minutes } دقائق. وصلت في الوقت المناسب.
   *[other] بعد { $minutes } دقيقة. وصلت في الوقت المناسب.
}
visit-in-hours = بعد { $hours ->
    [one] ساعة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
}{ $minutes ->
    [0] {""}
    [one] {" "}ودقيقة
    [two] {" "}ودقيقتين
    [few] {" "}و{ $minutes } دقائق
   *[other] {" "}و{ $minutes } دقيقة
}. وصلت في الوقت المناسب.
visit-began = { $minutes ->
    [one] بدأت قبل دقيقة. ما زال التسجيل هنا ممكنًا.
    [two] بدأت قبل دقيقتين. ما زال التسجيل هنا ممكنًا.
    [few] بدأت قبل { $minutes } دقائق. ما زال التسجيل هنا ممكنًا.
   *[other] بدأت قبل { $minutes } دقيقة. ما زال التسجيل هنا ممكنًا.
}
visit-early-title = وصلت مبكرًا
visit-early-body = يمكن التسجيل هنا ابتداءً من الساعة { $time }. يرجى الجلوس ثم العودة إلى هنا في ذلك الوقت. إذا تعذّر عليك الانتظار، فيرجى سؤال مكتب الاستقبال.
visit-late-title = زيارتك بدأت بالفعل
visit-late-body = فات وقت التسجيل هنا. نأسف لذلك. يرجى التوجه إلى مكتب الاستقبال: سنخبرهم بوجودك، وسيرون ما يمكن فعله اليوم.
visit-not-today-title = زيارتك ليست اليوم
visit-not-today-body = زيارتك القادمة يوم { $day }. يرجى العودة في ذلك اليوم. إذا كان هذا غير صحيح، فيرجى سؤال مكتب الاستقبال.
visit-past-body = كانت زيارتك الأخيرة يوم { $day }. لا نرى زيارة لهذا اليوم. إذا كان هذا غير صحيح، فيرجى سؤال مكتب الاستقبال.
visit-remote-title = زيارتك بالفيديو
visit-remote-body = لا يلزم حضورك هنا. يرجى فتح الرابط الموجود في رسالتنا في وقت الزيارة، من هاتفك أو حاسوبك. إذا كانت الزيارة هنا أفضل لك، فيرجى سؤال مكتب الاستقبال.
visit-closed-title = هذه الزيارة مغلقة
visit-closed-body = أُلغيت هذه الزيارة أو انتهت. يرجى التوجه إلى مكتب الاستقبال: سنخبرهم بوجودك، وسيساعدونك.
visit-arrived-title = تم تسجيل وصولك من قبل
visit-arrived-body = مكتب الاستقبال يعلم بوصولك. لا يلزم أي شيء آخر. يرجى الجلوس.
visit-walk-in-title = لا موعد لك اليوم
visit-walk-in-register = يمكنك التسجيل هنا الآن.
visit-walk-in-desk = يحدد مكتب الاستقبال وقت دخولك ويخبرك به.
visit-walk-in-wait = يرجى البقاء في مكان قريب حتى نناديك.
visit-new-title = التسجيل بدون موعد
visit-new-tell = نسجّل بياناتك هنا. إذا كان لديك موعد، فسيعثر عليه مكتب الاستقبال.

## The waiting screen

attract-welcome = أهلًا وسهلًا.
    تسجيل الوصول هنا.
attract-minutes = يستغرق ذلك نحو ثلاث دقائق.
attract-bring = يرجى تجهيز بطاقة التأمين.
attract-start = يرجى لمس الشاشة للبدء
attract-desk = هل الأسهل لك التحدث مع شخص؟ مكتب الاستقبال تسعده مساعدتك.
attract-desk-where = هل الأسهل لك التحدث مع شخص؟ مكتب الاستقبال { $place }.

## Comfort

comfort-title = ما الذي يريحك؟
comfort-language = اللغة
comfort-text = حجم النص
comfort-text-usual = عادي
comfort-text-large = كبير
comfort-text-largest = الأكبر
comfort-sample = أب
comfort-contrast = تباين قوي
comfort-contrast-detail = نص فاتح على شاشة داكنة
comfort-speech = القراءة بصوت عالٍ
comfort-speech-detail = ننطق ما يظهر على الشاشة
comfort-low-reach = أزرار في الأسفل
comfort-low-reach-detail = ينزل كل ما يُلمس إلى الأسفل

## Insurance

insurance-still = هل ما زال هذا تأمينك؟
insurance-still-hint = هذا ما لدينا في الملف.
insurance-which = أي تأمين نستخدمه اليوم؟
insurance-which-hint = لدينا أكثر من تأمين في الملف.
insurance-member-is = رقم العضوية { $member }
insurance-payer-and-plan = { $payer }، { $plan }
insurance-keep = نعم، هذا صحيح
insurance-correct = تصحيح سطر
insurance-new-card = لديّ بطاقة أخرى
insurance-self-pay = أدفع بنفسي
insurance-self-pay-detail = بدون تأمين. يخبرك مكتب الاستقبال بالأسعار.
insurance-not-with-me = بطاقتي ليست معي
insurance-not-with-me-detail = يمكنك إحضار البطاقة لاحقًا. سنقدّم لك الرعاية في كل الأحوال.
insurance-none = هل لديك تأمين صحي؟
insurance-none-hint = لا يوجد لدينا تأمين مسجّل لك.
insurance-have-card = نعم، بطاقتي معي
insurance-card-camera = عرض البطاقة أمام الكاميرا لنقرأها.
insurance-card-typed = كتابة ما هو مكتوب عليها.
insurance-continue = متابعة

insurance-payer = شركة التأمين
insurance-plan = اسم الخطة
insurance-member = رقم العضوية
insurance-group = رقم المجموعة
insurance-subscriber = التأمين باسم
insurance-payer-question = ما اسم شركة التأمين؟
insurance-plan-question = ما اسم الخطة؟
insurance-member-question = ما رقم عضويتك؟
insurance-group-question = ما رقم المجموعة؟
insurance-subscriber-question = ما الاسم المكتوب على البطاقة؟
insurance-line-hint = يرجى الكتابة كما هو مكتوب على البطاقة.
insurance-member-hint = يوجد على وجه البطاقة، وقد يُسمّى «ID» أو «Member ID» أو «Subscriber ID».
insurance-payer-empty = يرجى كتابة اسم شركة التأمين. يوجد في أعلى البطاقة.
insurance-member-empty = يرجى كتابة رقم العضوية. إذا تعذّر العثور عليه، فيرجى لمس «مساعدة».
insurance-member-short = رقم العضوية هذا قصير جدًا. يرجى مقارنته بالبطاقة.

insurance-front = يرجى وضع وجه البطاقة أمام الكاميرا
insurance-front-hint = على بُعد شبر تقريبًا. تُلتقط الصورة تلقائيًا.
insurance-back = والآن يرجى قلب البطاقة
insurance-back-hint = يرجى وضع ظهر البطاقة أمام الكاميرا.
insurance-shutter = التقاط الصورة
insurance-no-back = المتابعة بدون ظهر البطاقة
insurance-type = أفضّل الكتابة بنفسي
insurance-camera-starts = يجري تشغيل الكاميرا
insurance-camera-failed = الكاميرا لا تعمل الآن. يرجى كتابة ما على البطاقة.
insurance-turn-over = ما زال هذا وجه البطاقة. يرجى قلبها.
insurance-see-no-card = لا نرى بطاقة بعد
insurance-see-closer = يرجى تقريب البطاقة قليلًا
insurance-see-back = يرجى إبعاد البطاقة قليلًا
insurance-see-cut-off = يرجى إظهار البطاقة كاملة
insurance-see-still = يرجى إبقاء البطاقة ثابتة
insurance-see-dark = المكان مظلم جدًا
insurance-see-glare = البطاقة تلمع. يرجى إمالتها قليلًا
insurance-see-other = لا يبدو أن هذه بطاقة
insurance-see-two = يرجى إظهار بطاقة واحدة فقط
insurance-see-good = جيد. يرجى إبقاؤها ثابتة
insurance-see-move-left = يرجى تحريكها إلى اليسار
insurance-see-move-right = يرجى تحريكها إلى اليمين
insurance-see-move-up = يرجى تحريكها إلى أعلى
insurance-see-move-down = يرجى تحريكها إلى أسفل
insurance-see-shine-left = لمعان على اليسار: يرجى إمالة البطاقة
insurance-see-shine-right = لمعان على اليمين: يرجى إمالة البطاقة
insurance-see-shine-top = لمعان في الأعلى: يرجى إمالة البطاقة
insurance-see-shine-bottom = لمعان في الأسفل: يرجى إمالة البطاقة
insurance-see-shine-middle = لمعان في الوسط: يرجى إمالة البطاقة
insurance-digital-part = تمت قراءة الرمز { $part } من { $parts }. يرجى إظهار الرمز التالي.
insurance-digital-unchecked = لم نتمكن من التحقق منها. يرجى إظهار البطاقة البلاستيكية، أو المتابعة بدونها.
insurance-digital-expired = انتهت صلاحيتها. يمكن لشركة التأمين أن تعطيك بطاقة جديدة. يرجى إظهار البطاقة البلاستيكية، أو المتابعة بدونها.
insurance-digital-no-insurance = لا تُظهر تأمينًا. يرجى إظهار بطاقة التأمين، أو المتابعة بدونها.
insurance-digital-good = بطاقتك الرقمية صادرة عن { $issuer }، وقد تحققنا منها.
insurance-days = مدة الصلاحية
insurance-days-until = حتى { $day }
insurance-days-from = من { $day }
insurance-days-over = انتهت
insurance-differs-payer = هذا تأمين غير الذي لدينا. لا بأس: سنستخدم هذا التأمين.
insurance-differs-member = لدينا رقم آخر. يرجى التأكد من أن هذا الرقم مطابق للبطاقة.
insurance-differs-member-nearly = يكاد يكون الرقم الذي لدينا. يرجى مقارنة كل حرف ورقم بالبطاقة.
insurance-differs-group = رقم المجموعة جديد. لا بأس: سنستخدم الرقم الجديد.
insurance-differs-name = لا نعرف هذا الاسم بعد. لا بأس: سيسألك عنه مكتب الاستقبال.
insurance-differs-expired = ربما انتهت صلاحية هذه البطاقة. يمكنك المتابعة. إذا كانت لديك بطاقة أحدث، فيرجى إظهارها.
insurance-differs-not-yet = هذه البطاقة لوقت لاحق. يمكنك المتابعة. إذا كانت لديك بطاقة لهذا اليوم، فيرجى إظهارها.
insurance-listed = اسمك موجود أيضًا على هذه البطاقة.
insurance-digital-refused = لا يمكننا استخدام هذه البطاقة الرقمية
insurance-digital-next = يرجى إظهار الرمز التالي
insurance-digital-plastic = إظهار بطاقتي البلاستيكية
insurance-picture = الصورة
insurance-refused-no-card = لم تظهر بطاقة في الصورة. يرجى وضع البطاقة أمام الكاميرا والمحاولة مرة أخرى.
insurance-refused-closer = كانت البطاقة بعيدة جدًا فلم نتمكن من قراءتها. يرجى تقريبها والمحاولة مرة أخرى.
insurance-refused-back = كانت البطاقة قريبة جدًا. يرجى إبعادها قليلًا والمحاولة مرة أخرى.
insurance-refused-cut-off = كان جزء من البطاقة ناقصًا. يرجى إمساكها بحيث تظهر زواياها الأربع.
insurance-refused-blurred = كانت الصورة غير واضحة. يرجى إبقاء البطاقة ثابتة بكلتا اليدين والمحاولة مرة أخرى.
insurance-refused-dark = كانت الصورة مظلمة جدًا. يرجى توجيه البطاقة نحو الضوء والمحاولة مرة أخرى.
insurance-refused-glare = أخفى لمعان الضوء جزءًا من البطاقة. يرجى إمالتها قليلًا والمحاولة مرة أخرى.
insurance-refused-other = لا يبدو أن هذه بطاقة تأمين. يرجى المحاولة مرة أخرى أو كتابة البيانات.
insurance-refused-two = ظهرت بطاقتان في الصورة. يرجى إظهار بطاقة واحدة فقط.
insurance-refused-unreadable = لم نتمكن من قراءة شيء عليها. يرجى إظهار وجه بطاقة التأمين مرة أخرى.
insurance-reading-title = نقرأ بطاقتك
insurance-taken = تم التقاط الصورة
insurance-reading = لحظة من فضلك، نحن نقرؤها
insurance-reading-long = يستغرق هذا وقتًا أطول من المعتاد. يمكنك الانتظار أو المتابعة

insurance-check = هل هذا ما هو مكتوب على البطاقة؟
insurance-check-hint = لتصحيح أي سطر، يرجى لمس «تغيير».
insurance-check-part = الجزء { $part } من { $parts }. لتصحيح أي سطر، يرجى لمس «تغيير».
insurance-change = تغيير
insurance-right = نعم، هذا صحيح
insurance-next-lines = صحيح، متابعة
insurance-hard-to-read = يرجى التحقق. كانت قراءة هذا صعبة.
insurance-not-read = لم نتمكن من قراءته
insurance-please-type = يرجى كتابته. نحتاج إليه لسؤال شركة التأمين.
insurance-not-given = غير مذكور
insurance-add = إضافة
insurance-type-missing = كتابة ما ينقص

insurance-asking = نسأل شركة التأمين
insurance-asking-wait = يستغرق هذا بضع ثوانٍ.
insurance-asking-long = شركة التأمين تتأخر في الرد. يمكنك الانتظار أو المتابعة بدون الرد.
insurance-go-on = المتابعة بدون انتظار

insurance-estimate-covered = تقول شركة التأمين إن تأمينك يغطيك اليوم.
insurance-estimate-fixed = على الأرجح عليك دفع { $amount } عن هذه الزيارة
insurance-estimate-fixed-why = المبلغ نفسه لكل زيارة من هذا النوع. وقد يتغيّر إذا لزم شيء آخر غير الزيارة.
insurance-estimate-share = على الأرجح عليك دفع { $percent } من تكلفة هذه الزيارة
insurance-estimate-share-why = تدفع شركة التأمين الباقي. يمكن لمكتب الاستقبال أن يخبرك بتكلفة الزيارة.
insurance-estimate-first = أولًا عليك دفع مبلغ يصل إلى { $amount }.
insurance-estimate-then = بعد ذلك عليك دفع { $percent }، وتدفع شركة التأمين الباقي.
insurance-estimate-deductible = يُسمّى الجزء الأول مبلغ التحمّل، ويُدفع مرة واحدة في السنة فقط.
insurance-estimate-nothing = على الأرجح لا يلزمك دفع شيء عن هذه الزيارة
insurance-estimate-nothing-why = قد يتغيّر ذلك إذا لزم شيء آخر غير الزيارة.
insurance-estimate-not-covered = تقول شركة التأمين إن هذه البطاقة لا تعمل اليوم
insurance-estimate-still-seen = سنقدّم لك الرعاية في كل الأحوال. لا نردّ أحدًا.
insurance-estimate-not-covered-why = تتغيّر البطاقات كثيرًا. إذا كانت لديك بطاقة أحدث، فيرجى عرضها علينا. وإلا فسيساعدك مكتب الاستقبال.
insurance-estimate-unknown = لا نعرف بعد كم ستكلّف هذه الزيارة
insurance-estimate-not-held-up = لن يؤخّرك هذا. سنقدّم لك الرعاية اليوم.
insurance-estimate-no-answer = لم ترد شركة التأمين بعد. سيسألها مكتب الاستقبال مرة أخرى ويخبرك.
insurance-estimate-open = لم تخبرنا شركة التأمين بالمبلغ الذي عليك دفعه. سيسألها مكتب الاستقبال مرة أخرى ويخبرك.

## Who is with the child

guardian-title = من يرافق { $child }؟
guardian-hint = يوقّع شخص بالغ ويجيب نيابةً عن الطفل.
guardian-other = شخص آخر
guardian-what = ما صلتك بـ { $child }؟
guardian-what-hint = يرجى اختيار صلتك بـ { $child }.
guardian-who = ما اسمك ورقم هاتفك؟

## Staff

staff-title = للموظفين فقط
staff-pin = رقمك السري
staff-pin-unknown = لا أحد لديه هذا الرقم. يرجى المحاولة مرة أخرى.
staff-pin-locked = { $seconds ->
    [one] أرقام خاطئة كثيرة. يرجى الانتظار ثانية واحدة.
    [two] أرقام خاطئة كثيرة. يرجى الانتظار ثانيتين.
    [few] أرقام خاطئة كثيرة. يرجى الانتظار { $seconds } ثوانٍ.
   *[other] أرقام خاطئة كثيرة. يرجى الانتظار { $seconds } ثانية.
}
staff-enter = فتح
staff-close = العودة إلى المريض
staff-confirm = تسليم
staff-menu-title = ما المطلوب الآن؟
staff-who = الموظف
staff-step = الخطوة، بدأت في
staff-person = المريض
staff-visit = الزيارة
staff-central-partly = تعذّرت قراءة بعض بيانات المستشفى.
staff-skip = تخطّي هذه الخطوة
staff-correct = سأصحّح بنفسي
staff-desk-will-confirm = إنهاء، ومكتب الاستقبال يؤكد
staff-hand-over = تسليم إلى مكتب الاستقبال
staff-reset = مسح وإعادة البدء
staff-why = لماذا؟ يُسجَّل هذا في سجل المراجعة.
staff-which-step = أي خطوة تحتاج إلى تصحيح؟
staff-reason-no-card = البطاقة مفقودة أو غير مقروءة
staff-reason-device = الكاميرا أو الطابعة أو الشاشة
staff-reason-language = اللغة أو الفهم
staff-reason-unwell = المريض ليس بخير
staff-reason-system = نظام المستشفى
staff-reason-other = سبب آخر
staff-code-title = رمز التسليم
staff-code-body = يتابع مكتب الاستقبال بهذا الرمز. يرجى كتابته.

## Questions

forms-title = بعض الأسئلة
forms-none = لا توجد أسئلة اليوم
forms-progress = السؤال { $number } من { $of }
forms-continue = متابعة
forms-skip = تخطّي هذا السؤال
forms-dont-know = لا أعرف
forms-more = إجابات أخرى
forms-yes = نعم
forms-no = لا
forms-answer = إجابتك
forms-day = اليوم
forms-month = الشهر
forms-year = السنة
forms-missing = يرجى الإجابة عن هذا السؤال. إذا لم تكن الإجابة واضحة لك، فيرجى لمس «مساعدة».
forms-too-small = يرجى كتابة { $least } أو رقم أكبر.
forms-too-great = يرجى كتابة { $most } أو رقم أصغر.
forms-no-number = يرجى كتابة عدد بدون كسور، بالأرقام فقط.
forms-date-incomplete = يرجى كتابة التاريخ كاملًا: اليوم والشهر والسنة بأربعة أرقام.
forms-no-such-day = لا يوجد يوم كهذا. يرجى التحقق من اليوم والشهر.

## What I owe

bill-title = المبلغ المطلوب منك { $amount }
bill-title-some = المبالغ المطلوبة منك
bill-hint = أيًا كان اختيارك، سنقدّم لك الرعاية اليوم.
bill-visit-of = زيارة يوم { $date }
bill-earlier = زيارة سابقة
bill-due-today = الدفع اليوم
bill-due = الدفع حتى { $date }
bill-overdue = كان الدفع حتى { $date }
bill-phone = الدفع الآن بهاتفي
bill-desk = الدفع في مكتب الاستقبال
bill-later = الدفع لاحقًا
bill-arrangement = يمكن لمكتب الاستقبال أيضًا مساعدتك في الدفع على دفعات، أو إذا كان دفع المبلغ صعبًا عليك.
bill-chosen-desk = اخترت الدفع في مكتب الاستقبال.
bill-chosen-later = اخترت الدفع لاحقًا.
bill-chosen-phone = بدأت الدفع بهاتفك. سيتحقق مكتب الاستقبال من وصول المبلغ.
bill-continue = متابعة
bill-pay-title = دفع { $amount } بهاتفك
bill-pay-title-some = الدفع بهاتفك
bill-scan = يرجى توجيه كاميرا هاتفك نحو المربع. رقم بطاقتك لا يمر بهذا الجهاز أبدًا.
bill-qr = رمز يفتح صفحة الدفع على هاتفك
bill-minutes = { $minutes ->
    [zero] يعمل لأقل من دقيقة، ولمرة واحدة فقط.
    [one] يعمل لدقيقة واحدة أخرى، ولمرة واحدة فقط.
    [two] يعمل لدقيقتين أخريين، ولمرة واحدة فقط.
    [few] يعمل لمدة { $minutes } دقائق أخرى، ولمرة واحدة فقط.
    [many] يعمل لمدة { $minutes } دقيقة أخرى، ولمرة واحدة فقط.
   *[other] يعمل لمدة { $minutes } دقيقة أخرى، ولمرة واحدة فقط.
}
bill-once = يعمل لمرة واحدة فقط.
bill-listening = عندما يصل المبلغ، ستخبرك هذه الشاشة بذلك.
bill-deaf = لا يمكننا رؤية دفعتك من هنا الآن. إذا كنت قد دفعت فأموالك في أمان: سيبحث عنها مكتب الاستقبال.
bill-not-now = ليس الآن، متابعة
bill-waiting = نجهّز الرمز الخاص بك.
bill-waiting-long = يستغرق هذا وقتًا أطول من المعتاد. يمكنك الانتظار أو اختيار طريقة أخرى للدفع.
bill-paid-title = شكرًا لك. دفعت { $amount }.
bill-paid-title-some = شكرًا لك. تم الدفع.
bill-paid = وصلت دفعتك.
bill-expired-title = هذا الرمز لم يعد يعمل
bill-expired = لحماية دفعتك، يعمل كل رمز لوقت قصير فقط. لم يُخصم منك شيء، إلا إذا ظهر على هاتفك أنك دفعت.
bill-new-code = عرض رمز جديد
bill-unavailable-title = الدفع بالهاتف لا يعمل الآن
bill-unavailable = ليس هذا خطأ منك، ولم يُخصم منك شيء. يمكنك الدفع في مكتب الاستقبال أو لاحقًا.
bill-go-on-desk = المتابعة والدفع في مكتب الاستقبال
bill-try-again = المحاولة مرة أخرى

## Check and send

review-title = هل كل شيء صحيح؟
review-hint = يرجى مراجعة إجاباتك. بعد ذلك نخبر مكتب الاستقبال بأنك هنا.
review-change = تغيير
review-who = بياناتي
review-born = تاريخ الميلاد: { $date }
review-phone = الهاتف { $phone }
review-visit = زيارتك
review-visit-walk-in = بدون موعد
review-visit-at = { $time } مع { $provider }
review-guardian = مرافق الطفل
review-insurance = التأمين
review-insurance-number = الرقم { $number }
review-insurance-self = أدفع بدون تأمين
review-insurance-desk = سأُظهر بطاقتي في مكتب الاستقبال
review-forms = الأسئلة
review-forms-done = { $count ->
    [zero] لم تتم الإجابة عن أي نموذج
    [one] تمت الإجابة عن نموذج واحد
    [two] تمت الإجابة عن نموذجين
    [few] تمت الإجابة عن { $count } نماذج
    [many] تمت الإجابة عن { $count } نموذجًا
   *[other] تمت الإجابة عن { $count } نموذج
}
review-consent = المستندات
review-consent-signed = { $count ->
    [zero] لا مستندات موقّعة
    [one] مستند واحد موقّع
    [two] مستندان موقّعان
    [few] { $count } مستندات موقّعة
    [many] { $count } مستندًا موقّعًا
   *[other] { $count } مستند موقّع
}
review-consent-declined = { $count ->
    [zero] لا مستندات مرفوضة
    [one] مستند واحد مرفوض
    [two] مستندان مرفوضان
    [few] { $count } مستندات مرفوضة
    [many] { $count } مستندًا مرفوضًا
   *[other] { $count } مستند مرفوض
}
review-bill = المبلغ المطلوب
review-bill-paid = { $amount } مدفوع
review-bill-desk = { $amount }، في مكتب الاستقبال
review-bill-later = { $amount }، لاحقًا
review-bill-phone = { $amount }، سيبحث مكتب الاستقبال عن دفعتك
review-staff = سيسألك مكتب الاستقبال
review-send = إرسال وتسجيل الوصول
review-sending-title = لحظة من فضلك
review-sending = نخبر مكتب الاستقبال بأنك هنا.
review-sending-long = يستغرق هذا وقتًا أطول من المعتاد. لا حاجة إلى فعل أي شيء. يرجى الانتظار بضع ثوانٍ أخرى.

## Done

done-checked-in = تم تسجيل وصولك.
done-checked-in-hint = مكتب الاستقبال يعلم منذ الساعة { $time } أنك هنا.
done-confirm = سيؤكد مكتب الاستقبال وصولك.
done-confirm-hint = لم يؤكد نظام المستشفى وصولك بعد. بياناتك محفوظة هنا بأمان، ولن يضيع منها شيء.
done-confirm-staff-hint = بياناتك محفوظة بأمان. سيُكمل مكتب الاستقبال التسجيل معك.
done-confirm-step = يرجى التوجه إلى مكتب الاستقبال وإظهار هذا الرقم. سيؤكدون هناك أنك هنا.
done-confirm-step-plain = يرجى التوجه إلى مكتب الاستقبال. سيؤكدون هناك أنك هنا.
done-call = سننادي الرقم
done-number = رقمك
done-call-name = سنناديك باسمك.
done-where = المكان
done-next = الخطوة التالية
done-walk-in-step = يرجى الجلوس قرب مكتب الاستقبال. سننادي رقمك.
done-to-place = يرجى التوجه إلى: { $place }.
done-finished = انتهيت
done-print-again = الطباعة مرة أخرى
done-printing = نطبع الآن. لحظة من فضلك.
done-printed-both = يرجى أخذ سوار المعصم والورقة.
done-printed-band = يرجى أخذ سوار المعصم.
done-printed-slip = يرجى أخذ الورقة.
done-print-failed = لم تنجح الطباعة. لا داعي للانتظار: سيطبع مكتب الاستقبال أوراقك.
done-desk = يرجى التوجه إلى مكتب الاستقبال.
done-not-found-hint = لم نتمكن من العثور على زيارتك من هنا. يحدث هذا أحيانًا، وليس خطأ منك.
done-not-found-step-1 = يرجى التوجه إلى مكتب الاستقبال. سيتابعون معك هناك.
done-not-found-step-2 = يرجى إظهار هويتك أو رسالتنا عن زيارتك، وسيعثرون عليها.
done-early = وصلت مبكرًا.
done-early-hint = تبدأ زيارتك في الساعة { $time }. يمكنك التسجيل هنا ابتداءً من الساعة { $opens }.
done-early-hint-plain = ما زال الوقت مبكرًا للتسجيل لزيارتك.
done-early-step-1 = يمكنك الانتظار في صالة المدخل أو العودة لاحقًا.
done-early-step-2 = إذا كان هذا الوقت غير صحيح، فيرجى سؤال مكتب الاستقبال.
done-late = لقد مضى وقت زيارتك.
done-late-hint = بدأت زيارتك في الساعة { $time }. مكتب الاستقبال يعلم أنك هنا.
done-late-hint-plain = مكتب الاستقبال يعلم أنك هنا.
done-late-step-1 = يرجى التوجه الآن إلى مكتب الاستقبال.
done-late-step-2 = سيرى الموظفون إذا كان استقبالك ممكنًا اليوم، أو يجدون لك وقتًا آخر.
done-other-day = زيارتك في يوم آخر.
done-other-day-hint = زيارتك يوم { $day } في الساعة { $time }.
done-other-day-hint-plain = لا توجد لك زيارة هنا اليوم.
done-other-day-step-1 = يرجى العودة في ذلك اليوم.
done-other-day-step-2 = إذا كان هذا غير صحيح، أو كانت لديك حاجة إلى الرعاية اليوم، فيرجى التوجه إلى مكتب الاستقبال.
done-remote = زيارتك بالفيديو أو الهاتف.
done-remote-hint = تبدأ في الساعة { $time }. لا يلزم حضورك هنا.
done-remote-hint-plain = لا يلزم حضورك هنا.
done-remote-step-1 = يرجى استخدام الرابط الموجود في رسالتنا، من البيت أو من مكان هادئ.
done-remote-step-2 = إذا تعذّر ذلك، فيرجى التوجه إلى مكتب الاستقبال. سيساعدونك.
done-closed = هذه الزيارة لن تتم.
done-closed-hint = أُلغيت هذه الزيارة أو انتهت. مكتب الاستقبال يعلم أنك هنا.
done-closed-step-1 = يرجى التوجه إلى مكتب الاستقبال. سيوضحون الأمر معك.
done-staff-hint = سيسجّلك أحد الموظفين هناك.
done-staff-step = يرجى التوجه إلى مكتب الاستقبال وإخبارهم أن الجهاز أرسلك.
done-handed-over-hint = تم تسليم ما أدخلته. لا حاجة إلى ذكره مرة أخرى.
done-handed-over-step = يرجى التوجه إلى مكتب الاستقبال. سيتابعون من حيث توقفت.
done-abandoned = شكرًا لك.
done-abandoned-hint = تم محو كل ما أدخلته هنا.
done-arrived = لقد أخبرتنا من قبل بأنك هنا.
done-arrived-hint = نظام المستشفى يعلم بوصولك. لا حاجة إلى التسجيل مرة أخرى.
done-arrived-step = إذا كان لديك شك، أو طال انتظارك، فيرجى سؤال مكتب الاستقبال.
done-left = سيؤكد مكتب الاستقبال وصولك.
done-left-hint = تغيّر موعدك قبل لحظات. كل ما أدخلته وصل إلى مكتب الاستقبال.
done-left-step = يرجى التوجه إلى مكتب الاستقبال وإظهار هذا الرقم. سيخبرونك هناك بوقت زيارتك ومكانها.
done-left-step-plain = يرجى التوجه إلى مكتب الاستقبال. سيخبرونك هناك بوقت زيارتك ومكانها.

## Paper

paper-born = تاريخ الميلاد
paper-record-number = رقم السجل الطبي
paper-registration = رقم التسجيل
paper-checked-in = تم تسجيل وصولك
paper-confirm = سيؤكد مكتب الاستقبال وصولك
paper-confirm-foot = يرجى إظهار هذه الورقة في مكتب الاستقبال. بياناتك محفوظة بأمان.
paper-checked-in-foot = مكتب الاستقبال يعلم منذ الساعة { $time } أنك هنا.
paper-number = رقمك
paper-with = مع
paper-appointment = وقت الزيارة
paper-where = المكان
paper-arrived = وقت وصولك
paper-way = الطريق إلى هناك
paper-help = للمساعدة، يرجى سؤال مكتب الاستقبال.
paper-language = اللغة: { $language }
paper-receipt = إيصال
paper-bill = فاتورتك
paper-estimate = ما قد تكلفه هذه الزيارة
paper-patient = المريض
paper-date = التاريخ
paper-paid = المدفوع
paper-to-pay = المتبقي للدفع
paper-paid-phone = دُفع اليوم بهاتفك
paper-pay-desk = اخترت الدفع في مكتب الاستقبال.
paper-pay-later = اخترت الدفع لاحقًا. يرجى الدفع حتى اليوم المكتوب عند كل سطر.
paper-pay-phone = بدأت الدفع بهاتفك. سيتحقق مكتب الاستقبال من وصول المبلغ.
paper-arrangement = للدفع على دفعات، أو إذا كان الدفع صعبًا عليك، يرجى التحدث معنا.
paper-keep = يرجى الاحتفاظ بهذه الورقة.
paper-share = حصتك من زيارة اليوم
paper-share-percent = { $percent } في المئة من السعر
paper-share-after = { $percent } في المئة من السعر، بعد دفعك { $left } منه
paper-nothing = لا شيء
paper-estimate-foot = هذا ما أخبرتنا به خطة تأمينك اليوم. هذه ليست فاتورة، وقد يتغير المبلغ.
paper-estimate-beside = زيارة اليوم: تقول خطة تأمينك إن حصتك ستكون على الأرجح { $amount }. هذه ليست فاتورة بعد.
paper-version = الإصدار { $version }
paper-accepted = تمت الموافقة والتوقيع
paper-declined = لم تتم الموافقة
paper-signed-by = التوقيع: { $name }
paper-signed-for = التوقيع: { $guardian } نيابةً عن { $child }
paper-declined-by = القرار: { $name }
paper-declined-for = القرار: { $guardian } نيابةً عن { $child }
paper-signed-at = { $date }، { $time }
paper-fingerprint = بصمة هذا المستند (SHA-256)
paper-pages = صفحة { $page } من { $pages }
paper-bill-number = رقم الفاتورة

## About me

details-title = هل هذه البيانات صحيحة؟
details-hint = يمكنك تغيير أي سطر غير صحيح.
details-yes = نعم، هذا صحيح
details-change = تغيير
details-add = إضافة
details-missing = ما زلنا نحتاج إلى هذا
details-not-given = لا يوجد
details-nobody-named = لا أحد
details-name = الاسم
details-address = العنوان
details-phone = الهاتف
details-email = البريد الإلكتروني
details-language = لغة الحديث المفضلة
details-emergency = في حالات الطوارئ نتصل بـ
details-guarantor = من يدفع الفاتورة
details-myself = أنا
details-type-anew = حفاظًا على خصوصيتك لا نعرض ما لدينا. يرجى كتابته كاملًا.
details-name-title = ما اسمك؟
details-address-title = ما عنوانك؟
details-no-address = ليس لديّ عنوان
details-phone-title = ما رقم هاتفك؟
details-no-phone = ليس لديّ هاتف
details-email-title = ما بريدك الإلكتروني؟
details-no-email = ليس لديّ بريد إلكتروني
details-language-title = ما لغتك المفضلة للحديث؟
details-language-hint = نطلب مترجمًا عند الحاجة، وهذا مجاني.
details-emergency-title = بمن نتصل في حالات الطوارئ؟
details-emergency-hint = يرجى اختيار صلة هذا الشخص بك.
details-emergency-who = ما اسم هذا الشخص ورقم هاتفه؟
details-nobody = لا أريد ذكر أحد
details-guarantor-title = من يدفع الفاتورة؟
details-guarantor-hint = هذا ما يبقى بعد التأمين.
details-guarantor-what = ما صلة هذا الشخص بك؟
details-guarantor-who = ما اسم هذا الشخص ورقم هاتفه؟

## Resume

resume-title = هل تودّ المتابعة من حيث توقفت؟
resume-step = توقفت عند
resume-go-on = نعم، المتابعة
resume-again = البدء من جديد
resume-birth-title = سؤال آخر: متى وُلدت؟
resume-birth-other = هذا التاريخ غير مطابق. يرجى مراجعة اليوم والشهر والسنة، أو المتابعة بدون التاريخ.
resume-without = المتابعة بدون التاريخ
resume-staff-unfinished = غير مكتمل منذ { $time }: { $step }
resume-staff-title = تسجيل غير مكتمل
resume-staff-go-on = متابعة هذا التسجيل
resume-staff-discard = حذف هذا التسجيل
resume-hint = بدأت قبل بضع دقائق، ثم توقفت هذه الشاشة لحظات. ما أدخلته ما زال محفوظًا هنا. إذا بدأت من جديد فسيُمسح.

## When an answer is missing

visit-offline = نظامنا لا يستجيب الآن. يمكنك التسجيل هنا مع ذلك، وسيؤكد مكتب الاستقبال تسجيلك.
details-offline = لا يمكننا الآن عرض ما لدينا من بيانات. لم يضِع شيء. تكفي كتابة ما هو جديد فقط.
details-not-shown = لا يُعرض الآن
insurance-none-offline = لا يمكننا الآن عرض ما لدينا من بيانات.
insurance-estimate-waiting = لم تُجب شركة التأمين بعد. سنواصل السؤال، وسيخبرك مكتب الاستقبال.
insurance-estimate-unavailable = لا يمكننا الوصول إلى شركة التأمين الآن. سنواصل السؤال، وسيخبرك مكتب الاستقبال.
bill-undetermined-title = لا نعرف بعد هل تم الدفع
bill-undetermined = إذا ظهر على هاتفك أن الدفع تم، فأموالك في أمان. من فضلك لا تدفع مرة أخرى. سيبحث مكتب الاستقبال عن دفعتك. وسنقدّم لك الرعاية اليوم.
bill-unavailable-begun = لا يمكننا الوصول إلى خدمة الدفع الآن. إذا ظهر على هاتفك أن الدفع تم، فمن فضلك لا تدفع مرة أخرى. سيبحث مكتب الاستقبال عن دفعتك.
review-offline = نظامنا لا يستجيب الآن. نحفظ ما قلته بأمان، وسيؤكده مكتب الاستقبال.
paper-pay-expired = انتهت صلاحية الرمز قبل وصول أي دفعة. إذا ظهر على هاتفك أن الدفع تم، فأخبر مكتب الاستقبال.
paper-pay-undetermined = لا نعرف بعد هل وصلت دفعتك. إذا ظهر على هاتفك أن الدفع تم، فمن فضلك لا تدفع مرة أخرى. سيبحث مكتب الاستقبال عنها.
paper-pay-unavailable = لم نتمكن من الوصول إلى خدمة الدفع. إذا ظهر على هاتفك أن الدفع تم، فمن فضلك لا تدفع مرة أخرى. سيبحث مكتب الاستقبال عن دفعتك.
paper-pay-begun = ظهر لك أيضًا رمز للدفع بالهاتف. إذا تم الدفع به، فمن فضلك لا تدفع مرة أخرى. سيبحث مكتب الاستقبال عن دفعتك.
paper-eligibility-waiting = زيارة اليوم: لم تُجب شركة التأمين بعد. سيخبرك مكتب الاستقبال بجوابها.
paper-eligibility-unavailable = زيارة اليوم: لم نتمكن من الوصول إلى شركة التأمين. سيخبرك مكتب الاستقبال بجوابها.
paper-eligibility-undetermined = زيارة اليوم: لم تقل شركة التأمين كم ستدفع. سيسأل مكتب الاستقبال مرة أخرى ويخبرك.
details-offline-title = هل تغيّر شيء؟
