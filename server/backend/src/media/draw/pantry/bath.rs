//! Jars, droppers, soap.

use super::cloth::piece_with;
use super::colour::{BEECH, BLACK, BRASS, CREAM, OAK, RUBBER, Rgb, STEEL, WHITE, ink, mix, tint};
use super::label::{glass, label, paper_for};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Lathe, Stuff};
use super::subject::Frame;

const AMBER: Rgb = [150, 84, 34];

pub fn jar(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let r = s.dice.range(210.0, 250.0);
    let h = s.dice.range(190.0, 290.0);
    let cap = s.dice.pick([OAK, RUBBER, BRASS, [244, 240, 232], STEEL]);
    let lid_h = s.dice.range(74.0, 100.0);
    let frosted = s.dice.chance(0.5);
    let cap_stuff = match cap {
        BRASS | STEEL => Stuff::metal(cap),
        _ => Stuff::satin(cap),
    };
    let body =
        Lathe::thrown(&[(-h, r * 0.94), (-h * 0.92, r), (-h * 0.5, r), (-h * 0.1, r), (0.0, r * 0.92)], 0.22);
    let lid = Lathe::turned(&[(-lid_h, r * 0.95), (-lid_h + 8.0, r * 0.98), (0.0, r * 0.98)], 0.22);
    s.ground(0.0, r * 0.1, r * 1.02, r * 0.24);
    let stuff = if frosted { Stuff::satin(colour) } else { Stuff::glossy(colour) };
    if s.view == 1 {
        // Open: cream swirled inside, the lid beside it.
        s.ground(r * 1.36, r * 0.5, r * 0.95, r * 0.2);
        body.mouth(s, -h, 16.0, stuff, Some((14.0, [246, 240, 228])));
        s.clip(Path::ellipse(0.0, -h + 14.0, r * 0.86, r * 0.19), |s| {
            for (rx, x) in [(0.6, 10.0), (0.36, -14.0), (0.16, 6.0)] {
                s.feather(Path::ellipse(x, -h + 14.0, r * rx, r * rx * 0.22), [176, 160, 136], 0.34, 16.0);
            }
        });
        body.paint(s, (-h, 0.0), stuff);
        glass(s, &body, (-h * 0.94, -20.0), 0.3);
        label(s, &body, (-h * 0.74, -h * 0.18), 0.62, paper_for(colour), tint(colour, -0.2));
        let (drawing, ()) = s.apart(|s| {
            lid.paint(s, (-lid_h, 0.0), cap_stuff);
            lid.lid(s, -lid_h, cap_stuff);
        });
        s.place(&format!("translate({:.1} {:.1})", r * 1.36, r * 0.5), &drawing);
        return Frame::standing([-r, -h - r * 0.24, r * 2.36, r * 0.72], (0.0, -h)).fill(0.86).turned(true);
    }
    body.paint(s, (-h, 0.0), stuff);
    if !frosted {
        let thick = s.linear(
            (0.0, -h),
            (0.0, 0.0),
            &[
                (0.0, BLACK, 0.2),
                (0.1, BLACK, 0.0),
                (0.84, WHITE, 0.0),
                (0.93, WHITE, 0.3),
                (1.0, BLACK, 0.2),
            ],
        );
        s.fill(body.patch((-h, 0.0), (-1.0, 1.0)), thick);
    }
    label(s, &body, (-h * 0.8, -h * 0.16), 0.66, paper_for(colour), tint(colour, -0.12));
    glass(s, &body, (-h * 0.94, -20.0), 0.4);
    let (drawing, ()) = s.apart(|s| {
        lid.paint(s, (-lid_h, 0.0), cap_stuff);
        lid.lid(s, -lid_h, cap_stuff);
    });
    s.place(&format!("translate(0 {:.1})", -h + 4.0), &drawing);
    Frame::standing([-r, -h - lid_h - r * 0.2, r, r * 0.22], (-r * 0.2, -h)).fill(0.74)
}

