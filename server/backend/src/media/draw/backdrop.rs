//! The room of a shot: a seamless sweep to stand on, or a sheet to lie on, in warm neutrals.

use super::colour::{Rgb, WHITE, lightness, mix, muted, tint};
use super::paint::Sheet;
use super::path::Path;

const LIGHT: [Rgb; 4] = [[238, 232, 223], [233, 226, 217], [236, 230, 226], [229, 226, 218]];
const DEEP: [Rgb; 4] = [[207, 196, 182], [199, 190, 181], [194, 193, 182], [208, 191, 179]];

/// The backdrop's colour for a view of something in `colour`.
pub(super) fn shade(which: u64, colour: Rgb, view: u8) -> Rgb {
    let which = (which % 4) as usize;
    // White on white and dark on dark both lose their outline.
    let pale = lightness(colour) > 0.88;
    match view {
        0 if pale => DEEP[which],
        0 => LIGHT[which],
        1 if pale => muted(mix(DEEP[which], colour, 0.2), 0.7, 0.9),
        1 => mix(muted(colour, 0.86, 0.22), LIGHT[which], 0.45),
        _ if pale => tint(DEEP[which], -0.08),
        _ => mix(LIGHT[which], DEEP[which], 0.55),
    }
}

/// A wall that runs into the floor without an edge; `horizon` is where it turns.
pub(super) fn sweep(s: &mut Sheet, (w, h): (f32, f32), horizon: f32, colour: Rgb) {
    let at = horizon / h;
    let stops = [
        (0.0, tint(colour, -0.07), 1.0),
        (at * 0.55, tint(colour, 0.04), 1.0),
        (at - 0.06, tint(colour, -0.015), 1.0),
        (at, tint(colour, -0.05), 1.0),
        (at + 0.045, tint(colour, 0.02), 1.0),
        ((at + 0.16).min(0.96), tint(colour, 0.1), 1.0),
        (1.0, tint(colour, -0.05), 1.0),
    ];
    let paint = s.linear((0.0, 0.0), (0.0, h), &stops);
    room(s, (w, h), paint);
    s.glow((w * 0.34, h * 0.36), (w * 0.62, h * 0.5), WHITE, 0.42);
    corners(s, (w, h));
}

/// A sheet seen from above, the light falling across it from the upper left.
pub(super) fn sheet(s: &mut Sheet, (w, h): (f32, f32), colour: Rgb) {
    let stops =
        [(0.0, tint(colour, 0.2), 1.0), (0.45, tint(colour, 0.02), 1.0), (1.0, tint(colour, -0.11), 1.0)];
    let paint = s.linear((w * 0.05, 0.0), (w * 0.95, h), &stops);
    room(s, (w, h), paint);
    s.glow((w * 0.3, h * 0.26), (w * 0.8, h * 0.6), WHITE, 0.3);
    corners(s, (w, h));
}

/// Light that falls through a window, out of the picture to the left.
pub(super) fn window(s: &mut Sheet, (w, h): (f32, f32), alpha: f32) {
    s.rings(|s| {
        (0..2).for_each(|pane| {
            let x = w * (0.02 + 0.3 * pane as f32);
            for step in 0..9 {
                // Panes within panes: the border of the light is soft.
                let grow = w * 0.004 * step as f32;
                let path = Path::at(x - grow, h * 0.04 - grow)
                    .to(x + w * 0.22 + grow, -grow)
                    .to(x + w * 0.5 + grow * 1.6, h * 0.72 + grow)
                    .to(x + w * 0.28 - grow * 0.6, h * 0.76 + grow)
                    .close();
                s.fill(&path, super::colour::ink(WHITE, alpha / 9.0));
            }
        })
    });
}

fn room(s: &mut Sheet, (w, h): (f32, f32), paint: String) {
    s.fill(Path::at(0.0, 0.0).to(w, 0.0).to(w, h).to(0.0, h).close(), paint);
}

fn corners(s: &mut Sheet, (w, h): (f32, f32)) {
    let dark = [60, 44, 32];
    let paint = s.radial(
        (w * 0.47, h * 0.45),
        (w * 0.95, h * 0.8),
        &[(0.0, dark, 0.0), (0.55, dark, 0.0), (0.8, dark, 0.05), (1.0, dark, 0.13)],
    );
    room(s, (w, h), paint);
}
