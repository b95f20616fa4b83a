//! The tailor: cuts, prints and notions that all clothes share.

use super::cloth::{folds, piece_with};
use super::colour::{BLACK, CREAM, OAK, Rgb, STEEL, ink, lightness, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord, disc};

/// The right half of a top, collar at y = 0.
pub(super) struct Cut {
    pub(super) neck: f32,
    pub(super) shoulder: Point,
    pub(super) pit: Point,
    pub(super) waist: f32,
    pub(super) hem: Point,
    /// The sleeve's end: outer and inner corner.
    pub(super) cuff: Option<(Point, Point)>,
}

impl Cut {
    pub(super) fn body(&self) -> Path {
        let (sh, pit, hem) = (self.shoulder, self.pit, self.hem);
        Path::at(0.0, 26.0)
            .bend((self.neck * 0.7, 26.0), (self.neck, 0.0))
            .bend(((self.neck + sh.0) / 2.0, sh.1 * 0.38), sh)
            .curve((sh.0 - 30.0, sh.1 + 100.0), (pit.0 - 36.0, pit.1 - 90.0), pit)
            .curve(
                (self.waist, pit.1 + (hem.1 - pit.1) * 0.4),
                (self.waist, hem.1 - (hem.1 - pit.1) * 0.35),
                hem,
            )
            .bend((hem.0 * 0.5, hem.1 + 12.0), (0.0, hem.1 + 12.0))
            .symmetric()
    }

    pub(super) fn sleeve(&self) -> Option<Path> {
        let (outer, inner) = self.cuff?;
        let (sh, pit) = (self.shoulder, self.pit);
        let along =
            |t: f32, out: f32| (sh.0 + (outer.0 - sh.0) * t + out, sh.1 + (outer.1 - sh.1) * t - out * 0.3);
        Some(
            Path::at(sh.0 - 56.0, sh.1 - 20.0)
                .curve((sh.0 + 2.0, sh.1 - 8.0), (sh.0 + 36.0, sh.1 + 14.0), along(0.16, 27.0))
                .curve(along(0.32, 28.0), along(0.7, 12.0), outer)
                .to(inner.0, inner.1)
                .curve(
                    (inner.0 + (pit.0 - inner.0) * 0.4 - 6.0, inner.1 + (pit.1 - inner.1) * 0.5),
                    (pit.0 + 14.0, pit.1 + 40.0),
                    (pit.0 - 26.0, pit.1 - 10.0),
                )
                .close(),
        )
    }

    /// The shadow of body and sleeves together.
    pub(super) fn cast(&self, s: &mut Sheet, body: &Path, lift: f32) {
        match self.sleeve() {
            Some(sleeve) => s.cast_all(&[body, &sleeve, &sleeve.mirrored()], lift),
            None => s.cast(body, lift),
        }
    }

    /// Both sleeves, with what is printed on them drawn along the arm.
    pub(super) fn sleeves(&self, s: &mut Sheet, colour: Rgb, print: Print) {
        let (Some(path), Some((outer, inner))) = (self.sleeve(), self.cuff) else { return };
        let end = ((outer.0 + inner.0) / 2.0, (outer.1 + inner.1) / 2.0);
        let length = (end.0 - self.shoulder.0).hypot(end.1 - self.shoulder.1);
        for side in [-1.0, 1.0_f32] {
            let path = if side < 0.0 { path.mirrored() } else { path.clone() };
            let angle =
                -((end.0 - self.shoulder.0 + 50.0) / (end.1 - self.shoulder.1)).atan().to_degrees() * side;
            piece_with(s, &path, colour, 66.0, |s| {
                let place = format!(
                    "translate({:.1} {:.1}) rotate({angle:.1})",
                    side * (self.shoulder.0 - 40.0),
                    self.shoulder.1
                );
                s.group(&place, |s| print.draw(s, [-220.0, -30.0, 220.0, length + 60.0], colour));
                let mut lines = vec![Path::at(side * (self.pit.0 - 20.0), self.pit.1 + 10.0).bend(
                    (side * (self.pit.0 + 20.0), self.pit.1 - 50.0),
                    (side * (self.pit.0 + 40.0), self.pit.1 - 130.0),
                )];
                if length > 300.0 {
                    for (t, d) in [(0.42, 46.0), (0.5, -40.0), (0.78, 36.0)] {
                        let at = |to: f32, from: f32| from + (to - from) * t;
                        let (x, y) = (at(inner.0, self.pit.0), at(inner.1, self.pit.1));
                        lines.push(
                            Path::at(side * (x - 6.0), y)
                                .bend((side * (x + 40.0), y + d * 0.4), (side * (x + 76.0), y + d)),
                        );
                    }
                }
                folds(s, &lines, 44.0, 0.8);
            });
        }
    }

