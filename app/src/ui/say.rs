use crate::{error::AppError, viewer::words};
use domain::form::Problem;

/// The heading of a page that cannot be shown.
pub(super) fn title(error: &AppError) -> String {
    let words = &words().errors;
    let title = match error {
        AppError::NotFound => words.not_found_title,
        AppError::Forbidden => words.forbidden_title,
        AppError::Elsewhere => words.elsewhere_title,
        AppError::ConfirmFirst => words.confirm_title,
        AppError::SignIn => words.sign_in_title,
        AppError::TooMany { .. } => words.too_many_title,
        AppError::Unreachable => words.unreachable_title,
        AppError::Invalid(_) | AppError::Conflict(_) | AppError::Internal { .. } => words.internal_title,
    };
    title.to_owned()
}

/// What became of a form and what to do, in a sentence or two.
pub(super) fn of_form(error: &AppError) -> String {
    let words = &words().errors;
    match error {
        AppError::SignIn => words.not_sent.to_owned(),
        AppError::Unreachable => format!("{} {}", words.unreachable, words.still_there),
        AppError::TooMany { .. } => format!("{}. {}", title(error), sentence(error)),
        other => sentence(other),
    }
}

/// What happened and what to do, in a sentence or two.
pub(super) fn sentence(error: &AppError) -> String {
    let problems = &words().problems;
    let words = &words().errors;
    match error {
        AppError::NotFound => words.not_found.to_owned(),
        AppError::Forbidden => words.forbidden.to_owned(),
        AppError::Elsewhere => words.elsewhere.to_owned(),
        AppError::ConfirmFirst => words.confirm.to_owned(),
        AppError::SignIn => words.sign_in.to_owned(),
        AppError::Invalid(_) => problems.say(&Problem::ReloadPage),
        AppError::Conflict(conflict) => words.conflict(conflict),
        AppError::TooMany { seconds } => words.too_many(*seconds),
        AppError::Internal { reference } if reference.is_empty() => words.internal.to_owned(),
        AppError::Internal { reference } => format!("{} {}", words.internal, words.reference(reference)),
        AppError::Unreachable => words.unreachable.to_owned(),
    }
}
