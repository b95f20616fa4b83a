//! Trousers, skirts, dresses.

use super::cloth::{fold, folds, piece, piece_with, seam};
use super::colour::{BLACK, BRASS, CREAM, Rgb, TAN, WALNUT, ink, lightness, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord, disc};
use super::subject::Frame;
use super::tailor::{CHECK, Cut, DOTS, PINSTRIPES, PLAIN, Print, STRIPES, buttons, hanger};

pub fn trousers(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let jeans = s.dice.chance(0.4);
    let print = if jeans {
        Print { kind: PLAIN, ink: CREAM, step: 1.0 }
    } else {
        Print::roll(s, [PLAIN, PLAIN, PLAIN, CHECK, PINSTRIPES])
    };
    let hip = s.dice.range(212.0, 236.0);
    let hem = s.dice.range(76.0, 128.0);
    let turn_up = !jeans && s.dice.chance(0.45);
    let thread: Rgb = if jeans { [204, 150, 84] } else { tint(colour, -0.45) };
    let (waist, crotch, end) = (172.0, 390.0, 1080.0);
    let middle = 150.0_f32.max(hem + 24.0);
    let leg = Path::at(0.0, 0.0)
        .bend((waist * 0.5, 8.0), (waist, 0.0))
        .curve((waist + 20.0, 110.0), (hip, 200.0), (hip, 330.0))
        .curve((hip + 4.0, 600.0), (middle + hem * 0.82, 900.0), (middle + hem, end))
        .to(middle - hem, end + 8.0)
        .curve((middle - hem - 4.0, 800.0), (16.0, 560.0), (0.0, crotch));
    let shape = leg.symmetric();
    s.cast(&shape, 30.0);
    let front = s.view != 1;
    piece_with(s, &shape, colour, 70.0, |s| {
        print.draw(s, [-hip - 70.0, 56.0, hip + 70.0, end + 20.0], colour);
        for side in [-1.0, 1.0_f32] {
            let x = |x: f32| side * x;
            if jeans {
                s.glow((x(hip * 0.5 + 16.0), 480.0), (90.0, 260.0), tint(colour, 0.6), 0.24);
                s.stitch(
                    Path::at(x(hip - 12.0), 240.0).curve(
                        (x(hip - 10.0), 600.0),
                        (x(middle + hem * 0.8 - 10.0), 900.0),
                        (x(middle + hem - 14.0), end),
                    ),
                    thread,
                    0.8,
                );
            } else {
                // The crease.
                let crease = Path::at(x(waist * 0.6), 190.0).bend((x(hip * 0.52), 600.0), (x(middle), end));
                s.feather(crease.shifted(6.0, 0.0), BLACK, 0.2, 34.0);
                s.stroke(&crease, ink(tint(colour, 0.35), 0.4), 3.0);
            }
            for (y, d) in [(crotch + 4.0, -50.0), (crotch - 20.0, -90.0)] {
                fold(s, &Path::at(x(4.0), y).bend((x(50.0), y - 6.0), (x(120.0), y + d)), 34.0, 0.5);
            }
            fold(
                s,
                &Path::at(x(middle - hem), 770.0).bend((x(middle), 776.0), (x(middle + hem * 0.5), 826.0)),
                44.0,
                0.3,
            );
            let deep = if turn_up { 62.0 } else { 26.0 };
            let cuff =
                Path::at(x(middle - hem - 20.0), end - deep).to(x(middle + hem + 20.0), end - deep - 6.0);
            if turn_up {
                s.fill(
                    Path::at(x(middle - hem - 20.0), end - deep)
                        .to(x(middle + hem + 20.0), end - deep - 6.0)
                        .to(x(middle + hem + 20.0), end + 20.0)
                        .to(x(middle - hem - 20.0), end + 20.0)
                        .close(),
                    ink(tint(colour, 0.06), 0.8),
                );
                s.feather(cuff.shifted(0.0, 4.0), BLACK, 0.34, 16.0);
            } else {
                s.stitch(&cuff, thread, 0.8);
            }
            if front {
                let pocket = Path::at(x(108.0), 58.0).bend((x(118.0), 140.0), (x(206.0), 172.0));
                seam(s, &pocket, colour);
                s.stitch(pocket.shifted(x(-9.0), 6.0), thread, 0.8);
            } else {
                let patch = Path::rounded(
                    &[
                        (x(48.0), 130.0),
                        (x(164.0), 124.0),
                        (x(170.0), 238.0),
                        (x(110.0), 274.0),
                        (x(50.0), 244.0),
                    ],
                    8.0,
                );
                piece(s, &patch, tint(colour, 0.02), 20.0);
                s.stitch(Path::at(x(54.0), 152.0).to(x(160.0), 147.0), thread, 0.8);
            }
        }
        let seat = Path::at(0.0, 52.0).to(0.0, crotch);
        seam(s, &seat, colour);
        if front {
            s.stitch(Path::at(36.0, 56.0).curve((38.0, 200.0), (36.0, 236.0), (2.0, 266.0)), thread, 0.85);
        }
        s.glow((0.0, crotch + 24.0), (34.0, 120.0), BLACK, 0.3);
        let band = Path::at(-waist - 20.0, 52.0).bend((0.0, 62.0), (waist + 20.0, 52.0));
        s.feather(band.shifted(0.0, 4.0), BLACK, 0.26, 16.0);
        s.stitch(band.shifted(0.0, -8.0), thread, 0.8);
    });
    for x in [-128.0, -58.0, 58.0, 128.0] {
        piece(s, &Path::rect(x - 8.0, -6.0, 16.0, 70.0, 4.0), tint(colour, 0.03), 8.0);
    }
    if front {
        disc(
            s,
            (6.0, 30.0),
            (13.0, 13.0),
            if jeans { Stuff::metal(BRASS) } else { Stuff::satin(tint(colour, -0.4)) },
        );
    } else if jeans {
        piece(s, &Path::rect(66.0, 8.0, 76.0, 48.0, 5.0), TAN, 14.0);
    }
    let side = (middle + hem).max(hip) + 4.0;
    Frame::lying([-side, -10.0, side, end + 12.0], (60.0, 130.0)).turned(true)
}

