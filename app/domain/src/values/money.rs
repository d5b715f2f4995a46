//! Amounts of money: integer minor units and a currency.

use super::western_digit;
use crate::form::Problem;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 currency code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three letters.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many digits stand behind the decimal sign.
    #[must_use]
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::from_code(&code).ok_or("not a currency code")
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in the currency's smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Pence, cents, yen.
    pub amount_minor: i64,
    /// What the units are.
    pub currency: Currency,
}

impl Money {
    /// Reads `60`, `60.00` or `1,200.50`: from 0 to a million.
    ///
    /// # Errors
    /// That it is no such amount.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Problem> {
        let text: String = text.chars().map(western_digit).filter(|c| !c.is_whitespace()).collect();
        let decimals = currency.decimals();
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let whole = without_groups(whole).ok_or(Problem::MoneyWrong)?;
        if rest.len() > decimals as usize || !rest.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Problem::MoneyWrong);
        }
        let padded = format!("{whole}{rest:0<width$}", width = decimals as usize);
        match padded.parse::<i64>() {
            Ok(amount_minor) if amount_minor <= 1_000_000 * 10_i64.pow(decimals) => Ok(Self { amount_minor, currency }),
            _ => Err(Problem::MoneyWrong),
        }
    }

    /// The amount as a form field shows it, `60.00`.
    #[must_use]
    pub fn field(self) -> String {
        let unit = 10_i64.pow(self.currency.decimals());
        if unit == 1 {
            return self.amount_minor.to_string();
        }
        let (whole, rest) = (self.amount_minor / unit, (self.amount_minor % unit).abs());
        format!("{whole}.{rest:0width$}", width = self.currency.decimals() as usize)
    }
}

fn without_groups(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let good = !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3)
        && whole.bytes().all(|b| b.is_ascii_digit() || b == b',');
    good.then(|| whole.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_minor_units() {
        let parse = |text, code| Money::parse(text, Currency::from_code(code).unwrap()).map(|money| money.amount_minor);
        assert_eq!(parse("60", "GBP"), Ok(6000));
        assert_eq!(parse("60.5", "GBP"), Ok(6050));
        assert_eq!(parse("1,200.50", "EUR"), Ok(120_050));
        assert_eq!(parse("4500", "JPY"), Ok(4500));
        assert_eq!(parse("1.234", "KWD"), Ok(1234));
        assert_eq!(parse("0", "GBP"), Ok(0));
        for wrong in [
            "",
            "-1",
            "1.234",
            "60 GBP",
            "12,34",
            "1,2,3",
            "1000001",
            "99999999999999999999",
            ".5",
        ] {
            assert_eq!(parse(wrong, "GBP"), Err(Problem::MoneyWrong), "{wrong}");
        }
        assert_eq!(parse("1.5", "JPY"), Err(Problem::MoneyWrong));
        assert_eq!(
            Money::parse("60.5", Currency::from_code("GBP").unwrap())
                .unwrap()
                .field(),
            "60.50"
        );
        assert_eq!(Currency::from_code("gbp"), None);
    }
}
