//! Vases and planters, and what grows in them.

use super::colour::{OAK, Rgb, ink, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Lathe, Stuff};
use super::subject::Frame;
use super::vessels::{Finish, finish_of, pot, rim, shine};

pub fn vase(s: &mut Sheet) -> Frame {
    let h = s.dice.range(620.0, 860.0);
    let r = s.dice.range(170.0, 250.0);
    // Radii at the lip, the neck, the shoulder, the belly and the foot.
    let shape = s.dice.pick([
        [0.42, 0.3, 0.86, 1.0, 0.55],
        [0.5, 0.46, 0.62, 1.0, 0.7],
        [0.24, 0.2, 0.24, 0.95, 0.72],
        [0.78, 0.7, 0.82, 0.92, 0.6],
        [0.9, 0.62, 0.5, 0.8, 0.5],
    ]);
    let shape = shape.map(|k| r * (k + s.dice.range(-0.03, 0.03)));
    let stuff = if s.dice.chance(0.5) { Stuff::matte(s.base) } else { Stuff::satin(s.base) };
    let stuff = if s.dice.chance(0.3) { stuff.fluted(22.0) } else { stuff };
    let finish = if stuff.flutes > 0.0 { Finish::Plain } else { finish_of(s) };
    let body = Lathe::thrown(
        &[
            (-h, shape[0]),
            (-h * 0.86, shape[1]),
            (-h * 0.62, shape[2]),
            (-h * 0.34, shape[3]),
            (-h * 0.08, shape[4] * 1.08),
            (0.0, shape[4] * 0.94),
        ],
        0.17,
    );
    let tall = s.view == 1 || s.dice.chance(0.3);
    s.ground(0.0, shape[4] * 0.1, shape[4] * 1.2, shape[4] * 0.26);
    body.mouth(s, -h, 10.0, stuff, None);
    if tall {
        branch(s, -h, shape[0] * 0.6);
    }
    pot(s, &body, (-h, 0.0), stuff, finish);
    shine(s, &body, (-h * 0.6, -h * 0.12), stuff.gloss * 0.35);
    s.stroke(rim(shape[0], -h, 0.17), ink(tint(s.base, 0.5), 0.6), 3.5);
    let top = if tall { -h - 430.0 } else { -h - shape[0] * 0.2 };
    let side = r * 1.04;
    Frame::standing([-side, top, side, shape[4] * 0.15], (0.0, -h * 0.72)).fill(0.94).turned(true)
}

/// Dry stems with leaves or seed heads, rising from `y`.
fn branch(s: &mut Sheet, y: f32, spread: f32) {
    let leaf = s.dice.pick([[142, 146, 112], [178, 152, 108], [126, 136, 118], [196, 176, 140]]);
    for i in 0..5 {
        let lean = (i as f32 - 2.0) * 0.5 + s.dice.range(-0.15, 0.15);
        let height = s.dice.range(290.0, 420.0);
        let stem = |t: f32| (spread * lean * 0.3 + lean * 110.0 * t * t, y + 12.0 - height * t);
        let points: Vec<Point> = (0..=6).map(|k| stem(k as f32 / 6.0)).collect();
        s.stroke(Path::through(&points), ink(tint(leaf, -0.3), 1.0), 4.0);
        for k in 3..=12 {
            let (x, y) = stem(k as f32 / 12.0);
            let side = if k % 2 == 0 { 1.0 } else { -1.0 };
            let (dx, dy) = (side * (46.0 - 2.0 * k as f32), -30.0);
            let blade = Path::at(x, y)
                .bend((x + dx * 0.2, y + dy * 1.1), (x + dx, y + dy * 1.25))
                .bend((x + dx * 0.9, y + dy * 0.1), (x, y))
                .close();
            s.fill(blade, ink(tint(leaf, if side < 0.0 { 0.12 } else { -0.1 }), 1.0));
        }
    }
}

