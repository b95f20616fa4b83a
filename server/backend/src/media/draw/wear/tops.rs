//! What is worn above: jumpers, T-shirts, shirts.

use super::cloth::{fold, piece, piece_with, ribs, seam};
use super::colour::{BLACK, CREAM, Rgb, TAN, ink, lightness, mix, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord};
use super::subject::Frame;
use super::tailor::{CHECK, Cut, KNIT, PINSTRIPES, PLAIN, Print, STRIPES, buttons, collar_band, hanger};

pub fn jumper(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let print = Print::roll(s, [KNIT, STRIPES, KNIT, PLAIN, STRIPES, KNIT]);
    let kind = s.dice.below(3);
    let wide = s.dice.range(232.0, 270.0);
    let hem = s.dice.range(720.0, 800.0);
    let cables = print.kind == KNIT && s.dice.chance(0.6);
    let neck = 98.0;
    let cut = Cut {
        neck,
        shoulder: (wide + 22.0, 84.0),
        pit: (wide, 330.0),
        waist: wide + 14.0,
        hem: (wide - 8.0, hem),
        cuff: Some(((wide + 186.0, 640.0), (wide + 92.0, 668.0))),
    };
    let trim =
        if print.kind == STRIPES || s.dice.chance(0.75) { colour } else { mix(colour, print.ink, 0.8) };
    let body = cut.body();
    cut.cast(s, &body, 34.0);
    cut.sleeves(s, colour, print);
    for side in [-1.0, 1.0] {
        let (a, b, c, d) = (
            (side * (wide + 92.0), 664.0),
            (side * (wide + 187.0), 636.0),
            (side * (wide + 104.0), 742.0),
            (side * (wide + 180.0), 722.0),
        );
        let cuff = Path::rounded(&[a, b, d, c], 10.0);
        piece_with(s, &cuff, trim, 30.0, |s| ribs(s, ((a, b), (c, d)), trim, 11));
    }
    let cardigan = kind == 2 && s.view != 1;
    piece_with(s, &body, colour, 92.0, |s| {
        print.draw(s, [-wide - 30.0, 110.0, wide + 30.0, hem], colour);
        if cables {
            for x in [-0.52, 0.0, 0.52] {
                cable(s, x * wide, (120.0, hem - 70.0), colour);
            }
        }
        cut.drape(s, 0.9);
        let (l, r) = ((-wide, hem - 76.0), (wide, hem - 76.0));
        s.fill(
            Path::at(l.0 - 20.0, l.1)
                .bend((0.0, l.1 + 14.0), (r.0 + 20.0, r.1))
                .to(wide, hem + 30.0)
                .to(-wide, hem + 30.0)
                .close(),
            ink(tint(trim, -0.03), 1.0),
        );
        ribs(s, ((l, r), ((-wide + 4.0, hem + 14.0), (wide - 4.0, hem + 14.0))), trim, 46);
        s.feather(Path::at(l.0, l.1).bend((0.0, l.1 + 14.0), r), BLACK, 0.3, 18.0);
        if cardigan {
            let v = Path::at(-neck - 4.0, 0.0)
                .bend((-30.0, 190.0), (0.0, 330.0))
                .bend((30.0, 190.0), (neck + 4.0, 0.0))
                .close();
            s.fill(v, ink(tint(colour, -0.5), 1.0));
            for side in [1.0, -1.0] {
                let edge = Path::at(side * (neck + 4.0), 0.0)
                    .bend((side * 34.0, 200.0), (side * 2.0, 340.0))
                    .to(0.0, hem + 12.0);
                s.feather(edge.shifted(8.0, 4.0), BLACK, 0.25, 40.0);
                s.stroke(&edge, ink(tint(trim, -0.06), 1.0), 40.0);
                s.stroke(edge.shifted(-4.0, 0.0), ink(tint(trim, 0.06), 1.0), 22.0);
            }
            buttons(
                s,
                0.0,
                372.0,
                hem - 40.0,
                5,
                tint(trim, if lightness(trim) > 0.6 { -0.5 } else { 0.45 }),
                14.0,
            );
        }
    });
    if kind == 1 {
        let roll = Path::bowed(&[
            (-neck * 0.96, -108.0, 26.0, 8.0),
            (neck * 0.96, -108.0, 26.0, 4.0),
            (neck * 1.1, 34.0, 26.0, 22.0),
            (-neck * 1.1, 34.0, 26.0, 4.0),
        ]);
        piece_with(s, &roll, trim, 46.0, |s| {
            ribs(s, (((-neck, -110.0), (neck, -110.0)), ((-neck * 1.1, 50.0), (neck * 1.1, 50.0))), trim, 26);
            s.feather(Path::at(-neck, -92.0).bend((0.0, -76.0), (neck, -92.0)), BLACK, 0.3, 16.0);
        });
    } else if !cardigan {
        collar_band(s, neck, if s.view == 1 { 44.0 } else { 92.0 }, trim, 34.0, colour);
    }
    Frame::lying(
        [-wide - 190.0, if kind == 1 { -110.0 } else { -18.0 }, wide + 190.0, hem + 20.0],
        (wide * 0.3, 150.0),
    )
    .turned(true)
}

