//! A shop's own accent: one colour in, everything that must be legible out.

use crate::colour::{Oklch, Rgb};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
const LIGHT_INK: &str = "#ffffff";
const DARK_INK: &str = "#1c1a17";

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
    let css = accent_colours(&scope).map(|colours| {
        let lines: String = colours.tokens().iter().map(|(name, value)| format!("{name}:{value};")).collect();
        format!("[data-accent='{scope}']{{{lines}}}")
    });
    // Without a colour the text must not reach an attribute that a rule could match.
    let scope = css.is_some().then_some(scope);
    view! {
        <div class="contents" data-accent=scope>
            <style nonce=page_nonce() inner_html=css.unwrap_or_default()></style>
            {children()}
        </div>
    }
}

/// The nonce of this page's content security policy. In the browser it is that of the
/// document's scripts, so that a page opened inside the app may bring its style too.
fn page_nonce() -> Option<String> {
    if cfg!(feature = "ssr") {
        return use_nonce().map(|nonce| nonce.to_string());
    }
    let script = document().query_selector("script[nonce]").ok()??;
    let nonce = script.dyn_into::<web_sys::HtmlElement>().ok()?.nonce();
    (!nonce.is_empty()).then_some(nonce)
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
