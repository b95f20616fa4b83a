//! Colours, and the dice that vary a picture. Light and dark are steps in OKLab, so that every
//! material keeps its hue from its lit side to its shade.

/// An sRGB colour.
pub(super) type Rgb = [u8; 3];

pub(super) const WHITE: Rgb = [255, 255, 255];
pub(super) const BLACK: Rgb = [24, 21, 20];
pub(super) const CREAM: Rgb = [238, 230, 216];
pub(super) const OAK: Rgb = [201, 165, 122];
pub(super) const WALNUT: Rgb = [118, 81, 57];
pub(super) const ASH: Rgb = [222, 198, 165];
pub(super) const BEECH: Rgb = [214, 176, 140];
pub(super) const STEEL: Rgb = [176, 180, 184];
pub(super) const IRON: Rgb = [92, 95, 99];
pub(super) const BRASS: Rgb = [196, 158, 88];
pub(super) const COPPER: Rgb = [190, 120, 86];
pub(super) const TAN: Rgb = [172, 114, 68];
pub(super) const RUBBER: Rgb = [48, 46, 46];
pub(super) const WOODS: [Rgb; 4] = [OAK, WALNUT, ASH, BEECH];
pub(super) const METALS: [Rgb; 4] = [STEEL, BRASS, COPPER, IRON];

/// `colour` as SVG writes it, with an opacity from 0 to 1.
pub(super) fn ink(colour: Rgb, alpha: f32) -> String {
    let [r, g, b] = colour;
    let a = (alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
    match a {
        255 => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => format!("#{r:02x}{g:02x}{b:02x}{a:02x}"),
    }
}

/// Perceived lightness from 0 (black) to 1 (white).
pub(super) fn lightness(colour: Rgb) -> f32 {
    to_lab(colour)[0]
}

/// A step towards light (`k` up to 1) or shade (`k` down to -1).
pub(super) fn tint(colour: Rgb, k: f32) -> Rgb {
    let [l, a, b] = to_lab(colour);
    let k = k.clamp(-1.0, 1.0);
    if k < 0.0 {
        let chroma = 1.0 + 0.25 * k;
        from_lab([l * (1.0 + 0.88 * k), a * chroma, b * chroma])
    } else {
        let chroma = 1.0 - 0.75 * k;
        from_lab([l + (1.0 - l) * k, a * chroma, b * chroma])
    }
}

/// The colour between two, `t` from 0 to 1.
pub(super) fn mix(from: Rgb, to: Rgb, t: f32) -> Rgb {
    let (x, y) = (to_lab(from), to_lab(to));
    from_lab([0, 1, 2].map(|i| x[i] + (y[i] - x[i]) * t))
}

/// The same hue with `keep` of its chroma and a set lightness.
pub(super) fn muted(colour: Rgb, lightness: f32, keep: f32) -> Rgb {
    let [_, a, b] = to_lab(colour);
    from_lab([lightness, a * keep, b * keep])
}

fn to_lab(colour: Rgb) -> [f32; 3] {
    let [r, g, b] = colour.map(|c| {
        let c = f32::from(c) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let l = (0.412_22 * r + 0.536_33 * g + 0.051_45 * b).cbrt();
    let m = (0.211_9 * r + 0.680_7 * g + 0.107_4 * b).cbrt();
    let s = (0.088_3 * r + 0.281_72 * g + 0.629_98 * b).cbrt();
    [
        0.210_45 * l + 0.793_62 * m - 0.004_07 * s,
        1.978 * l - 2.428_59 * m + 0.450_59 * s,
        0.025_9 * l + 0.782_77 * m - 0.808_68 * s,
    ]
}

fn from_lab([l, a, b]: [f32; 3]) -> Rgb {
    let x = (l + 0.396_34 * a + 0.215_8 * b).powi(3);
    let y = (l - 0.105_56 * a - 0.063_85 * b).powi(3);
    let z = (l - 0.089_48 * a - 1.291_49 * b).powi(3);
    [
        4.076_74 * x - 3.307_71 * y + 0.230_97 * z,
        -1.268_44 * x + 2.609_76 * y - 0.341_32 * z,
        -0.004_2 * x - 0.703_42 * y + 1.707_61 * z,
    ]
    .map(|c| {
        let c = if c <= 0.003_13 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
        (c.clamp(0.0, 1.0) * 255.0).round() as u8
    })
}

/// A small deterministic generator (SplitMix64): equal seeds roll equal numbers for ever.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number between `low` and `high`.
    pub(super) fn range(&mut self, low: f32, high: f32) -> f32 {
        let unit = (self.roll() >> 40) as f32 / (1u32 << 24) as f32;
        low + (high - low) * unit
    }

    /// A whole number from 0 to `n - 1`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        (self.roll() >> 11) % n.max(1)
    }

    pub(super) fn chance(&mut self, p: f32) -> bool {
        self.range(0.0, 1.0) < p
    }

    pub(super) fn pick<T: Copy, const N: usize>(&mut self, from: [T; N]) -> T {
        from[self.below(N as u64) as usize]
    }
}
