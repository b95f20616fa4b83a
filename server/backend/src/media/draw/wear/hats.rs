//! Scarves and hats.

use std::f32::consts::TAU;

use super::cloth::{folds, piece, piece_with, ribs, seam};
use super::colour::{BLACK, CREAM, Rgb, TAN, WHITE, ink, lightness, mix, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord, disc};
use super::subject::Frame;

fn contrast(colour: Rgb) -> Rgb {
    if lightness(colour) > 0.62 { tint(colour, -0.45) } else { mix(colour, CREAM, 0.8) }
}

pub fn scarf(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let trim = contrast(colour);
    let kind = s.dice.below(4);
    let width = s.dice.range(190.0, 245.0);
    let gap = s.dice.range(120.0, 230.0);
    let lower = s.dice.range(820.0, 960.0);
    let slant = s.dice.range(10.0, 60.0);
    // Folded once over its middle: the tail in front is the shorter one.
    for (x, tail, end, tone) in
        [(-46.0, -60.0 - slant, lower, -0.07), (26.0, 40.0 + slant * 0.6, lower - 120.0, 0.02)]
    {
        let (half, l, r) = (width / 2.0, tail - width / 2.0, tail + width / 2.0);
        let strip = Path::at(x - half, 130.0)
            .bend((x - half, 84.0), (x - half * 0.7, 80.0))
            .to(x + half * 0.7, 80.0)
            .bend((x + half, 84.0), (x + half, 130.0))
            .curve((x + half + 8.0, 330.0), (r + 10.0, 560.0), (r, end + 4.0))
            .to(l, end)
            .curve((l - 10.0, 560.0), (x - half - 8.0, 330.0), (x - half, 130.0))
            .close();
        s.cast(&strip, 28.0);
        for i in 0..17 {
            let fx = l + 6.0 + i as f32 * (width - 12.0) / 16.0;
            let sway = s.dice.range(-8.0, 8.0);
            let thread = Path::at(fx, end - 2.0).bend((fx + 4.0, end + 40.0), (fx + sway, end + 74.0));
            s.feather(thread.shifted(8.0, 10.0), BLACK, 0.1, 12.0);
            s.stroke(
                &thread,
                ink(tint(if kind == 1 { trim } else { colour }, if i % 2 == 0 { 0.04 } else { -0.14 }), 1.0),
                7.0,
            );
        }
        piece_with(s, &strip, tint(colour, tone), 54.0, |s| {
            let centre = |y: f32| x + (tail - x) * ((y - 150.0) / (end - 150.0)).powf(1.3);
            match kind {
                0 => {
                    for i in 0..4 {
                        let y = end - 60.0 - i as f32 * gap * 0.3;
                        s.stroke(
                            Path::at(l - 40.0, y).bend((tail, y + 8.0), (r + 40.0, y)),
                            ink(trim, 0.9),
                            if i % 2 == 0 { 34.0 } else { 12.0 },
                        );
                    }
                }
                1 => {
                    for i in 0..12 {
                        let y = 150.0 + i as f32 * gap * 0.5;
                        s.stroke(Path::at(-320.0, y).to(320.0, y), ink(trim, 0.42), gap * 0.2);
                    }
                    for k in [-0.28, 0.28] {
                        let points: Vec<Point> = (0..8)
                            .map(|i| 150.0 + i as f32 * (end - 150.0) / 7.0)
                            .map(|y| (centre(y) + k * width, y))
                            .collect();
                        s.stroke(Path::through(&points), ink(trim, 0.42), width * 0.2);
                    }
                }
                2 => {
                    for k in -9..=9 {
                        let points: Vec<Point> = (0..8)
                            .map(|i| 150.0 + i as f32 * (end - 150.0) / 7.0)
                            .map(|y| (centre(y) + k as f32 * width * 0.055, y))
                            .collect();
                        let line = Path::through(&points);
                        s.stroke(&line, ink(tint(colour, -0.4), 0.35), 3.4);
                        s.stroke(line.shifted(-3.0, 0.0), ink(tint(colour, 0.3), 0.3), 2.6);
                    }
                }
                _ => (),
            }
            let sway = |k: f32| {
                Path::at(x + k, 130.0).curve((x + k, 340.0), (tail + k - 20.0, 520.0), (tail + k, end))
            };
            folds(s, &[sway(-width * 0.26), sway(width * 0.2)], 50.0, 0.9);
            s.glow((x, 112.0), (width * 0.6, 34.0), WHITE, 0.2);
        });
    }
    Frame::lying([-280.0, 70.0, 240.0, lower + 76.0], (20.0, 280.0)).fill(0.94)
}