/// One twisted column of a cable knit.
fn cable(s: &mut Sheet, x: f32, (top, bottom): Point, colour: Rgb) {
    s.feather(Path::at(x, top).to(x, bottom), BLACK, 0.2, 74.0);
    let turn = 74.0;
    for i in 0..((bottom - top) / turn) as i32 {
        let y = top + i as f32 * turn;
        for (from, to) in [(20.0, -20.0), (-20.0, 20.0)] {
            let strand = Path::at(x + from, y).curve(
                (x + from, y + turn * 0.5),
                (x + to, y + turn * 0.5),
                (x + to, y + turn),
            );
            cord(s, &strand, 25.0, Stuff::matte(tint(colour, 0.04)));
        }
    }
}

pub fn t_shirt(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let print = Print::roll(s, [PLAIN, PLAIN, STRIPES, STRIPES, PLAIN]);
    let wide = s.dice.range(240.0, 275.0);
    let hem = s.dice.range(720.0, 790.0);
    let ringer = print.kind == PLAIN && s.dice.chance(0.35);
    let pocket = s.dice.chance(0.45) && s.view != 1;
    let drop = s.dice.range(0.0, 46.0);
    let cut = Cut {
        neck: 104.0,
        shoulder: (wide + 14.0, 74.0),
        pit: (wide, 300.0),
        waist: wide - 8.0,
        hem: (wide + 4.0, hem),
        cuff: Some(((wide + 158.0, 262.0 + drop), (wide + 62.0, 332.0 + drop))),
    };
    let trim = if ringer { print.ink } else { colour };
    let body = cut.body();
    cut.cast(s, &body, 28.0);
    cut.sleeves(s, colour, print);
    for side in [-1.0, 1.0] {
        let edge = Path::at(side * (wide + 154.0), 244.0 + drop).to(side * (wide + 56.0), 316.0 + drop);
        s.stitch(&edge, tint(colour, if lightness(colour) > 0.5 { -0.4 } else { 0.4 }), 0.5);
        if ringer {
            s.stroke(edge.shifted(side * 4.0, 10.0), ink(trim, 0.95), 15.0);
        }
    }
    piece_with(s, &body, colour, 70.0, |s| {
        print.draw(s, [-wide - 30.0, 130.0, wide + 30.0, hem + 20.0], colour);
        cut.drape(s, 0.8);
        s.stitch(
            Path::at(-wide, hem - 24.0).bend((0.0, hem - 12.0), (wide, hem - 24.0)),
            tint(colour, -0.4),
            0.55,
        );
        for side in [-1.0, 1.0] {
            let arm = Path::at(side * (cut.shoulder.0 - 10.0), 84.0).curve(
                (side * (wide - 14.0), 170.0),
                (side * (wide - 38.0), 220.0),
                (side * (wide - 2.0), 296.0),
            );
            seam(s, &arm, colour);
        }
    });
    if pocket {
        let patch = Path::bowed(&[
            (44.0, 238.0, 4.0, 0.0),
            (154.0, 238.0, 4.0, 0.0),
            (154.0, 350.0, 16.0, 0.0),
            (99.0, 372.0, 14.0, 0.0),
            (44.0, 350.0, 16.0, 0.0),
        ]);
        piece(s, &patch, if ringer { trim } else { colour }, 18.0);
        s.stitch(Path::at(50.0, 262.0).to(148.0, 262.0), tint(colour, -0.45), 0.7);
    }
    collar_band(s, cut.neck, if s.view == 1 { 42.0 } else { 94.0 }, trim, 24.0, colour);
    Frame::lying([-wide - 160.0, -14.0, wide + 160.0, hem + 16.0], (40.0, 190.0)).turned(true)
}