pub fn dropper(s: &mut Sheet) -> Frame {
    let r = s.dice.range(120.0, 150.0);
    let h = s.dice.range(340.0, 440.0);
    let glass_of = if s.dice.chance(0.4) { mix(AMBER, s.base, 0.25) } else { s.base };
    let bulb = s.dice.pick([RUBBER, [236, 230, 220], [70, 62, 58]]);
    let collar = s.dice.pick([BRASS, STEEL, RUBBER]);
    let neck = r * 0.4;
    s.ground(0.0, r * 0.08, r * 1.02, r * 0.26);
    let body = Lathe::thrown(
        &[
            (-h - 40.0, neck),
            (-h - 16.0, neck),
            (-h + 14.0, r * 0.72),
            (-h * 0.86, r),
            (-h * 0.5, r),
            (-h * 0.07, r),
            (0.0, r * 0.9),
        ],
        0.17,
    );
    body.paint(s, (-h - 40.0, 0.0), Stuff::glossy(glass_of));
    // The liquid stands two thirds high; above it the glass is lighter.
    let level = -h * 0.8;
    let air = s.linear(
        (0.0, -h),
        (0.0, 0.0),
        &[
            (0.0, WHITE, 0.26),
            (0.18, WHITE, 0.2),
            (0.21, BLACK, 0.16),
            (0.24, BLACK, 0.03),
            (0.9, BLACK, 0.05),
            (0.95, WHITE, 0.26),
            (1.0, BLACK, 0.1),
        ],
    );
    s.fill(body.patch((-h, 0.0), (-1.0, 1.0)), air);
    s.stroke(Path::at(6.0, -h).to(10.0, level + 120.0), ink(WHITE, 0.34), 12.0);
    label(
        s,
        &body,
        (-h * 0.7, -h * 0.14),
        0.74,
        paper_for(glass_of),
        if glass_of == s.base { tint(s.base, -0.2) } else { s.base },
    );
    glass(s, &body, (-h * 0.9, -16.0), 0.5);
    let y = -h - 36.0;
    let ring = Lathe::turned(&[(y - 70.0, neck * 1.12), (y - 64.0, neck * 1.2), (y, neck * 1.2)], 0.17);
    ring.paint(
        s,
        (y - 70.0, y),
        if collar == RUBBER { Stuff::satin(collar).fluted(26.0) } else { Stuff::metal(collar) },
    );
    ring.lid(s, y - 70.0, Stuff::satin(collar));
    let top = Lathe::thrown(
        &[
            (y - 226.0, 6.0),
            (y - 216.0, neck * 0.5),
            (y - 180.0, neck * 0.72),
            (y - 110.0, neck * 0.66),
            (y - 70.0, neck * 0.84),
        ],
        0.17,
    );
    top.paint(s, (y - 226.0, y - 70.0), Stuff::satin(bulb));
    let (mut right, mut low) = (r, r * 0.17);
    if s.view == 1 {
        // A few drops of the oil in front.
        for (x, dy, k) in [(r * 1.5, 60.0, 44.0), (r * 1.16, 96.0, 24.0), (r * 1.9, 84.0, 16.0)] {
            s.glow((x + k * 0.3, dy + k * 0.3), (k * 1.3, k * 0.6), BLACK, 0.3);
            let oil = s.radial(
                (x - k * 0.3, dy - k * 0.2),
                (k * 1.2, k * 0.6),
                &[(0.0, tint(glass_of, 0.5), 0.9), (0.7, glass_of, 0.8), (1.0, tint(glass_of, -0.3), 0.9)],
            );
            s.fill(Path::ellipse(x, dy, k, k * 0.42), oil);
            s.fill(Path::ellipse(x - k * 0.35, dy - k * 0.14, k * 0.2, k * 0.08), ink(WHITE, 0.8));
        }
        (right, low) = (r * 2.1, 110.0);
    }
    Frame::standing([-r, y - 230.0, right, low], (0.0, -h - 20.0)).fill(0.84)
}

