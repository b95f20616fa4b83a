//! Watches and glasses.

use std::f32::consts::TAU;

use super::cloth::piece_with;
use super::colour::{BLACK, BRASS, CREAM, METALS, Rgb, STEEL, WHITE, ink, lightness, tint};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Stuff, cord, disc, rod};
use super::subject::Frame;

pub fn watch(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let metal = s.dice.pick(METALS);
    let face = s.dice.pick([CREAM, [40, 42, 48], tint(colour, -0.3), [226, 228, 228]]);
    let mesh = s.dice.chance(0.3);
    let sub = s.dice.chance(0.4);
    let r = s.dice.range(176.0, 200.0);
    let (near, far) = (r * 0.6, r * 0.46);
    for sign in [-1.0, 1.0_f32] {
        let strap = Path::bowed(&[
            (-near, sign * r * 0.8, 6.0, 0.0),
            (near, sign * r * 0.8, 6.0, 0.0),
            (far, sign * 500.0, if sign > 0.0 { 70.0 } else { 12.0 }, 0.0),
            (-far, sign * 500.0, if sign > 0.0 { 70.0 } else { 12.0 }, 0.0),
        ]);
        s.cast(&strap, 22.0);
        piece_with(s, &strap, if mesh { metal } else { colour }, 56.0, |s| {
            if mesh {
                for i in 0..52 {
                    let y = sign * (r * 0.8 + i as f32 * 10.0);
                    s.stroke(
                        Path::at(-near, y).to(near, y),
                        ink(tint(metal, if i % 2 == 0 { -0.35 } else { 0.4 }), 0.5),
                        4.0,
                    );
                }
            }
            s.glow((0.0, sign * r * 0.9), (near * 1.3, 90.0), BLACK, 0.45);
        });
        if !mesh {
            for x in [-0.82, 0.82] {
                s.stitch(Path::at(x * near, sign * r).to(x * far, sign * 462.0), tint(colour, 0.5), 0.7);
            }
            if sign > 0.0 {
                for i in 0..5 {
                    s.fill(Path::ellipse(0.0, 300.0 + i as f32 * 36.0, 9.0, 7.0), ink(BLACK, 0.7));
                }
            }
        }
    }
    let buckle = Path::rect(-far - 24.0, -560.0, far * 2.0 + 48.0, 84.0, 20.0);
    s.feather(buckle.shifted(6.0, 9.0), BLACK, 0.3, 24.0);
    cord(s, &buckle, 17.0, Stuff::metal(metal));
    rod(s, (0.0, -554.0), (0.0, -470.0), (13.0, 13.0), Stuff::metal(metal));
    s.cast(&Path::ellipse(0.0, 0.0, r, r), 30.0);
    rod(s, (r - 6.0, 0.0), (r + 36.0, 0.0), (38.0, 34.0), Stuff::metal(metal));
    disc(s, (0.0, 0.0), (r + 6.0, r + 6.0), Stuff::metal(tint(metal, -0.2)));
    let bezel = s.linear(
        (-r, -r),
        (r, r),
        &[
            (0.0, tint(metal, 0.7), 1.0),
            (0.3, tint(metal, -0.1), 1.0),
            (0.55, tint(metal, 0.5), 1.0),
            (0.8, tint(metal, -0.4), 1.0),
            (1.0, tint(metal, 0.3), 1.0),
        ],
    );
    s.fill(Path::ellipse(0.0, 0.0, r, r), bezel);
    if s.view == 1 {
        // The case back, engraved with rings.
        for k in [0.84, 0.8, 0.5] {
            s.stroke(Path::ellipse(0.0, 0.0, r * k, r * k), ink(tint(metal, -0.45), 0.5), 3.0);
        }
        for i in 0..6 {
            let angle = i as f32 / 6.0 * TAU;
            s.fill(
                Path::ellipse(r * 0.66 * angle.cos(), r * 0.66 * angle.sin(), 10.0, 10.0),
                ink(tint(metal, -0.6), 0.9),
            );
        }
        return Frame::lying([-r, -566.0, r + 40.0, 506.0], (0.0, 0.0)).turned(true);
    }
    dial(s, r * 0.86, face, colour, sub);
    Frame::lying([-r, -566.0, r + 40.0, 506.0], (0.0, 40.0))
}

