//! Booking over HTTP: signed-in patients hold and book times that nobody else asks for.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{
    load::{self, Answer, Load, Outcome},
    visitor::Visitor,
};

/// Patients for each client: one patient keeps one time at once, and books few visits on a day.
const PATIENTS_PER_CLIENT: usize = 4;
/// Visits that a patient books on one day; the clinic allows three, and some are there already.
const ON_ONE_DAY: usize = 1;
/// Days of each doctor that are looked at.
const DAYS: usize = 12;

/// A free time that is asked for once.
#[derive(Clone)]
struct Wish {
    doctor: String,
    visit_type: String,
    location: String,
    starts_at: String,
}

/// What one client asks for, in order: index of the patient, and the time.
type Plan = Vec<(usize, Wish)>;

/// Patients who have signed in, and what each client is going to ask for.
pub struct Bookings {
    patients: Arc<[Visitor]>,
    plans: Arc<[Plan]>,
}

/// Signs the patients in, and finds enough free times.
pub async fn prepared(origin: &str, admin: &Visitor, doctors: &[String], clients: usize) -> Result<Bookings> {
    let patients = patients(origin, admin, clients * PATIENTS_PER_CLIENT).await?;
    let plans = plans(&wishes(admin, doctors).await?, clients);
    ensure!(plans.iter().all(|plan| !plan.is_empty()), "too few free times to book");
    Ok(Bookings {
        patients: patients.into(),
        plans: plans.into(),
    })
}

/// Holds and books as long as there are times; an answer is both together.
pub async fn run(Bookings { patients, plans }: Bookings, load: Load) -> Result<Outcome> {
    load::run(load, move |client, turn| {
        let (patients, plans) = (Arc::clone(&patients), Arc::clone(&plans));
        async move {
            match plans[client].get(turn) {
                Some((patient, wish)) => book(&patients[client * PATIENTS_PER_CLIENT + patient], wish).await,
                None => Answer::Finished,
            }
        }
    })
    .await
}

async fn book(patient: &Visitor, wish: &Wish) -> Answer {
    let hold = [
        ("doctor", wish.doctor.as_str()),
        ("visit_type", &wish.visit_type),
        ("location", &wish.location),
        ("starts_at", &wish.starts_at),
    ];
    let kept = match patient.change("/fn/patient/hold_time", &hold).await {
        Ok(to) => to,
        Err(answer) => return answer,
    };
    let Some(hold) = kept.rsplit('/').next() else {
        return Answer::Failed;
    };
    let form = [("hold", hold), ("reason", "A cough that does not go away.")];
    match patient.change("/fn/patient/book_appointment", &form).await {
        Ok(_) => Answer::Good,
        Err(answer) => answer,
    }
}

/// Signs in as many patients of the demo clinic.
pub(super) async fn patients(origin: &str, admin: &Visitor, wanted: usize) -> Result<Vec<Visitor>> {
    let mut patients = Vec::new();
    for email in emails(admin, wanted).await? {
        patients.push(Visitor::signed_in(origin, &email).await?);
    }
    Ok(patients)
}

/// The addresses of as many patients of the demo clinic.
pub(super) async fn emails(admin: &Visitor, wanted: usize) -> Result<Vec<String>> {
    let mut emails = Vec::new();
    for page in 1.. {
        let path = format!("/fn/admin/people?query=&role=patient&status=active&page={page}");
        let found = admin.read(&path).await?;
        let people = items(&found["people"]);
        ensure!(!people.is_empty(), "the demo clinic has too few patients");
        for person in people {
            let email = person["email"].as_str().context("a person without an address")?;
            emails.push(email.to_owned());
            if emails.len() == wanted {
                return Ok(emails);
            }
        }
    }
    Ok(emails)
}

/// Free times of all doctors that do not touch each other, the nearest days first.
async fn wishes(anybody: &Visitor, doctors: &[String]) -> Result<Vec<Wish>> {
    let mut by_day: BTreeMap<String, Vec<Wish>> = BTreeMap::new();
    for doctor in doctors {
        let month = profile(anybody, doctor, "", "").await?;
        let next = month["month"]["next"].as_str().unwrap_or_default().to_owned();
        for shown in [month, profile(anybody, doctor, &next, "").await?] {
            let days = shown["month"]["days"].as_array().cloned().unwrap_or_default();
            let free = days.iter().filter(|day| day["free"].as_u64() > Some(0));
            for day in free.filter_map(|day| day["date"].as_str()).take(DAYS / 2) {
                let times = profile(anybody, doctor, &day[..7], day).await?;
                by_day.entry(day.to_owned()).or_default().extend(of_day(doctor, &times));
            }
        }
    }
    Ok(by_day.into_values().flatten().collect())
}

