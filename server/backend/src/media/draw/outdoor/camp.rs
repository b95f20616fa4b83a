//! Rucksacks, bottles, tents.

use super::cloth::{fold, piece, piece_with, seam};
use super::colour::{
    BLACK, BRASS, CREAM, IRON, OAK, RUBBER, Rgb, STEEL, TAN, WALNUT, WHITE, ink, lightness, mix, tint,
};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Lathe, Stuff, cord, rod};
use super::subject::Frame;

pub fn rucksack(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let roll = s.dice.chance(0.4);
    let trim = s.dice.pick([TAN, WALNUT, tint(colour, -0.4), mix(colour, CREAM, 0.7)]);
    let w = s.dice.range(270.0, 320.0);
    let h = s.dice.range(640.0, 760.0);
    let pockets = s.dice.chance(0.6);
    s.ground(0.0, -4.0, w * 1.1, 56.0);
    if s.view == 1 {
        return straps(s, w, h, colour, trim);
    }
    for sign in [-1.0, 1.0_f32] {
        let strap = Path::at(sign * w * 0.5, -h * 0.9).curve(
            (sign * (w + 90.0), -h * 0.86),
            (sign * (w + 100.0), -h * 0.3),
            (sign * w * 0.9, -90.0),
        );
        cord(s, &strap, 34.0, Stuff::matte(tint(colour, -0.25)));
    }
    cord(
        s,
        &Path::at(-60.0, -h + 16.0).curve((-66.0, -h - 96.0), (66.0, -h - 96.0), (60.0, -h + 16.0)),
        22.0,
        Stuff::satin(trim),
    );
    if pockets {
        for sign in [-1.0, 1.0_f32] {
            let side = Path::bowed(&[
                (sign * w * 0.8, -h * 0.44, 20.0, sign * 6.0),
                (sign * (w + 62.0), -h * 0.42, 30.0, sign * 14.0),
                (sign * (w + 46.0), -34.0, 40.0, 0.0),
                (sign * w * 0.8, -20.0, 20.0, 0.0),
            ]);
            piece(s, &side, tint(colour, -0.1), 50.0);
        }
    }
    let body = Path::at(0.0, -h)
        .curve((w * 0.6, -h), (w * 0.94, -h * 0.94), (w * 0.98, -h * 0.74))
        .curve((w * 1.08, -h * 0.4), (w * 1.1, -h * 0.16), (w * 1.0, -52.0))
        .bend((w * 0.95, 0.0), (w * 0.66, 0.0))
        .to(0.0, 2.0)
        .symmetric();
    piece_with(s, &body, colour, 120.0, |s| {
        for (x, k) in [(-0.7, 0.8), (0.66, 1.0), (-0.3, 0.5)] {
            fold(s, &Path::at(x * w, -h * 0.72).bend((x * w * 1.16, -h * 0.4), (x * w, -40.0)), 70.0, k);
        }
        let base = Path::at(-w * 1.2, -110.0)
            .bend((0.0, -92.0), (w * 1.2, -110.0))
            .to(w * 1.2, 20.0)
            .to(-w * 1.2, 20.0)
            .close();
        s.fill(base, ink(tint(trim, -0.06), 0.95));
        seam(s, &Path::at(-w * 1.2, -110.0).bend((0.0, -92.0), (w * 1.2, -110.0)), trim);
    });
    let (l, t) = (w * 0.66, -h * 0.44);
    let pouch = Path::bowed(&[
        (-l, t, 36.0, 4.0),
        (l, t, 36.0, 8.0),
        (l * 1.04, -66.0, 54.0, 10.0),
        (-l * 1.04, -66.0, 54.0, 8.0),
    ]);
    s.feather(pouch.shifted(6.0, 12.0), BLACK, 0.26, 44.0);
    piece_with(s, &pouch, tint(colour, 0.02), 60.0, |s| {
        let zip = Path::at(-l * 0.92, t + 46.0).bend((0.0, t + 36.0), (l * 0.92, t + 46.0));
        s.stroke(&zip, ink(tint(colour, -0.6), 1.0), 13.0);
        s.stitch(&zip, STEEL, 0.9);
    });
    rod(s, (l * 0.7, t + 46.0), (l * 0.74, t + 100.0), (11.0, 15.0), Stuff::satin(trim));
    let low = -h * if roll { 0.7 } else { 0.5 };
    let lid = if roll {
        Path::bowed(&[
            (-w * 1.02, -h - 40.0, 44.0, 8.0),
            (w * 1.02, -h - 40.0, 44.0, 8.0),
            (w * 1.04, -h * 0.86, 40.0, 8.0),
            (-w * 1.04, -h * 0.86, 40.0, 8.0),
        ])
    } else {
        Path::at(0.0, -h - 20.0)
            .curve((w * 0.7, -h - 20.0), (w * 1.02, -h * 0.96), (w * 1.04, -h * 0.78))
            .curve((w * 1.05, -h * 0.62), (w * 0.94, low), (w * 0.7, low))
            .to(0.0, low + 8.0)
            .symmetric()
    };
    s.feather(lid.shifted(6.0, 16.0), BLACK, 0.28, 50.0);
    piece_with(s, &lid, tint(colour, 0.03), 80.0, |s| {
        if roll {
            for y in [-h * 0.98, -h * 0.93] {
                fold(s, &Path::at(-w, y).bend((0.0, y + 8.0), (w, y)), 36.0, 1.0);
            }
        } else {
            s.stitch(Path::at(-w * 0.7, low - 16.0).to(w * 0.7, low - 16.0), tint(colour, 0.5), 0.5);
        }
    });
    for sign in [-1.0, 1.0_f32] {
        let x = sign * w * 0.42;
        let (top, end) = if roll { (-h - 30.0, -h * 0.6) } else { (-h * 0.74, -h * 0.33) };
        let band = Path::rect(x - 19.0, top, 38.0, end - top, 12.0);
        s.feather(band.shifted(4.0, 7.0), BLACK, 0.26, 20.0);
        piece(s, &band, trim, 16.0);
        s.stitch(Path::at(x - 11.0, top + 12.0).to(x - 11.0, end - 14.0), CREAM, 0.55);
        cord(s, &Path::rect(x - 27.0, end - 80.0, 54.0, 46.0, 8.0), 9.0, Stuff::metal(BRASS));
    }
    Frame::standing([-w - 80.0, -h - 90.0, w + 80.0, 14.0], (w * 0.4, -h * 0.5))
}