pub fn planter(s: &mut Sheet) -> Frame {
    let r = s.dice.range(200.0, 255.0);
    let h = s.dice.range(330.0, 430.0);
    let foot = r * s.dice.range(0.68, 0.95);
    let legs = s.dice.chance(0.35);
    let finish = finish_of(s);
    let stuff = Stuff::matte(s.base);
    let stuff = if s.dice.chance(0.3) { stuff.fluted(28.0) } else { stuff };
    let finish = if stuff.flutes > 0.0 { Finish::Plain } else { finish };
    let lift = if legs { 120.0 } else { 0.0 };
    s.ground(0.0, r * 0.1, foot * 1.05, foot * 0.26);
    if legs {
        for (x, k) in [(-0.72, 0.0), (0.72, 0.0), (-0.5, 26.0), (0.5, 26.0)] {
            super::solid::rod(s, (x * r, -h * 0.5), (x * r * 1.12, k), (26.0, 18.0), Stuff::matte(OAK));
        }
    }
    let body = Lathe::turned(
        &[(-h - lift, r), (-h * 0.5 - lift, (r + foot) / 2.0), (-12.0 - lift, foot), (-lift, foot - 12.0)],
        0.2,
    );
    body.mouth(s, -h - lift, 16.0, Stuff::matte(s.base), Some((20.0, [74, 58, 46])));
    let wide = foliage(s, -h - lift + 10.0, r);
    pot(s, &body, (-h - lift, -lift), stuff, finish);
    s.stroke(rim(r, -h - lift, 0.2), ink(tint(s.base, 0.5), 0.6), 4.0);
    let half = wide.max(r * 1.05);
    Frame::standing([-half, -h - lift - 520.0, half, r * 0.14], (r * 0.1, -h - lift - 20.0))
}

/// A plant in the pot; answers how far it reaches to each side.
fn foliage(s: &mut Sheet, y: f32, r: f32) -> f32 {
    let green: Rgb = s.dice.pick([[88, 116, 82], [74, 104, 92], [112, 132, 84], [96, 122, 104]]);
    let kind = s.dice.below(3);
    let count = if kind == 1 { 15 } else { 11 };
    for i in 0..count {
        let t = i as f32 / (count - 1) as f32;
        let order = if i % 2 == 0 { t } else { 1.0 - t };
        let lean = (order - 0.5) * if kind == 1 { 1.5 } else { 2.3 } + s.dice.range(-0.1, 0.1);
        let length = s.dice.range(360.0, 500.0) * (1.0 - 0.22 * lean.abs());
        let (root, tip) = ((lean * r * 0.3, y + 12.0), (lean * 260.0, y - length * (lean * 0.75).cos()));
        let wide = match kind {
            1 => 20.0,
            _ => s.dice.range(58.0, 84.0),
        };
        let middle = ((root.0 + tip.0) / 2.0 - lean * 30.0, (root.1 + tip.1) / 2.0 - 30.0);
        let shade = tint(green, -0.22 + 0.5 * (i as f32 / count as f32));
        if kind == 2 {
            s.stroke(Path::at(root.0, root.1).bend(middle, tip), ink(tint(green, -0.3), 1.0), 7.0);
        }
        let start =
            if kind == 2 { ((root.0 + tip.0 * 1.4) / 2.4, (root.1 + tip.1 * 1.4) / 2.4) } else { root };
        let leaf = Path::at(start.0, start.1)
            .bend((middle.0 - wide, middle.1 - wide * 0.3), tip)
            .bend((middle.0 + wide, middle.1 + wide * 0.3), start)
            .close();
        let paint = s.linear(
            (middle.0 - wide * 0.6, middle.1),
            (middle.0 + wide * 0.6, middle.1 + wide * 0.2),
            &[
                (0.0, tint(shade, 0.22), 1.0),
                (0.48, tint(shade, 0.04), 1.0),
                (0.52, tint(shade, -0.08), 1.0),
                (1.0, tint(shade, -0.3), 1.0),
            ],
        );
        s.fill(&leaf, paint);
        s.stroke(Path::at(start.0, start.1).bend(middle, tip), ink(tint(green, 0.4), 0.5), 2.0);
    }
    320.0
}
