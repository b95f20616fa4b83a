//! The colours of the stylesheet: every pair that meets on a page can be read.

use crate::accent::{BRIGHTEST_DARK, DIMMEST_LIGHT};
use crate::colour::Oklch;
use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../../style/tokens.css");

/// Each colour token in light and in dark.
fn tokens() -> BTreeMap<&'static str, [Oklch; 2]> {
    TOKENS
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--color-")?.split_once(": light-dark(")?;
            let (light, dark) = value.strip_suffix(");")?.split_once("), ")?;
            Some((name, [Oklch::from_css(&format!("{light})"))?, Oklch::from_css(dark)?]))
        })
        .collect()
}

fn pairs() -> Vec<(&'static str, &'static str, f64)> {
    let mut pairs = vec![
        ("accent-ink", "accent", 4.5),
        ("bad-ink", "bad", 4.5),
        // Toasts, tooltips and the solid badge turn the page's colours around.
        ("surface", "ink", 4.5),
        ("surface-raised", "good", 4.5),
        ("surface-raised", "bad", 4.5),
        // Marks inside a ticked box.
        ("surface-raised", "accent-text", 4.5),
    ];
    for ground in ["surface", "surface-raised", "surface-tint"] {
        for words in ["ink", "ink-muted", "accent-text", "good", "warn", "bad", "info", "sale"] {
            pairs.push((words, ground, 4.5));
        }
        for control in ["line-strong", "star", "accent"] {
            pairs.push((control, ground, 3.0));
        }
    }
    for (words, ground) in [
        ("accent-text", "accent-soft"),
        ("good", "good-soft"),
        ("warn", "warn-soft"),
        ("bad", "bad-soft"),
        ("info", "info-soft"),
    ] {
        pairs.push((words, ground, 4.5));
        pairs.push(("ink", ground, 4.5));
        pairs.push(("ink-muted", ground, 4.5));
    }
    pairs
}

#[test]
fn every_pair_of_colours_can_be_read_in_light_and_dark() {
    let tokens = tokens();
    let mut poor = Vec::new();
    for (front, ground, least) in pairs() {
        for (look, name) in ["light", "dark"].into_iter().enumerate() {
            let contrast = tokens[front][look].to_rgb().contrast(tokens[ground][look].to_rgb());
            if contrast < least {
                poor.push(format!("{front} on {ground} in {name}: {contrast:.2}, needs {least}"));
            }
        }
    }
    assert!(poor.is_empty(), "{poor:#?}");
}

#[test]
fn every_colour_is_written_for_light_and_for_dark() {
    let colours =
        TOKENS.lines().filter(|line| line.trim().starts_with("--color-") && !line.contains("--color-*"));
    assert_eq!(colours.count(), tokens().len());
}

#[test]
fn the_accent_is_computed_against_the_grounds_of_the_stylesheet() {
    let tint = tokens()["surface-tint"];
    assert_eq!(tint, [DIMMEST_LIGHT, BRIGHTEST_DARK]);
}
