//! Tins, coffee bags, chocolate, honey.

use super::cloth::{fold, piece, piece_with, seam};
use super::colour::{BEECH, BLACK, BRASS, CREAM, Rgb, STEEL, WHITE, ink, lightness, tint};
use super::label::{glass, label, paper_for};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Lathe, Stuff, cord, disc, rod};
use super::subject::Frame;

pub fn tin(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let r = s.dice.range(170.0, 210.0);
    let h = s.dice.range(400.0, 540.0);
    let lid_of = s.dice.pick([BRASS, STEEL, colour, tint(colour, -0.35)]);
    let metal = lid_of == BRASS || lid_of == STEEL;
    let lid_stuff = if metal { Stuff::metal(lid_of) } else { Stuff::glossy(lid_of) };
    let lid_h = h * s.dice.range(0.16, 0.24);
    s.ground(0.0, r * 0.08, r * 1.02, r * 0.24);
    let body = Lathe::turned(&[(-h, r), (-4.0, r), (0.0, r - 3.0)], 0.19);
    body.paint(s, (-h, 0.0), Stuff::satin(colour));
    body.paint(s, (-12.0, 0.0), Stuff::metal(if metal { lid_of } else { STEEL }));
    label(
        s,
        &body,
        (-h * 0.86, -h * 0.14),
        0.6,
        paper_for(colour),
        tint(colour, if lightness(colour) > 0.6 { -0.35 } else { 0.3 }),
    );
    let y = -h + 6.0;
    let lid = Lathe::turned(&[(y - lid_h, r * 1.0), (y - lid_h + 8.0, r * 1.035), (y, r * 1.035)], 0.19);
    lid.paint(s, (y - lid_h, y), lid_stuff);
    s.fill(lid.patch((y - 8.0, y - 2.0), (-1.0, 1.0)), ink(BLACK, 0.2));
    lid.lid(s, y - lid_h, lid_stuff);
    s.stroke(Path::ellipse(0.0, y - lid_h, r * 0.8, r * 0.152), ink(tint(lid_of, -0.4), 0.35), 3.0);
    if s.dice.chance(0.5) {
        let knob = Lathe::thrown(
            &[
                (y - lid_h - 46.0, 8.0),
                (y - lid_h - 38.0, 28.0),
                (y - lid_h - 14.0, 24.0),
                (y - lid_h + 2.0, 16.0),
            ],
            0.2,
        );
        knob.paint(s, (y - lid_h - 46.0, y - lid_h + 2.0), lid_stuff);
    }
    let fade = s.linear((0.0, -h), (0.0, 0.0), &[(0.0, WHITE, 0.0), (0.2, WHITE, 0.3), (1.0, WHITE, 0.05)]);
    s.fill(body.patch((-h * 0.94, -20.0), (-0.82, -0.7)), fade);
    let right = if s.view == 1 {
        // Loose leaves beside it.
        let leaf: Rgb = s.dice.pick([[86, 96, 62], [72, 54, 40], [124, 92, 56]]);
        s.glow((r * 1.7, 26.0), (r * 0.8, 36.0), BLACK, 0.3);
        for i in 0..110 {
            let t = i as f32 / 110.0;
            let spread = (1.0 - t) * r * 0.62;
            let (x, dy) =
                (r * 1.66 + s.dice.range(-1.0, 1.0) * spread, 44.0 - t * 64.0 + s.dice.range(-10.0, 10.0));
            let (dx, lean) = (s.dice.range(10.0, 22.0), s.dice.range(-12.0, 12.0));
            let tone = tint(leaf, s.dice.range(-0.35, 0.3));
            s.stroke(
                Path::at(x - dx, dy - lean).bend((x, dy + 8.0), (x + dx, dy + lean)),
                ink(tone, 1.0),
                6.0,
            );
        }
        r * 2.34
    } else {
        r * 1.04
    };
    Frame::standing([-r * 1.04, y - lid_h - 50.0, right, 62.0], (0.0, -h * 0.8)).fill(0.82).turned(true)
}

