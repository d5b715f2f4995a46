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
            "{clinic} has taken the second step at sign-in away from your account, and you were signed out everywhere. Sign in with your password, then set the second step up again.",
            "If you did not ask for it, set a new password now and call us on {phone}.",
        ],
        button: Some("Sign in"),
    },
    recovery_code_used: LetterWords {
        subject: "A recovery code was used",
        paragraphs: &[
            "Somebody signed in to your account at {clinic} with one of your recovery codes. Recovery codes left: {left}.",
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
    application_waiting: LetterWords {
        subject: "A doctor is waiting to be verified",
        paragraphs: &["A new application has come in. Doctors waiting now: {count}."],
        button: Some("See who is waiting"),
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
            "You cancelled the visit on {date} at {time} with {doctor}, booking reference {number}.",
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
};
