//! Patients who are signed in, and the free times they fight for.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use reqwest::header::{ACCEPT, ORIGIN};
use reqwest::redirect::Policy;
use serde_json::Value;
use services::demo;

use crate::CLIENTS;
use crate::clinic::Clinic;

/// A time that a doctor offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub doctor: String,
    pub visit_type: String,
    pub location: String,
    pub starts_at: String,
}

/// A signed-in patient.
#[derive(Clone)]
pub struct Patient {
    http: reqwest::Client,
    origin: Arc<str>,
}

/// What came back, `0` when nothing did.
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

/// All of them, and what is free.
pub struct Crowd {
    pub patients: Vec<Patient>,
    /// By doctor, in the order of time.
    pub slots: Vec<Vec<Slot>>,
}

impl Crowd {
    /// Signs in patients of the demo clinic who have no visit to come.
    pub async fn sign_in(clinic: &Clinic) -> Result<Self> {
        let sql = "SELECT a.email FROM account a JOIN patient p ON p.account_id = a.id WHERE a.status = 'active' \
            AND NOT EXISTS (SELECT 1 FROM appointment v WHERE v.patient_id = p.id AND v.status IN ('pending', 'booked')) ORDER BY p.number";
        let emails: Vec<String> = clinic.values(sql).await?;
        ensure!(emails.len() >= CLIENTS, "only {} patients are free", emails.len());
        let mut patients = Vec::new();
        for email in emails.iter().take(CLIENTS) {
            patients.push(Patient::sign_in(&clinic.url, email).await?);
        }
        let slots = free_times(clinic, patients.first().context("a patient")?).await?;
        Ok(Self { patients, slots })
    }
}

async fn free_times(clinic: &Clinic, reader: &Patient) -> Result<Vec<Vec<Slot>>> {
    let doctors: Vec<uuid::Uuid> = clinic
        .values("SELECT id FROM doctor WHERE status = 'approved' ORDER BY number")
        .await?;
    let mut slots = Vec::new();
    for doctor in doctors.iter().take(12) {
        let of_doctor = times_of(reader, &doctor.to_string()).await?;
        if of_doctor.len() > 60 {
            slots.push(of_doctor);
        }
    }
    ensure!(slots.len() >= 4, "only {} doctors have enough free times", slots.len());
    Ok(slots)
}

/// A doctor's free times for first visits, this month and the next.
async fn times_of(reader: &Patient, doctor: &str) -> Result<Vec<Slot>> {
    let ask = |month: &str, day: &str| {
        format!("/fn/public/doctor_profile?doctor={doctor}&visit=first&place=&month={month}&day={day}")
    };
    let (mut slots, mut month) = (Vec::new(), String::new());
    for _ in 0..2 {
        let shown = reader.ask(&ask(&month, "")).await.body;
        let times = &shown["times"];
        let days = times["month"]["days"].as_array().cloned().unwrap_or_default();
        for day in days
            .iter()
            .filter(|day| day["free"].as_u64() > Some(0))
            .filter_map(|day| day["date"].as_str())
        {
            let shown = reader.ask(&ask(&day[..7], day)).await.body;
            let times = &shown["times"];
            for slot in times["month"]["chosen"]["slots"].as_array().into_iter().flatten() {
                slots.push(Slot {
                    doctor: doctor.to_owned(),
                    visit_type: times["visit_type"]["id"].as_str().unwrap_or_default().to_owned(),
                    location: times["location"].as_str().unwrap_or_default().to_owned(),
                    starts_at: slot["starts_at"].as_str().context("a start")?.to_owned(),
                });
            }
        }
        let Some(next) = times["month"]["next"].as_str() else {
            break;
        };
        next.clone_into(&mut month);
    }
    Ok(slots)
}

impl Patient {
    async fn sign_in(origin: &str, email: &str) -> Result<Self> {
        services::ports::encrypt_with_ring();
        let http = reqwest::Client::builder()
            .no_proxy()
            .cookie_store(true)
            .redirect(Policy::none())
            .timeout(Duration::from_secs(30))
            .build()?;
        let form = [("email", email), ("password", demo::PASSWORD)];
        let sent = http
            .post(format!("{origin}/sign-in"))
            .header(ORIGIN, origin)
            .form(&form)
            .send()
            .await?;
        let to = sent
            .headers()
            .get("location")
            .and_then(|to| to.to_str().ok())
            .unwrap_or_default();
        ensure!(to == "/patient", "{email} could not sign in: {} {to}", sent.status());
        Ok(Self {
            http,
            origin: origin.into(),
        })
    }

    /// Keeps a time.
    pub async fn hold(&self, slot: &Slot) -> Answer {
        let wish = [
            ("doctor", slot.doctor.as_str()),
            ("visit_type", &slot.visit_type),
            ("location", &slot.location),
            ("starts_at", &slot.starts_at),
        ];
        self.call("/fn/patient/hold_time", &wish).await
    }

    /// Books what was kept.
    pub async fn book(&self, hold: &str) -> Answer {
        self.call("/fn/patient/book_appointment", &[("hold", hold), ("reason", "A storm")])
            .await
    }

    /// Asks a server function that reads.
    pub async fn ask(&self, path: &str) -> Answer {
        let request = self
            .http
            .get(format!("{}{path}", self.origin))
            .header(ACCEPT, "application/json");
        Answer::of(request).await
    }

    async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .http
            .post(format!("{}{path}", self.origin))
            .header(ACCEPT, "application/json");
        Answer::of(request.header(ORIGIN, &*self.origin).form(fields)).await
    }
}

impl Answer {
    async fn of(request: reqwest::RequestBuilder) -> Self {
        let Ok(answer) = request.send().await else {
            return Self {
                status: 0,
                body: Value::Null,
            };
        };
        let status = answer.status().as_u16();
        // An acknowledgement that did not arrive whole is none.
        match answer.bytes().await {
            Ok(body) => Self {
                status,
                body: serde_json::from_slice(&body).unwrap_or_default(),
            },
            Err(_) => Self {
                status: 0,
                body: Value::Null,
            },
        }
    }

    /// The last part of where a change leads to: an id.
    pub fn made(&self) -> Option<String> {
        let to = self.body["to"].as_str().filter(|_| self.status == 200)?;
        to.trim_end_matches("/booked").rsplit('/').next().map(str::to_owned)
    }

    /// How many other times a conflict offers.
    pub fn alternatives(&self) -> usize {
        let conflict = &self.body["conflict"];
        let offers = ["time_taken", "patient_busy"]
            .iter()
            .filter_map(|kind| conflict[kind]["alternatives"].as_array());
        offers.map(Vec::len).sum()
    }
}
