//! Chairs, stools and tables.

use super::cloth::{fold, piece_with, seam};
use super::colour::{BLACK, BRASS, Dice, METALS, Rgb, WHITE, WOODS, ink, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Lathe, Stuff, rod};
use super::subject::Frame;

/// Wood or metal for the frame: what the colour does not tint.
fn timber(dice: &mut Dice) -> Stuff {
    if dice.chance(0.75) {
        Stuff::satin(dice.pick(WOODS))
    } else {
        Stuff::satin(tint(dice.pick(METALS), -0.35))
    }
}

/// A slab seen from slightly above: its face and its front edge.
fn slab(s: &mut Sheet, back: (f32, f32, f32), front: (f32, f32), thick: f32, colour: Rgb, grain: bool) {
    let ((bl, br, by), (fw, fy)) = (back, front);
    let edge =
        Path::rounded(&[(-fw, fy - 2.0), (fw, fy - 2.0), (fw, fy + thick), (-fw, fy + thick)], thick * 0.35);
    let paint = s.linear(
        (-fw, 0.0),
        (fw, 0.0),
        &[(0.0, tint(colour, -0.06), 1.0), (0.35, tint(colour, -0.02), 1.0), (1.0, tint(colour, -0.3), 1.0)],
    );
    s.fill(edge, paint);
    let face = Path::rounded(&[(bl, by), (br, by), (fw, fy), (-fw, fy)], thick * 0.4);
    let paint = s.linear(
        (bl, by),
        (fw * 0.6, fy + 60.0),
        &[(0.0, tint(colour, 0.3), 1.0), (1.0, tint(colour, 0.02), 1.0)],
    );
    s.fill(&face, paint);
    if grain {
        s.clip(&face, |s| {
            for i in 0..9 {
                let t = (i as f32 + 0.5) / 9.0;
                let y = by + (fy - by) * t;
                let wave = s.dice.range(-9.0, 9.0);
                s.stroke(Path::at(-fw, y).bend((0.0, y + wave), (fw, y)), ink(tint(colour, -0.4), 0.14), 2.2);
            }
        });
    }
    s.stroke(Path::at(-fw, fy).to(fw, fy), ink(tint(colour, 0.5), 0.5), 2.0);
}

pub fn chair(s: &mut Sheet) -> Frame {
    let wood = timber(&mut s.dice);
    let kind = s.dice.below(3);
    let seat_y = -s.dice.range(400.0, 440.0);
    let back_top = seat_y - s.dice.range(400.0, 500.0);
    let half = s.dice.range(205.0, 235.0);
    let colour = s.base;
    for (x, y, wide) in [
        (-half * 1.1, 36.0, 80.0),
        (half * 1.14, 36.0, 80.0),
        (-half * 0.74, -42.0, 60.0),
        (half * 0.8, -42.0, 60.0),
    ] {
        s.ground(x, y, wide * 0.4, 13.0);
    }
    s.glow((40.0, 0.0), (half * 1.7, 80.0), [58, 42, 30], 0.3);
    // Hind legs run up into the back.
    let lean = half * 0.9;
    for sign in [-1.0, 1.0] {
        rod(
            s,
            (sign * lean * 0.9, seat_y - 30.0),
            (sign * half * 0.78, -42.0),
            (28.0, 20.0),
            Stuff { colour: tint(wood.colour, -0.16), ..wood },
        );
        if kind != 2 {
            rod(s, (sign * lean, back_top), (sign * lean * 0.9, seat_y), (22.0, 30.0), wood);
        }
    }
    rod(
        s,
        (-half * 0.84, seat_y * 0.42),
        (half * 0.84, seat_y * 0.42),
        (14.0, 14.0),
        Stuff { colour: tint(wood.colour, -0.2), ..wood },
    );
    match kind {
        0 => {
            // An upholstered panel between the posts.
            let panel = Path::bowed(&[
                (-lean - 8.0, back_top - 6.0, 40.0, 18.0),
                (lean + 8.0, back_top - 6.0, 40.0, 4.0),
                (lean, back_top + 230.0, 40.0, -10.0),
                (-lean, back_top + 230.0, 40.0, 4.0),
            ]);
            piece_with(s, &panel, colour, 80.0, |s| {
                seam(s, &Path::at(0.0, back_top - 20.0).to(0.0, back_top + 240.0), colour)
            });
        }
        1 => {
            for i in 0..5 {
                let x = (i as f32 - 2.0) * lean * 0.36;
                rod(s, (x * 1.02, back_top + 30.0), (x * 0.92, seat_y - 10.0), (13.0, 15.0), wood);
            }
            let rail = Path::bowed(&[
                (-lean - 26.0, back_top - 34.0, 26.0, 20.0),
                (lean + 26.0, back_top - 34.0, 26.0, 4.0),
                (lean + 18.0, back_top + 46.0, 26.0, -16.0),
                (-lean - 18.0, back_top + 46.0, 26.0, 4.0),
            ]);
            piece_with(s, &rail, colour, 40.0, |_| ());
        }
        _ => {
            // One shell, back and sides.
            let shell = Path::at(0.0, back_top)
                .curve(
                    (half * 0.7, back_top),
                    (half * 1.12, back_top + 60.0),
                    (half * 1.14, back_top + 220.0),
                )
                .curve(
                    (half * 1.12, seat_y - 120.0),
                    (half * 1.3, seat_y - 90.0),
                    (half * 1.24, seat_y + 10.0),
                )
                .to(0.0, seat_y + 30.0)
                .symmetric();
            piece_with(s, &shell, colour, 110.0, |s| {
                s.glow((half * 0.15, seat_y - 40.0), (half * 1.2, 150.0), BLACK, 0.3)
            });
        }
    }
    let (back_y, front_y) = (seat_y - 46.0, seat_y + 58.0);
    for sign in [-1.0, 1.0] {
        rod(s, (sign * half * 0.98, front_y), (sign * half * 1.12, 36.0), (34.0, 22.0), wood);
    }
    if kind == 1 && s.dice.chance(0.5) {
        slab(s, (-half * 0.92, half * 0.92, back_y), (half * 1.12, front_y), 30.0, wood.colour, true);
    } else {
        let pad = Path::bowed(&[
            (-half * 0.9, back_y, 46.0, 6.0),
            (half * 0.9, back_y, 46.0, 4.0),
            (half * 1.16, front_y + 30.0, 60.0, -14.0),
            (-half * 1.16, front_y + 30.0, 60.0, 4.0),
        ]);
        piece_with(s, &pad, tint(colour, 0.05), 70.0, |s| {
            s.glow((-half * 0.25, back_y + 40.0), (half * 0.9, 60.0), WHITE, 0.3);
            seam(
                s,
                &Path::at(-half * 1.16, front_y - 8.0)
                    .bend((0.0, front_y + 12.0), (half * 1.16, front_y - 8.0)),
                colour,
            );
        });
    }
    Frame::standing([-half * 1.3, back_top - 50.0, half * 1.3, 50.0], (half * 0.3, seat_y - 60.0))
}