/// The side that lies on the back.
fn straps(s: &mut Sheet, w: f32, h: f32, colour: Rgb, trim: Rgb) -> Frame {
    let body = Path::bowed(&[
        (-w * 0.94, -h, 120.0, 10.0),
        (w * 0.94, -h, 120.0, 16.0),
        (w, 0.0, 60.0, 4.0),
        (-w, 0.0, 60.0, 16.0),
    ]);
    piece(s, &body, colour, 110.0);
    let pad = Path::bowed(&[
        (-w * 0.7, -h * 0.84, 60.0, 0.0),
        (w * 0.7, -h * 0.84, 60.0, 6.0),
        (w * 0.74, -90.0, 60.0, 0.0),
        (-w * 0.74, -90.0, 60.0, 6.0),
    ]);
    piece_with(s, &pad, tint(colour, -0.14), 60.0, |s| {
        for i in 0..7 {
            let y = -h * 0.76 + i as f32 * h * 0.1;
            fold(s, &Path::at(-w * 0.6, y).to(w * 0.6, y), 26.0, 0.8);
        }
    });
    cord(
        s,
        &Path::at(-64.0, -h + 10.0).curve((-70.0, -h - 90.0), (70.0, -h - 90.0), (64.0, -h + 10.0)),
        24.0,
        Stuff::satin(trim),
    );
    for sign in [-1.0, 1.0_f32] {
        let strap = Path::at(sign * 50.0, -h * 0.9)
            .curve((sign * 150.0, -h * 0.86), (sign * (w * 0.92), -h * 0.7), (sign * w * 0.88, -h * 0.36))
            .to(sign * w * 0.62, -h * 0.34)
            .curve((sign * w * 0.62, -h * 0.6), (sign * 60.0, -h * 0.66), (sign * 20.0, -h * 0.84))
            .close();
        s.feather(strap.shifted(8.0, 14.0), BLACK, 0.3, 40.0);
        piece(s, &strap, tint(colour, 0.03), 44.0);
        let web =
            Path::at(sign * w * 0.75, -h * 0.36).bend((sign * w * 0.76, -h * 0.2), (sign * w * 0.9, -60.0));
        s.stroke(&web, ink(tint(trim, -0.2), 1.0), 24.0);
        cord(s, &Path::rect(sign * w * 0.75 - 26.0, -h * 0.36, 52.0, 40.0, 8.0), 9.0, Stuff::satin(IRON));
    }
    Frame::standing([-w - 20.0, -h - 86.0, w + 20.0, 14.0], (0.0, -h * 0.6)).turned(true)
}

