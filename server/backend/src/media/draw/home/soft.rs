//! Cushions, blankets, and the clock above them.

use std::f32::consts::TAU;

use super::cloth::{fold, piece, piece_with, seam};
use super::colour::{BLACK, CREAM, METALS, OAK, Rgb, WHITE, ink, lightness, mix, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord, disc};
use super::subject::Frame;

pub fn cushion(s: &mut Sheet) -> Frame {
    let wide = s.dice.chance(0.35);
    let (w, h) = if wide { (440.0, 290.0) } else { (370.0, 365.0) };
    let kind = s.dice.below(5);
    let trim = mix(s.base, if lightness(s.base) > 0.6 { BLACK } else { CREAM }, 0.55);
    let bow = -h * 0.11;
    let shape =
        Path::bowed(&[(-w, -h, 40.0, bow), (w, -h, 40.0, bow), (w, h, 40.0, bow), (-w, h, 40.0, bow)]);
    s.cast(&shape, 44.0);
    let tassels = kind == 3 || s.dice.chance(0.2);
    if tassels {
        for (x, y) in [(-w, -h), (w, -h), (w, h), (-w, h)] {
            for k in -2..=2 {
                let (dx, dy) = (x.signum() * (34.0 - 9.0 * k as f32), y.signum() * (34.0 + 9.0 * k as f32));
                s.stroke(
                    Path::at(x * 0.97, y * 0.97).to(x + dx, y + dy),
                    ink(tint(trim, 0.05 * k as f32), 1.0),
                    6.0,
                );
            }
        }
    }
    let colour = s.base;
    let turned = s.view == 1;
    piece_with(s, &shape, colour, 190.0, |s| {
        match kind {
            _ if turned => {
                // The back: a zip under its flap.
                seam(s, &Path::at(-w, h * 0.5).bend((0.0, h * 0.56), (w, h * 0.5)), colour);
                s.stitch(
                    Path::at(-w, h * 0.5 + 26.0).bend((0.0, h * 0.56 + 26.0), (w, h * 0.5 + 26.0)),
                    tint(colour, 0.4),
                    0.7,
                );
            }
            0 => {
                for i in -7..=7 {
                    let x = i as f32 * w / 7.0;
                    let line = Path::at(x * 1.02, -h).bend((x * 1.12, 0.0), (x * 1.02, h));
                    s.stroke(&line, ink(trim, 0.85), if i % 2 == 0 { 20.0 } else { 7.0 });
                }
            }
            1 => {
                for i in -9..=9 {
                    let k = i as f32 * 84.0;
                    s.stroke(
                        Path::at(-w, k - w).bend((0.0, k), (w, k + w)),
                        ink(tint(colour, -0.35), 0.45),
                        5.0,
                    );
                    s.stroke(
                        Path::at(-w, k + w).bend((0.0, k), (w, k - w)),
                        ink(tint(colour, -0.35), 0.45),
                        5.0,
                    );
                }
            }
            2 => corduroy(s, (w, h), colour),
            _ => (),
        }
        for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            for (a, b) in [(0.66, 0.4), (0.42, 0.62)] {
                let line = Path::at(x * w * 0.98, y * h * 0.98)
                    .bend((x * w * 0.8, y * h * 0.84), (x * w * a, y * h * b));
                fold(s, &line, 60.0, 0.42);
            }
        }
        s.glow((-w * 0.2, -h * 0.25), (w * 0.7, h * 0.6), WHITE, 0.22);
        if kind == 4 && !turned {
            s.glow((6.0, 8.0), (120.0, 110.0), BLACK, 0.4);
            disc(s, (0.0, 0.0), (24.0, 24.0), Stuff::satin(trim));
        }
    });
    if kind < 2 || s.dice.chance(0.4) {
        cord(s, &shape, 11.0, Stuff::matte(if kind == 0 { trim } else { tint(colour, -0.1) }));
    }
    Frame::lying([-w - 20.0, -h - 20.0, w + 20.0, h + 20.0], (w * 0.62, -h * 0.6)).fill(0.94)
}

fn corduroy(s: &mut Sheet, (w, h): Point, colour: Rgb) {
    let count = (w / 9.0) as i32;
    for i in -count..=count {
        let x = i as f32 * 9.0;
        let line = Path::at(x, -h).bend((x * 1.08, 0.0), (x, h));
        s.stroke(&line, ink(tint(colour, -0.4), 0.4), 3.0);
        s.stroke(line.shifted(-3.5, 0.0), ink(tint(colour, 0.25), 0.25), 2.5);
    }
}

