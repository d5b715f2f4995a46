//! Where the demo clinic is, and what it offers.

use chrono::{DateTime, Utc};
use domain::id::{LocationId, VisitTypeId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::dice::Dice;
use super::sheet::{Sheet, row};
use crate::error::{Error, Result};
use crate::search::fold;
use crate::times::Zone;

/// People of one region see each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    London,
    Manchester,
    Chicago,
    Kolkata,
}

impl Region {
    /// The region of a numbered patient or doctor: shares of 100 out of `number`.
    pub fn of_patient(number: usize) -> Self {
        match Dice::about("region", &[i64::try_from(number).unwrap_or(0)]).below(100) {
            _ if number == 0 => Self::London,
            0..42 => Self::London,
            42..60 => Self::Manchester,
            60..83 => Self::Chicago,
            _ => Self::Kolkata,
        }
    }

    /// The currency of its fees, and the usual fee of a first visit in minor units.
    pub fn fee(self) -> (&'static str, i64) {
        match self {
            Self::London => ("GBP", 9_000),
            Self::Manchester => ("GBP", 7_500),
            Self::Chicago => ("USD", 14_000),
            Self::Kolkata => ("INR", 120_000),
        }
    }

    /// A number that nobody has: ranges kept free for fiction where the country has one.
    pub fn phone(self, number: usize) -> String {
        let number = number % 1000;
        match self {
            Self::London => format!("020 7946 0{number:03}"),
            Self::Manchester => format!("0161 496 0{number:03}"),
            Self::Chicago => format!("+1 (312) 555-0{:03}", 100 + number % 100),
            Self::Kolkata => format!("+91 33 5550 0{number:03}"),
        }
    }

    /// The last line of an address.
    pub fn city_line(self) -> &'static str {
        match self {
            Self::London => "London N1 0ZZ",
            Self::Manchester => "Manchester M1 0ZZ",
            Self::Chicago => "Chicago, IL 60601",
            Self::Kolkata => "Kolkata 700001",
        }
    }

    /// Its places, by index.
    pub fn places(self) -> &'static [usize] {
        match self {
            Self::London => &[0, 1],
            Self::Manchester => &[2],
            Self::Chicago => &[3, 4],
            Self::Kolkata => &[5],
        }
    }
}

/// A place of the demo clinic.
pub struct Place {
    pub id: LocationId,
    pub zone: Zone,
}

/// Name, street, city, country, zone.
const PLACES: [(&str, &str, &str, &str, &str); 6] = [
    ("Riverside Clinic", "12 Quay Street", "London", "GB", "Europe/London"),
    ("Highgate House", "81 Archway Rise", "London", "GB", "Europe/London"),
    (
        "Castlefield Practice",
        "4 Viaduct Walk",
        "Manchester",
        "GB",
        "Europe/London",
    ),
    (
        "Lakeshore Medical Center",
        "2200 N Harbor Drive",
        "Chicago",
        "US",
        "America/Chicago",
    ),
    (
        "Pilsen Family Health",
        "1814 S Ashland Avenue",
        "Chicago",
        "US",
        "America/Chicago",
    ),
    ("Park Street Clinic", "27 Park Street", "Kolkata", "IN", "Asia/Kolkata"),
];

/// The places and their rows.
pub fn places(opened: DateTime<Utc>) -> Result<(Vec<Place>, Sheet)> {
    let mut sheet = Sheet::new(
        "location",
        &[
            "id",
            "name",
            "address_line",
            "city",
            "city_folded",
            "country",
            "zone",
            "active",
            "version",
            "created_at",
            "updated_at",
        ],
    );
    let mut places = Vec::new();
    for (number, (name, street, city, country, zone)) in (0..).zip(PLACES) {
        let id = Dice::about("location", &[number]).id(opened);
        sheet.add(row![
            id,
            name,
            street,
            city,
            fold(city),
            country,
            zone,
            true,
            1_i32,
            opened,
            opened
        ]);
        places.push(Place {
            id: LocationId::from_uuid(id),
            zone: Zone::named(zone).map_err(Error::internal)?,
        });
    }
    Ok((places, sheet))
}

/// A kind of visit.
#[derive(Clone, Debug)]
pub struct Kind {
    pub id: VisitTypeId,
    pub code: String,
    pub minutes: u16,
    pub video: bool,
    /// The doctor confirms each booking.
    pub confirms: bool,
}

/// Adds a kind of visit that doctors confirm, and reads all of them.
pub async fn kinds(tx: &DatabaseTransaction, opened: DateTime<Utc>) -> Result<Vec<Kind>> {
    let mut sheet = Sheet::new(
        "visit_type",
        &[
            "id",
            "code",
            "name",
            "kind",
            "duration_minutes",
            "active",
            "confirms",
            "position",
        ],
    );
    let id = Dice::about("visit type", &[4]).id(opened);
    sheet.add(row![
        id,
        "extended",
        "Extended consultation",
        "in_person",
        45_i32,
        true,
        true,
        4_i32
    ]);
    sheet.write(tx).await?;
    let statement = Query::select()
        .columns(["id", "code", "kind", "duration_minutes", "confirms"])
        .from("visit_type")
        .and_where(Expr::col("active").eq(true))
        .order_by("position", Order::Asc)
        .to_owned();
    let mut kinds = Vec::new();
    for row in tx.query_all(&statement).await? {
        let minutes: i32 = row.try_get("", "duration_minutes")?;
        kinds.push(Kind {
            id: VisitTypeId::from_uuid(row.try_get("", "id")?),
            code: row.try_get("", "code")?,
            minutes: u16::try_from(minutes).unwrap_or(20),
            video: row.try_get::<String>("", "kind")? == "video",
            confirms: row.try_get("", "confirms")?,
        });
    }
    Ok(kinds)
}

/// The clinic's specialties: code and id.
pub async fn specialties(tx: &DatabaseTransaction) -> Result<Vec<(String, Uuid)>> {
    let statement = Query::select()
        .columns(["code", "id"])
        .from("specialty")
        .order_by("code", Order::Asc)
        .to_owned();
    let rows = tx.query_all(&statement).await?;
    let pair = |row: sea_orm::QueryResult| Ok((row.try_get("", "code")?, row.try_get("", "id")?));
    rows.into_iter().map(pair).collect()
}