/// A day within the next week on which some doctor has a free time.
pub async fn free_day(anybody: &Visitor) -> Result<String> {
    let found = anybody.read(&search(1)).await?;
    let doctor = items(&found["doctors"])[0]["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let shown = profile(anybody, &doctor, "", "").await?;
    let days = shown["month"]["days"].as_array().cloned().unwrap_or_default();
    let mut free = days.iter().filter(|day| day["free"].as_u64() > Some(0));
    let day = free.find_map(|day| day["date"].as_str().map(str::to_owned));
    day.context("the first doctor has no free day this month")
}

async fn profile(anybody: &Visitor, doctor: &str, month: &str, day: &str) -> Result<Value> {
    let path = format!("/fn/public/doctor_profile?doctor={doctor}&visit=follow_up&place=&month={month}&day={day}");
    Ok(anybody.read(&path).await?["times"].take())
}

/// Every other free hour of a day would be too few: times at least a visit and a pause apart.
fn of_day(doctor: &str, times: &Value) -> Vec<Wish> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let slots = times["month"]["chosen"]["slots"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut taken_until = String::new();
    let mut wishes = Vec::new();
    for slot in slots {
        let starts_at = text(&slot["starts_at"]);
        if minute_of(&starts_at) < minute_of(&taken_until) + 30 && !taken_until.is_empty() {
            continue;
        }
        taken_until.clone_from(&starts_at);
        wishes.push(Wish {
            doctor: doctor.to_owned(),
            visit_type: text(&times["visit_type"]["id"]),
            location: text(&times["location"]),
            starts_at,
        });
    }
    wishes
}

/// The minute of the day of an RFC 3339 instant; times of one day of one doctor are compared only.
fn minute_of(instant: &str) -> u32 {
    let number = |range| instant.get(range).and_then(|text: &str| text.parse::<u32>().ok());
    number(11..13).unwrap_or(0) * 60 + number(14..16).unwrap_or(0)
}

/// Deals the times out so that nobody asks for two on one day.
fn plans(wishes: &[Wish], clients: usize) -> Vec<Plan> {
    let mut plans: Vec<Plan> = vec![Plan::new(); clients];
    let mut booked: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let people = clients * PATIENTS_PER_CLIENT;
    let mut next = 0;
    for wish in wishes {
        if !seen.insert((wish.doctor.clone(), wish.starts_at.clone())) {
            continue;
        }
        let day = wish.starts_at.get(..10).unwrap_or_default().to_owned();
        let free = (0..people)
            .map(|step| (next + step) % people)
            .find(|person| booked.get(&(*person, day.clone())).copied().unwrap_or(0) < ON_ONE_DAY);
        let Some(person) = free else { continue };
        *booked.entry((person, day)).or_default() += 1;
        next = person + 1;
        plans[person % clients].push((person / clients, wish.clone()));
    }
    plans
}

fn items(page: &Value) -> Vec<Value> {
    page["items"].as_array().cloned().unwrap_or_default()
}

/// Where a page of all doctors is.
fn search(page: u64) -> String {
    format!("/fn/public/search_doctors?specialty=&name=&city=&visit_type=&free_by=&page={page}")
}

/// The ids of all doctors who can be booked.
pub async fn doctors(anybody: &Visitor) -> Result<Vec<String>> {
    let mut doctors = Vec::new();
    for page in 1.. {
        let found = anybody.read(&search(page)).await?;
        let list = &found["doctors"];
        doctors.extend(
            items(list)
                .iter()
                .filter_map(|card| card["id"].as_str().map(str::to_owned)),
        );
        if list["pages"].as_u64().is_none_or(|pages| pages <= page) {
            break;
        }
    }
    ensure!(!doctors.is_empty(), "the demo clinic has no doctors");
    Ok(doctors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(doctor: usize, starts_at: &str) -> Wish {
        Wish {
            doctor: doctor.to_string(),
            visit_type: String::new(),
            location: String::new(),
            starts_at: starts_at.to_owned(),
        }
    }

    #[test]
    fn nobody_asks_for_two_times_of_a_day_or_for_anothers() {
        let wishes: Vec<Wish> = (0..50)
            .flat_map(|doctor| {
                [
                    wish(doctor, "2026-11-23T09:00:00Z"),
                    wish(doctor, "2026-11-23T09:00:00Z"),
                ]
            })
            .collect();
        let plans = plans(&wishes, 4);
        assert_eq!(plans.iter().map(Vec::len).sum::<usize>(), 4 * PATIENTS_PER_CLIENT);
        for plan in plans {
            let people: BTreeSet<usize> = plan.iter().map(|(patient, _)| *patient).collect();
            assert_eq!(people.len(), plan.len());
        }
    }

    #[test]
    fn times_of_a_day_keep_a_distance() {
        let slots = ["09:00", "09:10", "09:20", "09:30", "10:30"]
            .map(|time| serde_json::json!({ "starts_at": format!("2026-11-23T{time}:00Z") }));
        let times = serde_json::json!({ "month": { "chosen": { "slots": slots } } });
        assert_eq!(of_day("d", &times).len(), 3);
    }
}