pub fn coffee_bag(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let w = s.dice.range(240.0, 280.0);
    let h = s.dice.range(640.0, 760.0);
    let tie = s.dice.chance(0.5);
    let style = s.dice.below(3);
    let paper = paper_for(colour);
    s.ground(0.0, 0.0, w * 1.06, 50.0);
    let bag = Path::bowed(&[
        (-w * 0.98, -h, 8.0, 0.0),
        (w * 0.98, -h, 8.0, 8.0),
        (w * 1.02, -10.0, 30.0, -6.0),
        (-w * 1.02, -10.0, 30.0, 8.0),
    ]);
    piece_with(s, &bag, colour, 100.0, |s| {
        for sign in [-1.0, 1.0_f32] {
            let gusset = Path::at(sign * w * 0.86, -h * 0.86)
                .bend((sign * w * 0.7, -h * 0.5), (sign * w * 0.84, -10.0));
            s.feather(gusset.shifted(sign * 16.0, 0.0), BLACK, 0.22, 60.0);
            s.stroke(&gusset, ink(tint(colour, 0.5), 0.4), 3.0);
            fold(
                s,
                &Path::at(sign * w * 0.5, -h * 0.9)
                    .bend((sign * w * 0.3, -h * 0.8), (sign * w * 0.62, -h * 0.7)),
                44.0,
                0.6,
            );
        }
        s.glow((-w * 0.3, -h * 0.5), (w * 0.5, h * 0.4), WHITE, 0.25);
    });
    // Folded over at the top.
    let lip = Path::bowed(&[
        (-w, -h - 22.0, 8.0, 2.0),
        (w, -h - 22.0, 8.0, 0.0),
        (w * 0.99, -h + 62.0, 8.0, -3.0),
        (-w * 0.99, -h + 62.0, 8.0, 0.0),
    ]);
    s.feather(lip.shifted(3.0, 9.0), BLACK, 0.26, 26.0);
    piece(s, &lip, tint(colour, 0.03), 40.0);
    if tie {
        rod(
            s,
            (-w * 1.06, -h + 20.0),
            (w * 1.06, -h + 20.0),
            (26.0, 26.0),
            Stuff::satin(if lightness(colour) > 0.5 { [60, 52, 46] } else { CREAM }),
        );
    } else {
        s.stitch(Path::at(-w * 0.94, -h + 44.0).to(w * 0.94, -h + 44.0), tint(colour, 0.6), 0.8);
    }
    if s.view == 1 {
        // The back: a seam down the middle and the valve.
        seam(s, &Path::at(0.0, -h + 64.0).to(0.0, -16.0), colour);
        disc(s, (0.0, -h * 0.72), (30.0, 30.0), Stuff::satin(tint(colour, 0.1)));
        for (x, y) in [(-9.0, 0.0), (9.0, 0.0), (0.0, 9.0), (0.0, -9.0)] {
            s.fill(Path::ellipse(x, -h * 0.72 + y, 3.5, 3.5), ink(BLACK, 0.6));
        }
    } else {
        let dark = if lightness(paper) > 0.5 { [66, 56, 50] } else { CREAM };
        let (l, t, b) = (w * 0.62, -h * 0.72, -h * 0.2);
        let patch = Path::rect(-l, t, l * 2.0, b - t, if style == 1 { 90.0 } else { 8.0 });
        s.feather(patch.shifted(2.0, 3.0), BLACK, 0.16, 12.0);
        let paint =
            s.linear((-l, t), (l, b), &[(0.0, tint(paper, 0.3), 1.0), (1.0, tint(paper, -0.08), 1.0)]);
        s.fill(&patch, paint);
        s.clip(&patch, |s| {
            let y = t + (b - t) * 0.36;
            let mark = if lightness(colour) > 0.78 { tint(colour, -0.4) } else { colour };
            match style {
                0 => s.fill(Path::rect(-l, t, l * 2.0, (b - t) * 0.24, 1.0), ink(mark, 1.0)),
                1 => s.stroke(
                    Path::rect(-l + 18.0, t + 18.0, l * 2.0 - 36.0, b - t - 36.0, 76.0),
                    ink(mark, 0.9),
                    5.0,
                ),
                _ => (),
            }
            // A bean.
            s.fill(Path::ellipse(0.0, y + 34.0, 44.0, 58.0), ink(mark, 1.0));
            s.stroke(
                Path::at(4.0, y - 20.0).curve((-34.0, y + 20.0), (36.0, y + 48.0), (-4.0, y + 90.0)),
                ink(paper, 1.0),
                7.0,
            );
            s.fill(Path::rect(-l * 0.5, b - (b - t) * 0.26, l, 9.0, 2.0), ink(dark, 0.5));
            s.fill(Path::rect(-l * 0.3, b - (b - t) * 0.18, l * 0.6, 6.0, 2.0), ink(dark, 0.38));
        });
    }
    Frame::standing([-w * 1.06, -h - 24.0, w * 1.06, 14.0], (0.0, -h * 0.66)).fill(0.92).turned(true)
}