/// Pleats that open from a waist to a hem.
fn pleats(s: &mut Sheet, (top, bottom): Point, (narrow, wide): Point, count: usize, depth: f32) {
    let lines: Vec<Path> = (0..count)
        .map(|i| {
            let t = (i as f32 + 0.5) / count as f32 * 2.0 - 1.0;
            let sway = s.dice.range(-14.0, 14.0);
            let (upper, lower) = (top + (bottom - top) * 0.35, bottom - (bottom - top) * 0.3);
            let knee = (t * wide * 0.9 + sway, lower);
            Path::at(t * narrow, top).curve((t * narrow * 1.08, upper), knee, (t * wide, bottom + 40.0))
        })
        .collect();
    folds(s, &lines, (wide * 1.5 / count as f32).clamp(24.0, 90.0), depth * 1.3);
}

pub fn skirt(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let print = Print::roll(s, [PLAIN, CHECK, PLAIN, DOTS, PINSTRIPES]);
    let length = s.dice.range(640.0, 900.0);
    let hem = s.dice.range(310.0, 420.0);
    let count = if s.dice.chance(0.5) { 15 } else { 7 };
    let closed = s.dice.below(3);
    let waist = 170.0;
    let shape = Path::at(0.0, 0.0)
        .bend((waist * 0.5, 8.0), (waist, 0.0))
        .to(waist + 8.0, 56.0)
        .curve((waist + 60.0, 190.0), (hem - 30.0, length * 0.6), (hem, length))
        .bend((hem * 0.55, length + 44.0), (0.0, length + 44.0))
        .symmetric();
    s.cast(&shape, 34.0);
    piece_with(s, &shape, colour, 90.0, |s| {
        print.draw(s, [-hem - 20.0, 66.0, hem + 20.0, length + 50.0], colour);
        pleats(s, (70.0, length), (waist, hem), count, 0.85);
        if s.view != 1 && closed == 1 {
            let line = Path::at(0.0, 56.0).to(0.0, length + 40.0);
            seam(s, &line.shifted(-24.0, 0.0), colour);
            buttons(
                s,
                0.0,
                110.0,
                length - 40.0,
                7,
                if lightness(colour) > 0.6 { WALNUT } else { CREAM },
                13.0,
            );
        }
        let hemline = Path::at(-hem, length - 30.0).bend((0.0, length + 32.0), (hem, length - 30.0));
        s.stitch(&hemline, tint(colour, -0.45), 0.5);
    });
    let band = Path::bowed(&[
        (-waist, -2.0, 8.0, -7.0),
        (waist, -2.0, 8.0, 0.0),
        (waist + 8.0, 58.0, 8.0, -8.0),
        (-waist - 8.0, 58.0, 8.0, 0.0),
    ]);
    s.feather(band.shifted(0.0, 10.0), BLACK, 0.22, 22.0);
    piece_with(s, &band, tint(colour, 0.02), 30.0, |s| {
        if closed == 2 || s.view == 1 {
            for i in 0..34 {
                let x = -waist + i as f32 * waist * 2.0 / 33.0;
                s.stroke(Path::at(x, 0.0).to(x * 1.04, 60.0), ink(tint(colour, -0.4), 0.4), 3.0);
            }
        }
    });
    if closed == 0 && s.view != 1 {
        let tie = Path::at(0.0, 34.0).curve((-60.0, 90.0), (-30.0, 200.0), (-58.0, 270.0));
        for path in [tie.clone(), tie.mapped(|p| (-p.0 * 0.8, p.1 * 0.92))] {
            s.feather(path.shifted(6.0, 8.0), BLACK, 0.22, 20.0);
            cord(s, &path, 13.0, Stuff::matte(colour));
        }
        piece(s, &Path::ellipse(0.0, 34.0, 22.0, 18.0), colour, 14.0);
    }
    Frame::lying([-hem, -4.0, hem, length + 30.0], (30.0, 150.0)).fill(0.95).turned(true)
}

