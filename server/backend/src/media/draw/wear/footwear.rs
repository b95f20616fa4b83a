//! Boots and sneakers, in pairs, toes to the left.

use super::cloth::{fold, piece, piece_with, seam};
use super::colour::{BLACK, BRASS, CREAM, RUBBER, Rgb, TAN, WALNUT, WHITE, ink, lightness, mix, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord};
use super::subject::Frame;

/// Draws one shoe twice: the far one smaller, darker and to the right.
fn pair(s: &mut Sheet, shift: Point, shoe: impl Fn(&mut Sheet, f32)) {
    let (far, ()) = s.apart(|s| shoe(s, -0.07));
    s.place(&format!("translate({:.1} {:.1}) scale(0.97)", shift.0, shift.1), &far);
    shoe(s, 0.0);
}

pub fn boot(s: &mut Sheet) -> Frame {
    let base = s.base;
    let laced = s.dice.chance(0.62);
    let h = if laced { s.dice.range(560.0, 660.0) } else { s.dice.range(500.0, 600.0) };
    let heel = s.dice.range(54.0, 84.0);
    let sole = s.dice.pick([RUBBER, [120, 88, 60], [206, 190, 166], RUBBER]);
    let lace = s.dice.pick([CREAM, TAN, [60, 50, 44], tint(base, 0.5)]);
    let toecap = s.dice.chance(0.4);
    let thick = s.dice.range(34.0, 50.0);
    let close = s.view == 2;
    let shoe = move |s: &mut Sheet, shade: f32| {
        let colour = tint(base, shade);
        s.ground(-30.0, -4.0, 380.0, 34.0);
        let ground = -thick;
        let upper = Path::at(-20.0, -h)
            .bend((110.0, -h + 26.0), (238.0, -h - 6.0))
            .curve((250.0, -h * 0.6), (214.0, -h * 0.42), (258.0, ground - heel * 0.3))
            .bend((262.0, ground), (240.0, ground))
            .to(-310.0, ground)
            .curve((-376.0, ground - 6.0), (-392.0, ground - 104.0), (-280.0, ground - 136.0))
            .curve((-170.0, ground - 166.0), (-62.0, ground - 226.0), (-36.0, -h * 0.56))
            .curve((-24.0, -h * 0.74), (-34.0, -h * 0.9), (-20.0, -h))
            .close();
        if laced {
            let tongue = Path::at(-24.0, -h * 0.72)
                .curve((-44.0, -h * 0.86), (-62.0, -h - 10.0), (-46.0, -h - 40.0))
                .bend((10.0, -h - 66.0), (60.0, -h - 16.0))
                .to(40.0, -h * 0.8)
                .close();
            piece(s, &tongue, tint(colour, -0.1), 30.0);
        }
        let inside = Path::at(-20.0, -h)
            .bend((110.0, -h - 34.0), (238.0, -h - 6.0))
            .bend((110.0, -h + 26.0), (-20.0, -h))
            .close();
        s.fill(inside, ink(tint(colour, -0.55), 1.0));
        let pull =
            Path::at(196.0, -h + 40.0).curve((196.0, -h - 70.0), (252.0, -h - 70.0), (248.0, -h + 50.0));
        cord(s, &pull, 15.0, Stuff::matte(tint(colour, -0.3)));
        piece_with(s, &upper, colour, 96.0, |s| {
            s.glow((-280.0, ground - 106.0), (110.0, 46.0), WHITE, 0.32);
            s.glow((60.0, -h * 0.66), (80.0, 200.0), WHITE, 0.16);
            for (y, d) in [(-h * 0.5, 0.9), (-h * 0.42, 0.7), (-h * 0.34, 0.5)] {
                fold(s, &Path::at(-60.0, y + 10.0).bend((50.0, y + 26.0), (150.0, y - 10.0)), 34.0, d);
            }
            if toecap {
                let cap = Path::at(-232.0, ground - 160.0).curve(
                    (-190.0, ground - 110.0),
                    (-190.0, ground - 50.0),
                    (-210.0, ground),
                );
                seam(s, &cap, colour);
                s.stitch(cap.shifted(-12.0, 0.0), tint(colour, 0.5), 0.6);
            }
            let counter = Path::at(96.0, ground).curve(
                (90.0, ground - 150.0),
                (170.0, ground - 210.0),
                (250.0, ground - 220.0),
            );
            seam(s, &counter, colour);
            s.stitch(counter.shifted(-10.0, -8.0), tint(colour, 0.5), 0.5);
            if laced {
                let facing = Path::at(36.0, -h + 6.0)
                    .curve((50.0, -h * 0.7), (40.0, -h * 0.5), (-60.0, ground - 176.0))
                    .bend((-110.0, ground - 140.0), (-160.0, ground - 180.0));
                seam(s, &facing, colour);
                s.stitch(facing.shifted(10.0, 6.0), tint(colour, 0.5), 0.6);
            } else {
                let gore = Path::at(60.0, -h)
                    .curve((74.0, -h * 0.74), (96.0, -h * 0.6), (104.0, -h * 0.52))
                    .curve((140.0, -h * 0.6), (160.0, -h * 0.8), (164.0, -h))
                    .close();
                s.fill(&gore, ink(tint(colour, -0.55), 1.0));
                for i in 0..9 {
                    let x = 66.0 + i as f32 * 11.0;
                    s.stroke(
                        Path::at(x, -h).to(104.0 + (x - 104.0) * 0.1, -h * 0.52),
                        ink(tint(colour, 0.2), 0.3),
                        3.0,
                    );
                }
                seam(s, &gore, colour);
            }
            if !laced {
                s.stitch(
                    Path::at(-18.0, -h + 16.0).bend((110.0, -h + 40.0), (236.0, -h + 12.0)),
                    tint(colour, 0.5),
                    0.5,
                );
            }
        });
        if laced {
            lacing(
                s,
                &[
                    (-22.0, -h + 26.0),
                    (-32.0, -h * 0.84),
                    (-34.0, -h * 0.7),
                    (-50.0, -h * 0.56),
                    (-98.0, ground - 200.0),
                    (-152.0, ground - 172.0),
                ],
                (52.0, 20.0),
                lace,
            );
        }
        sole_of(s, ground, sole, heel);
        let welt = Path::at(-362.0, ground - 10.0).bend((-60.0, ground - 4.0), (262.0, ground - 10.0));
        s.stroke(&welt, ink(tint(sole, 0.3), 0.8), 8.0);
        s.stitch(&welt, if lightness(sole) > 0.5 { WALNUT } else { [214, 176, 112] }, 0.9);
    };
    pair(s, (if close { 180.0 } else { 150.0 }, -44.0), shoe);
    Frame::standing([-380.0, -h - 100.0, 410.0, 20.0], (-120.0, -h * 0.46))
}