pub fn soap(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let round = s.dice.chance(0.35);
    let stack = 1 + s.dice.below(3) as i32;
    let banded = s.dice.chance(0.6);
    let wrap = paper_for(colour);
    let (w, d, t) = (300.0, 120.0, s.dice.range(96.0, 130.0));
    s.ground(10.0, -6.0, w * 1.08, 58.0);
    // On a ribbed dish of wood.
    let dish =
        Path::rounded(&[(-w * 1.06, -44.0), (w * 1.06, -44.0), (w * 0.98, 10.0), (-w * 0.98, 10.0)], 18.0);
    let wood = s.linear(
        (0.0, -44.0),
        (0.0, 10.0),
        &[(0.0, tint(OAK, 0.2), 1.0), (0.4, OAK, 1.0), (1.0, tint(BEECH, -0.42), 1.0)],
    );
    s.fill(dish, wood);
    for i in 0..9 {
        let x = -w * 0.92 + i as f32 * w * 0.23;
        s.stroke(Path::at(x, -30.0).to(x * 0.97, 0.0), ink(tint(OAK, -0.5), 0.3), 5.0);
    }
    let mut y = -40.0;
    for i in 0..stack {
        let skew = s.dice.range(-16.0, 16.0);
        let k = 1.0 - 0.03 * i as f32;
        let shade = if i % 2 == 1 { mix(colour, CREAM, 0.5) } else { colour };
        if round {
            let bar = Lathe::thrown(
                &[
                    (y - t, w * 0.7 * k),
                    (y - t * 0.86, w * 0.79 * k),
                    (y - t * 0.4, w * 0.82 * k),
                    (y, w * 0.76 * k),
                ],
                0.2,
            );
            bar.paint(s, (y - t, y), Stuff::satin(shade));
            bar.lid(s, y - t, Stuff::satin(tint(shade, 0.06)));
            s.feather(Path::ellipse(0.0, y - t, w * 0.5 * k, w * 0.1 * k), BLACK, 0.12, 14.0);
        } else {
            let front = Path::bowed(&[
                (-w * k + skew, y - t, 26.0, 4.0),
                (w * k + skew, y - t, 26.0, 4.0),
                (w * k + skew, y, 26.0, 4.0),
                (-w * k + skew, y, 26.0, 4.0),
            ]);
            let top = Path::bowed(&[
                (-w * 0.86 * k + skew, y - t - d, 40.0, 4.0),
                (w * 0.86 * k + skew, y - t - d, 40.0, 4.0),
                (w * k + skew, y - t + 14.0, 40.0, 0.0),
                (-w * k + skew, y - t + 14.0, 40.0, 4.0),
            ]);
            if i + 1 == stack {
                piece_with(s, &top, tint(shade, 0.22), 40.0, |s| {
                    s.glow((-80.0, y - t - d * 0.7), (200.0, 50.0), WHITE, 0.4)
                });
            }
            piece_with(s, &front, shade, 56.0, |s| {
                if banded && i + 1 == stack {
                    s.fill(Path::rect(-w * 0.5, y - t - 30.0, w, t + 60.0, 1.0), ink(wrap, 1.0));
                    s.fill(
                        Path::rect(-w * 0.5 + 18.0, y - t - 30.0, 8.0, t + 60.0, 1.0),
                        ink(tint(colour, -0.2), 0.9),
                    );
                    s.fill(
                        Path::rect(w * 0.5 - 26.0, y - t - 30.0, 8.0, t + 60.0, 1.0),
                        ink(tint(colour, -0.2), 0.9),
                    );
                    s.stroke(Path::ellipse(0.0, y - t * 0.5, 24.0, 24.0), ink(tint(colour, -0.3), 0.9), 5.0);
                } else {
                    for k in 0..34 {
                        let (x, dy) = (s.dice.range(-w, w), s.dice.range(0.1, 0.9) * t);
                        let fleck = s.dice.range(2.0, 5.0);
                        s.fill(
                            Path::ellipse(x, y - dy, fleck, fleck * 0.7),
                            ink(tint(colour, if k % 2 == 0 { -0.4 } else { 0.5 }), 0.5),
                        );
                    }
                }
            });
            if banded && i + 1 == stack {
                let over = Path::at(-w * 0.43 + skew * 0.86, y - t - d + 4.0)
                    .to(w * 0.43 + skew * 0.86, y - t - d + 4.0)
                    .to(w * 0.5, y - t + 12.0)
                    .to(-w * 0.5, y - t + 12.0)
                    .close();
                s.fill(over, ink(tint(wrap, 0.3), 0.96));
            }
        }
        y -= t;
    }
    Frame::standing([-w * 1.06, y - d, w * 1.06, 14.0], (-w * 0.2, y)).fill(0.84)
}