fn dial(s: &mut Sheet, r: f32, face: Rgb, accent: Rgb, sub: bool) {
    let mark = if lightness(face) > 0.55 { [44, 42, 42] } else { [236, 230, 218] };
    let paint = s.radial(
        (-r * 0.2, -r * 0.3),
        (r * 1.5, r * 1.5),
        &[(0.0, tint(face, 0.12), 1.0), (0.7, face, 1.0), (1.0, tint(face, -0.3), 1.0)],
    );
    s.fill(Path::ellipse(0.0, 0.0, r, r), paint);
    let polar = |turn: f32, far: f32| (far * (turn * TAU).sin(), -far * (turn * TAU).cos());
    for i in 0..60 {
        let (a, b) = (
            polar(i as f32 / 60.0, r * 0.94),
            polar(i as f32 / 60.0, r * if i % 5 == 0 { 0.8 } else { 0.9 }),
        );
        s.stroke(Path::at(a.0, a.1).to(b.0, b.1), ink(mark, 0.9), if i % 5 == 0 { 7.0 } else { 2.0 });
    }
    if sub {
        s.stroke(Path::ellipse(0.0, r * 0.44, r * 0.22, r * 0.22), ink(mark, 0.6), 2.5);
        s.stroke(Path::at(0.0, r * 0.44).to(r * 0.1, r * 0.32), ink(accent, 1.0), 4.0);
    }
    for (turn, far, width) in [(10.15 / 12.0, 0.52, 11.0), (9.0 / 60.0, 0.78, 8.0)] {
        let tip = polar(turn, r * far);
        let hand = Path::at(0.0, 0.0).to(tip.0, tip.1);
        s.feather(hand.shifted(4.0, 6.0), BLACK, 0.25, width * 1.6);
        s.stroke(hand, ink(mark, 1.0), width);
    }
    disc(s, (0.0, 0.0), (11.0, 11.0), Stuff::metal(STEEL));
    let glass = Path::at(-r, 0.0)
        .curve((-r, -r * 0.55), (-r * 0.55, -r), (0.0, -r))
        .curve((-r * 0.1, -r * 0.3), (-r * 0.5, r * 0.1), (-r, 0.0))
        .close();
    s.fill(glass, ink(WHITE, 0.14));
}

pub fn sunglasses(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let shape = s.dice.below(3);
    let wire = s.dice.chance(0.3);
    let lens: Rgb = s.dice.pick([[58, 52, 50], [78, 62, 50], [62, 74, 72], [52, 60, 76]]);
    let (w, h) = (215.0, s.dice.range(165.0, 200.0));
    let stuff = if wire { Stuff::metal(BRASS) } else { Stuff::glossy(colour) };
    let thick = if wire { 11.0 } else { s.dice.range(24.0, 34.0) };
    s.glow((40.0, 16.0), (560.0, 60.0), [58, 42, 30], 0.26);
    for sign in [-1.0, 1.0] {
        s.ground(sign * 260.0, -8.0, 130.0, 22.0);
    }
    // The temples run back and away, seen through the lenses.
    for sign in [-1.0, 1.0_f32] {
        let arm = Path::at(sign * 470.0, -h * 1.52)
            .curve((sign * 420.0, -h * 1.72), (sign * 300.0, -h * 1.96), (sign * 250.0, -h * 1.92))
            .bend((sign * 210.0, -h * 1.84), (sign * 196.0, -h * 1.5));
        cord(s, &arm, thick * 0.8, Stuff { colour: tint(stuff.colour, -0.2), ..stuff });
    }
    for sign in [-1.0, 1.0_f32] {
        let c = (sign * 255.0, -h - 6.0);
        let p = |x: f32, y: f32| (c.0 + sign * x * w, c.1 + y * h);
        let rim = match shape {
            0 => Path::ellipse(c.0, c.1, w * 0.94, h),
            1 => Path::blob(&[
                p(-0.86, -0.5),
                p(-0.2, -0.92),
                p(0.7, -0.98),
                p(1.04, -0.62),
                p(0.86, 0.3),
                p(0.3, 0.98),
                p(-0.4, 0.94),
                p(-0.84, 0.3),
            ]),
            _ => Path::rounded(&[p(-0.94, -0.82), p(1.04, -0.9), p(0.96, 0.88), p(-0.8, 0.92)], 84.0),
        };
        let glass = s.linear(
            (c.0, c.1 - h),
            (c.0, c.1 + h),
            &[(0.0, tint(lens, -0.12), 0.96), (0.6, tint(lens, 0.16), 0.88), (1.0, tint(lens, 0.4), 0.74)],
        );
        s.fill(&rim, glass);
        s.clip(&rim, |s| {
            let gleam = Path::at(c.0 - w * 0.7, c.1 - h)
                .to(c.0 - w * 0.2, c.1 - h)
                .to(c.0 - w * 0.9, c.1 + h)
                .to(c.0 - w * 1.3, c.1 + h)
                .close();
            s.fill(gleam, ink(WHITE, 0.16));
            s.fill(
                Path::at(c.0 - w * 0.04, c.1 - h)
                    .to(c.0 + w * 0.1, c.1 - h)
                    .to(c.0 - w * 0.6, c.1 + h)
                    .to(c.0 - w * 0.74, c.1 + h)
                    .close(),
                ink(WHITE, 0.1),
            );
        });
        cord(s, &rim, thick, stuff);
        let hinge = Path::at(sign * 452.0, -h * 1.5).to(sign * 476.0, -h * 1.54);
        cord(s, &hinge, thick * 1.15, stuff);
        s.fill(Path::ellipse(sign * 462.0, -h * 1.52, 5.0, 5.0), ink([232, 226, 214], 0.9));
    }
    let bridge = Path::at(-66.0, -h * 1.2).bend((0.0, -h * 1.56), (66.0, -h * 1.2));
    cord(s, &bridge, thick * 0.95, stuff);
    if wire && shape == 0 {
        cord(s, &Path::at(-96.0, -h * 1.7).to(96.0, -h * 1.7), 9.0, stuff);
    }
    Frame::standing([-490.0, -h * 2.0 - 20.0, 490.0, 20.0], (-230.0, -h * 1.2)).fill(0.98)
}
