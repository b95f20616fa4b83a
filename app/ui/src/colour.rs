//! Colours as numbers: sRGB, OKLCH and the contrast of WCAG 2. Pure; serves the accent
//! of a shop and the test of the tokens.

/// Linear light, each part 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgb {
    r: f64,
    g: f64,
    b: f64,
}

/// Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    pub l: f64,
    pub c: f64,
    pub h: f64,
}

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(|v| f64::from(v) / 255.0);
        Some(Self { r: linear(part(0)?), g: linear(part(2)?), b: linear(part(4)?) })
    }

    /// `#rrggbb`, cut to what a screen can show.
    pub fn to_hex(self) -> String {
        // In range after the clamp, so the cast keeps the value.
        let part = |v: f64| (gamma(v.clamp(0.0, 1.0)) * 255.0).round() as u8;
        format!("#{:02x}{:02x}{:02x}", part(self.r), part(self.g), part(self.b))
    }

    /// WCAG's relative luminance, 0 to 1.
    pub fn luminance(self) -> f64 {
        0.2126 * self.r + 0.7152 * self.g + 0.0722 * self.b
    }

    /// WCAG's contrast ratio, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    pub fn to_oklch(self) -> Oklch {
        let l = (0.4122214708 * self.r + 0.5363325363 * self.g + 0.0514459929 * self.b).cbrt();
        let m = (0.2119034982 * self.r + 0.6806995451 * self.g + 0.1073969566 * self.b).cbrt();
        let s = (0.0883024619 * self.r + 0.2817188376 * self.g + 0.6299787005 * self.b).cbrt();
        let lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        let a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        let b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        Oklch { l: lightness, c: a.hypot(b), h: b.atan2(a).to_degrees().rem_euclid(360.0) }
    }

    fn shown(self) -> bool {
        [self.r, self.g, self.b].iter().all(|v| (-0.0005..=1.0005).contains(v))
    }
}

impl Oklch {
    fn raw(self) -> Rgb {
        let (a, b) = (self.c * self.h.to_radians().cos(), self.c * self.h.to_radians().sin());
        let l = (self.l + 0.3963377774 * a + 0.2158037573 * b).powi(3);
        let m = (self.l - 0.1055613458 * a - 0.0638541728 * b).powi(3);
        let s = (self.l - 0.0894841775 * a - 1.2914855480 * b).powi(3);
        Rgb {
            r: 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            g: -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            b: -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        }
    }

    /// The nearest colour of the same lightness and hue that a screen can show.
    pub fn to_rgb(self) -> Rgb {
        let mut colour = self;
        while !colour.raw().shown() && colour.c > 0.001 {
            colour.c *= 0.97;
        }
        let Rgb { r, g, b } = colour.raw();
        Rgb { r: r.clamp(0.0, 1.0), g: g.clamp(0.0, 1.0), b: b.clamp(0.0, 1.0) }
    }

    /// Reads `oklch(62% 0.04 80)`, as the tokens are written.
    pub fn from_css(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix("oklch(")?.strip_suffix(')')?;
        let mut parts = inner.split_whitespace();
        let l: f64 = parts.next()?.strip_suffix('%')?.parse().ok()?;
        let (c, h) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        parts.next().is_none().then_some(Self { l: l / 100.0, c, h })
    }
}

fn linear(v: f64) -> f64 {
    if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn gamma(v: f64) -> f64 {
    if v <= 0.0031308 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        let (black, white) = (Rgb::from_hex("#000000").unwrap(), Rgb::from_hex("#ffffff").unwrap());
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        assert!((white.contrast(white) - 1.0).abs() < 0.001);
    }

    #[test]
    fn a_colour_survives_the_way_through_oklch() {
        for hex in ["#a33b20", "#ffd400", "#0f5f5c", "#808080", "#010203"] {
            assert_eq!(Rgb::from_hex(hex).unwrap().to_oklch().to_rgb().to_hex(), hex);
        }
    }

    #[test]
    fn known_values_agree_with_the_standard() {
        let red = Rgb::from_hex("#ff0000").unwrap().to_oklch();
        assert!(
            (red.l - 0.628).abs() < 0.001 && (red.c - 0.2577).abs() < 0.001 && (red.h - 29.23).abs() < 0.05
        );
    }

    #[test]
    fn nonsense_is_no_colour() {
        for text in ["", "red", "#12345", "#1234567", "#12345g", "#ä2345", "123456"] {
            assert_eq!(Rgb::from_hex(text), None, "{text}");
        }
    }
}
