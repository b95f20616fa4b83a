//! Soft things: cloth, leather and knitwear, given volume by feathered shade along their outline.

use super::colour::{Rgb, WHITE, ink, mix, tint};
use super::paint::{Sheet, grown, joined};
use super::path::{Path, Point};

const DARK: Rgb = [30, 26, 28];

/// A soft piece: lit from the upper left, darker along its lower right edge. `puff` is how far the
/// shade reaches in.
pub(super) fn piece(s: &mut Sheet, path: &Path, colour: Rgb, puff: f32) {
    piece_with(s, path, colour, puff, |_| ());
}

/// Like [`piece`], with what lies on the surface (stripes, seams, folds) drawn under its shade.
pub(super) fn piece_with(
    s: &mut Sheet,
    path: &Path,
    colour: Rgb,
    puff: f32,
    surface: impl FnOnce(&mut Sheet),
) {
    s.clip(path, |s| {
        s.fill(path, ink(colour, 1.0));
        surface(s);
        // Shade in the cloth's own hue: neutral grey would make it look dusty.
        let (dark, light) = (tint(colour, -0.72), mix(tint(colour, 0.72), WHITE, 0.5));
        let (lift, sigma) = (puff * 0.24, puff * 0.26);
        s.blur(sigma, grown(path, sigma), |s| {
            s.stroke(path.shifted(lift, lift * 1.1), ink(light, 0.3), puff * 0.44);
            s.stroke(path.shifted(-lift, -lift * 1.1), ink(dark, 0.44), puff * 0.8);
        });
        for (width, alpha) in [(12.0, 0.06), (8.0, 0.08), (4.0, 0.1)] {
            s.stroke(path, ink(dark, alpha), width);
        }
    });
    s.stroke(path, ink(tint(colour, -0.5), 0.35), 1.6);
}

/// A fold: shade along a line with light beside it.
pub(super) fn fold(s: &mut Sheet, line: &Path, width: f32, depth: f32) {
    folds(s, std::slice::from_ref(line), width, depth);
}

/// Folds close to each other; together they cost little more than one.
pub(super) fn folds(s: &mut Sheet, lines: &[Path], width: f32, depth: f32) {
    let room = lines.iter().map(|line| grown(line, width)).reduce(joined);
    let Some(room) = room else { return };
    s.blur(width * 0.17, room, |s| {
        for line in lines {
            for (inset, k) in [(0.06, 0.22), (0.28, 0.4)] {
                let part = line.part(inset, 1.0 - inset);
                s.stroke(part.shifted(-width * 0.2, -width * 0.08), ink(WHITE, 0.13 * depth), width * k);
                s.stroke(part.shifted(width * 0.16, width * 0.08), ink(DARK, 0.17 * depth), width * k);
            }
        }
    });
}

/// A seam: a thin groove, its lit lip, and perhaps stitches beside it.
pub(super) fn seam(s: &mut Sheet, line: &Path, colour: Rgb) {
    s.feather(line, DARK, 0.14, 12.0);
    s.stroke(line, ink(tint(colour, -0.5), 0.6), 2.0);
    s.stroke(line.shifted(1.6, 1.8), ink(tint(colour, 0.35), 0.35), 1.4);
}

/// Ribs of knitwear across a band between two edges that each run from left to right.
pub(super) fn ribs(s: &mut Sheet, a: (Edge, Edge), colour: Rgb, count: usize) {
    let ((top_left, top_right), (low_left, low_right)) = a;
    let between = |p: Point, q: Point, t: f32| (p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t);
    for i in 0..count {
        let t = (i as f32 + 0.5) / count as f32;
        let (p, q) = (between(top_left, top_right, t), between(low_left, low_right, t));
        let line = Path::at(p.0, p.1).to(q.0, q.1);
        s.stroke(&line, ink(tint(colour, -0.36), 0.42), 2.6);
        s.stroke(line.shifted(-2.6, 0.0), ink(tint(colour, 0.3), 0.3), 2.0);
    }
}

type Edge = (Point, Point);
