//! What tools share, and those with a shaft: hammers, axes, torches.

use super::cloth::piece;
use super::colour::{ASH, BEECH, BLACK, IRON, OAK, RUBBER, Rgb, STEEL, TAN, WALNUT, WHITE, ink, mix, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord, disc, rod};
use super::subject::Frame;

/// Tools lie at a slant, as on a bench.
pub(super) fn laid(
    s: &mut Sheet,
    angle: f32,
    (half, top, bottom): (f32, f32, f32),
    focus: Point,
    draw: impl FnOnce(&mut Sheet),
) -> Frame {
    s.group(&format!("rotate({angle:.1})"), draw);
    let (sin, cos) = angle.to_radians().sin_cos();
    let turn = |x: f32, y: f32| (x * cos - y * sin, x * sin + y * cos);
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for (x, y) in [(-half, top), (half, top), (half, bottom), (-half, bottom)] {
        let p = turn(x, y);
        bounds = [bounds[0].min(p.0), bounds[1].min(p.1), bounds[2].max(p.0), bounds[3].max(p.1)];
    }
    Frame::lying(bounds, turn(focus.0, focus.1)).turned(s.view == 1)
}

/// A steel part with a bevel.
pub(super) fn forged(s: &mut Sheet, shape: &Path, metal: Rgb, a: Point, b: Point) {
    let paint = s.linear(
        a,
        b,
        &[
            (0.0, tint(metal, 0.5), 1.0),
            (0.3, tint(metal, 0.02), 1.0),
            (0.5, tint(metal, 0.3), 1.0),
            (0.75, tint(metal, -0.24), 1.0),
            (1.0, tint(metal, -0.42), 1.0),
        ],
    );
    s.fill(shape, paint);
    s.clip(shape, |s| {
        s.feather(shape.shifted(4.0, 5.0), WHITE, 0.34, 16.0);
        s.feather(shape.shifted(-5.0, -6.0), BLACK, 0.36, 22.0);
    });
    s.stroke(shape, ink(tint(metal, -0.6), 0.5), 1.6);
}

pub(super) fn grain(s: &mut Sheet, shape: &Path, wood: Rgb, (top, bottom): Point) {
    s.clip(shape, |s| {
        for i in -3..=3 {
            let x = i as f32 * 9.0;
            let sway = s.dice.range(-12.0, 12.0);
            s.stroke(
                Path::at(x, top).curve((x + sway, top + 200.0), (x - sway, bottom - 200.0), (x, bottom)),
                ink(tint(wood, -0.5), 0.16),
                2.4,
            );
        }
    });
}

/// A wooden shaft through given half widths, with an optional dipped end in the product's colour.
fn shaft(s: &mut Sheet, rings: &[Point], wood: Rgb, dip: Option<(f32, Rgb)>) {
    let mut outline: Vec<Point> = rings.iter().map(|(y, r)| (*r, *y)).collect();
    outline.extend(rings.iter().rev().map(|(y, r)| (-*r, *y)));
    let shape = Path::blob(&outline);
    s.cast(&shape, 24.0);
    let wide = rings.iter().fold(0.0_f32, |w, ring| w.max(ring.1));
    let stuff = Stuff::satin(wood);
    let stops: Vec<_> = (0..=10).map(|i| (i as f32 / 10.0, stuff.lit(i as f32 / 5.0 - 1.0), 1.0)).collect();
    let paint = s.linear((-wide, 0.0), (wide, 0.0), &stops);
    s.fill(&shape, paint);
    let (top, bottom) = (rings[0].0, rings[rings.len() - 1].0);
    grain(s, &shape, wood, (top, bottom));
    if let Some((from, colour)) = dip {
        let stuff = Stuff::satin(colour);
        let stops: Vec<_> =
            (0..=10).map(|i| (i as f32 / 10.0, stuff.lit(i as f32 / 5.0 - 1.0), 1.0)).collect();
        let paint = s.linear((-wide, 0.0), (wide, 0.0), &stops);
        s.clip(&shape, |s| {
            s.fill(Path::rect(-wide * 2.0, from, wide * 4.0, bottom - from + 90.0, 1.0), paint)
        });
        s.stroke(Path::at(-wide * 0.8, from).to(wide * 0.8, from), ink(BLACK, 0.25), 2.0);
    }
}

