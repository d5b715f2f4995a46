//! Links that are mailed: their secret, and what whoever opens one has to do before it works for them.

use domain::records::{ClaimStep, ClaimView};
use domain::values::PasswordRule;

use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, UpdateMany};

use super::contact;
use crate::crypto::Token;
use crate::error::Result;
use crate::scope::{Scope, Tools};

/// A new secret for the link of one row, made when the mail is written: its hash goes to `column` of the row that `open`
/// chooses. Nothing when that chooses none any more.
///
/// # Errors
/// When the database fails.
pub(crate) async fn mint<Row: EntityTrait>(
    tools: &Tools,
    hash: fn(&Tools, &str) -> String,
    column: Row::Column,
    open: UpdateMany<Row>,
) -> Result<Option<Token>> {
    let secret = Token::random();
    let minted = open.col_expr(column, Expr::value(hash(tools, secret.reveal())));
    let minted = tools
        .database
        .transaction(async |tx| Ok(minted.clone().exec(tx).await?.rows_affected))
        .await?;
    Ok((minted == 1).then_some(secret))
}

/// The step for a link that was mailed to `email`: a new account, or the one that the address has.
///
/// # Errors
/// When the database fails.
pub(crate) async fn asks(scope: &Scope, email: String, folded: &str) -> Result<ClaimView> {
    let known = contact::of_address(scope.db(), folded).await?;
    let step = match (scope.actor().account(), known) {
        (Some(account), known) if known != Some(account) => ClaimStep::SomebodyElse,
        (Some(_), _) => ClaimStep::OwnAccount,
        (None, Some(_)) => ClaimStep::SignIn,
        (None, None) => ClaimStep::NewAccount {
            min: PasswordRule::Patient.min(),
        },
    };
    Ok(ClaimView { email, step })
}