    /// Soft folds that hang from the arms.
    pub(super) fn drape(&self, s: &mut Sheet, depth: f32) {
        let (pit, hem) = (self.pit, self.hem);
        let mut lines = Vec::new();
        for side in [-1.0, 1.0_f32] {
            lines.push(
                Path::at(side * (pit.0 - 16.0), pit.1 - 40.0)
                    .bend((side * pit.0 * 0.8, pit.1 + 30.0), (side * pit.0 * 0.36, pit.1 + 84.0)),
            );
            let x = side * pit.0 * s.dice.range(0.4, 0.7);
            lines.push(Path::at(x, hem.1 + 10.0).curve(
                (x + 20.0, hem.1 - 150.0),
                (x - 24.0, pit.1 + 240.0),
                (x - side * 16.0, pit.1 + 150.0),
            ));
        }
        folds(s, &lines, 62.0, depth * 0.8);
    }
}

/// What is woven or printed on a garment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Print {
    pub(super) kind: u64,
    pub(super) ink: Rgb,
    pub(super) step: f32,
}

pub(super) const PLAIN: u64 = 0;

pub(super) const STRIPES: u64 = 1;

pub(super) const PINSTRIPES: u64 = 2;

pub(super) const CHECK: u64 = 3;

pub(super) const DOTS: u64 = 4;

pub(super) const KNIT: u64 = 5;

impl Print {
    pub(super) fn roll<const N: usize>(s: &mut Sheet, kinds: [u64; N]) -> Self {
        let kind = s.dice.pick(kinds);
        let contrast = if lightness(s.base) > 0.62 {
            s.dice.pick([[44, 58, 84], [120, 70, 56], tint(s.base, -0.45)])
        } else {
            CREAM
        };
        let step = s.dice.range(0.8, 1.35);
        Self { kind, ink: contrast, step }
    }

    pub(super) fn draw(&self, s: &mut Sheet, [l, t, r, b]: [f32; 4], colour: Rgb) {
        let rows = |gap: f32| (0..((b - t) / gap) as i32 + 1).map(move |i| t + i as f32 * gap);
        let columns = |gap: f32| (0..((r - l) / gap) as i32 + 1).map(move |i| l + i as f32 * gap);
        match self.kind {
            STRIPES => {
                for y in rows(62.0 * self.step) {
                    s.stroke(
                        Path::at(l, y).bend(((l + r) / 2.0, y + 10.0), (r, y)),
                        ink(self.ink, 0.9),
                        21.0 * self.step,
                    );
                }
            }
            PINSTRIPES => {
                for x in columns(30.0 * self.step) {
                    s.stroke(Path::at(x, t).to(x, b), ink(self.ink, 0.5), 4.0);
                }
            }
            CHECK => {
                let gap = 66.0 * self.step;
                for x in columns(gap) {
                    s.stroke(Path::at(x, t).to(x, b), ink(self.ink, 0.3), gap * 0.46);
                }
                for y in rows(gap) {
                    s.stroke(Path::at(l, y).to(r, y), ink(self.ink, 0.3), gap * 0.46);
                }
            }
            DOTS => {
                for (i, y) in rows(44.0 * self.step).enumerate() {
                    for x in columns(50.0 * self.step) {
                        s.fill(
                            Path::ellipse(x + if i % 2 == 0 { 25.0 * self.step } else { 0.0 }, y, 6.5, 6.5),
                            ink(self.ink, 0.85),
                        );
                    }
                }
            }
            KNIT => {
                for x in columns(15.0) {
                    s.stroke(Path::at(x, t).to(x, b), ink(tint(colour, -0.4), 0.24), 4.0);
                    s.stroke(Path::at(x - 5.0, t).to(x - 5.0, b), ink(tint(colour, 0.3), 0.16), 3.0);
                }
            }
            _ => (),
        }
    }
}

