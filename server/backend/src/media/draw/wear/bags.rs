//! Bags and belts.

use super::cloth::{fold, piece, piece_with, seam};
use super::colour::{BLACK, BRASS, CREAM, METALS, STEEL, TAN, WALNUT, ink, tint};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Stuff, cord, disc, rod};
use super::subject::Frame;

pub fn bag(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let leather = s.dice.pick([TAN, WALNUT, colour, tint(colour, -0.3)]);
    let metal = s.dice.pick(METALS);
    let kind = s.dice.below(3);
    let (w, h) = [(350.0, 620.0), (370.0, 440.0), (330.0, 390.0)][kind as usize];
    let w = w * s.dice.range(0.94, 1.06);
    s.ground(0.0, 0.0, w * 0.95, 52.0);
    let loops = s.dice.range(250.0, 330.0);
    let arch = |x: f32, rise: f32, y: f32| {
        Path::at(-x, y).curve((-x - 10.0, y - rise), (x + 10.0, y - rise), (x, y))
    };
    let strap = if kind == 2 { leather } else { tint(leather, -0.12) };
    cord(
        s,
        &arch(w * 0.44, loops * if kind == 2 { 1.9 } else { 1.28 }, -h + 30.0).shifted(10.0, -12.0),
        22.0,
        Stuff::satin(tint(strap, -0.22)),
    );
    let flare = if kind == 0 { 1.1 } else { 0.92 };
    let body = Path::bowed(&[
        (-w * flare, -h, 22.0, if kind == 0 { -14.0 } else { 6.0 }),
        (w * flare, -h, 22.0, 10.0),
        (w, 0.0, 50.0, 8.0),
        (-w, 0.0, 50.0, 10.0),
    ]);
    if kind == 0 {
        // The far edge of an open tote.
        let mouth = Path::bowed(&[
            (-w * 1.09, -h + 6.0, 10.0, 16.0),
            (w * 1.09, -h + 6.0, 10.0, 0.0),
            (w, -h + 40.0, 20.0, 0.0),
            (-w, -h + 40.0, 20.0, 0.0),
        ]);
        s.fill(mouth, ink(tint(colour, -0.55), 1.0));
    }
    piece_with(s, &body, colour, 110.0, |s| {
        for sign in [-1.0, 1.0] {
            fold(
                s,
                &Path::at(sign * w * 0.86, -h * 0.1)
                    .bend((sign * w * 0.66, -h * 0.4), (sign * w * 0.74, -h * 0.86)),
                70.0,
                0.6,
            );
        }
        if kind == 0 {
            let low = Path::at(-w * 1.1, -h * 0.22)
                .bend((0.0, -h * 0.2), (w * 1.1, -h * 0.22))
                .to(w * 1.1, 30.0)
                .to(-w * 1.1, 30.0)
                .close();
            s.fill(&low, ink(leather, 1.0));
            s.stitch(Path::at(-w, -h * 0.2).bend((0.0, -h * 0.18), (w, -h * 0.2)), CREAM, 0.6);
            seam(s, &Path::at(-w * 1.1, -h + 46.0).bend((0.0, -h + 62.0), (w * 1.1, -h + 46.0)), colour);
        } else if kind == 1 {
            seam(s, &Path::at(0.0, -h).to(0.0, 0.0).shifted(-w * 0.5, 0.0), colour);
            seam(s, &Path::at(w * 0.5, -h).to(w * 0.5, 0.0), colour);
        }
    });
    if kind == 2 {
        let flap = Path::at(0.0, -h - 10.0)
            .to(w * 0.9, -h - 10.0)
            .curve((w * 1.04, -h * 0.7), (w * 0.98, -h * 0.34), (w * 0.6, -h * 0.34))
            .to(0.0, -h * 0.34)
            .symmetric();
        s.feather(flap.shifted(6.0, 16.0), BLACK, 0.3, 46.0);
        piece_with(s, &flap, tint(colour, 0.03), 70.0, |s| {
            s.stitch(Path::at(-w * 0.58, -h * 0.37).to(w * 0.58, -h * 0.37), tint(colour, 0.5), 0.5)
        });
        if s.view != 1 {
            piece(s, &Path::rect(-44.0, -h * 0.44, 88.0, 74.0, 10.0), metal, 24.0);
            s.fill(Path::rect(-9.0, -h * 0.4, 18.0, 36.0, 6.0), ink(BLACK, 0.6));
        }
    } else {
        for sign in [-1.0, 1.0_f32] {
            let x = sign * w * 0.44;
            piece(s, &Path::rect(x - 23.0, -h + 4.0, 46.0, 108.0, 12.0), leather, 18.0);
            s.stitch(Path::rect(x - 16.0, -h + 14.0, 32.0, 88.0, 8.0), CREAM, 0.6);
            disc(s, (x, -h + 86.0), (8.0, 8.0), Stuff::metal(metal));
        }
        let front = arch(w * 0.44, loops * 1.28, -h + 22.0);
        s.feather(front.shifted(8.0, 10.0), BLACK, 0.14, 30.0);
        cord(s, &front, 25.0, Stuff::satin(leather));
        if kind == 1 {
            rod(s, (-w * 0.84, -h + 4.0), (w * 0.84, -h + 4.0), (13.0, 13.0), Stuff::metal(metal));
        }
    }
    let top = -h - loops * if kind == 2 { 1.42 } else { 0.95 };
    Frame::standing([-w * 1.1, top, w * 1.1, 16.0], (w * 0.4, -h + 60.0))
}