pub fn hammer(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let wood = s.dice.pick([ASH, OAK, BEECH, WALNUT]);
    let claw = s.dice.chance(0.65);
    let metal = s.dice.pick([STEEL, IRON]);
    let bulge = s.dice.range(30.0, 38.0);
    let length = s.dice.range(640.0, 740.0);
    let angle = if s.view == 1 { -38.0 } else { s.dice.range(12.0, 26.0) };
    laid(s, angle, (270.0, -80.0, length + 120.0), (0.0, 60.0), |s| {
        shaft(
            s,
            &[
                (-40.0, 26.0),
                (120.0, 24.0),
                (300.0, 28.0),
                (length - 90.0, bulge + 6.0),
                (length + 60.0, bulge + 2.0),
                (length + 108.0, bulge * 0.7),
            ],
            wood,
            Some((length * 0.5, colour)),
        );
        let head = if claw {
            Path::at(-70.0, -56.0)
                .to(64.0, -56.0)
                .curve((150.0, -56.0), (220.0, -20.0), (262.0, 84.0))
                .bend((200.0, 30.0), (150.0, 34.0))
                .bend((90.0, 30.0), (64.0, 52.0))
                .to(-70.0, 52.0)
                .bend((-96.0, 36.0), (-120.0, 36.0))
                .to(-120.0, -40.0)
                .bend((-96.0, -40.0), (-70.0, -56.0))
                .close()
        } else {
            Path::bowed(&[
                (-120.0, -46.0, 8.0, 0.0),
                (66.0, -58.0, 10.0, 0.0),
                (236.0, -14.0, 12.0, 0.0),
                (236.0, 14.0, 12.0, 0.0),
                (66.0, 54.0, 10.0, 0.0),
                (-120.0, 44.0, 8.0, 0.0),
            ])
        };
        s.cast(&head, 30.0);
        forged(s, &head, metal, (0.0, -60.0), (20.0, 70.0));
        let face = Path::rect(-206.0, -62.0, 92.0, 122.0, 16.0);
        s.cast(&face, 22.0);
        forged(s, &face, metal, (-160.0, -62.0), (-150.0, 62.0));
        s.fill(Path::ellipse(0.0, -2.0, 30.0, 34.0), ink(tint(metal, -0.4), 0.5));
        s.fill(Path::ellipse(0.0, -4.0, 25.0, 28.0), ink(tint(wood, -0.1), 1.0));
        s.stroke(Path::at(-14.0, -4.0).to(14.0, -4.0), ink(tint(wood, -0.6), 0.9), 5.0);
    })
}

pub fn axe(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let wood = s.dice.pick([ASH, OAK, BEECH]);
    let metal = s.dice.pick([STEEL, IRON]);
    let painted = s.dice.chance(0.5);
    let beard = s.dice.range(0.0, 60.0);
    let length = s.dice.range(760.0, 880.0);
    let angle = if s.view == 1 { -32.0 } else { s.dice.range(14.0, 24.0) };
    laid(s, angle, (280.0, -110.0, length + 80.0), (-110.0, 30.0), |s| {
        shaft(
            s,
            &[
                (-90.0, 30.0),
                (60.0, 27.0),
                (300.0, 25.0),
                (length - 240.0, 28.0),
                (length - 60.0, 36.0),
                (length + 40.0, 48.0),
                (length + 66.0, 34.0),
            ],
            wood,
            Some((length - 190.0, colour)),
        );
        let blade = Path::at(44.0, -84.0)
            .to(54.0, 84.0)
            .bend((0.0, 74.0), (-50.0, 60.0))
            .curve((-110.0, 60.0), (-150.0, 110.0 + beard), (-214.0, 156.0 + beard))
            .curve((-262.0, 70.0), (-262.0, -50.0), (-222.0, -140.0))
            .curve((-160.0, -96.0), (-110.0, -70.0), (-50.0, -66.0))
            .bend((0.0, -76.0), (44.0, -84.0))
            .close();
        s.cast(&blade, 32.0);
        forged(
            s,
            &blade,
            if painted { mix(colour, IRON, 0.3) } else { metal },
            (-60.0, -110.0),
            (-20.0, 140.0),
        );
        s.clip(&blade, |s| {
            let edge = Path::at(-226.0, -150.0)
                .curve((-166.0, -40.0), (-166.0, 60.0), (-206.0, 170.0 + beard))
                .to(-300.0, 160.0 + beard)
                .to(-300.0, -150.0)
                .close();
            let steel = s.linear(
                (-250.0, -120.0),
                (-200.0, 140.0),
                &[(0.0, tint(STEEL, 0.7), 1.0), (0.5, tint(STEEL, 0.2), 1.0), (1.0, tint(STEEL, 0.5), 1.0)],
            );
            s.fill(&edge, steel);
            s.stroke(&edge, ink(tint(STEEL, -0.4), 0.5), 2.5);
        });
        if s.dice.chance(0.6) {
            for k in 0..5 {
                let y = 108.0 + k as f32 * 17.0;
                s.stroke(
                    Path::at(-29.0, y).bend((0.0, y + 10.0), (29.0, y - 4.0)),
                    ink(tint(TAN, 0.08 - 0.06 * k as f32), 1.0),
                    13.0,
                );
                s.stroke(
                    Path::at(-29.0, y + 7.0).bend((0.0, y + 17.0), (29.0, y + 3.0)),
                    ink(tint(TAN, -0.5), 0.7),
                    3.0,
                );
            }
        }
        let hole = length + 24.0;
        s.fill(Path::ellipse(2.0, hole, 10.0, 12.0), ink(tint(colour, -0.7), 1.0));
        let thong = Path::at(2.0, hole)
            .curve((-90.0, hole - 30.0), (-110.0, hole + 70.0), (-20.0, hole + 60.0))
            .bend((10.0, hole + 50.0), (2.0, hole));
        cord(s, &thong, 9.0, Stuff::matte(TAN));
    })
}

