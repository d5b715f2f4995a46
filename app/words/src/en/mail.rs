//! English mails.

use crate::mail::{LetterWords, MailWords};

pub(crate) static MAIL: MailWords = MailWords {
    signed: "Your clinic",
    link_help: "If the button does not work, copy this address into your browser:",
    automatic: "This mail was sent automatically. Nobody reads answers to it.",
    greeting: "Hello {name},",
    reason_for_mail: "You get this mail because this email address is used at {clinic}.",
    verify_email: LetterWords {
        subject: "Confirm your email address",
        paragraphs: &[
            "Thank you for registering at {clinic}. Confirm your email address to start using your account.",
            "The link works for {hours} hours. If you did not register, you can ignore this mail.",
        ],
        button: Some("Confirm my email address"),
    },
    already_registered: LetterWords {
        subject: "You already have an account",
        paragraphs: &[
            "Somebody, perhaps you, tried to register at {clinic} with this email address. You already have an account, so nothing was changed.",
            "Sign in as usual. If you have forgotten your password, you can set a new one from the sign-in page.",
        ],
        button: Some("Sign in"),
    },
    password_reset: LetterWords {
        subject: "Set a new password",
        paragraphs: &[
            "You asked for a new password. Use the link to choose one.",
            "The link works once, for {minutes} minutes. If you did not ask for it, ignore this mail: your password stays as it is.",
        ],
        button: Some("Set a new password"),
    },
    password_changed: LetterWords {
        subject: "Your password was changed",
        paragraphs: &[
            "The password of your account at {clinic} was changed, and you were signed out on your other devices.",
            "If it was not you, set a new password now and call us on {phone}.",
        ],
        button: Some("Sign in"),
    },
    confirm_email: LetterWords {
        subject: "Confirm your new email address",
        paragraphs: &[
            "You want to use this address for your account at {clinic} from now on. Confirm that it is yours.",
            "The link works once, for {hours} hours. Until then you sign in with your old address. If you did not ask for this, ignore this mail.",
        ],
        button: Some("Use this address"),
    },
    email_change_asked: LetterWords {
        subject: "Your email address is to change",
        paragraphs: &[
            "Somebody who knows your password has asked that your account at {clinic} goes to another email address. It changes when a link is opened that we have mailed there. Until then nothing is changed.",
            "If it was not you, set a new password now: that ends it. Then call us on {phone}.",
        ],
        button: Some("Set a new password"),
    },
    email_changed: LetterWords {
        subject: "Your email address was changed",
        paragraphs: &[
            "Your account at {clinic} has another email address now. You sign in with it, and our mails go to it. This is the last one to your old address.",
            "If it was not you, call us on {phone} at once.",
        ],
        button: Some("Sign in"),
    },
    factor_on: LetterWords {
        subject: "Your second step is on",
        paragraphs: &[
            "From now on signing in to your account at {clinic} also asks for a code from your app. Keep your recovery codes in a safe place.",
            "If it was not you, set a new password now and call us on {phone}.",
        ],
        button: Some("See your account"),
    },
    factor_off: LetterWords {
        subject: "Your second step is off",
        paragraphs: &[
            "Signing in to your account at {clinic} no longer asks for a code: your password alone lets you in.",
            "If it was not you, set a new password now and call us on {phone}.",
        ],
        button: Some("See your account"),
    },
    factor_reset: LetterWords {
        subject: "Your second step was taken away",
        paragraphs: &[
            "{clinic} has taken the second step at sign-in and your passkeys away from your account, and you were signed out everywhere. Sign in with your password, then set the second step up again.",
            "If you did not ask for it, set a new password now and call us on {phone}.",
        ],
        button: Some("Sign in"),
    },
    passkey_added: LetterWords {
        subject: "A passkey was added",
        paragraphs: &[
            "A passkey was added to your account at {clinic}. Whoever has that device and can unlock it signs in without your password.",
            "If it was not you, remove it now, set a new password, and call us on {phone}.",
        ],
        button: Some("See your passkeys"),
    },
    passkey_removed: LetterWords {
        subject: "A passkey was removed",
        paragraphs: &[
            "A passkey was removed from your account at {clinic}. It lets nobody in any more; your password works as before.",
            "If it was not you, set a new password now and call us on {phone}.",
        ],
        button: Some("See your passkeys"),
    },
    recovery_code_used: LetterWords {
        subject: "A recovery code was used",
        paragraphs: &[
            "Somebody signed in to your account at {clinic} with one of your recovery codes. Recovery codes left: {left}.",
            "If it was not you, set a new password now, make new recovery codes, and call us on {phone}.",
        ],
        button: Some("See your account"),
    },
    recovery_codes_made: LetterWords {
        subject: "You have new recovery codes",
        paragraphs: &[
            "New recovery codes were made for your account at {clinic}. The old ones do not work any more.",
            "If it was not you, set a new password now, make new recovery codes, and call us on {phone}.",
        ],
        button: Some("See your account"),
    },
    new_sign_in: LetterWords {
        subject: "New sign-in to your account",
        paragraphs: &[
            "Somebody signed in to your account from {device}, {time}.",
            "If it was you, there is nothing to do. If not, set a new password now and call us on {phone}.",
        ],
        button: Some("See where you are signed in"),
    },
    application_received: LetterWords {
        subject: "We have your application",
        paragraphs: &[
            "Thank you for applying to work with {clinic}. We are checking your licence.",
            "We will write to you as soon as it is done. Until then patients cannot find or book you.",
        ],
        button: None,
    },
    applications_wait: LetterWords {
        subject: "Doctors are waiting to be verified",
        paragraphs: &["Doctors who have waited for more than a day: {count}."],
        button: Some("See who is waiting"),
    },
    audit_report: LetterWords {
        subject: "The week in the audit of {clinic}",
        paragraphs: &[
            "This is what the audit counts from {from} to {until}: {counts}",
            "The whole audit was read: {rows} entries are as they were written.",
            "It ends at {head}. Keep this mail: with it anybody can tell later whether entries were cut off (salve audit verify --head).",
        ],
        button: Some("Open the audit"),
    },
    audit_changed: LetterWords {
        subject: "Look at once: the audit of {clinic} was changed",
        paragraphs: &[
            "The whole audit was read, and it is not as it was written. Places that are wrong, a hundred at most: {findings}.",
            "Ask whoever runs the portal to see which they are (salve audit verify) and to keep a copy of the database as it is now.",
            "This is what the audit counts from {from} to {until}, as far as it can be trusted: {counts}",
            "It ends at {head}.",
        ],
        button: Some("Open the audit"),
    },
    application_approved: LetterWords {
        subject: "Your licence is verified",
        paragraphs: &[
            "Welcome to {clinic}. Patients can now find you.",
            "Set your hours so that they can book you.",
        ],
        button: Some("Set my hours"),
    },
    application_rejected: LetterWords {
        subject: "About your application",
        paragraphs: &[
            "We could not accept your application to {clinic}. The reason:",
            "{reason}",
            "If you think this is wrong, call the clinic.",
        ],
        button: None,
    },
    account_suspended: LetterWords {
        subject: "Your account is suspended",
        paragraphs: &["Your account at {clinic} has been suspended. To ask why, call us on {phone}."],
        button: None,
    },
    account_reinstated: LetterWords {
        subject: "Your account works again",
        paragraphs: &["Your account at {clinic} works again. Sign in as usual."],
        button: Some("Sign in"),
    },
    details_changed: LetterWords {
        subject: "Your details have changed",
        paragraphs: &[
            "{clinic} has changed your details: name, date of birth, phone or address.",
            "If something is wrong, correct it in your profile or call us on {phone}.",
        ],
        button: Some("See your details"),
    },
    owner_invited: LetterWords {
        subject: "Your record at {clinic}",
        paragraphs: &[
            "{clinic} keeps a record for you and invites you to see it in its portal.",
            "The link works once, for {days} days. You will be asked for your date of birth. If you are no patient of {clinic}, ignore this mail or call us on {phone}.",
        ],
        button: Some("See your record"),
    },
    record_merged: LetterWords {
        subject: "Two records of yours are one now",
        paragraphs: &[
            "{clinic} kept two records of you and has made them one: your visits, your doctors and the people who act for you are all in your account now.",
            "If you had one record only, call us on {phone}: we take the two apart again.",
        ],
        button: Some("See who opened your record"),
    },
    record_merged_away: LetterWords {
        subject: "Your record is in your other account now",
        paragraphs: &[
            "{clinic} kept two records of you, each with an account, and has made them one. It belongs to your other account: sign in with the address of that one.",
            "If you have no other account, call us on {phone}: we take the two apart again.",
        ],
        button: Some("Sign in"),
    },
    record_separated: LetterWords {
        subject: "Your record was separated from another one",
        paragraphs: &[
            "{clinic} had made your record one with another and has taken the two apart again. Your account holds your own record. Meanwhile the owner of the other one could read both.",
            "If something is missing, call us on {phone}.",
        ],
        button: Some("Sign in"),
    },
    carer_offered: LetterWords {
        subject: "You are asked to act for somebody",
        paragraphs: &[
            "Somebody asks you to act for them, or for a child, in the portal of {clinic}: to see visits, and to do what else they let you.",
            "Whoever asked you told you of it. The link works once, for {days} days, and asks for their date of birth. If you do not know who it is, ignore this mail.",
        ],
        button: Some("See the request"),
    },
    carer_accepted: LetterWords {
        subject: "{carer} acts for you now",
        paragraphs: &[
            "{carer} has agreed and can act for you in the portal, as far as you allowed it.",
            "You see who does, and end it, on your page. If you did not ask for this, call us on {phone}.",
        ],
        button: Some("See who acts for you"),
    },
    carer_left: LetterWords {
        subject: "{carer} no longer acts for you",
        paragraphs: &["{carer} has ended it: they can no longer see or do anything for you in the portal."],
        button: Some("See who acts for you"),
    },
    carer_changed: LetterWords {
        subject: "What you may do for {patient} has changed",
        paragraphs: &[
            "What you may do for {patient} in the portal of {clinic} was changed. This is how it is now:{rights}",
            "If you do not want to act for {patient} any more, you can end it yourself at any time.",
        ],
        button: Some("See for whom you act"),
    },
    carer_ended: LetterWords {
        subject: "You no longer act for {patient}",
        paragraphs: &[
            "You can no longer act for {patient} in the portal of {clinic}. It was ended, or its time is over.",
        ],
        button: Some("See for whom you act"),
    },
    carer_of_age: LetterWords {
        subject: "{patient} comes of age soon",
        paragraphs: &[
            "On {day} {patient} comes of age. From that day on you can no longer act for them in the portal of {clinic} because they are a child.",
            "They can then have an account of their own and let you act for them. Call us on {phone}: we invite them to it.",
        ],
        button: Some("See for whom you act"),
    },
    rights_changed: LetterWords {
        subject: "Your rights have changed",
        paragraphs: &[
            "What you may do at {clinic} as a member of staff has changed. You hold now: {roles}.",
            "If you did not expect this, call us on {phone}.",
        ],
        button: Some("See what you can do"),
    },
    rights_ended: LetterWords {
        subject: "Your rights have ended",
        paragraphs: &[
            "You are no longer a member of staff at {clinic} in the portal. Your account stays as it is otherwise.",
            "If you did not expect this, call us on {phone}.",
        ],
        button: None,
    },
    invitation: LetterWords {
        subject: "You are invited to join the staff of {clinic}",
        paragraphs: &[
            "You are invited to work in the portal of {clinic} as a member of staff, with these roles: {roles}.",
            "The link works once, for {days} days, and only for you. If you did not expect this, ignore this mail: nothing happens without you.",
        ],
        button: Some("See the invitation"),
    },
    visit_booked: LetterWords {
        subject: "Your visit on {date} is booked",
        paragraphs: &[
            "{date}, {time}",
            "{doctor}, {place}",
            "Booking reference {number}. You can see or cancel the visit in your account.",
        ],
        button: Some("See my visit"),
    },
    visit_requested: LetterWords {
        subject: "Your visit on {date} waits for confirmation",
        paragraphs: &[
            "{date}, {time}",
            "{doctor}, {place}",
            "Booking reference {number}. The time is kept for you. We will write to you when the doctor has confirmed it.",
        ],
        button: Some("See my visit"),
    },
    visit_confirmed: LetterWords {
        subject: "Your visit on {date} is confirmed",
        paragraphs: &[
            "{date}, {time}",
            "{doctor}, {place}",
            "Booking reference {number}. You can see or cancel the visit in your account.",
        ],
        button: Some("See my visit"),
    },
    visit_cancelled_by_you: LetterWords {
        subject: "Your visit on {date} is cancelled",
        paragraphs: &[
            "The visit on {date} at {time} with {doctor}, booking reference {number}, was cancelled in the portal: by you, or by somebody who acts for you.",
            "You can book another time whenever you like.",
        ],
        button: Some("Book another time"),
    },
    visit_cancelled_by_clinic: LetterWords {
        subject: "Your visit on {date} is cancelled",
        paragraphs: &[
            "We are sorry: the visit on {date} at {time} with {doctor}, booking reference {number}, cannot take place.",
            "You can book another time online or call us on {phone}.",
        ],
        button: Some("Book another time"),
    },
    carer_visit: LetterWords {
        subject: "A visit of {patient} on {date}",
        paragraphs: &[
            "{patient} has a visit with {doctor} on {date} at {time}, {place}. Booking reference: {number}.",
            "In the portal you see how it stands, when you act for {patient}.",
        ],
        button: Some("See for whom you act"),
    },
    carer_visit_cancelled: LetterWords {
        subject: "A visit of {patient} on {date} is cancelled",
        paragraphs: &[
            "The visit of {patient} on {date} at {time} with {doctor}, booking reference {number}, is cancelled.",
            "If you did not expect this, call us on {phone}.",
        ],
        button: Some("See for whom you act"),
    },
    doctor_visit_booked: LetterWords {
        subject: "New visit on {date}",
        paragraphs: &["A patient booked {date}, {time}, {place}. Booking reference {number}."],
        button: Some("See the visit"),
    },
    doctor_visit_requested: LetterWords {
        subject: "Please confirm a visit on {date}",
        paragraphs: &[
            "A patient asks for {date}, {time}, {place}. Booking reference {number}. The time is kept until you decide.",
        ],
        button: Some("Confirm or cancel"),
    },
    doctor_visit_cancelled: LetterWords {
        subject: "Visit on {date} cancelled",
        paragraphs: &[
            "The visit on {date}, {time}, {place}, booking reference {number}, is cancelled. The time is free again.",
        ],
        button: Some("See my calendar"),
    },
    care_asked: LetterWords {
        subject: "A doctor asks to look after you",
        paragraphs: &["{doctor} asks to look after you. If you agree, they see your record until one of you ends it."],
        button: Some("Answer the request"),
    },
    care_accepted: LetterWords {
        subject: "Your doctor has agreed",
        paragraphs: &["{doctor} looks after you from today and sees your record until one of you ends it."],
        button: Some("See my doctors"),
    },
    care_declined: LetterWords {
        subject: "About your request to a doctor",
        paragraphs: &["{doctor} cannot look after you at the moment. You can ask another doctor."],
        button: Some("Find a doctor"),
    },
    care_ended: LetterWords {
        subject: "A doctor no longer looks after you",
        paragraphs: &["{doctor} no longer looks after you. If you have questions, call us on {phone}."],
        button: Some("See my doctors"),
    },
    care_assigned: LetterWords {
        subject: "A doctor looks after you",
        paragraphs: &[
            "{clinic} has arranged that {doctor} looks after you and sees your record. You can end it whenever you like.",
        ],
        button: Some("See my doctors"),
    },
    doctor_care_asked: LetterWords {
        subject: "A patient asks you to look after them",
        paragraphs: &["A patient of {clinic} asks you to look after them."],
        button: Some("Answer the request"),
    },
    doctor_care_accepted: LetterWords {
        subject: "A patient has agreed",
        paragraphs: &["A patient of {clinic} whom you asked has agreed. You find them in your list."],
        button: Some("See my patients"),
    },
    doctor_care_declined: LetterWords {
        subject: "A patient has declined",
        paragraphs: &["A patient of {clinic} whom you asked does not want it."],
        button: Some("See my requests"),
    },
    doctor_care_ended: LetterWords {
        subject: "A patient has left your care",
        paragraphs: &["A patient of {clinic} is no longer in your care: it was ended."],
        button: Some("See my patients"),
    },
    doctor_patients_assigned: LetterWords {
        subject: "You have new patients",
        paragraphs: &["{clinic} has assigned patients to you: {count}. You find them in your list."],
        button: Some("See my patients"),
    },
    emergency_opened: LetterWords {
        subject: "Your record was opened in an emergency",
        paragraphs: &[
            "{doctor} opened your record in an emergency: {time}. The clinic looks at every such case.",
            "If you have questions, call us on {phone}.",
        ],
        button: Some("See who saw my record"),
    },
    carer_emergency_opened: LetterWords {
        subject: "The record of {patient} was opened in an emergency",
        paragraphs: &[
            "{doctor} opened the record of {patient} in an emergency: {time}. The clinic looks at every such case.",
            "In the portal you see who saw the record, when you act for {patient}. If you have questions, call us on {phone}.",
        ],
        button: Some("See for whom you act"),
    },
    case_answered: LetterWords {
        subject: "You have an answer",
        paragraphs: &[
            "The privacy officer of {clinic} has answered your question about who saw your record. You can read it in your account.",
        ],
        button: Some("Read the answer"),
    },
};
