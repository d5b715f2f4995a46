//! Writing and sending one mail, as things stand when it is sent.

use domain::accounts::TokenPurpose;
use domain::id::AccountId;

use super::Mail;
use crate::accounts::{contact, email, factor, tokens};
use crate::error::{Error, Result};
use crate::jobs::{Failure, Run};
use crate::mail::Written;
use crate::scope::Tools;
use crate::sessions::device_name;
use crate::times::Formatter;
use crate::{appointments, audit, care, carers, doctors, emergency, invitations, merges, privacy, records, roles};

/// Writes the mail and hands it to the mailer; the job's id is its Message-ID, so a second delivery can be told.
pub(super) async fn deliver(tools: &Tools, run: Run, mail: Mail) -> Result<(), Failure> {
    let Some(written) = write(tools, mail).await? else {
        return Ok(());
    };
    tools.mailer.send(&written.into_mail(run.id, tools.clock.now())).await?;
    Ok(())
}

/// The mail, or nothing when there is nothing to tell any more.
async fn write(tools: &Tools, mail: Mail) -> Result<Option<Written>> {
    let paper = tools.stationery().await?;
    let db = tools.database.read();
    let written = match mail {
        Mail::Verify { account } => {
            let hours = tokens::minutes(TokenPurpose::Verify) / 60;
            let reader = contact::reader(db, account).await?;
            paper.verify_email(&reader, &mint(tools, account, TokenPurpose::Verify).await?, hours)
        }
        Mail::ResetPassword { account } => {
            let minutes = tokens::minutes(TokenPurpose::Reset);
            let reader = contact::reader(db, account).await?;
            paper.reset_password(&reader, &mint(tools, account, TokenPurpose::Reset).await?, minutes)
        }
        Mail::AlreadyRegistered { account } => paper.already_registered(&contact::reader(db, account).await?),
        Mail::PasswordChanged { account } => paper.password_changed(&contact::reader(db, account).await?),
        Mail::ConfirmEmail { change } => return email::confirm_letter(tools, &paper, change).await,
        Mail::EmailChangeAsked { change } => return email::asked_letter(tools, &paper, change).await,
        Mail::EmailChanged { change } => return email::changed_letter(tools, &paper, change).await,
        Mail::FactorOn { account } => paper.factor_on(&contact::reader(db, account).await?),
        Mail::FactorOff { account } => paper.factor_off(&contact::reader(db, account).await?),
        Mail::FactorReset { account } => paper.factor_reset(&contact::reader(db, account).await?),
        Mail::PasskeyAdded { account } => paper.passkey_added(&contact::reader(db, account).await?),
        Mail::PasskeyRemoved { account } => paper.passkey_removed(&contact::reader(db, account).await?),
        Mail::RecoveryCodeUsed { account } => {
            let left = factor::codes_left(db, account).await?;
            paper.recovery_code_used(&contact::reader(db, account).await?, left)
        }
        Mail::RecoveryCodesMade { account } => paper.recovery_codes_made(&contact::reader(db, account).await?),
        Mail::NewSignIn {
            account,
            user_agent,
            at,
        } => {
            let reader = contact::reader(db, account).await?;
            let time = Formatter::new(&tools.site.time_zone, reader.language).moment(at).label;
            paper.new_sign_in(&reader, &device_name(&user_agent, reader.language), &time)
        }
        Mail::AccountSuspended { account } => paper.account_suspended(&contact::reader(db, account).await?),
        Mail::AccountReinstated { account } => paper.account_reinstated(&contact::reader(db, account).await?),
        Mail::DetailsChanged { account } => paper.details_changed(&contact::reader(db, account).await?),
        Mail::OwnerInvited { invitation } => return records::letter(tools, invitation).await,
        Mail::RecordsMerged { merge, account } => return merges::merged_letter(tools, merge, account).await,
        Mail::RecordsSeparated { merge, account } => return merges::separated_letter(tools, merge, account).await,
        Mail::CarerOffered { carer } => return carers::offered_letter(tools, carer).await,
        Mail::CarerAccepted { carer } => return carers::accepted_letter(tools, carer).await,
        Mail::CarerChanged { carer } => return carers::changed_letter(tools, carer).await,
        Mail::CarerEnded { carer } => return carers::ended_letter(tools, carer).await,
        Mail::CarerOfAge { carer } => return carers::of_age_letter(tools, carer).await,
        Mail::Invitation { invitation } => return invitations::letter(tools, invitation).await,
        Mail::RightsChanged { account } => {
            let reader = contact::reader(db, account).await?;
            paper.rights_changed(&reader, &roles::names(tools, account, reader.language).await?)
        }
        Mail::ApplicationsWait { account } => return doctors::reminder_letter(tools, account).await,
        Mail::AuditReport { account, week } => return audit::report_letter(tools, account, &week).await,
        Mail::DoctorApplied { account } => paper.application_received(&contact::reader(db, account).await?),
        Mail::DoctorApproved { account } => paper.application_approved(&contact::reader(db, account).await?),
        Mail::DoctorRejected { account } => {
            let doctor = doctors::of_account(db, account).await?.ok_or(Error::NotFound)?;
            let reason = doctor.decision_reason.unwrap_or_default();
            paper.application_rejected(&contact::reader(db, account).await?, &reason)
        }
        Mail::VisitBooked { appointment, side } => return appointments::booked_letter(tools, appointment, side).await,
        Mail::VisitConfirmed { appointment, side } => {
            return appointments::confirmed_letter(tools, appointment, side).await;
        }
        Mail::VisitCancelled { appointment, side } => {
            return appointments::cancelled_letter(tools, appointment, side).await;
        }
        Mail::CaseAnswered { case } => return privacy::answered_letter(tools, case).await,
        Mail::EmergencyOpened { emergency, carer } => return emergency::opened_letter(tools, emergency, carer).await,
        Mail::CareAsked { care } => return care::asked_letter(tools, care).await,
        Mail::CareAnswered { care } => return care::answered_letter(tools, care).await,
        Mail::CareEnded { care, side } => return care::ended_letter(tools, care, side).await,
        Mail::CareAssigned { care } => return care::assigned_letter(tools, care).await,
        Mail::PatientsAssigned { doctor, count } => {
            return care::patients_assigned_letter(tools, doctor, count).await;
        }
    };
    Ok(Some(written))
}

async fn mint(tools: &Tools, account: AccountId, purpose: TokenPurpose) -> Result<String> {
    let token = tools
        .database
        .transaction(async |tx| tokens::mint(tx, tools, account, purpose).await)
        .await?;
    Ok(token.reveal().to_owned())
}