pub fn stool(s: &mut Sheet) -> Frame {
    let wood = timber(&mut s.dice);
    let h = s.dice.range(430.0, 640.0);
    let r = s.dice.range(190.0, 225.0);
    let padded = s.dice.chance(0.6);
    let ring = s.dice.chance(0.6);
    let spread = s.dice.range(1.0, 1.3);
    let colour = s.base;
    let feet = [(-0.55, -34.0), (0.6, -34.0), (-1.0, 26.0), (1.0, 26.0)];
    for (x, y) in feet {
        s.ground(x * r * spread, y, 26.0, 11.0);
    }
    s.glow((30.0, 0.0), (r * 1.6, 60.0), [58, 42, 30], 0.26);
    for (i, (x, y)) in feet.into_iter().enumerate() {
        let k = if i < 2 { -0.18 } else { 0.0 };
        rod(
            s,
            (x * r * 0.78, -h + 20.0),
            (x * r * spread, y),
            (32.0, 22.0),
            Stuff { colour: tint(wood.colour, k), ..wood },
        );
        if i == 1 && ring {
            let (rx, y) = (r * (0.78 + (spread - 0.78) * 0.62), -h * 0.36);
            for (a, b) in [((-rx, y + 16.0), (rx, y + 16.0)), ((-rx * 0.6, y - 22.0), (rx * 0.62, y - 22.0))]
            {
                rod(s, a, b, (15.0, 15.0), wood);
            }
        }
    }
    if padded {
        let base = Lathe::turned(&[(-h - 4.0, r * 0.94), (-h + 24.0, r * 0.9)], 0.2);
        base.paint(s, (-h - 4.0, -h + 24.0), wood);
        let pad = Lathe::thrown(
            &[(-h - 84.0, r * 0.8), (-h - 74.0, r * 0.94), (-h - 44.0, r * 1.02), (-h - 8.0, r * 0.97)],
            0.2,
        );
        pad.lid(s, -h - 84.0, Stuff::matte(tint(colour, 0.08)));
        pad.paint(s, (-h - 84.0, -h - 8.0), Stuff::matte(colour));
        s.glow((-r * 0.2, -h - 92.0), (r * 0.7, r * 0.13), WHITE, 0.3);
        let line: Vec<Point> =
            (0..=16).map(|i| pad.point(-h - 44.0, (i as f32 / 8.0 - 1.0).clamp(-1.0, 1.0))).collect();
        seam(s, &Path::through(&line), colour);
    } else {
        let top = Lathe::thrown(&[(-h - 36.0, r), (-h - 26.0, r * 1.02), (-h, r * 0.94)], 0.2);
        top.paint(s, (-h - 36.0, -h), Stuff::satin(colour));
        top.lid(s, -h - 36.0, Stuff::satin(colour));
        for k in [0.3, 0.55, 0.8] {
            s.stroke(
                Path::ellipse(r * 0.06, -h - 36.0, r * k, r * 0.2 * k),
                ink(tint(colour, -0.4), 0.12),
                2.2,
            );
        }
    }
    let side = r * spread.max(1.0) + 16.0;
    Frame::standing([-side, -h - 130.0, side, 40.0], (0.0, -h)).fill(0.84)
}