/// The sole: welt, arch and heel; the toe springs up a little.
fn sole_of(s: &mut Sheet, top: f32, colour: Rgb, heel: f32) {
    let arch = top * 0.42 - heel * 0.08;
    let slab = Path::at(-368.0, top - 14.0)
        .to(264.0, top - 14.0)
        .bend((272.0, top * 0.5), (266.0, 0.0))
        .to(100.0, 0.0)
        .bend((92.0, arch), (60.0, arch))
        .bend((20.0, arch), (-30.0, 0.0))
        .to(-250.0, 0.0)
        .curve((-330.0, 0.0), (-372.0, top * 0.5), (-368.0, top - 14.0))
        .close();
    let paint = s.linear(
        (0.0, top - 14.0),
        (0.0, 0.0),
        &[(0.0, tint(colour, 0.2), 1.0), (0.35, colour, 1.0), (1.0, tint(colour, -0.4), 1.0)],
    );
    s.fill(&slab, paint);
    s.clip(&slab, |s| {
        for i in 0..24 {
            let x = -350.0 + i as f32 * 27.0;
            s.stroke(Path::at(x, -10.0).to(x + 3.0, 4.0), ink(BLACK, 0.3), 5.0);
        }
        s.feather(Path::at(80.0, arch).to(90.0, 0.0), BLACK, 0.4, 40.0);
    });
}

