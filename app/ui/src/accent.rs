//! A shop's own accent: one colour in, everything that must be legible out.

use crate::colour::{Oklch, Rgb};
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// What follows from an accent, each for light and dark, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccentColours {
    /// The fill of a primary button.
    pub fill: [String; 2],
    /// Words on that fill, contrast at least 4.5.
    pub ink: [String; 2],
    /// The accent as text and as the mark of what is chosen, contrast at least 4.5.
    pub text: [String; 2],
}

/// The surfaces that an accent must be legible on; equal to the tokens (a test compares).
pub(crate) const DIMMEST_LIGHT: Oklch = Oklch { l: 0.955, c: 0.007, h: 85.0 };
pub(crate) const BRIGHTEST_DARK: Oklch = Oklch { l: 0.29, c: 0.009, h: 75.0 };
const TOKENS: [&str; 4] =
    ["--color-accent", "--color-accent-ink", "--color-accent-soft", "--color-accent-text"];
const LIGHT_INK: &str = "#ffffff";
const DARK_INK: &str = "#1c1a17";

/// The rule that gives an accent's tokens to what wears it: some hundred steps through colours, so
/// the server keeps what it worked out.
fn accent_rule(scope: &str) -> Option<String> {
    #[cfg(feature = "ssr")]
    {
        use std::collections::HashMap;
        use std::sync::{LazyLock, Mutex, PoisonError};
        /// As many shops have a colour of their own before it begins anew.
        const MOST: usize = 1_000;
        static KEPT: LazyLock<Mutex<HashMap<String, Option<String>>>> = LazyLock::new(Mutex::default);
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rule) = kept.get(scope) {
            return rule.clone();
        }
        if kept.len() >= MOST {
            kept.clear();
        }
        let rule = make_rule(scope);
        kept.insert(scope.to_owned(), rule.clone());
        rule
    }
    #[cfg(not(feature = "ssr"))]
    make_rule(scope)
}

fn make_rule(scope: &str) -> Option<String> {
    let tokens = accent_colours(scope)?.tokens();
    let lines: String = tokens.iter().map(|(name, value)| format!("{name}:{value};")).collect();
    Some(format!("[data-accent='{scope}']{{{lines}}}"))
}

/// The accent's fill, ink and text for `#rrggbb`; `None` when that is no colour.
pub fn accent_colours(hex: &str) -> Option<AccentColours> {
    let chosen = Rgb::from_hex(hex)?;
    let (light, dark) = (DIMMEST_LIGHT.to_rgb(), BRIGHTEST_DARK.to_rgb());
    // A fill only has to be told from its surroundings; its words carry the meaning.
    let fill = [until(chosen, light, 1.2, -0.01), fill_in_dark(chosen, dark)].map(with_legible_ink);
    let ink = fill.map(|fill| ink_on(fill).to_owned());
    let text = [until(chosen, light, 5.0, -0.01), until(chosen, dark, 5.0, 0.01)];
    Some(AccentColours { fill: fill.map(Rgb::to_hex), ink, text: text.map(Rgb::to_hex) })
}

/// What cannot be told from a dark ground becomes a pale shade of the same hue: between
/// the two lie greys that look disabled.
fn fill_in_dark(chosen: Rgb, dark: Rgb) -> Rgb {
    if chosen.contrast(dark) >= 1.6 {
        return chosen;
    }
    let shade = chosen.to_oklch();
    Oklch { l: 0.82, c: shade.c.min(0.08), h: shade.h }.to_rgb()
}

/// Between the fills for dark words and those for white ones lies a narrow band for
/// neither; a fill in it becomes a hair darker.
fn with_legible_ink(fill: Rgb) -> Rgb {
    let legible = |fill: Rgb| Rgb::from_hex(ink_on(fill)).is_some_and(|ink| ink.contrast(fill) >= 4.55);
    let (mut shade, mut now) = (fill.to_oklch(), fill);
    while !legible(now) && shade.l > 0.0 {
        shade.l -= 0.005;
        now = shade.to_rgb();
    }
    now
}

