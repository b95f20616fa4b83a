//! Labels and glass.

use super::colour::{CREAM, Rgb, WHITE, ink, lightness, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::Lathe;

/// A paper label on a round body: bands and rules where letters would be.
pub(super) fn label(s: &mut Sheet, body: &Lathe, (top, bottom): Point, half: f32, paper: Rgb, accent: Rgb) {
    let h = bottom - top;
    let shade = |k: f32| (paper, k);
    let (x0, x1) = (body.point(top, -half).0, body.point(top, half).0);
    let (base, _) = shade(0.0);
    let paint = s.linear(
        (x0, 0.0),
        (x1, 0.0),
        &[(0.0, tint(base, -0.06), 1.0), (0.3, tint(base, 0.2), 1.0), (1.0, tint(base, -0.2), 1.0)],
    );
    s.fill(body.patch((top, bottom), (-half, half)), paint);
    let style = s.dice.below(3);
    let dark = if lightness(paper) > 0.5 { [70, 62, 56] } else { CREAM };
    match style {
        0 => {
            s.fill(body.patch((top, top + h * 0.3), (-half, half)), ink(accent, 0.95));
            s.fill(body.patch((top + h * 0.46, top + h * 0.5), (-half * 0.5, half * 0.5)), ink(dark, 0.55));
            s.fill(body.patch((top + h * 0.58, top + h * 0.6), (-half * 0.34, half * 0.34)), ink(dark, 0.4));
        }
        1 => {
            let (x, y) = body.point(top + h * 0.36, 0.0);
            s.stroke(Path::ellipse(x, y, h * 0.16, h * 0.16), ink(accent, 1.0), 6.0);
            s.fill(
                Path::at(x, y - h * 0.1)
                    .bend((x + h * 0.09, y), (x, y + h * 0.1))
                    .bend((x - h * 0.09, y), (x, y - h * 0.1))
                    .close(),
                ink(accent, 0.9),
            );
            s.fill(body.patch((top + h * 0.64, top + h * 0.67), (-half * 0.54, half * 0.54)), ink(dark, 0.5));
            s.fill(
                body.patch((top + h * 0.76, top + h * 0.78), (-half * 0.32, half * 0.32)),
                ink(dark, 0.35),
            );
        }
        _ => {
            for (a, b) in [(0.08, 0.1), (0.9, 0.92)] {
                s.fill(
                    body.patch((top + h * a, top + h * b), (-half * 0.92, half * 0.92)),
                    ink(accent, 0.95),
                );
            }
            s.fill(body.patch((top + h * 0.34, top + h * 0.44), (-half * 0.4, half * 0.4)), ink(accent, 0.9));
            s.fill(body.patch((top + h * 0.56, top + h * 0.58), (-half * 0.5, half * 0.5)), ink(dark, 0.45));
            s.fill(body.patch((top + h * 0.66, top + h * 0.68), (-half * 0.3, half * 0.3)), ink(dark, 0.35));
        }
    }
}

/// Light that glass throws back: a tall window on the left, a rim on the right.
pub(super) fn glass(s: &mut Sheet, body: &Lathe, (top, bottom): Point, alpha: f32) {
    let fade = s.linear(
        (0.0, top),
        (0.0, bottom),
        &[(0.0, WHITE, 0.0), (0.1, WHITE, alpha), (0.75, WHITE, alpha * 0.6), (1.0, WHITE, 0.0)],
    );
    s.fill(body.patch((top, bottom), (-0.84, -0.7)), &fade);
    s.fill(body.patch((top, bottom), (-0.64, -0.6)), &fade);
    s.fill(body.patch((top, bottom), (0.9, 0.96)), &fade);
}

pub(super) fn paper_for(colour: Rgb) -> Rgb {
    if lightness(colour) > 0.78 { [232, 224, 210] } else { [244, 239, 229] }
}
