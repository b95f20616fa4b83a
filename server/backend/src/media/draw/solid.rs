//! Solids: bodies turned on a lathe, rods, cords and boards, each shaded by where the light comes
//! from (upper left, in front).

use super::colour::{Rgb, WHITE, ink, tint};
use super::paint::{Sheet, Stop};
use super::path::{Path, Point};

/// What a surface is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stuff {
    pub(super) colour: Rgb,
    /// From 0 (plaster) to 1 (polished metal).
    pub(super) gloss: f32,
    /// Vertical flutes around the body, 0 for none.
    pub(super) flutes: f32,
}

impl Stuff {
    pub(super) fn matte(colour: Rgb) -> Self {
        Self { colour, gloss: 0.06, flutes: 0.0 }
    }

    pub(super) fn satin(colour: Rgb) -> Self {
        Self { colour, gloss: 0.3, flutes: 0.0 }
    }

    pub(super) fn glossy(colour: Rgb) -> Self {
        Self { colour, gloss: 0.65, flutes: 0.0 }
    }

    pub(super) fn metal(colour: Rgb) -> Self {
        Self { colour, gloss: 1.0, flutes: 0.0 }
    }

    pub(super) fn fluted(self, flutes: f32) -> Self {
        Self { flutes, ..self }
    }

    /// The colour at `across` of a round body, from -1 (left edge) to 1 (right edge).
    pub(super) fn lit(&self, across: f32) -> Rgb {
        let f = across.clamp(-1.0, 1.0);
        let mut facing = (1.0 - f * f).sqrt();
        let mut f_lit = f;
        if self.flutes > 0.0 {
            let angle = f.asin() + 0.22 * (f.asin() * self.flutes).sin();
            (f_lit, facing) = (angle.sin(), angle.cos());
        }
        let diffuse = (0.83 * facing - 0.56 * f_lit).max(0.0);
        let bounce = ((f - 0.72) / 0.28).clamp(0.0, 1.0).powi(2);
        let near = |at: f32, width: f32| (-((f_lit - at) / width).powi(2)).exp();
        let mut k = 0.42 * diffuse - 0.38 + bounce * (0.1 + 0.1 * self.gloss);
        if self.gloss > 0.8 {
            // Metal mirrors the studio: a dark band beside each bright one.
            k += 0.62 * near(-0.46, 0.2) - 0.3 * near(-0.9, 0.16) - 0.42 * near(0.34, 0.3)
                + 0.4 * near(0.78, 0.12);
        } else {
            k += self.gloss * 0.5 * near(-0.52, 0.2);
        }
        tint(self.colour, k)
    }
}

/// A body of revolution about x = 0: radii at heights, from the top down.
#[derive(Debug, Clone)]
pub(super) struct Lathe {
    rings: Vec<Point>,
    /// How much of a circle the camera sees from above: 0 none, 1 all.
    pub(super) tilt: f32,
}

impl Lathe {
    /// Straight between rings `(y, radius)`.
    pub(super) fn turned(rings: &[Point], tilt: f32) -> Self {
        Self { rings: rings.to_vec(), tilt }
    }

    /// Smooth through rings `(y, radius)`.
    pub(super) fn thrown(rings: &[Point], tilt: f32) -> Self {
        let mut out = Vec::new();
        let get = |i: isize| rings[i.clamp(0, rings.len() as isize - 1) as usize];
        for i in 0..rings.len() as isize - 1 {
            let (p, q, r, s) = (get(i - 1), get(i), get(i + 1), get(i + 2));
            for step in 0..12 {
                let t = step as f32 / 12.0;
                let blend = |p: f32, q: f32, r: f32, s: f32| {
                    0.5 * (2.0 * q
                        + (r - p) * t
                        + (2.0 * p - 5.0 * q + 4.0 * r - s) * t * t
                        + (3.0 * q - p - 3.0 * r + s) * t * t * t)
                };
                out.push((blend(p.0, q.0, r.0, s.0), blend(p.1, q.1, r.1, s.1).max(0.0)));
            }
        }
        out.push(get(rings.len() as isize - 1));
        Self { rings: out, tilt }
    }