pub fn blanket(s: &mut Sheet) -> Frame {
    let layers = 3 + s.dice.below(3) as i32;
    let thick = s.dice.range(64.0, 84.0);
    let (w, depth) = (390.0, 120.0);
    let fringe = s.dice.chance(0.6);
    let kind = s.dice.below(3);
    let trim = mix(s.base, if lightness(s.base) > 0.6 { [120, 92, 70] } else { CREAM }, 0.6);
    let colour = s.base;
    s.ground(0.0, -10.0, w * 1.02, 60.0);
    let height = thick * layers as f32;
    for i in 0..layers {
        let y = -thick * i as f32;
        let (l, r) = (s.dice.range(-8.0, 8.0) - w, w + s.dice.range(-8.0, 8.0));
        let roll = Path::bowed(&[
            (l, y - thick, thick * 0.5, 3.0),
            (r, y - thick, thick * 0.5, 0.0),
            (r, y, thick * 0.5, 2.0),
            (l, y, thick * 0.5, 0.0),
        ]);
        s.clip(&roll, |s| {
            let round = [
                (0.0, tint(colour, -0.04), 1.0),
                (0.3, tint(colour, 0.1), 1.0),
                (0.7, tint(colour, -0.1), 1.0),
                (1.0, tint(colour, -0.36), 1.0),
            ];
            let paint = s.linear((0.0, y - thick), (0.0, y), &round);
            s.fill(&roll, paint);
            weave(s, (l, r), (y - thick, y), trim, kind);
            let side = s.linear(
                (l, 0.0),
                (r, 0.0),
                &[(0.0, BLACK, 0.12), (0.05, BLACK, 0.0), (0.7, BLACK, 0.0), (1.0, BLACK, 0.24)],
            );
            s.fill(&roll, side);
        });
        s.feather(Path::at(l + 20.0, y).to(r - 20.0, y), [26, 18, 16], 0.36, 14.0);
    }
    let y = -height;
    let top = Path::bowed(&[
        (-w * 0.88, y - depth, 30.0, 4.0),
        (w * 0.88, y - depth, 30.0, 0.0),
        (w, y + thick * 0.4, 44.0, 6.0),
        (-w, y + thick * 0.4, 44.0, 0.0),
    ]);
    s.clip(&top, |s| {
        let paint = s.linear(
            (-w * 0.4, y - depth),
            (w * 0.3, y + thick * 0.4),
            &[
                (0.0, tint(colour, 0.26), 1.0),
                (0.7, tint(colour, 0.08), 1.0),
                (1.0, tint(colour, -0.12), 1.0),
            ],
        );
        s.fill(&top, paint);
        weave(s, (-w, w), (y - depth, y + thick * 0.4), trim, kind);
        s.feather(&top, tint(colour, -0.6), 0.2, 26.0);
    });
    if fringe {
        let x0 = w * 0.28;
        let flap = Path::bowed(&[
            (x0, y - depth + 8.0, 20.0, 0.0),
            (w * 0.7, y - depth + 8.0, 20.0, 0.0),
            (w * 0.82, y + thick * 1.4, 10.0, 0.0),
            (x0 + 6.0, y + thick * 1.45, 10.0, 0.0),
        ]);
        s.feather(flap.shifted(10.0, 14.0), BLACK, 0.22, 34.0);
        piece_with(s, &flap, tint(colour, 0.06), 40.0, |s| {
            weave(s, (-w, w), (y - depth, y + thick * 1.5), trim, kind)
        });
        for i in 0..19 {
            let x = x0 + 14.0 + i as f32 * 11.6;
            let line = Path::at(x, y + thick * 1.4)
                .bend((x + 4.0, y + thick * 1.6), (x + s.dice.range(-8.0, 8.0), y + thick * 1.4 + 62.0));
            s.stroke(line, ink(tint(trim, if i % 2 == 0 { 0.0 } else { -0.16 }), 1.0), 6.0);
        }
    }
    Frame::standing([-w, y - depth, w, 10.0], (w * 0.5, y)).fill(0.9)
}

fn weave(s: &mut Sheet, (l, r): Point, (top, bottom): Point, trim: Rgb, kind: u64) {
    match kind {
        0 => {
            for x in [-0.62, -0.54, 0.4, 0.48, 0.56] {
                s.stroke(Path::at(r * x, top).to(r * x, bottom), ink(trim, 0.8), 15.0);
            }
        }
        1 => {
            let steps = ((r - l) / 13.0) as i32;
            for i in 0..steps {
                let x = l + i as f32 * 13.0;
                s.stroke(Path::at(x, top).to(x + 10.0, bottom), ink(BLACK, 0.08), 4.0);
            }
        }
        _ => {
            for i in -3..=3 {
                s.stroke(Path::at(i as f32 * 118.0, top).to(i as f32 * 118.0, bottom), ink(trim, 0.45), 42.0);
            }
            s.stroke(Path::at(l, (top + bottom) / 2.0).to(r, (top + bottom) / 2.0), ink(trim, 0.4), 20.0);
        }
    }
}

