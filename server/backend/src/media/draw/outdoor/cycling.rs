//! Bicycle bells and helmets.

use super::cloth::{piece, piece_with, seam};
use super::colour::{BRASS, CREAM, IRON, METALS, RUBBER, STEEL, TAN, WALNUT, WHITE, ink, mix, tint};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Lathe, Stuff, cord, disc, rod};
use super::subject::Frame;

pub fn bell(s: &mut Sheet) -> Frame {
    let metal = s.dice.chance(0.35);
    let stuff = if metal { Stuff::metal(mix(BRASS, s.base, 0.35)) } else { Stuff::glossy(s.base) };
    let h = s.dice.range(200.0, 290.0);
    let r = s.dice.range(250.0, 290.0);
    let flare = s.dice.range(0.0, 34.0);
    let lever = s.dice.chance(0.6);
    let band = s.dice.below(3);
    s.ground(20.0, 0.0, 230.0, 36.0);
    // The clamp for the handlebar.
    let clamp = Path::rect(-120.0, -150.0, 240.0, 146.0, 60.0);
    piece(s, &clamp, RUBBER, 46.0);
    s.fill(Path::ellipse(0.0, -76.0, 62.0, 46.0), ink([28, 26, 26], 1.0));
    s.stroke(Path::ellipse(0.0, -76.0, 62.0, 46.0), ink([110, 106, 104], 0.6), 4.0);
    rod(s, (120.0, -76.0), (162.0, -76.0), (34.0, 30.0), Stuff::metal(STEEL));
    let base = Lathe::turned(&[(-196.0, r * 0.5), (-150.0, r * 0.46)], 0.2);
    base.paint(s, (-196.0, -150.0), Stuff::metal(IRON));
    if lever {
        let arm =
            Path::at(-r * 0.3, -176.0).curve((-r * 0.8, -160.0), (-r - 70.0, -196.0), (-r - 112.0, -262.0));
        cord(s, &arm, 26.0, Stuff::metal(STEEL));
        disc(s, (-r - 112.0, -266.0), (34.0, 36.0), Stuff::satin(RUBBER));
    }
    let y = -196.0;
    let dome = Lathe::thrown(
        &[
            (y - h, 10.0),
            (y - h * 0.97, r * 0.3),
            (y - h * 0.82, r * 0.68),
            (y - h * 0.45, r * 0.94),
            (y - h * 0.1, r),
            (y, r + flare),
        ],
        0.2,
    );
    disc(s, (0.0, y), (r + flare, (r + flare) * 0.2), Stuff::matte(tint(stuff.colour, -0.6)));
    dome.paint(s, (y - h, y), stuff);
    if band > 0 {
        let tone = if metal { tint(stuff.colour, -0.35) } else { mix(s.base, CREAM, 0.8) };
        dome.paint(
            s,
            (y - h * 0.26, y - h * if band == 1 { 0.2 } else { 0.06 }),
            Stuff { colour: tone, ..stuff },
        );
    }
    let gleam =
        s.linear((0.0, y - h), (0.0, y), &[(0.0, WHITE, 0.75), (0.5, WHITE, 0.5), (1.0, WHITE, 0.05)]);
    s.fill(dome.patch((y - h * 0.86, y - h * 0.16), (-0.66, -0.5)), gleam);
    s.glow((-r * 0.24, y - h * 0.86), (r * 0.3, h * 0.12), WHITE, 0.7);
    let knob = Lathe::thrown(
        &[(y - h - 34.0, 6.0), (y - h - 28.0, 24.0), (y - h - 8.0, 28.0), (y - h + 6.0, 20.0)],
        0.2,
    );
    knob.paint(s, (y - h - 34.0, y - h + 6.0), Stuff::metal(STEEL));
    if !lever {
        rod(s, (r * 0.92, y + 26.0), (r + 70.0, y - 10.0), (16.0, 16.0), Stuff::metal(STEEL));
        disc(s, (r + 72.0, y - 14.0), (30.0, 30.0), Stuff::metal(STEEL));
    }
    let (left, right) = if lever { (-r - 150.0, r + flare) } else { (-r - flare, r + 104.0) };
    Frame::standing([left, y - h - 40.0, right, 6.0], (-r * 0.3, y - h * 0.55)).fill(0.82)
}