pub fn belt(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let metal = s.dice.pick([STEEL, BRASS, BRASS, STEEL]);
    let width = s.dice.range(66.0, 88.0);
    let woven = s.dice.chance(0.3);
    let turns = 3 + s.dice.below(2) as usize;
    let square = s.dice.chance(0.6);
    // Rolled up, seen from above its edge: rings of leather, then the tail and the buckle.
    let (rx, depth) = (250.0, width * 1.9);
    s.ground(0.0, -14.0, rx * 1.15, 64.0);
    for i in 0..turns {
        let k = 1.0 - i as f32 * 0.12;
        let y = -depth;
        let outer = Path::ellipse(0.0, y, rx * k, 84.0 * k);
        s.fill(&outer, ink(tint(colour, -0.3), 1.0));
        s.stroke(&outer, ink(tint(colour, 0.12), 1.0), 12.0);
        s.stroke(Path::ellipse(0.0, y, rx * k, 84.0 * k), ink(tint(colour, -0.4), 0.6), 2.0);
    }
    let k = 1.0 - turns as f32 * 0.12;
    let hole = Path::ellipse(0.0, -depth, rx * k, 84.0 * k);
    let deep = s.linear(
        (-rx * k, 0.0),
        (rx * k, 0.0),
        &[(0.0, tint(colour, -0.75), 1.0), (1.0, tint(colour, -0.45), 1.0)],
    );
    s.fill(hole, deep);
    let wall = super::solid::Lathe::turned(&[(-depth, rx + 7.0), (0.0, rx + 7.0)], 0.34);
    wall.paint(s, (-depth, 0.0), Stuff::satin(colour));
    let line = |y: f32| -> Path {
        Path::through(
            &(0..=20).map(|i| wall.point(y, (i as f32 / 10.0 - 1.0).clamp(-1.0, 1.0))).collect::<Vec<_>>(),
        )
    };
    for y in [-depth + 14.0, -14.0] {
        s.stitch(line(y), tint(colour, 0.5), 0.75);
    }
    if woven {
        for i in -12..=12 {
            let f = (i as f32 / 8.6).sin();
            let (a, b) = (wall.point(-depth + 24.0, f), wall.point(-24.0, (f + 0.12).min(1.0)));
            s.stroke(Path::at(a.0, a.1).to(b.0, b.1), ink(tint(colour, -0.5), 0.5), 5.0);
            let (a, b) = (wall.point(-24.0, f), wall.point(-depth + 24.0, (f + 0.12).min(1.0)));
            s.stroke(Path::at(a.0, a.1).to(b.0, b.1), ink(tint(colour, 0.3), 0.35), 5.0);
        }
    }
    let (x, y) = (20.0, -depth / 2.0 + 88.0);
    let keeper = wall.patch((-depth - 4.0, 4.0), (-0.42, -0.32));
    s.feather(keeper.shifted(6.0, 2.0), BLACK, 0.3, 16.0);
    s.fill(&keeper, ink(tint(colour, -0.12), 1.0));
    let frame = if square {
        Path::rect(x - 84.0, y - depth * 0.66, 168.0, depth * 1.32, 26.0)
    } else {
        Path::ellipse(x, y, 96.0, depth * 0.68)
    };
    s.feather(frame.shifted(8.0, 10.0), BLACK, 0.34, 34.0);
    cord(s, &frame, 20.0, Stuff::metal(metal));
    if s.view != 1 {
        rod(s, (x - 86.0, y + 2.0), (x + 92.0, y - 2.0), (16.0, 13.0), Stuff::metal(metal));
    }
    for i in 0..4 {
        let (x, y) = wall.point(-depth / 2.0, 0.5 + 0.12 * i as f32);
        s.fill(Path::ellipse(x, y, 7.0, 9.0), ink(BLACK, 0.75));
    }
    Frame::standing([-rx - 14.0, -depth - 110.0, rx + 14.0, 96.0], (x, y - 20.0)).fill(0.8)
}