/// The opening of a collar: the inside of the back and, lower, the front's edge.
pub(super) fn scoop(neck: f32, depth: f32) -> (Path, Path, Path) {
    let front = Path::at(-neck, 2.0)
        .curve((-neck * 0.9, depth * 0.95), (-neck * 0.4, depth), (0.0, depth))
        .curve((neck * 0.4, depth), (neck * 0.9, depth * 0.95), (neck, 2.0));
    let back = Path::at(-neck, 2.0).bend((0.0, 34.0), (neck, 2.0));
    let hole = front.clone().bend((0.0, 34.0), (-neck, 2.0)).close();
    (front, back, hole)
}

pub(super) fn collar_band(s: &mut Sheet, neck: f32, depth: f32, colour: Rgb, width: f32, inside: Rgb) {
    let (front, back, hole) = scoop(neck, depth);
    let dark = s.linear(
        (0.0, 0.0),
        (0.0, depth),
        &[(0.0, tint(inside, -0.26), 1.0), (1.0, tint(inside, -0.5), 1.0)],
    );
    s.fill(&hole, dark);
    s.stroke(&back, ink(tint(colour, -0.24), 1.0), width);
    s.feather(front.shifted(2.0, width * 0.5), BLACK, 0.24, width * 0.8);
    s.stroke(&front, ink(tint(colour, -0.14), 1.0), width);
    s.stroke(front.shifted(-1.0, -2.0), ink(tint(colour, 0.06), 1.0), width * 0.7);
    for i in 1..30 {
        let t = i as f32 / 30.0 * 2.0 - 1.0;
        let (x, y) =
            (neck * t * (1.0 + 0.1 * (1.0 - t * t)), 2.0 + (depth - 2.0) * (1.0 - t.abs().powf(2.6)));
        s.stroke(
            Path::at(x * 0.97, y - width * 0.42).to(x * 1.04, y + width * 0.42),
            ink(tint(colour, -0.4), 0.32),
            2.4,
        );
    }
}

pub fn hanger(s: &mut Sheet, reach: f32) {
    let hook = Path::at(0.0, 10.0).to(0.0, -46.0).curve((0.0, -74.0), (44.0, -78.0), (44.0, -112.0)).curve(
        (44.0, -154.0),
        (-26.0, -160.0),
        (-30.0, -114.0),
    );
    s.feather(hook.shifted(12.0, 16.0), BLACK, 0.18, 22.0);
    cord(s, &hook, 9.0, Stuff::metal(STEEL));
    let bar = Path::at(-reach, 62.0)
        .bend((-reach * 0.3, 12.0), (0.0, 8.0))
        .bend((reach * 0.3, 12.0), (reach, 62.0));
    cord(s, &bar, 26.0, Stuff::satin(OAK));
}

pub(super) fn buttons(s: &mut Sheet, x: f32, from: f32, to: f32, count: usize, colour: Rgb, size: f32) {
    for i in 0..count {
        let y = from + (to - from) * i as f32 / (count.max(2) - 1) as f32;
        s.glow((x + 2.0, y + 4.0), (size * 1.7, size * 1.7), BLACK, 0.32);
        disc(s, (x, y), (size, size), Stuff::satin(colour));
        for (dx, dy) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            s.fill(
                Path::ellipse(x + dx * size * 0.26, y + dy * size * 0.26, size * 0.13, size * 0.13),
                ink(tint(colour, -0.6), 0.9),
            );
        }
    }
}