pub fn helmet(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let urban = s.dice.chance(0.5);
    let trim = s.dice.pick([RUBBER, tint(colour, -0.45), mix(colour, CREAM, 0.8)]);
    let h = s.dice.range(400.0, 450.0);
    let strap = s.dice.pick([RUBBER, WALNUT, TAN]);
    s.ground(0.0, 0.0, 330.0, 44.0);
    // Two straps a side meet below the ear and run on to the buckle.
    for (from, to, meet, end) in [(-170.0, 10.0, -50.0, 14.0), (90.0, 250.0, 150.0, 70.0)] {
        for x in [from, to] {
            cord(
                s,
                &Path::at(x, -112.0).bend((x * 0.7 + meet * 0.3, -50.0), (meet, -34.0)),
                14.0,
                Stuff::matte(strap),
            );
        }
        cord(
            s,
            &Path::at(meet, -34.0).bend(((meet + end) / 2.0, -14.0), (end, -12.0)),
            15.0,
            Stuff::matte(strap),
        );
    }
    let under = Path::at(-400.0, -124.0)
        .curve((-300.0, -60.0), (200.0, -50.0), (388.0, -110.0))
        .bend((0.0, -170.0), (-400.0, -124.0))
        .close();
    s.fill(under, ink([40, 38, 38], 1.0));
    let shell = Path::at(-414.0, -132.0)
        .curve((-430.0, -h * 0.86), (-230.0, -h - 60.0), (10.0, -h - 62.0))
        .curve((250.0, -h - 60.0), (420.0, -h * 0.82), (404.0, -118.0))
        .curve((300.0, -82.0), (200.0, -150.0), (90.0, -150.0))
        .curve((-60.0, -150.0), (-120.0, -86.0), (-260.0, -96.0))
        .bend((-370.0, -100.0), (-414.0, -132.0))
        .close();
    piece_with(s, &shell, colour, 150.0, |s| {
        s.glow((-130.0, -h * 0.86), (230.0, 120.0), WHITE, 0.55);
        if urban {
            seam(
                s,
                &Path::at(-410.0, -190.0).curve((-300.0, -150.0), (-150.0, -150.0), (-60.0, -196.0)).curve(
                    (60.0, -240.0),
                    (260.0, -190.0),
                    (406.0, -176.0),
                ),
                colour,
            );
        }
    });
    if urban {
        for (x, y) in [(-190.0, -h * 0.66), (-70.0, -h * 0.74), (60.0, -h * 0.76), (186.0, -h * 0.7)] {
            let slot = Path::rounded(
                &[(x - 26.0, y - 62.0), (x + 22.0, y - 66.0), (x + 30.0, y + 26.0), (x - 20.0, y + 30.0)],
                20.0,
            );
            s.fill(&slot, ink(tint(colour, -0.75), 1.0));
            s.stroke(slot.shifted(2.0, 3.0), ink(tint(colour, 0.4), 0.5), 4.0);
        }
        let peak = Path::at(-416.0, -168.0)
            .curve((-470.0, -160.0), (-500.0, -120.0), (-492.0, -104.0))
            .curve((-420.0, -110.0), (-330.0, -96.0), (-290.0, -104.0))
            .bend((-360.0, -140.0), (-416.0, -168.0))
            .close();
        piece(s, &peak, trim, 34.0);
    } else {
        for i in 0..4 {
            let (x, y) =
                (-240.0 + i as f32 * 158.0, -h * 0.62 - 40.0 * (1.0 - ((i as f32 - 1.4) / 2.0).powi(2)));
            let vent = Path::at(x - 62.0, y + 66.0)
                .bend((x - 40.0, y - 84.0), (x + 62.0, y - 100.0))
                .bend((x + 92.0, y - 60.0), (x + 44.0, y + 70.0))
                .bend((x, y + 40.0), (x - 62.0, y + 66.0))
                .close();
            s.clip(&vent, |s| {
                s.fill(&vent, ink(tint(colour, -0.8), 1.0));
                s.feather(vent.shifted(14.0, 12.0), tint(colour, 0.3), 0.4, 26.0);
            });
            s.stroke(&vent, ink(trim, 0.9), 7.0);
        }
    }
    let rim = Path::at(-414.0, -132.0)
        .bend((-370.0, -100.0), (-260.0, -96.0))
        .curve((-120.0, -86.0), (-60.0, -150.0), (90.0, -150.0))
        .curve((200.0, -150.0), (300.0, -82.0), (404.0, -118.0));
    s.stroke(&rim, ink(trim, 1.0), 13.0);
    let buckle = Path::rect(14.0, -26.0, 56.0, 30.0, 8.0);
    piece(s, &buckle, RUBBER, 12.0);
    if s.dice.chance(0.4) {
        disc(s, (330.0, -220.0), (30.0, 30.0), Stuff::metal(METALS[1]));
    }
    Frame::standing([if urban { -492.0 } else { -422.0 }, -h - 62.0, 412.0, 12.0], (-120.0, -h * 0.7))
        .fill(0.94)
}