pub fn torch(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let length = s.dice.range(520.0, 660.0);
    let head = s.dice.range(92.0, 120.0);
    let tail = s.dice.range(58.0, 70.0);
    let lit = s.view == 1 || s.dice.chance(0.4);
    let trim = s.dice.pick([RUBBER, IRON, STEEL]);
    let angle = s.dice.range(36.0, 50.0) * if s.view == 1 { -1.0 } else { 1.0 };
    laid(s, angle, (head + 6.0, -270.0, length), (0.0, -140.0), |s| {
        if lit {
            let beam = s.linear(
                (0.0, -240.0),
                (0.0, -1100.0),
                &[(0.0, [255, 244, 214], 0.85), (1.0, [255, 244, 214], 0.0)],
            );
            s.fill(
                Path::at(-head * 0.9, -236.0)
                    .to(-head * 2.6, -1100.0)
                    .to(head * 2.6, -1100.0)
                    .to(head * 0.9, -236.0)
                    .close(),
                beam,
            );
        }
        let whole = Path::rounded(
            &[
                (-head, -240.0),
                (head, -240.0),
                (head, -150.0),
                (tail, -20.0),
                (tail, length - 20.0),
                (-tail, length - 20.0),
                (-tail, -20.0),
                (-head, -150.0),
            ],
            16.0,
        );
        s.cast(&whole, 34.0);
        let satin = Stuff::satin(colour);
        rod(s, (0.0, -30.0), (0.0, length - 60.0), (tail * 2.0, tail * 2.0), satin);
        for i in 0..11 {
            let y = 190.0 + i as f32 * (length - 330.0) / 11.0;
            rod(s, (0.0, y), (0.0, y + 13.0), (tail * 2.06, tail * 2.06), Stuff::satin(tint(colour, -0.32)));
        }
        rod(s, (0.0, length - 70.0), (0.0, length - 4.0), (tail * 2.1, tail * 1.9), Stuff::metal(trim));
        rod(s, (0.0, -150.0), (0.0, 0.0), (head * 2.0, tail * 2.0), satin);
        rod(s, (0.0, -240.0), (0.0, -146.0), (head * 2.0, head * 2.0), Stuff::metal(trim));
        for i in 0..9 {
            let x = (i as f32 / 8.0 * 2.0 - 1.0) * head * 0.9;
            s.stroke(Path::at(x, -216.0).to(x, -170.0), ink(BLACK, 0.34), 6.0);
        }
        disc(s, (0.0, -240.0), (head, head * 0.24), Stuff::metal(trim));
        let glass: Rgb = if lit { [255, 248, 226] } else { [206, 214, 218] };
        disc(s, (0.0, -242.0), (head * 0.84, head * 0.19), Stuff::glossy(glass));
        if lit {
            s.glow((0.0, -244.0), (head * 1.3, head * 0.5), [255, 250, 232], 0.9);
        } else {
            disc(s, (0.0, -240.0), (head * 0.22, head * 0.07), Stuff::satin([238, 214, 120]));
        }
        let switch = Path::rect(-20.0, 66.0, 40.0, 84.0, 18.0);
        s.feather(&switch, BLACK, 0.4, 16.0);
        piece(s, &switch, RUBBER, 18.0);
        cord(
            s,
            &Path::at(-tail * 0.5, length - 10.0).curve(
                (-tail * 2.4, length + 90.0),
                (tail * 1.4, length + 110.0),
                (tail * 0.4, length - 8.0),
            ),
            9.0,
            Stuff::matte(RUBBER),
        );
    })
}
