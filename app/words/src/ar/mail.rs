//! Arabic mails.

use crate::mail::{LetterWords, MailWords};

pub(crate) static MAIL: MailWords = MailWords {
    signed: "عيادتك",
    link_help: "إذا لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:",
    automatic: "أُرسلت هذه الرسالة تلقائيًا، ولا يقرأ أحد الردود عليها.",
    greeting: "مرحبًا {name}،",
    reason_for_mail: "وصلتك هذه الرسالة لأن عنوان البريد هذا مستخدم لدى {clinic}.",
    verify_email: LetterWords {
        subject: "تأكيد عنوان بريدك الإلكتروني",
        paragraphs: &[
            "شكرًا لتسجيلك لدى {clinic}. أكّد عنوان بريدك الإلكتروني لتبدأ باستخدام حسابك.",
            "مدة صلاحية الرابط بالساعات: {hours}. إذا لم تكن أنت من سجّل، فيمكنك تجاهل هذه الرسالة.",
        ],
        button: Some("تأكيد عنوان بريدي الإلكتروني"),
    },
    already_registered: LetterWords {
        subject: "لديك حساب بالفعل",
        paragraphs: &[
            "حاول شخص ما، وربما أنت، التسجيل لدى {clinic} بعنوان البريد هذا. لديك حساب بالفعل، لذا لم يتغير شيء.",
            "سجّل الدخول كالمعتاد. إذا نسيت كلمة مرورك، فيمكنك اختيار كلمة جديدة من صفحة تسجيل الدخول.",
        ],
        button: Some("تسجيل الدخول"),
    },
    password_reset: LetterWords {
        subject: "اختيار كلمة مرور جديدة",
        paragraphs: &[
            "طلبت كلمة مرور جديدة. استخدم الرابط لاختيارها.",
            "يعمل الرابط مرة واحدة، ومدة صلاحيته بالدقائق: {minutes}. إذا لم تطلبه، فتجاهل هذه الرسالة: تبقى كلمة مرورك كما هي.",
        ],
        button: Some("اختيار كلمة مرور جديدة"),
    },
    password_changed: LetterWords {
        subject: "تم تغيير كلمة مرورك",
        paragraphs: &[
            "تم تغيير كلمة مرور حسابك لدى {clinic}، وتم تسجيل خروجك من أجهزتك الأخرى.",
            "إذا لم تكن أنت من فعل ذلك، فاختر كلمة مرور جديدة الآن واتصل بنا على الرقم {phone}.",
        ],
        button: Some("تسجيل الدخول"),
    },
    confirm_email: LetterWords {
        subject: "أكّد عنوان بريدك الإلكتروني الجديد",
        paragraphs: &[
            "تريد استخدام هذا العنوان لحسابك في {clinic} من الآن فصاعدًا. أكّد أنه لك.",
            "يعمل الرابط مرة واحدة، لمدة {hours} ساعة. حتى ذلك الحين تسجّل الدخول بعنوانك القديم. إن لم تطلب ذلك فتجاهل هذه الرسالة.",
        ],
        button: Some("استخدام هذا العنوان"),
    },
    email_change_asked: LetterWords {
        subject: "سيتغير عنوان بريدك الإلكتروني",
        paragraphs: &[
            "طلب شخص يعرف كلمة مرورك أن ينتقل حسابك في {clinic} إلى عنوان بريد آخر. يتغير العنوان عند فتح رابط أرسلناه إلى هناك. وحتى ذلك الحين لا يتغير شيء.",
            "إن لم تكن أنت من طلب ذلك فاختر كلمة مرور جديدة الآن: بهذا يُلغى الطلب. ثم اتصل بنا على {phone}.",
        ],
        button: Some("اختيار كلمة مرور جديدة"),
    },
    email_changed: LetterWords {
        subject: "تم تغيير عنوان بريدك الإلكتروني",
        paragraphs: &[
            "لحسابك في {clinic} الآن عنوان بريد آخر. به تسجّل الدخول، وإليه تذهب رسائلنا. هذه آخر رسالة إلى عنوانك القديم.",
            "إن لم تكن أنت من غيّره فاتصل بنا فورًا على {phone}.",
        ],
        button: Some("تسجيل الدخول"),
    },
    factor_on: LetterWords {
        subject: "فُعّلت الخطوة الثانية لحسابك",
        paragraphs: &[
            "من الآن فصاعدًا يُطلب أيضًا رمز من تطبيقك عند تسجيل الدخول إلى حسابك في {clinic}. احفظ رموز الاسترداد في مكان آمن.",
            "إذا لم تكن أنت من فعل ذلك، فعيّن كلمة مرور جديدة الآن واتصل بنا على {phone}.",
        ],
        button: Some("عرض حسابك"),
    },
    factor_off: LetterWords {
        subject: "أُوقفت الخطوة الثانية لحسابك",
        paragraphs: &[
            "لم يعد يُطلب رمز عند تسجيل الدخول إلى حسابك في {clinic}: تكفي كلمة المرور وحدها.",
            "إذا لم تكن أنت من فعل ذلك، فعيّن كلمة مرور جديدة الآن واتصل بنا على {phone}.",
        ],
        button: Some("عرض حسابك"),
    },
    factor_reset: LetterWords {
        subject: "أُزيلت الخطوة الثانية من حسابك",
        paragraphs: &[
            "أزالت {clinic} الخطوة الثانية عند تسجيل الدخول ومفاتيح المرور من حسابك، وسُجّل خروجك من كل الأجهزة. سجّل الدخول بكلمة المرور ثم أعدّ الخطوة الثانية من جديد.",
            "إذا لم تطلب ذلك، فعيّن كلمة مرور جديدة الآن واتصل بنا على {phone}.",
        ],
        button: Some("تسجيل الدخول"),
    },
    passkey_added: LetterWords {
        subject: "أُضيف مفتاح مرور",
        paragraphs: &[
            "أُضيف مفتاح مرور إلى حسابك في {clinic}. من يملك ذلك الجهاز ويستطيع فتح قفله يسجّل الدخول دون كلمة مرورك.",
            "إذا لم تكن أنت من فعل ذلك، فأزله الآن وعيّن كلمة مرور جديدة واتصل بنا على {phone}.",
        ],
        button: Some("عرض مفاتيح المرور"),
    },
    passkey_removed: LetterWords {
        subject: "أُزيل مفتاح مرور",
        paragraphs: &[
            "أُزيل مفتاح مرور من حسابك في {clinic}. لم يعد يتيح الدخول لأحد، وتعمل كلمة المرور كما كانت.",
            "إذا لم تكن أنت من فعل ذلك، فعيّن كلمة مرور جديدة الآن واتصل بنا على {phone}.",
        ],
        button: Some("عرض مفاتيح المرور"),
    },
    recovery_code_used: LetterWords {
        subject: "استُخدم رمز استرداد",
        paragraphs: &[
            "سجّل أحدهم الدخول إلى حسابك في {clinic} بأحد رموز الاسترداد. الرموز المتبقية: {left}.",
            "إذا لم تكن أنت، فاختر كلمة مرور جديدة الآن وأنشئ رموز استرداد جديدة واتصل بنا على {phone}.",
        ],
        button: Some("عرض حسابك"),
    },
    recovery_codes_made: LetterWords {
        subject: "لديك رموز استرداد جديدة",
        paragraphs: &[
            "أُنشئت رموز استرداد جديدة لحسابك في {clinic}. لم تعد الرموز القديمة تعمل.",
            "إذا لم تكن أنت، فعيّن كلمة مرور جديدة الآن وأنشئ رموز استرداد جديدة واتصل بنا على {phone}.",
        ],
        button: Some("عرض حسابك"),
    },
    new_sign_in: LetterWords {
        subject: "تسجيل دخول جديد إلى حسابك",
        paragraphs: &[
            "سجّل شخص ما الدخول إلى حسابك من {device}، {time}.",
            "إذا كنت أنت، فلا حاجة إلى فعل شيء. وإلا فاختر كلمة مرور جديدة الآن واتصل بنا على الرقم {phone}.",
        ],
        button: Some("معرفة أين سجّلت الدخول"),
    },
    application_received: LetterWords {
        subject: "وصلنا طلبك",
        paragraphs: &[
            "شكرًا لتقدّمك للعمل مع {clinic}. نحن نتحقق من ترخيصك.",
            "سنكتب إليك فور الانتهاء. حتى ذلك الحين لا يستطيع المرضى العثور عليك أو الحجز لديك.",
        ],
        button: None,
    },
    applications_wait: LetterWords {
        subject: "أطباء ينتظرون التحقق",
        paragraphs: &["عدد الأطباء الذين ينتظرون منذ أكثر من يوم: {count}."],
        button: Some("عرض المنتظرين"),
    },
    audit_report: LetterWords {
        subject: "أسبوع في سجل التدقيق لدى {clinic}",
        paragraphs: &[
            "هذا ما يحصيه سجل التدقيق من {from} إلى {until}: {counts}",
            "قُرئ السجل كله: {rows} من القيود كما كُتبت.",
            "ينتهي السجل عند {head}. احتفظ بهذه الرسالة: بها يمكن لاحقًا معرفة ما إذا قُطعت قيود من آخره (salve audit verify --head).",
        ],
        button: Some("فتح سجل التدقيق"),
    },
    audit_changed: LetterWords {
        subject: "انظر فورًا: تغيّر سجل التدقيق لدى {clinic}",
        paragraphs: &[
            "قُرئ السجل كله، وهو ليس كما كُتب. عدد المواضع غير السليمة، مئة على الأكثر: {findings}.",
            "اطلب ممن يدير البوابة أن يرى ما هي (salve audit verify) وأن يحتفظ بنسخة من قاعدة البيانات كما هي الآن.",
            "هذا ما يحصيه سجل التدقيق من {from} إلى {until}، بقدر ما يمكن الوثوق به: {counts}",
            "ينتهي السجل عند {head}.",
        ],
        button: Some("فتح سجل التدقيق"),
    },
    application_approved: LetterWords {
        subject: "تم التحقق من ترخيصك",
        paragraphs: &[
            "أهلًا بك في {clinic}. يستطيع المرضى الآن العثور عليك.",
            "حدّد ساعات عملك ليتمكنوا من الحجز لديك.",
        ],
        button: Some("تحديد ساعات عملي"),
    },
    application_rejected: LetterWords {
        subject: "بخصوص طلبك",
        paragraphs: &[
            "لم نتمكن من قبول طلبك لدى {clinic}. السبب:",
            "\u{200f}{reason}",
            "إذا كنت ترى أن في ذلك خطأ، فاتصل بالعيادة.",
        ],
        button: None,
    },
    account_suspended: LetterWords {
        subject: "تم إيقاف حسابك",
        paragraphs: &["تم إيقاف حسابك لدى {clinic}. لمعرفة السبب، اتصل بنا على الرقم {phone}."],
        button: None,
    },
    account_reinstated: LetterWords {
        subject: "عاد حسابك إلى العمل",
        paragraphs: &["عاد حسابك لدى {clinic} إلى العمل. سجّل الدخول كالمعتاد."],
        button: Some("تسجيل الدخول"),
    },
    details_changed: LetterWords {
        subject: "تغيّرت بياناتك",
        paragraphs: &[
            "غيّرت {clinic} بياناتك: الاسم أو تاريخ الميلاد أو الهاتف أو العنوان.",
            "إن كان فيها خطأ فصحّحه في ملفك أو اتصل بنا على {phone}.",
        ],
        button: Some("اطّلع على بياناتك"),
    },
    owner_invited: LetterWords {
        subject: "ملفك لدى {clinic}",
        paragraphs: &[
            "تحتفظ {clinic} بملف لك وتدعوك إلى الاطّلاع عليه في بوابتها.",
            "يعمل الرابط مرة واحدة، خلال {days} أيام. سيُطلب منك تاريخ ميلادك. إن لم تكن من مرضى {clinic} فتجاهل هذه الرسالة أو اتصل بنا على {phone}.",
        ],
        button: Some("اطّلع على ملفك"),
    },
    record_merged: LetterWords {
        subject: "أصبح ملفاك ملفًا واحدًا",
        paragraphs: &[
            "كان لدى {clinic} ملفان لك وقد دُمجا: أصبحت زياراتك وأطباؤك ومن يتصرفون نيابةً عنك في حسابك الآن.",
            "إذا كان لك ملف واحد فقط فاتصل بنا على {phone} لنفصل بينهما من جديد.",
        ],
        button: Some("عرض من فتح ملفك"),
    },
    record_merged_away: LetterWords {
        subject: "أصبح ملفك في حسابك الآخر",
        paragraphs: &[
            "كان لدى {clinic} ملفان لك، لكل منهما حساب، وقد دُمجا. الملف الآن في حسابك الآخر: سجّل الدخول بعنوان ذلك الحساب.",
            "إذا لم يكن لك حساب آخر فاتصل بنا على {phone} لنفصل بينهما من جديد.",
        ],
        button: Some("تسجيل الدخول"),
    },
    record_separated: LetterWords {
        subject: "فُصل ملفك عن ملف آخر",
        paragraphs: &[
            "كان {clinic} قد دمج ملفك مع ملف آخر ثم فصل بينهما من جديد. حسابك يحمل ملفك أنت. وفي تلك المدة كان بإمكان صاحب الملف الآخر قراءة الاثنين.",
            "إذا نقص شيء فاتصل بنا على {phone}.",
        ],
        button: Some("تسجيل الدخول"),
    },
    carer_offered: LetterWords {
        subject: "يُطلب منك التصرف نيابةً عن شخص",
        paragraphs: &[
            "يطلب منك شخص أن تتصرف نيابةً عنه أو عن طفل في بوابة {clinic}: أن ترى المواعيد وتفعل ما يُسمح لك به.",
            "من طلب ذلك أخبرك به. يعمل الرابط مرة واحدة خلال {days} أيام، ويسأل عن تاريخ ميلاده. إن لم تعرف من هو فتجاهل هذا البريد.",
        ],
        button: Some("عرض الطلب"),
    },
    carer_accepted: LetterWords {
        subject: "{carer} يتصرف نيابةً عنك الآن",
        paragraphs: &[
            "وافق {carer} ويمكنه التصرف نيابةً عنك في البوابة بقدر ما سمحت به.",
            "ترى من يتصرف نيابةً عنك وتنهي ذلك في صفحتك. إن لم تطلب ذلك فاتصل بنا على {phone}.",
        ],
        button: Some("عرض من يتصرف نيابةً عنك"),
    },
    carer_left: LetterWords {
        subject: "لم يعد {carer} يتصرف نيابةً عنك",
        paragraphs: &["أنهى {carer} ذلك: لم يعد بإمكانه أن يرى أو يفعل شيئًا نيابةً عنك في البوابة."],
        button: Some("عرض من يتصرف نيابةً عنك"),
    },
    carer_changed: LetterWords {
        subject: "تغيّر ما يحق لك فعله نيابةً عن {patient}",
        paragraphs: &[
            "تغيّر ما يحق لك فعله نيابةً عن {patient} في بوابة {clinic}. وهو الآن كما يلي:{rights}",
            "إن لم تعد تريد التصرف نيابةً عن {patient} فيمكنك إنهاء ذلك بنفسك متى شئت.",
        ],
        button: Some("عرض من تتصرف نيابةً عنهم"),
    },
    carer_ended: LetterWords {
        subject: "لم تعد تتصرف نيابةً عن {patient}",
        paragraphs: &["لم يعد بإمكانك التصرف نيابةً عن {patient} في بوابة {clinic}. أُنهي ذلك أو انتهت مدته."],
        button: Some("عرض من تتصرف نيابةً عنهم"),
    },
    carer_of_age: LetterWords {
        subject: "يبلغ {patient} سن الرشد قريبًا",
        paragraphs: &[
            "في {day} يبلغ {patient} سن الرشد. من ذلك اليوم لا يمكنك التصرف نيابةً عنه في بوابة {clinic} بصفته طفلًا.",
            "ويمكنه عندئذ أن يكون له حساب خاص وأن يسمح لك بالتصرف نيابةً عنه. اتصل بنا على {phone} لندعوه إليه.",
        ],
        button: Some("عرض من تتصرف نيابةً عنهم"),
    },
    rights_changed: LetterWords {
        subject: "تغيّرت صلاحياتك",
        paragraphs: &[
            "تغيّر ما يمكنك فعله لدى {clinic} كموظف. أدوارك الآن: {roles}.",
            "إذا لم تكن تتوقع ذلك، فاتصل بنا على {phone}.",
        ],
        button: Some("عرض ما يمكنك فعله"),
    },
    rights_ended: LetterWords {
        subject: "انتهت صلاحياتك",
        paragraphs: &[
            "لم تعد من موظفي {clinic} في البوابة. يبقى حسابك كما هو فيما عدا ذلك.",
            "إذا لم تكن تتوقع ذلك، فاتصل بنا على {phone}.",
        ],
        button: None,
    },
    invitation: LetterWords {
        subject: "أنت مدعو للانضمام إلى موظفي {clinic}",
        paragraphs: &[
            "أنت مدعو للعمل في بوابة {clinic} كموظف بهذه الأدوار: {roles}.",
            "يعمل الرابط مرة واحدة، خلال {days} أيام، ولك وحدك. إذا لم تكن تتوقع ذلك، فتجاهل هذه الرسالة: لا يحدث شيء من دونك.",
        ],
        button: Some("عرض الدعوة"),
    },
    visit_booked: LetterWords {
        subject: "تم حجز موعدك في {date}",
        paragraphs: &[
            "\u{200f}{date}، {time}",
            "\u{200f}{doctor}، {place}",
            "رقم الحجز {number}. يمكنك الاطلاع على الموعد أو إلغاؤه من حسابك.",
        ],
        button: Some("عرض موعدي"),
    },
    visit_requested: LetterWords {
        subject: "موعدك في {date} ينتظر التأكيد",
        paragraphs: &[
            "\u{200f}{date}، {time}",
            "\u{200f}{doctor}، {place}",
            "رقم الحجز {number}. الوقت محفوظ لك. سنكتب إليك عندما يؤكده الطبيب.",
        ],
        button: Some("عرض موعدي"),
    },
    visit_confirmed: LetterWords {
        subject: "تم تأكيد موعدك في {date}",
        paragraphs: &[
            "\u{200f}{date}، {time}",
            "\u{200f}{doctor}، {place}",
            "رقم الحجز {number}. يمكنك الاطلاع على الموعد أو إلغاؤه من حسابك.",
        ],
        button: Some("عرض موعدي"),
    },
    visit_cancelled_by_you: LetterWords {
        subject: "تم إلغاء موعدك في {date}",
        paragraphs: &[
            "أُلغي الموعد في {date}، الساعة {time}، مع {doctor}، رقم الحجز {number}، في البوابة: من قِبلك أو من قِبل من يتصرف نيابةً عنك.",
            "يمكنك حجز وقت آخر متى شئت.",
        ],
        button: Some("حجز وقت آخر"),
    },
    visit_cancelled_by_clinic: LetterWords {
        subject: "تم إلغاء موعدك في {date}",
        paragraphs: &[
            "نأسف: الموعد في {date}، الساعة {time}، مع {doctor}، رقم الحجز {number}، لا يمكن أن يتم.",
            "يمكنك حجز وقت آخر عبر الإنترنت أو الاتصال بنا على الرقم {phone}.",
        ],
        button: Some("حجز وقت آخر"),
    },
    carer_visit: LetterWords {
        subject: "موعد {patient} في {date}",
        paragraphs: &[
            "لدى {patient} موعد مع {doctor} في {date}، الساعة {time}، {place}. رقم الحجز: {number}.",
            "ترى حالته في البوابة عندما تتصرف نيابةً عن {patient}.",
        ],
        button: Some("عرض من تتصرف نيابةً عنهم"),
    },
    carer_visit_cancelled: LetterWords {
        subject: "أُلغي موعد {patient} في {date}",
        paragraphs: &[
            "أُلغي موعد {patient} في {date}، الساعة {time}، مع {doctor}، رقم الحجز {number}.",
            "إن لم تتوقع ذلك فاتصل بنا على {phone}.",
        ],
        button: Some("عرض من تتصرف نيابةً عنهم"),
    },
    doctor_visit_booked: LetterWords {
        subject: "موعد جديد في {date}",
        paragraphs: &["حجز أحد المرضى: {date}، {time}، {place}. رقم الحجز {number}."],
        button: Some("عرض الموعد"),
    },
    doctor_visit_requested: LetterWords {
        subject: "نرجو تأكيد موعد في {date}",
        paragraphs: &["يطلب أحد المرضى: {date}، {time}، {place}. رقم الحجز {number}. يبقى الوقت محفوظًا إلى أن تقرر."],
        button: Some("التأكيد أو الإلغاء"),
    },
    doctor_visit_cancelled: LetterWords {
        subject: "تم إلغاء موعد في {date}",
        paragraphs: &["تم إلغاء الموعد: {date}، {time}، {place}، رقم الحجز {number}. أصبح الوقت متاحًا من جديد."],
        button: Some("عرض تقويمي"),
    },
    care_asked: LetterWords {
        subject: "طبيب يطلب رعايتك",
        paragraphs: &["يطلب {doctor} أن يتولى رعايتك. إذا وافقت، يرى ملفك إلى أن ينهي أحدكما ذلك."],
        button: Some("الرد على الطلب"),
    },
    care_accepted: LetterWords {
        subject: "وافق طبيبك",
        paragraphs: &["يتولى {doctor} رعايتك من اليوم ويرى ملفك إلى أن ينهي أحدكما ذلك."],
        button: Some("عرض أطبائي"),
    },
    care_declined: LetterWords {
        subject: "بشأن طلبك إلى طبيب",
        paragraphs: &["لا يستطيع {doctor} أن يتولى رعايتك حاليًا. يمكنك أن تطلب من طبيب آخر."],
        button: Some("البحث عن طبيب"),
    },
    care_ended: LetterWords {
        subject: "لم يعد طبيب يتولى رعايتك",
        paragraphs: &["لم يعد {doctor} يتولى رعايتك. إذا كانت لديك أسئلة، اتصل بنا على الرقم {phone}."],
        button: Some("عرض أطبائي"),
    },
    care_assigned: LetterWords {
        subject: "طبيب يتولى رعايتك",
        paragraphs: &["رتبت {clinic} أن يتولى {doctor} رعايتك ويرى ملفك. يمكنك إنهاء ذلك متى شئت."],
        button: Some("عرض أطبائي"),
    },
    doctor_care_asked: LetterWords {
        subject: "مريض يطلب رعايتك",
        paragraphs: &["يطلب أحد مرضى {clinic} أن تتولى رعايته."],
        button: Some("الرد على الطلب"),
    },
    doctor_care_accepted: LetterWords {
        subject: "وافق أحد المرضى",
        paragraphs: &["وافق أحد مرضى {clinic} الذين طلبتَ رعايتهم. تجده في قائمتك."],
        button: Some("عرض مرضاي"),
    },
    doctor_care_declined: LetterWords {
        subject: "رفض أحد المرضى",
        paragraphs: &["لا يرغب أحد مرضى {clinic} الذين طلبتَ رعايتهم في ذلك."],
        button: Some("عرض طلباتي"),
    },
    doctor_care_ended: LetterWords {
        subject: "غادر أحد المرضى رعايتك",
        paragraphs: &["لم يعد أحد مرضى {clinic} في رعايتك: أُنهي ذلك."],
        button: Some("عرض مرضاي"),
    },
    doctor_patients_assigned: LetterWords {
        subject: "لديك مرضى جدد",
        paragraphs: &["أسندت إليك {clinic} مرضى، وعددهم: {count}. تجدهم في قائمتك."],
        button: Some("عرض مرضاي"),
    },
    emergency_opened: LetterWords {
        subject: "فُتح ملفك في حالة طارئة",
        paragraphs: &[
            "فتح {doctor} ملفك في حالة طارئة: {time}. تراجع العيادة كل حالة من هذا النوع.",
            "إذا كانت لديك أسئلة، اتصل بنا على الرقم {phone}.",
        ],
        button: Some("عرض من اطّلع على ملفي"),
    },
    carer_emergency_opened: LetterWords {
        subject: "فُتح ملف {patient} في حالة طارئة",
        paragraphs: &[
            "فتح {doctor} ملف {patient} في حالة طارئة: {time}. تراجع العيادة كل حالة من هذا النوع.",
            "ترى في البوابة من اطّلع على الملف عندما تتصرف نيابةً عن {patient}. إذا كانت لديك أسئلة، اتصل بنا على الرقم {phone}.",
        ],
        button: Some("عرض من تتصرف نيابةً عنهم"),
    },
    case_answered: LetterWords {
        subject: "لديك جواب",
        paragraphs: &["أجاب مسؤول الخصوصية في {clinic} عن سؤالك حول من اطّلع على ملفك. يمكنك قراءته في حسابك."],
        button: Some("قراءة الجواب"),
    },
};