pub fn clock(s: &mut Sheet) -> Frame {
    let r = 400.0;
    let metal = s.dice.pick(METALS);
    let rim_stuff =
        s.dice.pick([Stuff::satin(OAK), Stuff::metal(metal), Stuff::satin(s.base), Stuff::satin(s.base)]);
    let face = if s.dice.chance(0.5) { s.base } else { tint(CREAM, 0.4) };
    let mark = if lightness(face) > 0.55 { [44, 40, 38] } else { CREAM };
    let accent = if face == s.base { mark } else { s.base };
    let style = s.dice.below(3);
    let (hours, minutes) = (s.dice.range(9.6, 10.6), s.dice.range(6.0, 13.0));
    s.cast(&Path::ellipse(0.0, 0.0, r, r), 44.0);
    if s.view == 1 {
        // The back: its case, the works and the hanger.
        disc(s, (0.0, 0.0), (r, r), rim_stuff);
        disc(s, (0.0, 0.0), (r * 0.9, r * 0.9), Stuff::matte(tint(CREAM, -0.08)));
        piece(s, &Path::rect(-100.0, -90.0, 200.0, 200.0, 18.0), [52, 50, 50], 30.0);
        disc(s, (0.0, 40.0), (34.0, 34.0), Stuff::satin([96, 94, 92]));
        let hook = Path::rect(-46.0, -250.0, 92.0, 60.0, 12.0);
        piece(s, &hook, tint(super::colour::STEEL, 0.1), 14.0);
        s.fill(Path::ellipse(0.0, -214.0, 12.0, 12.0), ink(BLACK, 0.7));
        return Frame::lying([-r, -r, r, r], (0.0, -60.0)).fill(0.9).turned(true);
    }
    disc(s, (0.0, 0.0), (r, r), rim_stuff);
    let inner = r * s.dice.range(0.88, 0.94);
    let paint = s.linear(
        (-r, -r),
        (r, r),
        &[(0.0, tint(face, -0.12), 1.0), (0.5, face, 1.0), (1.0, tint(face, 0.14), 1.0)],
    );
    s.fill(Path::ellipse(0.0, 0.0, inner, inner), paint);
    s.clip(Path::ellipse(0.0, 0.0, inner, inner), |s| {
        s.feather(Path::ellipse(14.0, 18.0, inner + 8.0, inner + 8.0), BLACK, 0.45, 60.0);
    });
    let polar = |angle: f32, far: f32| (far * (angle * TAU).sin(), -far * (angle * TAU).cos());
    for i in 0..if style == 2 { 12 } else { 60 } {
        let strong = style == 2 || i % 5 == 0;
        let angle = i as f32 / if style == 2 { 12.0 } else { 60.0 };
        let (a, b) = (polar(angle, inner * 0.93), polar(angle, inner * if strong { 0.82 } else { 0.9 }));
        if style == 1 && strong {
            let (x, y) = polar(angle, inner * 0.87);
            disc(s, (x, y), (13.0, 13.0), Stuff::satin(mark));
        } else if style != 1 || strong {
            s.stroke(Path::at(a.0, a.1).to(b.0, b.1), ink(mark, 0.92), if strong { 9.0 } else { 3.0 });
        }
    }
    for (angle, far, width, colour) in
        [(hours / 12.0, 0.5, 18.0, mark), (minutes / 60.0, 0.76, 12.0, mark), (0.58, 0.8, 4.0, accent)]
    {
        let (tip, tail) = (polar(angle, inner * far), polar(angle + 0.5, inner * 0.12));
        let hand = Path::at(tail.0, tail.1).to(tip.0, tip.1);
        s.feather(hand.shifted(7.0, 11.0), BLACK, 0.24, width * 1.6);
        s.stroke(&hand, ink(colour, 1.0), width);
    }
    disc(s, (0.0, 0.0), (20.0, 20.0), Stuff::metal(metal));
    s.glow((-r * 0.34, -r * 0.42), (r * 0.55, r * 0.4), WHITE, 0.2);
    Frame::lying([-r, -r, r, r], (r * 0.3, -r * 0.3)).fill(0.9)
}