pub fn dress(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let print = Print::roll(s, [PLAIN, DOTS, PLAIN, STRIPES, DOTS]);
    let long = s.dice.range(980.0, 1120.0);
    let hem = s.dice.range(300.0, 400.0);
    let sleeves = s.dice.below(3);
    let belted = s.dice.chance(0.5);
    let depth = if s.view == 1 { 40.0 } else { s.dice.range(96.0, 150.0) };
    let (neck, bust, waist, at) = (92.0, 196.0, 148.0, 430.0);
    let shoulder = if sleeves == 0 { (150.0, 30.0) } else { (206.0, 66.0) };
    let cuff = match sleeves {
        0 => None,
        1 => Some(((320.0, 236.0), (222.0, 290.0))),
        _ => Some(((360.0, 560.0), (286.0, 586.0))),
    };
    let cut = Cut { neck, shoulder, pit: (bust, 250.0), waist, hem: (waist, at), cuff };
    let shape = Path::at(0.0, 26.0)
        .bend((neck * 0.7, 26.0), (neck, 0.0))
        .to(shoulder.0, shoulder.1)
        .curve((shoulder.0 - 14.0, 130.0), (bust - 40.0, 200.0), (bust, 250.0))
        .curve((bust - 8.0, 330.0), (waist, 370.0), (waist, at))
        .curve((waist + 60.0, at + 150.0), (hem - 30.0, long - 200.0), (hem, long))
        .bend((hem * 0.5, long + 40.0), (0.0, long + 40.0))
        .symmetric();
    cut.cast(s, &shape, 34.0);
    hanger(s, if sleeves == 0 { 118.0 } else { 140.0 });
    cut.sleeves(s, colour, print);
    piece_with(s, &shape, colour, 86.0, |s| {
        print.draw(s, [-hem - 10.0, 40.0, hem + 10.0, long + 50.0], colour);
        pleats(s, (at + 16.0, long), (waist, hem), 9, 0.8);
        for side in [-1.0, 1.0] {
            fold(
                s,
                &Path::at(side * bust, 256.0).bend((side * 120.0, 300.0), (side * 84.0, 400.0)),
                54.0,
                0.7,
            );
            s.glow((side * 86.0 - 10.0, 250.0), (90.0, 80.0), tint(colour, 0.7), 0.2);
        }
    });
    let band = Path::bowed(&[
        (-waist - 3.0, at - 24.0, 6.0, -8.0),
        (waist + 3.0, at - 24.0, 6.0, 0.0),
        (waist + 5.0, at + 20.0, 6.0, -10.0),
        (-waist - 5.0, at + 20.0, 6.0, 0.0),
    ]);
    if belted {
        s.feather(band.shifted(0.0, 8.0), BLACK, 0.24, 20.0);
        let leather = s.dice.pick([TAN, WALNUT, colour]);
        piece(s, &band, leather, 22.0);
        if s.view != 1 {
            s.stroke(Path::rect(-26.0, at - 30.0, 52.0, 62.0, 10.0), ink(BRASS, 1.0), 8.0);
        }
    } else {
        seam(s, &Path::at(-waist, at).bend((0.0, at + 12.0), (waist, at)), colour);
    }
    super::tailor::collar_band(s, neck, depth, tint(colour, 0.02), 15.0, colour);
    let side = cuff.map_or(hem, |c| hem.max(c.0.0)) + 6.0;
    Frame::lying([-side, -156.0, side, long + 30.0], (10.0, 240.0)).turned(true)
}