pub fn bottle(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let r = s.dice.range(128.0, 158.0);
    let h = s.dice.range(600.0, 720.0);
    let neck = r * s.dice.range(0.5, 0.72);
    let cap = s.dice.pick([RUBBER, OAK, STEEL, colour, CREAM]);
    let loop_ = s.dice.chance(0.55);
    let band = s.dice.below(3);
    let stuff = if s.dice.chance(0.4) { Stuff::glossy(colour) } else { Stuff::satin(colour) };
    let round = s.dice.range(0.8, 0.88);
    let body = Lathe::thrown(
        &[
            (-h, neck),
            (-h * 0.965, neck),
            (-h * (round + 0.05), r * 0.86),
            (-h * round + 20.0, r),
            (-h * 0.5, r),
            (-h * 0.08, r),
            (0.0, r * 0.93),
        ],
        0.16,
    );
    s.ground(0.0, r * 0.08, r * 1.02, r * 0.24);
    let lid = Lathe::turned(
        &[(-h - 92.0, neck * 1.02), (-h - 84.0, neck * 1.1), (-h - 6.0, neck * 1.1), (-h + 4.0, neck * 1.05)],
        0.16,
    );
    if loop_ {
        let handle = Path::at(-neck * 0.98, -h - 50.0).curve(
            (-neck * 1.1, -h - 210.0),
            (neck * 1.1, -h - 210.0),
            (neck * 0.98, -h - 50.0),
        );
        cord(s, &handle, 22.0, Stuff::satin(cap));
    }
    body.paint(s, (-h, 0.0), stuff);
    match band {
        0 => {
            body.paint(s, (-h * 0.2, 0.0), Stuff::matte(if cap == colour { tint(colour, -0.3) } else { cap }))
        }
        1 => {
            body.paint(s, (-h * 0.62, -h * 0.6), Stuff { colour: mix(colour, CREAM, 0.75), ..stuff });
            body.paint(s, (-h * 0.57, -h * 0.56), Stuff { colour: mix(colour, CREAM, 0.75), ..stuff });
        }
        _ => body.paint(s, (-14.0, 0.0), Stuff::metal(STEEL)),
    }
    body.paint(s, (-h, -h + 16.0), Stuff::metal(STEEL));
    let lid_stuff = if cap == STEEL { Stuff::metal(STEEL) } else { Stuff::satin(cap) };
    lid.paint(s, (-h - 92.0, -h + 4.0), if cap == OAK { lid_stuff } else { lid_stuff.fluted(30.0) });
    lid.lid(s, -h - 92.0, lid_stuff);
    let fade = s.linear(
        (0.0, -h * 0.84),
        (0.0, -40.0),
        &[(0.0, WHITE, 0.0), (0.15, WHITE, 0.4), (0.8, WHITE, 0.16), (1.0, WHITE, 0.0)],
    );
    s.fill(body.patch((-h * 0.8, -40.0), (-0.72, -0.6)), fade);
    // A mark in relief, no letters.
    if s.view != 1 {
        let light = tint(colour, if lightness(colour) > 0.6 { -0.35 } else { 0.4 });
        let y = -h * 0.42;
        s.stroke(
            Path::at(-34.0, y + 20.0)
                .to(-4.0, y - 28.0)
                .to(12.0, y - 4.0)
                .to(20.0, y - 14.0)
                .to(44.0, y + 20.0)
                .close(),
            ink(light, 0.75),
            5.0,
        );
    }
    Frame::standing([-r, -h - if loop_ { 176.0 } else { 104.0 }, r, r * 0.16], (0.0, -h * 0.86)).fill(0.96)
}