/// Laces between eyelets: `left` edges, and the way across from each.
fn lacing(s: &mut Sheet, left: &[Point], across: Point, colour: Rgb) {
    for (i, p) in left.iter().enumerate() {
        let end = (p.0 + across.0 + 12.0, p.1 + across.1);
        s.fill(Path::ellipse(end.0 + 6.0, end.1 + 2.0, 11.0, 11.0), ink(BRASS, 1.0));
        s.fill(Path::ellipse(end.0 + 6.0, end.1 + 2.0, 6.0, 6.0), ink(BLACK, 0.85));
        let bar = Path::at(p.0 - 4.0, p.1).bend((p.0 + across.0 * 0.4, p.1 - 8.0), (end.0 + 4.0, end.1));
        s.feather(bar.shifted(3.0, 7.0), BLACK, 0.3, 16.0);
        cord(s, &bar, 13.0, Stuff::matte(colour));
        if let Some(next) = left.get(i + 1) {
            let cross = Path::at(p.0 - 4.0, p.1).to(next.0 + across.0 + 12.0, next.1 + across.1);
            s.feather(cross.shifted(3.0, 6.0), BLACK, 0.24, 16.0);
            cord(s, &cross, 12.0, Stuff::matte(tint(colour, -0.08)));
        }
    }
    if let Some(top) = left.first() {
        let (x, y) = (top.0 + 20.0, top.1 - 6.0);
        for (a, b, c) in
            [((-70.0, -60.0), (-110.0, 30.0), (6.0, 8.0)), ((90.0, -50.0), (110.0, 50.0), (4.0, 8.0))]
        {
            let bow = Path::at(x, y).curve((x + a.0, y + a.1), (x + b.0, y + b.1), (x + c.0, y + c.1));
            cord(s, &bow, 11.0, Stuff::matte(colour));
        }
        for end in [(-64.0, 96.0), (52.0, 104.0)] {
            let tail = Path::at(x, y).bend((x + end.0 * 0.9, y + 10.0), (x + end.0, y + end.1));
            cord(s, &tail, 10.0, Stuff::matte(colour));
        }
    }
}

pub fn sneaker(s: &mut Sheet) -> Frame {
    let base = s.base;
    let accent = s.dice.pick([CREAM, tint(base, -0.35), mix(base, WHITE, 0.6), TAN]);
    let kind = s.dice.below(3);
    let high = s.dice.chance(0.25);
    let sole: Rgb = s.dice.pick([[240, 236, 228], [240, 236, 228], [204, 160, 112], [232, 222, 204]]);
    let thick = s.dice.range(58.0, 84.0);
    let lace = if lightness(base) > 0.75 { s.dice.pick([WHITE, accent]) } else { [242, 238, 230] };
    let tall = if high { 190.0 } else { 0.0 };
    let shoe = move |s: &mut Sheet, shade: f32| {
        let colour = tint(base, shade);
        s.ground(-40.0, -4.0, 430.0, 34.0);
        let g = -thick;
        let e = tall;
        let rim = |y: f32| {
            Path::at(70.0, g - 258.0 - e).curve(
                (140.0, g - 200.0 - e + y),
                (222.0, g - 176.0 - e + y),
                (302.0, g - 236.0 - e),
            )
        };
        let upper = rim(0.0)
            .bend((330.0, g - 250.0 - e), (336.0, g - 222.0 - e))
            .curve((316.0, g - 150.0), (354.0, g - 90.0), (352.0, g + 8.0))
            .to(-430.0, g + 8.0)
            .curve((-480.0, g - 20.0), (-462.0, g - 104.0), (-368.0, g - 118.0))
            .curve((-250.0, g - 132.0), (-130.0, g - 160.0), (-40.0, g - 216.0))
            .bend((24.0 - e * 0.1, g - 254.0), (70.0, g - 258.0 - e))
            .close();
        let tongue = Path::at(-40.0, g - 214.0 - e * 0.4)
            .curve((-10.0, g - 250.0 - e), (-4.0, g - 310.0 - e), (36.0, g - 324.0 - e))
            .bend((88.0, g - 322.0 - e), (104.0, g - 210.0 - e))
            .close();
        let inside =
            rim(0.0).curve((222.0, g - 226.0 - e), (140.0, g - 246.0 - e), (70.0, g - 258.0 - e)).close();
        s.fill(inside, ink(tint(accent, -0.45), 1.0));
        piece(s, &tongue, mix(colour, accent, 0.3), 26.0);
        piece_with(s, &upper, colour, 84.0, |s| {
            s.glow((-310.0, g - 100.0), (130.0, 44.0), WHITE, 0.3);
            let toe = Path::at(-470.0, g - 60.0)
                .curve((-380.0, g - 92.0), (-290.0, g - 60.0), (-250.0, g + 10.0))
                .to(-480.0, g + 10.0)
                .close();
            let heel = Path::at(356.0, g - 160.0)
                .curve((270.0, g - 150.0), (220.0, g - 80.0), (214.0, g + 10.0))
                .to(380.0, g + 10.0)
                .close();
            match kind {
                0 => {
                    s.fill(&heel, ink(accent, 1.0));
                    seam(s, &heel, accent);
                    for i in 0..3 {
                        let x = -96.0 + i as f32 * 62.0;
                        s.stroke(
                            Path::at(x, g + 10.0).bend((x + 20.0, g - 100.0), (x + 96.0, g - 190.0)),
                            ink(accent, 1.0),
                            26.0,
                        );
                    }
                }
                1 => {
                    for part in [&toe, &heel] {
                        s.fill(part, ink(tint(colour, -0.22), 1.0));
                        seam(s, part, colour);
                    }
                    for i in 0..24 {
                        let (x, y) = (
                            -270.0 + (i % 8) as f32 * 26.0 + (i / 8) as f32 * 8.0,
                            g - 92.0 + (i / 8) as f32 * 26.0,
                        );
                        s.fill(Path::ellipse(x, y, 4.0, 4.0), ink(BLACK, 0.35));
                    }
                }
                _ => {
                    s.fill(&toe, ink([242, 238, 230], 1.0));
                    s.feather(
                        Path::at(-470.0, g - 62.0).curve(
                            (-380.0, g - 94.0),
                            (-290.0, g - 62.0),
                            (-250.0, g + 10.0),
                        ),
                        BLACK,
                        0.3,
                        20.0,
                    );
                    let foxing = Path::at(356.0, g - 200.0 - tall * 0.4).bend((330.0, g - 100.0), (356.0, g));
                    s.stroke(foxing, ink(accent, 1.0), 44.0);
                }
            }
            let facing = Path::at(112.0, g - 224.0 - e).curve(
                (96.0, g - 200.0 - e * 0.4),
                (20.0, g - 150.0),
                (-186.0, g - 106.0),
            );
            seam(s, &facing, colour);
            s.stitch(
                facing.shifted(8.0, 12.0),
                tint(colour, if lightness(colour) > 0.6 { -0.4 } else { 0.5 }),
                0.6,
            );
            s.stroke(rim(5.0), ink(tint(accent, -0.06), 1.0), 17.0);
        });
        let lerp = |a: Point, b: Point, t: f32| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
        let (high_at, bend_at, low_at) = ((54.0, g - 250.0 - e), (-14.0, g - 226.0), (-176.0, g - 150.0));
        let mut eyelets: Vec<Point> =
            (0..if high { 3 } else { 1 }).map(|i| lerp(high_at, bend_at, i as f32 / 3.0)).collect();
        eyelets.extend((0..4).map(|i| lerp(bend_at, low_at, i as f32 / 3.0)));
        lacing(s, &eyelets, (44.0, 20.0), lace);
        midsole(s, g, sole, accent, kind);
    };
    let lift = if s.view == 2 { 0.0 } else { -58.0 };
    pair(s, (120.0, lift), shoe);
    Frame::standing([-474.0, -thick - 340.0 - tall, 480.0, 20.0], (-60.0, -thick - 150.0))
}