/// White or near-black, whichever can be read better on `fill`.
fn ink_on(fill: Rgb) -> &'static str {
    let contrast = |ink: &str| Rgb::from_hex(ink).map_or(0.0, |ink| ink.contrast(fill));
    // White is preferred down to 4.5: on a saturated colour it looks calmer.
    if contrast(LIGHT_INK) >= 4.5 || contrast(LIGHT_INK) >= contrast(DARK_INK) { LIGHT_INK } else { DARK_INK }
}

/// `colour`, made lighter or darker by `step` until it stands out from `ground`.
fn until(colour: Rgb, ground: Rgb, contrast: f64, step: f64) -> Rgb {
    let mut shade = colour.to_oklch();
    let mut now = colour;
    while now.contrast(ground) < contrast && (0.0..=1.0).contains(&(shade.l + step)) {
        shade.l += step;
        now = shade.to_rgb();
    }
    now
}

impl AccentColours {
    /// Names and values of the tokens that this accent replaces.
    fn tokens(&self) -> [(&'static str, String); 4] {
        let pair = |[light, dark]: &[String; 2]| format!("light-dark({light}, {dark})");
        let text = pair(&self.text);
        [
            ("--color-accent", pair(&self.fill)),
            ("--color-accent-ink", pair(&self.ink)),
            ("--color-accent-soft", format!("color-mix(in oklab, {text} 10%, var(--color-surface-raised))")),
            ("--color-accent-text", text),
        ]
    }
}

/// Everything inside wears the shop's accent. A colour that is none changes nothing.
#[component]
pub fn Accent(
    /// `#rrggbb`.
    #[prop(into)]
    colour: String,
    children: Children,
) -> impl IntoView {
    let scope = colour.to_ascii_lowercase();
    let css = accent_rule(&scope);
    let node = NodeRef::<html::Div>::new();
    let worn = scope.clone();
    Effect::new(move || {
        let Some(style) = node.get().map(|div| HtmlElement::style(&div)) else { return };
        match accent_colours(&worn).map(|colours| colours.tokens()) {
            Some(tokens) => tokens.iter().for_each(|(name, value)| {
                let _ = style.set_property(name, value);
            }),
            None => TOKENS.iter().for_each(|name| {
                let _ = style.remove_property(name);
            }),
        }
    });
    // Without a colour the text must not reach an attribute that a rule could match.
    let scope = css.is_some().then_some(scope);
    view! {
        <div node_ref=node class="contents" data-accent=scope>
            <div class="hidden" inner_html=rule(css.unwrap_or_default())></div>
            {children()}
        </div>
    }
}

/// The style element that holds until the tokens are set one by one. The browser makes none: the
/// content security policy takes only what came with the page. `css` is made of colours that were
/// read as such, so it holds no markup.
fn rule(css: String) -> String {
    let nonce = if cfg!(feature = "ssr") { use_nonce() } else { None };
    nonce.map_or_else(String::new, |nonce| format!("<style nonce=\"{nonce}\">{css}</style>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: &str, b: &str) -> f64 {
        Rgb::from_hex(a).unwrap().contrast(Rgb::from_hex(b).unwrap())
    }

    #[test]
    fn every_accent_gives_legible_words() {
        let (light, dark) = (DIMMEST_LIGHT.to_rgb().to_hex(), BRIGHTEST_DARK.to_rgb().to_hex());
        for r in (0..=255u32).step_by(17) {
            for g in (0..=255u32).step_by(51) {
                for b in (0..=255u32).step_by(51) {
                    let hex = format!("#{r:02x}{g:02x}{b:02x}");
                    let colours = accent_colours(&hex).unwrap();
                    for look in [0, 1] {
                        let on_fill = contrast(&colours.ink[look], &colours.fill[look]);
                        assert!(on_fill >= 4.5, "{hex}: ink {on_fill:.2} on its fill");
                    }
                    let (in_light, in_dark) =
                        (contrast(&colours.text[0], &light), contrast(&colours.text[1], &dark));
                    assert!(in_light >= 4.5 && in_dark >= 4.5, "{hex}: text {in_light:.2}, {in_dark:.2}");
                }
            }
        }
    }

    #[test]
    fn the_colour_a_merchant_chose_stays_when_it_can() {
        assert_eq!(accent_colours("#a33b20").unwrap().fill, ["#a33b20", "#a33b20"]);
        assert_eq!(accent_colours("#ffd400").unwrap().ink[0], DARK_INK);
        assert_eq!(accent_colours("nonsense"), None);
    }
}
