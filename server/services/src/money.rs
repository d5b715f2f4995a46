//! Amounts of money as people read them.

use domain::values::{Currency, Money};
use words::Language;

/// "£60", "£1,200.50", "60 CHF"; in Spanish "1200,50 €": whole amounts without decimals.
#[must_use]
pub fn money_label(money: Money, language: Language) -> String {
    let field = money.field();
    let (whole, rest) = field.split_once('.').unwrap_or((&field, ""));
    let whole = whole.parse().unwrap_or_default();
    let rest = if rest.trim_end_matches('0').is_empty() {
        ""
    } else {
        rest
    };
    let sign = symbol(money.currency).unwrap_or_else(|| money.currency.code());
    language.server().money(whole, rest, sign)
}

fn symbol(currency: Currency) -> Option<&'static str> {
    match currency.code() {
        "GBP" => Some("£"),
        "EUR" => Some("€"),
        "USD" => Some("$"),
        "JPY" => Some("¥"),
        "INR" => Some("₹"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        for (amount_minor, code, label) in [
            (6000, "GBP", "£60"),
            (6050, "GBP", "£60.50"),
            (120_050, "EUR", "€1,200.50"),
            (4500, "JPY", "¥4,500"),
            (0, "USD", "$0"),
            (6000, "CHF", "60\u{a0}CHF"),
        ] {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!(money_label(Money { amount_minor, currency }, Language::En), label);
        }

        let euros = Money {
            amount_minor: 120_050,
            currency: Currency::from_code("EUR").unwrap(),
        };
        assert_eq!(money_label(euros, Language::Es), "1200,50\u{a0}€");
    }
}