fn midsole(s: &mut Sheet, g: f32, colour: Rgb, accent: Rgb, kind: u64) {
    let slab = Path::at(-464.0, g - 18.0)
        .bend((-60.0, g + 6.0), (358.0, g - 16.0))
        .bend((380.0, g * 0.5), (366.0, -10.0))
        .bend((362.0, 0.0), (340.0, 0.0))
        .to(-320.0, 0.0)
        .curve((-414.0, 0.0), (-478.0, g * 0.4), (-464.0, g - 18.0))
        .close();
    let paint = s.linear(
        (0.0, g - 20.0),
        (0.0, 0.0),
        &[(0.0, tint(colour, 0.4), 1.0), (0.5, colour, 1.0), (1.0, tint(colour, -0.3), 1.0)],
    );
    s.fill(&slab, paint);
    s.clip(&slab, |s| {
        s.fill(
            Path::rect(-480.0, -15.0, 900.0, 30.0, 2.0),
            ink(if kind == 2 { RUBBER } else { tint(colour, -0.3) }, 1.0),
        );
        if kind == 2 {
            s.stroke(
                Path::at(-470.0, g * 0.62).bend((0.0, g * 0.66), (380.0, g * 0.66)),
                ink(accent, 1.0),
                7.0,
            );
        } else {
            for i in 0..34 {
                let x = -440.0 + i as f32 * 25.0;
                s.stroke(Path::at(x, -12.0).to(x, 0.0), ink(BLACK, 0.25), 4.0);
            }
        }
        s.feather(Path::at(-466.0, g - 18.0).bend((0.0, g - 4.0), (366.0, g - 10.0)), BLACK, 0.2, 16.0);
    });
}
