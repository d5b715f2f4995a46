//! English: patients without an account, and how they are invited.

use crate::staff::Records;

pub(super) const WORDS: Records = Records {
    title: "Patients without an account",
    lead: "The clinic keeps their records until they take them over with an account of their own.",
    search: "Name or record number",
    none: "No patient without an account found.",
    none_hint: "Who has an account is found under “People”.",
    add: "Add a patient",
    add_lead: "For somebody who has no account here: seen by phone, at the desk, or a child.",
    added: "The patient is added.",
    another: "This is another person",
    another_hint: "Tick this only when you are sure: two records of one person are dangerous.",
    has_account: "This patient has an account now.",
    invite_title: "Invite to the portal",
    invite_lead: "They get a link by mail that works for seven days, and show by their date of birth that the record is theirs.",
    withdrawn: "The invitation is withdrawn. Its link does not work any more.",
    care_title: "Doctors who look after this patient",
    care_none: "No doctor looks after this patient.",
    carers_title: "Who acts for this patient",
    carers_none: "Nobody acts for this patient.",
    carers_own: "The patient has an account and asks people themselves. You can end what should not be.",
    carer_add: "Let somebody act for this patient",
    carer_basis: "What you checked",
    carer_basis_hint: "For example: birth certificate and passport seen.",
    carer_basis_more: "Needed when they may do more than before, or for longer. For example: court order seen.",
    carer_of_age: "The patient is a child: this ends by itself on {day}, when they come of age.",
    invited: "{address} was invited: {time}.",
};