pub fn shirt(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let print = Print::roll(s, [PLAIN, PINSTRIPES, CHECK, PLAIN, PINSTRIPES]);
    let wide = s.dice.range(235.0, 262.0);
    let hem = s.dice.range(790.0, 850.0);
    let pockets = s.dice.below(3);
    let button = s.dice.pick([CREAM, tint(colour, -0.4), TAN]);
    let cut = Cut {
        neck: 92.0,
        shoulder: (wide + 12.0, 80.0),
        pit: (wide - 4.0, 310.0),
        waist: wide - 16.0,
        hem: (wide - 6.0, hem - 70.0),
        cuff: Some(((wide + 172.0, 640.0), (wide + 96.0, 664.0))),
    };
    let tail = cut.body();
    cut.cast(s, &tail, 30.0);
    hanger(s, 150.0);
    cut.sleeves(s, colour, print);
    for side in [-1.0, 1.0] {
        let (a, b, c, d) = (
            (side * (wide + 92.0), 660.0),
            (side * (wide + 176.0), 634.0),
            (side * (wide + 112.0), 736.0),
            (side * (wide + 188.0), 712.0),
        );
        piece(s, &Path::rounded(&[a, b, d, c], 12.0), tint(colour, 0.03), 26.0);
        buttons(s, side * (wide + 128.0), 690.0, 690.0, 1, button, 8.0);
    }
    let front = s.view != 1;
    piece_with(s, &tail, colour, 74.0, |s| {
        print.draw(s, [-wide - 20.0, 30.0, wide + 20.0, hem], colour);
        cut.drape(s, 0.9);
        if front {
            let placket = Path::rect(-27.0, 40.0, 54.0, hem, 2.0);
            s.feather(placket.shifted(6.0, 0.0), BLACK, 0.18, 26.0);
            s.fill(&placket, ink(tint(colour, 0.03), 1.0));
            s.clip(&placket, |s| print.draw(s, [-24.0, 40.0, 24.0, hem], colour));
            for x in [-20.0, 20.0] {
                s.stitch(Path::at(x, 90.0).to(x, hem), tint(colour, -0.45), 0.6);
            }
            buttons(s, 0.0, 128.0, hem - 150.0, 6, button, 10.0);
        } else {
            seam(s, &Path::at(-wide - 10.0, 170.0).bend((0.0, 200.0), (wide + 10.0, 170.0)), colour);
            fold(s, &Path::at(0.0, 190.0).to(4.0, 620.0), 50.0, 0.7);
        }
    });
    if front {
        for side in if pockets == 0 {
            vec![]
        } else if pockets == 1 {
            vec![1.0]
        } else {
            vec![-1.0, 1.0]
        } {
            let x = |x: f32| side * x;
            let patch = Path::rounded(
                &[
                    (x(62.0), 250.0),
                    (x(172.0), 250.0),
                    (x(172.0), 372.0),
                    (x(117.0), 396.0),
                    (x(62.0), 372.0),
                ],
                8.0,
            );
            piece_with(s, &patch, colour, 18.0, |s| print.draw(s, [-190.0, 250.0, 190.0, 400.0], colour));
            s.stitch(Path::at(x(68.0), 276.0).to(x(166.0), 276.0), tint(colour, -0.45), 0.7);
        }
    }
    let inside = Path::at(-88.0, -14.0)
        .bend((0.0, -52.0), (88.0, -14.0))
        .bend((40.0, 80.0), (0.0, 96.0))
        .bend((-40.0, 80.0), (-88.0, -14.0))
        .close();
    if front {
        s.fill(&inside, ink(tint(colour, -0.38), 1.0));
    }
    let stand = Path::bowed(&[
        (-92.0, -26.0, 14.0, 22.0),
        (92.0, -26.0, 14.0, 2.0),
        (104.0, 34.0, 14.0, if front { 0.0 } else { -12.0 }),
        (-104.0, 34.0, 14.0, 2.0),
    ]);
    if !front {
        piece(s, &stand, colour, 30.0);
    }
    for side in if front { vec![-1.0, 1.0] } else { vec![] } {
        let leaf = Path::at(side * 92.0, -22.0)
            .bend((side * 112.0, 20.0), (side * 122.0, 66.0))
            .bend((side * 96.0, 108.0), (side * 60.0, 138.0))
            .bend((side * 20.0, 100.0), (side * 4.0, 82.0))
            .bend((side * 64.0, 46.0), (side * 92.0, -22.0))
            .close();
        s.feather(leaf.shifted(4.0, 8.0), BLACK, 0.26, 26.0);
        piece(s, &leaf, tint(colour, 0.04), 24.0);
        s.stitch(
            Path::at(side * 114.0, 62.0).bend((side * 92.0, 98.0), (side * 60.0, 126.0)),
            tint(colour, -0.45),
            0.5,
        );
    }
    Frame::lying([-wide - 190.0, -160.0, wide + 190.0, hem - 50.0], (20.0, 150.0)).turned(true)
}