pub fn table(s: &mut Sheet) -> Frame {
    let wood = timber(&mut s.dice);
    let round = s.dice.chance(0.5);
    let h = s.dice.range(430.0, 560.0);
    let half = s.dice.range(400.0, 470.0);
    let coloured_top = s.dice.chance(0.6);
    let (top, legs) = if coloured_top { (s.base, wood) } else { (wood.colour, Stuff::satin(s.base)) };
    s.glow((50.0, 10.0), (half * 1.3, 90.0), [58, 42, 30], 0.34);
    if round {
        let pedestal = s.dice.chance(0.5);
        if pedestal {
            s.ground(0.0, 8.0, half * 0.52, 48.0);
            let stem = Lathe::thrown(
                &[
                    (-h, 70.0),
                    (-h * 0.7, 52.0),
                    (-h * 0.3, 58.0),
                    (-h * 0.08, half * 0.3),
                    (0.0, half * 0.46),
                ],
                0.2,
            );
            stem.paint(s, (-h, 0.0), legs);
        } else {
            for (i, (x, y)) in
                [(-0.4, -40.0), (0.46, -40.0), (-0.74, 34.0), (0.78, 34.0)].into_iter().enumerate()
            {
                s.ground(x * half, y, 24.0, 10.0);
                let k = if i < 2 { -0.2 } else { 0.0 };
                rod(
                    s,
                    (x * half * 0.86, -h),
                    (x * half, y),
                    (36.0, 20.0),
                    Stuff { colour: tint(legs.colour, k), ..legs },
                );
            }
        }
        let plate = Lathe::turned(&[(-h - 34.0, half), (-h - 10.0, half), (-h, half * 0.97)], 0.17);
        plate.paint(s, (-h - 34.0, -h), Stuff::satin(top));
        plate.lid(s, -h - 34.0, Stuff::satin(top));
        s.glow((-half * 0.3, -h - 50.0), (half * 0.55, half * 0.09), WHITE, 0.35);
    } else {
        let legs_at = [(-0.84, -58.0), (0.84, -58.0), (-0.94, 42.0), (0.94, 42.0)];
        for (i, (x, y)) in legs_at.into_iter().enumerate() {
            s.ground(x * half, y, 24.0, 10.0);
            let k = if i < 2 { -0.2 } else { 0.0 };
            rod(
                s,
                (x * half * 0.97, -h - 20.0),
                (x * half, y),
                (40.0, 24.0),
                Stuff { colour: tint(legs.colour, k), ..legs },
            );
        }
        let apron = Path::rect(-half * 0.9, -h + 20.0, half * 1.8, 66.0, 6.0);
        let paint = s.linear(
            (0.0, -h + 20.0),
            (0.0, -h + 90.0),
            &[(0.0, tint(legs.colour, -0.5), 1.0), (1.0, tint(legs.colour, -0.16), 1.0)],
        );
        s.fill(apron, paint);
        if s.dice.chance(0.5) {
            seam(s, &Path::rect(-half * 0.36, -h + 30.0, half * 0.72, 48.0, 5.0), legs.colour);
            rod(s, (-34.0, -h + 56.0), (34.0, -h + 56.0), (12.0, 12.0), Stuff::metal(BRASS));
        }
        let grain = !coloured_top || s.dice.chance(0.3);
        slab(s, (-half * 0.86, half * 0.86, -h - 104.0), (half * 1.04, -h - 10.0), 34.0, top, grain);
    }
    if s.view == 1 {
        // Set with a cloth, to show it in use.
        let y = -h - 44.0;
        let runner = Path::bowed(&[
            (-half * 0.2, y - 46.0, 6.0, 0.0),
            (half * 0.28, y - 46.0, 6.0, 0.0),
            (half * 0.34, y + 150.0, 6.0, -8.0),
            (-half * 0.24, y + 150.0, 6.0, 0.0),
        ]);
        s.feather(runner.shifted(8.0, 10.0), BLACK, 0.2, 26.0);
        piece_with(s, &runner, [232, 222, 206], 34.0, |s| {
            for x in [-0.12, 0.06, 0.2] {
                fold(s, &Path::at(half * x, y + 50.0).to(half * x * 1.1, y + 150.0), 26.0, 0.6);
            }
        });
    }
    Frame::standing([-half * 1.06, -h - 120.0, half * 1.06, 56.0], (-half * 0.45, -h + 10.0))
}