pub fn tent(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let tunnel = s.dice.chance(0.45);
    let h = s.dice.range(520.0, 600.0);
    let w = s.dice.range(500.0, 560.0);
    let inner = mix(CREAM, colour, 0.12);
    let open = s.view == 1 || s.dice.chance(0.6);
    let peg = tint(STEEL, -0.2);
    s.ground(0.0, -6.0, w * 0.98, 56.0);
    for sign in [-1.0, 1.0_f32] {
        let line = Path::at(sign * w * 0.52, -h * 0.62).to(sign * (w + 96.0), 8.0);
        s.stroke(line, ink([120, 110, 100], 0.8), 3.0);
        rod(s, (sign * (w + 90.0), -16.0), (sign * (w + 100.0), 22.0), (9.0, 6.0), Stuff::metal(peg));
    }
    let top = if tunnel { -h } else { -h - 60.0 };
    let outline = if tunnel {
        Path::at(0.0, top)
            .curve((w * 0.62, top), (w * 0.86, -h * 0.5), (w, 0.0))
            .bend((w * 0.5, 14.0), (0.0, 14.0))
            .symmetric()
    } else {
        Path::at(0.0, top).bend((w * 0.42, -h * 0.6), (w, 0.0)).bend((w * 0.5, 16.0), (0.0, 16.0)).symmetric()
    };
    piece_with(s, &outline, colour, 150.0, |s| {
        for sign in [-1.0, 1.0_f32] {
            let edge = Path::at(sign * 8.0, top).bend((sign * w * 0.34, -h * 0.46), (sign * w * 0.62, 16.0));
            if sign > 0.0 {
                let side = Path::at(8.0, top)
                    .bend((w * 0.34, -h * 0.46), (w * 0.62, 16.0))
                    .to(w * 1.1, 20.0)
                    .to(w * 0.6, -h)
                    .close();
                s.fill(side, ink(tint(colour, -0.55), 0.34));
            }
            seam(s, &edge, colour);
            fold(
                s,
                &Path::at(sign * w * 0.2, -h * 0.74)
                    .bend((sign * w * 0.56, -h * 0.3), (sign * w * 0.86, 0.0)),
                60.0,
                0.6,
            );
        }
        s.glow((-w * 0.3, -h * 0.5), (w * 0.3, h * 0.4), WHITE, 0.2);
    });
    let (dw, dh) = (w * 0.36, h * 0.74);
    let door = Path::at(0.0, -dh).bend((dw * 0.62, -dh * 0.86), (dw, 14.0)).to(0.0, 16.0).symmetric();
    if open {
        s.clip(&door, |s| {
            let paint = s.linear(
                (0.0, -dh),
                (0.0, 16.0),
                &[
                    (0.0, tint(inner, -0.66), 1.0),
                    (0.7, tint(inner, -0.3), 1.0),
                    (1.0, tint(inner, -0.12), 1.0),
                ],
            );
            s.fill(&door, paint);
            s.glow((0.0, -60.0), (dw * 0.9, 110.0), [255, 216, 150], 0.6);
            s.fill(
                Path::at(-dw, 20.0).to(-dw * 0.6, -34.0).to(dw * 0.6, -34.0).to(dw, 20.0).close(),
                ink(tint(colour, -0.5), 0.9),
            );
        });
        for sign in [-1.0, 1.0_f32] {
            let flap = Path::at(0.0, -dh - 4.0)
                .bend((sign * dw * 0.4, -dh * 0.66), (sign * dw * 1.0, 14.0))
                .bend((sign * dw * 1.32, -10.0), (sign * dw * 1.16, -dh * 0.24))
                .bend((sign * dw * 0.8, -dh * 0.76), (0.0, -dh - 4.0))
                .close();
            s.feather(flap.shifted(4.0, 10.0), BLACK, 0.24, 30.0);
            piece_with(s, &flap, inner, 44.0, |s| {
                fold(
                    s,
                    &Path::at(0.0, -dh).bend((sign * dw * 0.66, -dh * 0.5), (sign * dw * 1.1, 0.0)),
                    34.0,
                    1.0,
                )
            });
        }
    } else {
        seam(s, &door, colour);
        let zip = Path::at(0.0, -dh).bend((6.0, -dh * 0.4), (0.0, 14.0));
        s.stroke(&zip, ink(tint(colour, -0.6), 1.0), 9.0);
        s.stitch(&zip, STEEL, 0.9);
        let window = Path::at(0.0, -dh * 0.9)
            .bend((dw * 0.4, -dh * 0.74), (dw * 0.44, -dh * 0.6))
            .to(0.0, -dh * 0.58)
            .symmetric();
        s.fill(&window, ink(tint(colour, -0.6), 0.7));
        seam(s, &window, colour);
    }
    let pole = if tunnel {
        Path::at(-w * 0.98, 0.0)
            .curve((-w * 0.82, -h * 0.52), (-w * 0.58, top - 2.0), (0.0, top - 2.0))
            .curve((w * 0.58, top - 2.0), (w * 0.82, -h * 0.52), (w * 0.98, 0.0))
    } else {
        Path::at(-w * 0.06, top - 40.0).to(0.0, top).to(w * 0.06, top - 40.0)
    };
    cord(s, &pole, 10.0, Stuff::metal(if tunnel { STEEL } else { OAK }));
    Frame::standing([-w - 100.0, top - 46.0, w + 100.0, 22.0], (dw * 0.2, -dh * 0.6))
}
