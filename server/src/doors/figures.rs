//! The numbers behind charts, as files. They name nobody.

use axum::Extension;
use axum::extract::Request;
use axum::response::Response;
use domain::availability::Weekday;
use domain::figures::Standing;
use services::scope::Scope;

use super::csv::csv;
use crate::middleware::problem::{self, Asker};

/// `GET /admin/visits-by-day.csv`: the visits of the last days, by how they stand.
pub async fn visits_by_day(Extension(scope): Extension<Scope>, req: Request) -> Response {
    let (ui, staff) = (scope.language().ui(), scope.language().staff());
    let figures = match services::admin::visit_figures(&scope).await {
        Ok(figures) => figures,
        Err(error) => return problem::refused(&Asker::of(&req), &error),
    };
    let mut head = vec![ui.common.date.to_owned()];
    head.extend(Standing::ALL.map(|standing| staff.admin.standing(standing).to_owned()));
    let rows = figures.days.into_iter().map(|day| line(day.date, &day.visits));
    csv("visits-by-day.csv", head, rows)
}

/// `GET /admin/visits-by-hour.csv`: when visits begin, by hour and weekday.
pub async fn visits_by_hour(Extension(scope): Extension<Scope>, req: Request) -> Response {
    let ui = scope.language().ui();
    let figures = match services::admin::visit_figures(&scope).await {
        Ok(figures) => figures,
        Err(error) => return problem::refused(&Asker::of(&req), &error),
    };
    let mut head = vec![ui.common.time.to_owned()];
    head.extend(Weekday::ALL.map(|day| ui.time.weekday(day).to_owned()));
    let rows = figures.hours.into_iter().map(|hour| line(hour.label, &hour.visits));
    csv("visits-by-hour.csv", head, rows)
}

/// `GET /doctor/visits-by-week.csv`: the visits of the doctor who asks.
pub async fn visits_by_week(Extension(scope): Extension<Scope>, req: Request) -> Response {
    let words = &scope.language().ui().doctors;
    let weeks = match services::appointments::visits_by_week(&scope).await {
        Ok(weeks) => weeks,
        Err(error) => return problem::refused(&Asker::of(&req), &error),
    };
    let head = vec![words.week.to_owned(), words.visits.to_owned()];
    let rows = weeks.into_iter().map(|week| line(week.label, &[week.visits]));
    csv("visits-by-week.csv", head, rows)
}

fn line(name: String, numbers: &[u32]) -> Vec<String> {
    let numbers = numbers.iter().map(u32::to_string);
    std::iter::once(name).chain(numbers).collect()
}
