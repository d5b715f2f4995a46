//! Sign-in and sign-out.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::SignIn;
use services::accounts::sign_in;
use services::error::Error;
use services::sessions::{HOLDER, Holder};

use super::Posted;
use super::backend::{AuthSession, Credentials, Refused};
use crate::middleware::guard::is_local;
use crate::middleware::problem;

/// `POST /sign-in`
pub async fn sign_in(mut auth: AuthSession, posted: Posted<SignIn>) -> Response {
    let offered = Credentials {
        scope: posted.scope.clone(),
        form: posted.form.clone(),
    };
    let user = match auth.authenticate(offered).await {
        Ok(Some(user)) => user,
        Ok(None) => return posted.send_back(Error::NotFound).await,
        Err(axum_login::Error::Backend(Refused(error))) => return posted.send_back(error).await,
        Err(error) => return problem::logged(&error.into()),
    };
    let request = posted.scope.request();
    let holder = Holder {
        account: user.0.account,
        idle_seconds: user.0.idle_seconds(),
        ip: request.ip.map(|ip| ip.to_string()),
        user_agent: request.user_agent.clone(),
    };
    let begun = async {
        // A new session for a new person: nothing a visitor's session held goes along.
        auth.session.flush().await?;
        auth.session.insert(HOLDER, holder).await?;
        auth.login(&user).await.map_err(|error| anyhow::anyhow!("{error}"))?;
        sign_in::note(&posted.scope, &user.0)
            .await
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        anyhow::Ok(())
    };
    if let Err(error) = begun.await {
        return problem::logged(&error);
    }
    let next = posted.form.next.as_str();
    let to = if is_local(next) && next != "/" {
        next
    } else {
        user.0.home()
    };
    Redirect::to(to).into_response()
}

/// `POST /sign-out`
pub async fn sign_out(mut auth: AuthSession) -> Response {
    match auth.logout().await {
        Ok(_) => {
            let mut response = (StatusCode::SEE_OTHER, [("location", "/sign-in")]).into_response();
            response
                .headers_mut()
                .insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
            response
        }
        Err(error) => problem::logged(&error.into()),
    }
}
