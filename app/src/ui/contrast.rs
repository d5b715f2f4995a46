//! Whether every pair of colours that meet can be read, in each theme: computed from the style sheet itself.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// Lightness, chroma and hue, as in `oklch()`.
type Colour = [f64; 3];
type Tokens = HashMap<String, Colour>;

/// What stands on what: text wants 7:1.
const TEXT: [(&str, &[&str]); 9] = [
    (
        "ink",
        &[
            "paper",
            "card",
            "sunken",
            "brand-wash",
            "good-wash",
            "warn-wash",
            "bad-wash",
            "calm-wash",
        ],
    ),
    (
        "ink-2",
        &[
            "paper",
            "card",
            "sunken",
            "brand-wash",
            "good-wash",
            "warn-wash",
            "bad-wash",
            "calm-wash",
        ],
    ),
    ("brand", &["paper", "card", "brand-wash"]),
    ("brand-2", &["paper", "card", "sunken", "brand-wash"]),
    ("on-brand", &["brand", "brand-2"]),
    ("good", &["paper", "card", "good-wash"]),
    ("warn", &["paper", "card", "warn-wash"]),
    ("bad", &["paper", "card", "bad-wash"]),
    ("calm", &["paper", "card", "calm-wash"]),
];

/// Edges of what can be used want 3:1.
const EDGES: [(&str, &[&str]); 1] = [("line-strong", &["paper", "card", "sunken"])];

/// The declarations of the block that begins with `head`.
fn block(head: &str) -> &'static str {
    let from = TOKENS.find(head).expect("the block is there") + head.len();
    TOKENS[from..].split('}').next().unwrap_or_default()
}

/// The tokens of a block over those of another, in the light or the dark scheme.
fn tokens(block: &str, dark: bool, under: &Tokens) -> Tokens {
    let mut all = under.clone();
    let lines = || {
        block
            .split(';')
            .filter_map(|line| line.split_once("--")?.1.split_once(':'))
    };
    for (name, value) in lines() {
        let found: Vec<Colour> = value.split("oklch(").skip(1).filter_map(colour).collect();
        let chosen = if dark { found.last() } else { found.first() };
        if let Some(chosen) = chosen {
            all.insert(name.to_owned(), *chosen);
        }
    }
    // Twice, because one may be named before the one it stands for.
    for (name, value) in lines().chain(lines()) {
        let other = value
            .trim()
            .strip_prefix("var(--")
            .and_then(|rest| rest.strip_suffix(')'));
        if let Some(meant) = other.and_then(|other| all.get(other).copied()) {
            all.insert(name.to_owned(), meant);
        }
    }
    all
}

fn colour(text: &str) -> Option<Colour> {
    let mut numbers = text.split([')', '/']).next()?.split_whitespace().map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some([next()?, next()?, next()?])
}

/// Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to what screens show.
#[expect(clippy::many_single_char_names, reason = "the names of the colour spaces")]
fn luminance([lightness, chroma, hue]: Colour) -> f64 {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let cube = |x: f64| x * x * x;
    let l = cube(0.215_803_757_3_f64.mul_add(b, 0.396_337_777_4_f64.mul_add(a, lightness)));
    let m = cube((-0.063_854_172_8_f64).mul_add(b, (-0.105_561_345_8_f64).mul_add(a, lightness)));
    let s = cube((-1.291_485_548_f64).mul_add(b, (-0.089_484_177_5_f64).mul_add(a, lightness)));
    let of = |x: f64, y: f64, z: f64| (x * l + y * m + z * s).clamp(0.0, 1.0);
    let red = of(4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2);
    let green = of(-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5);
    let blue = of(-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_has_seven_to_one_and_every_edge_three_to_one_in_each_theme() {
    let mut looked_at = 0;
    for dark in [false, true] {
        let plain = tokens(block(":root {"), dark, &Tokens::new());
        let contrast = tokens(block(":root[data-theme=\"contrast\"] {"), dark, &plain);
        for (theme, tokens) in [("plain", &plain), ("contrast", &contrast)] {
            let pairs = TEXT
                .iter()
                .map(|pair| (pair, 7.0))
                .chain(EDGES.iter().map(|pair| (pair, 3.0)));
            for ((above, grounds), wanted) in pairs {
                for ground in *grounds {
                    let ratio = ratio(tokens[*above], tokens[*ground]);
                    assert!(ratio >= wanted, "{above} on {ground}, {theme}, dark {dark}: {ratio:.2}");
                    looked_at += 1;
                }
            }
            // Parts of a chart lie side by side and on the card.
            for part in ["chart-1", "chart-2", "chart-3", "chart-4"] {
                let ratio = ratio(tokens[part], tokens["card"]);
                assert!(ratio >= 3.0, "{part} on the card, {theme}, dark {dark}: {ratio:.2}");
            }
        }
    }
    assert_eq!(looked_at, 4 * 40);
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((ratio([0.0, 0.0, 0.0], [1.0, 0.0, 0.0]) - 21.0).abs() < 0.01);
}

#[test]
fn contrast_chosen_here_is_the_contrast_that_a_system_asks_for() {
    let lines = |head| block(head).split_whitespace().collect::<Vec<_>>();
    let asked = TOKENS
        .find("@media (prefers-contrast: more)")
        .expect("the block is there");
    let asked = TOKENS[asked..].split_once(":root {").expect("a root").1;
    let asked: Vec<_> = asked.split('}').next().unwrap_or_default().split_whitespace().collect();
    assert_eq!(lines(":root[data-theme=\"contrast\"] {"), asked);
}