pub fn beanie(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let trim = if s.dice.chance(0.3) { contrast(colour) } else { colour };
    let bobble = s.dice.chance(0.5);
    let stripes = s.dice.chance(0.35);
    let slouch = s.dice.range(0.0, 46.0);
    let (w, h) = (300.0, s.dice.range(320.0, 390.0));
    let crown = Path::at(0.0, -h - 150.0 - slouch)
        .curve((w * 0.52, -h - 150.0 - slouch), (w * 0.98, -h * 0.8 - 60.0), (w * 0.97, -100.0))
        .to(0.0, -90.0)
        .symmetric();
    s.ground(0.0, -6.0, w * 0.92, 44.0);
    if bobble {
        let c = (10.0, -h - 204.0 - slouch);
        let fluff = contrast(colour);
        s.fill(Path::ellipse(c.0, c.1, 88.0, 88.0), ink(tint(fluff, -0.3), 1.0));
        for i in 0..260 {
            let (angle, far) = (s.dice.range(0.0, TAU), (1.0 - i as f32 / 260.0).sqrt() * 92.0);
            let (dx, dy) = (far * angle.cos(), far * angle.sin());
            let light = 0.02 - (dx + dy) / 420.0 + s.dice.range(-0.14, 0.1);
            let tip = (c.0 + dx + 26.0 * angle.cos(), c.1 + dy + 26.0 * angle.sin());
            s.stroke(Path::at(c.0 + dx, c.1 + dy).to(tip.0, tip.1), ink(tint(fluff, light), 1.0), 8.0);
        }
    }
    piece_with(s, &crown, colour, 130.0, |s| {
        if stripes {
            for i in 0..3 {
                let y = -250.0 - i as f32 * 76.0;
                s.stroke(Path::at(-w, y).bend((0.0, y + 60.0), (w, y)), ink(contrast(colour), 0.9), 26.0);
            }
        }
        for i in -13..=13 {
            let t = i as f32 / 13.0;
            let line = Path::at(t * w * 0.98, -90.0).curve(
                (t * w * 1.04, -h * 0.7),
                (t * w * 0.7, -h - 90.0),
                (t * 40.0, -h - 160.0 - slouch),
            );
            s.feather(&line, BLACK, 0.16, 14.0);
            s.stroke(line.shifted(-7.0, 0.0), ink(tint(colour, 0.4), 0.24), 6.0);
        }
        s.feather(Path::at(-w, -150.0).bend((0.0, -130.0), (w, -150.0)), BLACK, 0.4, 60.0);
    });
    let brim = Path::bowed(&[
        (-w * 1.03, -166.0, 40.0, -16.0),
        (w * 1.03, -166.0, 40.0, 6.0),
        (w * 0.99, -6.0, 40.0, 22.0),
        (-w * 0.99, -6.0, 40.0, 6.0),
    ]);
    piece_with(s, &brim, trim, 70.0, |s| {
        ribs(s, (((-w * 1.03, -170.0), (w * 1.03, -170.0)), ((-w, 20.0), (w, 20.0))), trim, 38);
    });
    if s.view != 1 && s.dice.chance(0.5) {
        let tab = Path::rect(96.0, -118.0, 96.0, 62.0, 6.0);
        piece(s, &tab, TAN, 16.0);
        s.stitch(Path::rect(103.0, -111.0, 82.0, 48.0, 4.0), CREAM, 0.7);
    }
    let top = if bobble { -h - 330.0 - slouch } else { -h - 152.0 - slouch };
    Frame::standing([-w * 1.04, top, w * 1.04, 10.0], (90.0, -150.0)).fill(0.84)
}

