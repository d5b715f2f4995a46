//! Getting in and staying in: registration, sign-in, recovery, one's own sessions.

mod pages;
mod server_fns;

use domain::actor::Policy;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::account::AccountPage;
use pages::confirm::ConfirmPage;
use pages::email::ConfirmEmailPage;
use pages::factor::{CodesPage, FactorPage};
use pages::invitation::InvitationPage;
use pages::mail::{CheckMailPage, VerifyPage};
use pages::passkeys::PasskeysPage;
use pages::password::{ForgottenPasswordPage, ResetPasswordPage};
use pages::photo::PhotoPage;
use pages::record::RecordInvitationPage;
use pages::register::RegisterPage;
use pages::register_doctor::RegisterDoctorPage;
use pages::register_patient::RegisterPatientPage;
use pages::sign_in::{CodePage, SignInPage};

lazy_pages! { OpenPages in open:
    SignIn => SignInPage,
    Code => CodePage,
    CheckMail => CheckMailPage,
    Register => RegisterPage,
    RegisterPatient => RegisterPatientPage,
    RegisterDoctor => RegisterDoctorPage,
    Verify => VerifyPage,
    ForgottenPassword => ForgottenPasswordPage,
    ResetPassword => ResetPasswordPage,
    ConfirmEmail => ConfirmEmailPage,
    Invitation => InvitationPage,
    RecordInvitation => RecordInvitationPage,
    Account => AccountPage,
    Confirm => ConfirmPage,
    Factor => FactorPage,
    Codes => CodesPage,
    Passkeys => PasskeysPage,
    Photo => PhotoPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/sign-in", Policy::Public),
    page("/sign-in/code", Policy::Public),
    page("/register", Policy::Public),
    page("/register/patient", Policy::Public),
    page("/register/doctor", Policy::Public),
    page("/check-your-mail", Policy::Public),
    page("/verify/{token}", Policy::Public),
    page("/confirm-email/{token}", Policy::Public),
    page("/forgotten-password", Policy::Public),
    page("/reset-password/{token}", Policy::Public),
    page("/invitation/{token}", Policy::Public),
    page("/record/{token}", Policy::Public),
    page("/account", Policy::SignedIn),
    page("/account/confirm", Policy::SignedIn),
    page("/account/second-factor", Policy::SignedIn),
    page("/account/second-factor/codes", Policy::SignedIn),
    page("/account/passkeys", Policy::SignedIn),
    page("/account/photo", Policy::SignedIn),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/account/account", Policy::SignedIn),
    reads("/fn/account/second_factor", Policy::SignedIn),
    reads("/fn/account/recovery_codes", Policy::SignedIn),
    reads("/fn/account/passkeys", Policy::SignedIn),
    reads("/fn/account/photo", Policy::SignedIn),
    changes("/fn/account/end_session", Policy::SignedIn),
    changes("/fn/account/end_other_sessions", Policy::SignedIn),
    reads("/fn/account/invitation", Policy::Public),
    reads("/fn/account/record_invitation", Policy::Public),
    reads("/fn/public/registration_choices", Policy::Public),
    reads("/fn/public/verification_link", Policy::Public),
    reads("/fn/public/email_link", Policy::Public),
    reads("/fn/public/reset_link", Policy::Public),
];

/// The routes under the public frame.
#[component(transparent)]
pub fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/sign-in") view={OpenPages::SignIn.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/sign-in/code") view={OpenPages::Code.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/register") view={OpenPages::Register.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/register/patient") view={OpenPages::RegisterPatient.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/register/doctor") view={OpenPages::RegisterDoctor.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/check-your-mail") view={OpenPages::CheckMail.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/verify/:token") view={OpenPages::Verify.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/confirm-email/:token") view={OpenPages::ConfirmEmail.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/forgotten-password") view={OpenPages::ForgottenPassword.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/reset-password/:token") view={OpenPages::ResetPassword.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/invitation/:token") view={OpenPages::Invitation.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/record/:token") view={OpenPages::RecordInvitation.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}

/// The routes under the account's own frame.
#[component(transparent)]
pub fn AccountRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("") view={OpenPages::Account.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/confirm") view={OpenPages::Confirm.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/second-factor") view={OpenPages::Factor.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/second-factor/codes") view={OpenPages::Codes.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/passkeys") view={OpenPages::Passkeys.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/photo") view={OpenPages::Photo.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