pub fn honey(s: &mut Sheet) -> Frame {
    let r = s.dice.range(180.0, 215.0);
    let h = s.dice.range(330.0, 420.0);
    let gold: Rgb = s.dice.pick([[222, 150, 44], [206, 126, 36], [236, 182, 84], [176, 92, 30]]);
    let cloth = s.dice.chance(0.5);
    let hexagon = s.dice.chance(0.4);
    let colour = s.base;
    s.ground(0.0, r * 0.1, r * 1.02, r * 0.25);
    s.glow((r * 0.6, 24.0), (r * 0.9, 34.0), gold, 0.4);
    let body = Lathe::thrown(
        &[
            (-h, r * 0.82),
            (-h * 0.95, r * 0.84),
            (-h * 0.84, r),
            (-h * 0.5, r * if hexagon { 1.0 } else { 1.04 }),
            (-h * 0.1, r),
            (0.0, r * 0.9),
        ],
        0.2,
    );
    let mut stuff = Stuff::glossy(gold);
    if hexagon {
        stuff = stuff.fluted(9.0);
    }
    body.paint(s, (-h, 0.0), stuff);
    let light = s.radial(
        (r * 0.25, -h * 0.4),
        (r * 0.9, h * 0.5),
        &[(0.0, [255, 222, 130], 0.75), (0.6, gold, 0.3), (1.0, gold, 0.0)],
    );
    s.fill(body.patch((-h, 0.0), (-1.0, 1.0)), light);
    s.fill(body.patch((-h * 0.97, -h * 0.88), (-1.0, 1.0)), ink([255, 246, 224], 0.5));
    label(
        s,
        &body,
        (-h * 0.72, -h * 0.2),
        0.62,
        if lightness(colour) > 0.8 { colour } else { paper_for(colour) },
        if lightness(colour) > 0.8 { gold } else { colour },
    );
    glass(s, &body, (-h * 0.94, -16.0), 0.6);
    let y = -h + 4.0;
    let lid = Lathe::turned(&[(y - 66.0, r * 0.86), (y - 58.0, r * 0.9), (y, r * 0.9)], 0.2);
    let (stuff, top) = if cloth { (Stuff::matte(colour), y - 66.0) } else { (Stuff::metal(BRASS), y - 66.0) };
    lid.paint(s, (top, y), stuff);
    lid.lid(s, top, stuff);
    if cloth {
        let skirt = Lathe::thrown(&[(y - 22.0, r * 0.88), (y + 6.0, r * 1.0), (y + 38.0, r * 1.14)], 0.2);
        skirt.paint(s, (y - 22.0, y + 38.0), Stuff::matte(colour).fluted(34.0));
        let string: Vec<Point> =
            (0..=16).map(|i| lid.point(y - 18.0, (i as f32 / 8.0 - 1.0).clamp(-1.0, 1.0))).collect();
        cord(s, &Path::through(&string), 11.0, Stuff::matte([206, 178, 132]));
        for dx in [-44.0, 48.0] {
            let (x, by) = (r * 0.2, y + r * 0.16);
            cord(
                s,
                &Path::at(x, by).curve((x + dx, by - 34.0), (x + dx * 1.5, by + 20.0), (x, by + 2.0)),
                8.0,
                Stuff::matte([206, 178, 132]),
            );
            cord(
                s,
                &Path::at(x, by).bend((x + dx * 0.4, by + 20.0), (x + dx * 0.7, by + 64.0)),
                8.0,
                Stuff::matte([206, 178, 132]),
            );
        }
    }
    let mut right = r * 1.1;
    if s.view == 1 {
        // A dipper rests in front.
        let (x, by) = (r * 1.2, 66.0);
        s.glow((x + 60.0, by + 30.0), (240.0, 30.0), BLACK, 0.3);
        rod(s, (x + 70.0, by - 6.0), (x + 330.0, by - 60.0), (20.0, 24.0), Stuff::satin(BEECH));
        for i in 0..5 {
            let k = 1.0 - ((i as f32 - 2.0) / 3.2).powi(2);
            let cx = x - 60.0 + i as f32 * 32.0;
            rod(
                s,
                (cx - 10.0, by - 8.0 + 6.0 * (4 - i) as f32 - 12.0),
                (cx + 12.0, by - 12.0 + 6.0 * (4 - i) as f32 - 12.0),
                (96.0 * k, 96.0 * k),
                Stuff::satin(BEECH),
            );
        }
        right = x + 340.0;
    }
    Frame::standing(
        [-r * 1.1, top - r * 0.2, right, if s.view == 1 { 110.0 } else { r * 0.2 }],
        (0.0, -h * 0.9),
    )
    .fill(if s.view == 1 { 1.0 } else { 0.78 })
    .turned(true)
}