pub fn cap(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let peak = if s.dice.chance(0.35) { contrast(colour) } else { colour };
    let h = s.dice.range(290.0, 340.0);
    let patch = s.dice.below(3);
    s.ground(-60.0, 0.0, 400.0, 50.0);
    let crown = Path::at(-236.0, -60.0)
        .curve((-262.0, -h * 0.86), (-120.0, -h - 12.0), (40.0, -h - 10.0))
        .curve((220.0, -h), (326.0, -h * 0.6), (318.0, -8.0))
        .bend((60.0, 34.0), (-236.0, -60.0))
        .close();
    piece_with(s, &crown, colour, 120.0, |s| {
        seam(
            s,
            &Path::at(40.0, -h - 10.0).curve((-60.0, -h * 0.8), (-96.0, -h * 0.4), (-86.0, -40.0)),
            colour,
        );
        seam(
            s,
            &Path::at(40.0, -h - 10.0).curve((160.0, -h * 0.8), (206.0, -h * 0.4), (196.0, -20.0)),
            colour,
        );
        for (x, y) in [(-20.0, -h * 0.7), (158.0, -h * 0.66)] {
            s.stroke(Path::ellipse(x, y, 9.0, 11.0), ink(tint(colour, -0.45), 0.9), 5.0);
        }
        s.stitch(Path::at(-236.0, -94.0).bend((60.0, -4.0), (312.0, -40.0)), tint(colour, -0.45), 0.6);
        if patch == 0 && s.view != 1 {
            piece(
                s,
                &Path::rounded(
                    &[(-186.0, -212.0), (-112.0, -200.0), (-108.0, -128.0), (-190.0, -140.0)],
                    14.0,
                ),
                contrast(colour),
                12.0,
            );
        }
        s.glow((-60.0, -h * 0.8), (180.0, 90.0), WHITE, 0.2);
    });
    disc(s, (40.0, -h - 10.0), (24.0, 12.0), Stuff::satin(peak));
    let bill = Path::at(-238.0, -84.0)
        .curve((-330.0, -92.0), (-480.0, -40.0), (-520.0, 10.0))
        .curve((-420.0, 24.0), (-240.0, -4.0), (-90.0, 8.0))
        .bend((-60.0, -16.0), (-70.0, -44.0))
        .bend((-160.0, -50.0), (-238.0, -84.0))
        .close();
    piece_with(s, &bill, peak, 50.0, |s| {
        for i in 1..5 {
            let k = i as f32 * 17.0;
            s.stitch(
                Path::at(-250.0 + k * 0.4, -84.0 + k).curve(
                    (-340.0 + k, -80.0 + k * 0.8),
                    (-440.0 + k, -30.0 + k * 0.4),
                    (-510.0 + k * 2.4, 14.0),
                ),
                tint(peak, -0.42),
                0.55,
            );
        }
    });
    let under = Path::at(-520.0, 10.0).curve((-420.0, 24.0), (-240.0, -4.0), (-90.0, 8.0));
    s.stroke(under, ink(tint(peak, -0.45), 0.9), 7.0);
    if patch == 2 {
        let strap = Path::at(308.0, -46.0).bend((338.0, -30.0), (312.0, -12.0));
        cord(s, &strap, 18.0, Stuff::satin(TAN));
    }
    Frame::standing([-520.0, -h - 26.0, 322.0, 16.0], (-80.0, -170.0)).fill(0.96)
}