    pub(super) fn radius(&self, y: f32) -> f32 {
        let at = self.rings.partition_point(|ring| ring.0 < y);
        match (at.checked_sub(1).and_then(|i| self.rings.get(i)), self.rings.get(at)) {
            (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (y - a.0) / (b.0 - a.0).max(0.01),
            (Some(ring), None) | (None, Some(ring)) => ring.1,
            (None, None) => 0.0,
        }
    }

    /// The point of the front surface at height `y` and `across` (-1 to 1).
    pub(super) fn point(&self, y: f32, across: f32) -> Point {
        let r = self.radius(y);
        (r * across, y + self.tilt * r * (1.0 - across * across).max(0.0).sqrt())
    }

    fn between(&self, top: f32, bottom: f32) -> Vec<f32> {
        let mut ys = vec![top];
        ys.extend(self.rings.iter().map(|ring| ring.0).filter(|y| *y > top + 0.3 && *y < bottom - 0.3));
        ys.push(bottom);
        ys
    }

    /// The front of the body between two heights, cut to `from..to` across.
    pub(super) fn patch(&self, (top, bottom): Point, (from, to): Point) -> Path {
        let ys = self.between(top, bottom);
        let arc = |y: f32, back: bool| {
            let n = (((to - from) * 14.0) as usize).clamp(2, 26);
            (1..n).map(move |i| {
                let t = i as f32 / n as f32;
                let t = if back { 1.0 - t } else { t };
                // Even in angle: the rim bends most at its ends.
                let (a, b) = (from.asin(), to.asin());
                (y, (a + (b - a) * t).sin())
            })
        };
        let start = self.point(top, from);
        let mut path = Path::at(start.0, start.1);
        let left = ys.iter().skip(1).map(|y| (*y, from));
        let right = ys.iter().rev().map(|y| (*y, to));
        for (y, f) in left.chain(arc(bottom, false)).chain(right).chain(arc(top, true)) {
            let p = self.point(y, f);
            path = path.to(p.0, p.1);
        }
        path.close()
    }

    /// Paints the front between two heights.
    pub(super) fn paint(&self, s: &mut Sheet, (top, bottom): Point, stuff: Stuff) {
        let (slim, wide) = self.spread((top, bottom));
        if stuff.flutes == 0.0 && slim > wide * 0.86 {
            // Nearly a cylinder: one gradient is smoother than strips.
            let stops: Vec<Stop> = (0..=28)
                .map(|i| {
                    let across = i as f32 / 14.0 - 1.0;
                    (i as f32 / 28.0, stuff.lit(across), 1.0)
                })
                .collect();
            let paint = s.linear((-wide, 0.0), (wide, 0.0), &stops);
            s.fill(self.patch((top, bottom), (-1.0, 1.0)), paint);
            self.slope(s, (top, bottom));
            return;
        }
        let strips = if stuff.flutes > 0.0 { 110 } else { 64 };
        let edge = |i: usize| {
            let t = i as f32 / strips as f32;
            (-std::f32::consts::FRAC_PI_2 * (1.0 - 2.0 * t)).sin()
        };
        for i in 0..strips {
            // Each strip reaches under the next, so that no seam shows.
            let (from, to) = (edge(i), edge((i + 2).min(strips)));
            let colour = stuff.lit((from + edge(i + 1)) / 2.0);
            s.fill(self.patch((top, bottom), (from, to)), ink(colour, 1.0));
        }
        self.slope(s, (top, bottom));
    }

    /// The least and the greatest radius between two heights.
    fn spread(&self, (top, bottom): Point) -> Point {
        let radii = self.between(top, bottom).into_iter().map(|y| self.radius(y));
        radii.fold((f32::MAX, 0.0), |(slim, wide), r| (slim.min(r), wide.max(r)))
    }

    /// What faces up is lighter, what faces down darker.
    fn slope(&self, s: &mut Sheet, (top, bottom): Point) {
        let n = 18;
        let height = (bottom - top).max(1.0);
        let stops: Vec<Stop> = (0..=n)
            .map(|i| {
                let t = i as f32 / n as f32;
                let (y, d) = (top + height * t, height * 0.02 + 0.5);
                let lean = (self.radius(y + d) - self.radius(y - d)) / (2.0 * d);
                let lean = (lean / (1.0 + lean * lean).sqrt()).clamp(-1.0, 1.0);
                let shade = -lean * 0.42 + 0.1 * t * t;
                match shade {
                    k if k < 0.0 => (t, WHITE, -k * 0.7),
                    k => (t, [30, 22, 18], k * 0.8),
                }
            })
            .collect();
        let paint = s.linear((0.0, top), (0.0, bottom), &stops);
        s.fill(self.patch((top, bottom), (-1.0, 1.0)), paint);
    }

    /// The disc that closes the body at `y`, seen from above.
    pub(super) fn lid(&self, s: &mut Sheet, y: f32, stuff: Stuff) {
        let r = self.radius(y);
        disc(s, (0.0, y), (r, r * self.tilt), stuff);
    }

    /// An open rim at `y`: its lip, `wall` thick, and the inside, filled `depth` below the rim if
    /// `filling` says with what.
    pub(super) fn mouth(&self, s: &mut Sheet, y: f32, wall: f32, stuff: Stuff, filling: Option<(f32, Rgb)>) {
        let r = self.radius(y);
        let lip = s.linear(
            (-r, y),
            (r, y),
            &[
                (0.0, tint(stuff.colour, -0.02), 1.0),
                (0.3, tint(stuff.colour, 0.4), 1.0),
                (1.0, tint(stuff.colour, -0.14), 1.0),
            ],
        );
        let outer = Path::ellipse(0.0, y, r, r * self.tilt);
        s.fill(&outer, lip);
        let (rx, ry) = (r - wall, (r - wall) * self.tilt);
        let inner = Path::ellipse(0.0, y + wall * 0.06, rx, ry);
        let inside = s.linear(
            (-rx, y - ry * 0.4),
            (rx, y + ry * 0.4),
            &[
                (0.0, tint(stuff.colour, -0.55), 1.0),
                (0.45, tint(stuff.colour, -0.32), 1.0),
                (1.0, tint(stuff.colour, -0.08), 1.0),
            ],
        );
        s.fill(&inner, inside);
        if let Some((depth, colour)) = filling {
            s.clip(&inner, |s| {
                let top = Path::ellipse(0.0, y + depth, rx * 0.985, ry * 0.985);
                let sheen = s.linear(
                    (-rx, y),
                    (rx, y + ry),
                    &[
                        (0.0, tint(colour, -0.12), 1.0),
                        (0.6, tint(colour, 0.02), 1.0),
                        (1.0, tint(colour, 0.2), 1.0),
                    ],
                );
                s.fill(&top, sheen);
                s.stroke(&top, ink(tint(colour, 0.35), 0.5), 2.5);
            });
        }
        s.stroke(&outer, ink(tint(stuff.colour, 0.5), 0.35), 1.6);
    }
}

/// A round flat face seen at a slant.
pub(super) fn disc(s: &mut Sheet, c: Point, r: Point, stuff: Stuff) {
    let (a, b) = ((c.0 - r.0, c.1 - r.1), (c.0 + r.0, c.1 + r.1));
    let g = stuff.gloss;
    let paint = s.linear(
        a,
        b,
        &[
            (0.0, tint(stuff.colour, 0.12 + 0.3 * g), 1.0),
            (0.45, tint(stuff.colour, 0.06), 1.0),
            (1.0, tint(stuff.colour, -0.1 - 0.1 * g), 1.0),
        ],
    );
    let edge = Path::ellipse(c.0, c.1, r.0, r.1);
    s.fill(&edge, paint);
    s.stroke(&edge, ink(tint(stuff.colour, 0.45), 0.45), 1.6);
}

/// A straight round bar from `a` to `b`, as wide as given at each end.
pub(super) fn rod(s: &mut Sheet, a: Point, b: Point, (wa, wb): Point, stuff: Stuff) {
    let length = (b.0 - a.0).hypot(b.1 - a.1).max(0.01);
    // The normal that points to the left or up, towards the light.
    let mut n = ((b.1 - a.1) / length, -(b.0 - a.0) / length);
    if n.0 + 0.8 * n.1 > 0.0 {
        n = (-n.0, -n.1);
    }
    let w = wa.max(wb) / 2.0;
    let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let stops: Vec<Stop> = (0..=14)
        .map(|i| {
            let t = i as f32 / 14.0;
            (t, stuff.lit(2.0 * t - 1.0), 1.0)
        })
        .collect();
    let paint =
        s.linear((middle.0 + n.0 * w, middle.1 + n.1 * w), (middle.0 - n.0 * w, middle.1 - n.1 * w), &stops);
    let side = |p: Point, w: f32, sign: f32| (p.0 + sign * n.0 * w / 2.0, p.1 + sign * n.1 * w / 2.0);
    let shape = [side(a, wa, 1.0), side(b, wb, 1.0), side(b, wb, -1.0), side(a, wa, -1.0)];
    s.fill(Path::rounded(&shape, wa.min(wb) * 0.24), paint);
}

/// A round cord along a path: handles, straps, wires.
pub(super) fn cord(s: &mut Sheet, path: &Path, width: f32, stuff: Stuff) {
    let n = 7;
    for i in 0..n {
        let t = i as f32 / (n - 1) as f32;
        let k = -0.34 + 0.4 * t + stuff.gloss * 0.3 * t * t * t;
        let shift = width * 0.17 * t;
        let colour = ink(tint(stuff.colour, k), 1.0);
        s.stroke(path.shifted(-shift, -shift), colour, width * (1.0 - 0.86 * t).max(0.1));
    }
}
