//! Amounts of money as people read them.

use domain::values::{Currency, Money};

/// "£60", "£1,200.50", "60 CHF": whole amounts without decimals.
#[must_use]
pub fn money_label(money: Money) -> String {
    let field = money.field();
    let (whole, rest) = field.split_once('.').unwrap_or((&field, ""));
    let mut amount = grouped(whole);
    if !rest.trim_end_matches('0').is_empty() {
        amount.push('.');
        amount.push_str(rest);
    }
    match symbol(money.currency) {
        Some(symbol) => format!("{symbol}{amount}"),
        None => format!("{amount}\u{a0}{}", money.currency),
    }
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

fn grouped(whole: &str) -> String {
    let mut text = String::with_capacity(whole.len() + 3);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
            assert_eq!(money_label(Money { amount_minor, currency }), label);
        }
    }
}
