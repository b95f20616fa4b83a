//! Coats.

use super::cloth::{fold, piece, piece_with, seam};
use super::colour::{BLACK, Rgb, TAN, WALNUT, ink, tint};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Stuff, disc};
use super::subject::Frame;
use super::tailor::{CHECK, Cut, PLAIN, Print, buttons, hanger};

pub fn coat(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let print = Print::roll(s, [PLAIN, PLAIN, PLAIN, CHECK]);
    let long = s.dice.range(860.0, 1060.0);
    let wide = s.dice.range(246.0, 276.0);
    let double = s.dice.chance(0.5);
    let belted = s.dice.chance(0.4);
    let button = s.dice.pick([WALNUT, [46, 42, 40], TAN, tint(colour, -0.4)]);
    let cut = Cut {
        neck: 94.0,
        shoulder: (wide + 10.0, 78.0),
        pit: (wide - 8.0, 330.0),
        waist: wide - 20.0,
        hem: (wide + 34.0, long),
        cuff: Some(((wide + 166.0, 690.0), (wide + 66.0, 716.0))),
    };
    let body = cut.body();
    cut.cast(s, &body, 40.0);
    hanger(s, 160.0);
    cut.sleeves(s, colour, print);
    for side in [-1.0, 1.0] {
        seam(s, &Path::at(side * (wide + 64.0), 650.0).to(side * (wide + 160.0), 626.0), colour);
        disc(s, (side * (wide + 134.0), 664.0), (10.0, 10.0), Stuff::satin(button));
    }
    let front = s.view != 1;
    let x0 = if double { 84.0 } else { 34.0 };
    piece_with(s, &body, colour, 100.0, |s| {
        print.draw(s, [-wide - 50.0, 20.0, wide + 50.0, long + 20.0], colour);
        cut.drape(s, 1.0);
        if front {
            let edge = Path::at(x0 - 10.0, 330.0).bend((x0 + 6.0, 600.0), (x0 + 10.0, long + 20.0));
            s.feather(edge.shifted(10.0, 0.0), BLACK, 0.34, 40.0);
            seam(s, &edge, colour);
            for side in [-1.0, 1.0_f32] {
                let flap = Path::rounded(
                    &[
                        (side * 124.0, 592.0),
                        (side * 236.0, 572.0),
                        (side * 240.0, 622.0),
                        (side * 128.0, 642.0),
                    ],
                    10.0,
                );
                s.feather(flap.shifted(3.0, 9.0), BLACK, 0.28, 24.0);
                piece(s, &flap, tint(colour, 0.03), 20.0);
            }
        } else {
            let vent = Path::at(0.0, 26.0).to(2.0, long + 20.0);
            seam(s, &vent, colour);
            fold(s, &Path::at(4.0, long * 0.68).to(10.0, long + 20.0), 50.0, 1.0);
        }
    });
    if belted {
        let band = Path::bowed(&[
            (-wide + 16.0, 470.0, 8.0, -8.0),
            (wide - 16.0, 470.0, 8.0, 0.0),
            (wide - 14.0, 526.0, 8.0, -10.0),
            (-wide + 14.0, 526.0, 8.0, 0.0),
        ]);
        s.feather(band.shifted(2.0, 10.0), BLACK, 0.3, 24.0);
        piece(s, &band, tint(colour, 0.02), 26.0);
        if front {
            s.stroke(Path::rect(-38.0, 458.0, 76.0, 84.0, 14.0), ink(button, 1.0), 12.0);
        }
    }
    if !front {
        let collar = Path::bowed(&[
            (-100.0, -30.0, 18.0, 20.0),
            (100.0, -30.0, 18.0, 4.0),
            (136.0, 78.0, 24.0, -20.0),
            (-136.0, 78.0, 24.0, 4.0),
        ]);
        piece(s, &collar, colour, 40.0);
        return Frame::lying([-wide - 170.0, -160.0, wide + 170.0, long + 14.0], (0.0, 160.0)).turned(true);
    }
    lapels(s, colour, x0, button, double, belted);
    Frame::lying([-wide - 170.0, -160.0, wide + 170.0, long + 14.0], (40.0, 260.0)).turned(true)
}

fn lapels(s: &mut Sheet, colour: Rgb, x0: f32, button: Rgb, double: bool, belted: bool) {
    let inside = Path::at(-92.0, -4.0)
        .bend((0.0, 30.0), (92.0, -4.0))
        .bend((60.0, 200.0), (x0 - 14.0, 360.0))
        .bend((-60.0, 200.0), (-92.0, -4.0))
        .close();
    s.fill(inside, ink(tint(colour, -0.5), 1.0));
    for side in [-1.0, 1.0_f32] {
        let end = if side > 0.0 { (x0 - 12.0, 380.0) } else { (x0 - 20.0, 372.0) };
        let leaf = Path::at(side * 96.0, 34.0)
            .to(side * 150.0, 128.0)
            .to(side * 118.0, 156.0)
            .to(side * 168.0, 186.0)
            .bend((side * 120.0 + if side < 0.0 { x0 * 0.5 } else { 0.0 }, 300.0), end)
            .bend((side * 40.0, 190.0), (side * 78.0, 10.0))
            .close();
        s.feather(leaf.shifted(5.0, 10.0), BLACK, 0.3, 32.0);
        piece(s, &leaf, tint(colour, 0.04), 34.0);
        let collar = Path::at(side * 62.0, -34.0)
            .bend((side * 130.0, 10.0), (side * 162.0, 92.0))
            .bend((side * 140.0, 116.0), (side * 116.0, 152.0))
            .bend((side * 84.0, 90.0), (side * 70.0, 20.0))
            .close();
        s.feather(collar.shifted(3.0, 7.0), BLACK, 0.22, 20.0);
        piece(s, &collar, tint(colour, 0.05), 26.0);
    }
    let back = Path::at(-64.0, -34.0)
        .bend((0.0, -52.0), (64.0, -34.0))
        .bend((70.0, -4.0), (72.0, 20.0))
        .bend((0.0, 2.0), (-72.0, 20.0))
        .bend((-70.0, -4.0), (-64.0, -34.0))
        .close();
    piece(s, &back, tint(colour, -0.1), 26.0);
    let rows: &[f32] = if belted { &[410.0, 590.0] } else { &[410.0, 530.0, 650.0] };
    for y in rows {
        for x in if double { vec![x0 - 46.0, -x0 + 10.0] } else { vec![0.0] } {
            buttons(s, x, *y, *y, 1, button, 19.0);
        }
    }
}
