//! The desk: notebooks, pens, pencils.

use super::cloth::{piece_with, seam};
use super::colour::{
    BLACK, BRASS, CREAM, METALS, OAK, RUBBER, Rgb, STEEL, TAN, WHITE, ink, lightness, mix, tint,
};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, cord, rod};
use super::subject::Frame;

const PAGE: Rgb = [247, 242, 231];

fn contrast(colour: Rgb) -> Rgb {
    if lightness(colour) > 0.62 { tint(colour, -0.5) } else { mix(colour, CREAM, 0.8) }
}

pub(super) fn notebook(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let kind = s.dice.below(4);
    let accent = s.dice.pick([contrast(colour), TAN, BRASS]);
    let angle = if s.view == 1 { 7.0 } else { s.dice.range(-11.0, 9.0) };
    let w = s.dice.range(310.0, 345.0);
    let h = s.dice.range(430.0, 470.0);
    let pen = s.dice.chance(0.4);
    let style = s.dice.below(3);
    let open = s.view == 1;
    s.group(&format!("rotate({angle:.1})"), |s| {
        if open {
            spread(s, w, h, colour, accent)
        } else {
            let pages = Path::rect(-w + 12.0, -h + 10.0, w * 2.0, h * 2.0 - 6.0, 14.0);
            s.cast(&pages, 34.0);
            s.fill(&pages, ink(PAGE, 1.0));
            for i in 0..5 {
                let k = 2.0 + i as f32 * 2.6;
                s.stroke(
                    Path::at(w + 12.0 - k, -h + 24.0).to(w + 12.0 - k, h - 8.0),
                    ink([150, 136, 116], 0.4),
                    1.0,
                );
                s.stroke(
                    Path::at(-w + 20.0, h + 4.0 - k).to(w + 6.0, h + 4.0 - k),
                    ink([150, 136, 116], 0.4),
                    1.0,
                );
            }
            let cover = Path::bowed(&[
                (-w, -h, if kind == 1 { 6.0 } else { 12.0 }, 0.0),
                (w, -h, 26.0, 0.0),
                (w, h - 8.0, 26.0, 0.0),
                (-w, h - 8.0, if kind == 1 { 6.0 } else { 12.0 }, 0.0),
            ]);
            for (width, alpha) in [(10.0, 0.1), (6.0, 0.14), (3.0, 0.2)] {
                s.stroke(cover.shifted(3.0, 4.0), ink(BLACK, alpha), width);
            }
            piece_with(s, &cover, colour, 26.0, |s| {
                let sheen =
                    s.linear((-w, -h), (w, h), &[(0.0, WHITE, 0.2), (0.4, WHITE, 0.02), (1.0, BLACK, 0.12)]);
                s.fill(&cover, sheen);
                match kind {
                    0 => {
                        s.fill(
                            Path::rect(-w - 10.0, -h - 10.0, 110.0, h * 2.0 + 20.0, 1.0),
                            ink(accent, 1.0),
                        );
                        s.feather(Path::at(-w + 100.0, -h).to(-w + 100.0, h), BLACK, 0.3, 14.0);
                    }
                    1 => (),
                    _ => {
                        s.feather(Path::at(-w + 46.0, -h).to(-w + 46.0, h), BLACK, 0.34, 18.0);
                        s.stroke(Path::at(-w + 52.0, -h).to(-w + 52.0, h), ink(tint(colour, 0.4), 0.4), 3.0);
                    }
                }
                let mark = contrast(colour);
                match style {
                    0 => {
                        s.fill(Path::rect(-w * 0.3, -h * 0.56, w * 0.92, h * 0.36, 6.0), ink(PAGE, 0.96));
                        s.fill(Path::rect(-w * 0.16, -h * 0.42, w * 0.62, 7.0, 2.0), ink([90, 80, 72], 0.5));
                        s.fill(Path::rect(-w * 0.16, -h * 0.34, w * 0.4, 5.0, 2.0), ink([90, 80, 72], 0.4));
                    }
                    1 => {
                        for i in 0..5 {
                            let r = 40.0 + i as f32 * 36.0;
                            s.stroke(Path::ellipse(w * 0.16, h * 0.2, r, r), ink(mark, 0.5), 5.0);
                        }
                    }
                    _ => {
                        s.feather(Path::rect(w * 0.34, h * 0.68, w * 0.4, 34.0, 6.0), BLACK, 0.3, 6.0);
                    }
                }
            });
            if kind == 1 {
                for i in 0..17 {
                    let y = -h + 44.0 + i as f32 * (h * 2.0 - 96.0) / 16.0;
                    s.fill(Path::rect(-w + 20.0, y - 9.0, 22.0, 18.0, 6.0), ink(BLACK, 0.55));
                    cord(
                        s,
                        &Path::at(-w + 30.0, y - 5.0).curve(
                            (-w - 40.0, y - 26.0),
                            (-w - 48.0, y + 12.0),
                            (-w + 4.0, y + 8.0),
                        ),
                        8.0,
                        Stuff::metal(STEEL),
                    );
                }
            }
            if kind == 2 {
                let band = Path::rect(w - 92.0, -h - 3.0, 24.0, h * 2.0 + 2.0, 2.0);
                s.feather(band.shifted(4.0, 0.0), BLACK, 0.36, 12.0);
                let paint = s.linear(
                    (w - 92.0, 0.0),
                    (w - 68.0, 0.0),
                    &[(0.0, tint(accent, 0.1), 1.0), (1.0, tint(accent, -0.3), 1.0)],
                );
                s.fill(&band, paint);
            }
            if kind == 3 {
                let ribbon = Path::at(-20.0, h - 10.0).bend((-24.0, h + 60.0), (10.0, h + 110.0));
                s.feather(ribbon.shifted(6.0, 8.0), BLACK, 0.24, 20.0);
                s.stroke(ribbon, ink(accent, 1.0), 17.0);
            }
            if pen {
                let (pen_at, ()) = s.apart(|s| biro(s, 560.0, mix(accent, BLACK, 0.2), BRASS, false));
                s.place(&format!("translate({:.0} {:.0}) rotate(20)", w * 0.42, h * 0.16), &pen_at);
            }
        }
    });
    let side = if open { w * 1.9 } else { w + 70.0 };
    Frame::lying([-side, -h - 60.0, side, h + 60.0], (w * 0.2, h * 0.4)).turned(open)
}

/// The open book: two pages with ruled lines.
fn spread(s: &mut Sheet, w: f32, h: f32, colour: Rgb, accent: Rgb) {
    let (w, h) = (w * 1.8, h * 0.94);
    let cover = Path::rect(-w - 12.0, -h - 12.0, w * 2.0 + 24.0, h * 2.0 + 24.0, 22.0);
    s.cast(&cover, 34.0);
    s.fill(&cover, ink(tint(colour, -0.08), 1.0));
    for sign in [-1.0, 1.0_f32] {
        let page = Path::at(0.0, -h + 8.0)
            .curve((sign * w * 0.2, -h - 18.0), (sign * w * 0.6, -h + 2.0), (sign * w, -h))
            .to(sign * w, h)
            .curve((sign * w * 0.6, h + 2.0), (sign * w * 0.2, h - 18.0), (0.0, h + 8.0))
            .close();
        let paint = s.linear(
            (0.0, 0.0),
            (sign * w, 0.0),
            &[
                (0.0, tint(PAGE, -0.3), 1.0),
                (0.08, tint(PAGE, -0.1), 1.0),
                (0.3, tint(PAGE, 0.4), 1.0),
                (1.0, tint(PAGE, if sign > 0.0 { -0.05 } else { 0.1 }), 1.0),
            ],
        );
        s.fill(page, paint);
        for i in 0..15 {
            let y = -h + 110.0 + i as f32 * (h * 2.0 - 190.0) / 14.0;
            s.stroke(
                Path::at(sign * 60.0, y - 8.0).bend((sign * w * 0.3, y - 12.0), (sign * (w - 50.0), y)),
                ink([120, 130, 150], 0.34),
                2.6,
            );
        }
    }
    s.stroke(Path::at(0.0, -h + 8.0).to(0.0, h + 6.0), ink(BLACK, 0.22), 3.0);
    let ribbon = Path::at(4.0, -h).curve((30.0, -h * 0.4), (70.0, h * 0.4), (50.0, h + 70.0));
    s.feather(ribbon.shifted(7.0, 5.0), BLACK, 0.2, 18.0);
    s.stroke(ribbon, ink(accent, 1.0), 15.0);
}

/// A pen that points down, its middle at the origin.
fn biro(s: &mut Sheet, length: f32, body: Rgb, metal: Rgb, fountain: bool) {
    let half = length / 2.0;
    let r = 23.0;
    s.cast(&Path::rect(-r, -half, r * 2.0, length - 40.0, 18.0), 20.0);
    let stuff = Stuff::glossy(body);
    rod(s, (0.0, -half), (0.0, -half + 26.0), (r * 1.5, r * 2.0), Stuff::metal(metal));
    rod(s, (0.0, -half + 20.0), (0.0, 6.0), (r * 2.0, r * 2.1), stuff);
    rod(s, (0.0, 0.0), (0.0, 16.0), (r * 2.2, r * 2.2), Stuff::metal(metal));
    rod(s, (0.0, 14.0), (0.0, half - 90.0), (r * 2.0, r * 1.5), stuff);
    if fountain {
        rod(s, (0.0, half - 92.0), (0.0, half - 62.0), (r * 1.3, r * 1.2), Stuff::satin(RUBBER));
        let nib = Path::at(-13.0, half - 64.0)
            .bend((-20.0, half - 40.0), (0.0, half + 14.0))
            .bend((20.0, half - 40.0), (13.0, half - 64.0))
            .close();
        let paint = s.linear(
            (-16.0, 0.0),
            (16.0, 0.0),
            &[(0.0, tint(metal, 0.6), 1.0), (0.5, metal, 1.0), (1.0, tint(metal, -0.35), 1.0)],
        );
        s.fill(nib, paint);
        s.stroke(Path::at(0.0, half - 40.0).to(0.0, half + 10.0), ink(BLACK, 0.6), 1.8);
        s.fill(Path::ellipse(0.0, half - 42.0, 3.6, 3.6), ink(BLACK, 0.8));
    } else {
        rod(s, (0.0, half - 92.0), (0.0, half - 30.0), (r * 1.5, r * 0.7), Stuff::metal(metal));
        rod(s, (0.0, half - 32.0), (0.0, half - 8.0), (9.0, 5.0), Stuff::metal(STEEL));
    }
    let clip = Path::rect(4.0, -half + 20.0, 13.0, 190.0, 6.0);
    s.feather(clip.shifted(5.0, 4.0), BLACK, 0.4, 12.0);
    rod(s, (10.0, -half + 18.0), (10.0, -half + 210.0), (13.0, 11.0), Stuff::metal(metal));
}

pub(super) fn pen(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let metal = s.dice.pick(METALS);
    let fountain = s.dice.chance(0.5);
    let boxed = s.dice.chance(0.45) || s.view == 1;
    let pair = !boxed && s.dice.chance(0.5);
    let other = contrast(colour);
    let lining = s.dice.pick([[70, 62, 58], [206, 192, 172], [52, 58, 70]]);
    let tilt = s.dice.range(26.0, 40.0);
    let length = s.dice.range(820.0, 900.0);
    if boxed {
        // In its case.
        s.group("rotate(-8)", |s| {
            let case = Path::rect(-150.0, -510.0, 300.0, 1020.0, 26.0);
            s.cast(&case, 38.0);
            piece_with(s, &case, mix(lining, BLACK, 0.3), 30.0, |_| ());
            let bed = Path::rect(-122.0, -482.0, 244.0, 964.0, 16.0);
            s.clip(&bed, |s| {
                s.fill(&bed, ink(lining, 1.0));
                s.feather(bed.shifted(16.0, 18.0), WHITE, 0.1, 40.0);
                s.feather(bed.shifted(-4.0, -4.0), BLACK, 0.5, 60.0);
            });
            for y in [-250.0, 230.0] {
                let band = Path::rect(-122.0, y, 244.0, 30.0, 2.0);
                s.fill(&band, ink(tint(lining, -0.3), 1.0));
            }
            biro(s, length, colour, metal, fountain);
        });
        return Frame::lying([-230.0, -530.0, 230.0, 530.0], (0.0, 120.0)).turned(s.view == 1);
    }
    for (x, y, body, turn) in [(-70.0, 20.0, colour, tilt), (140.0, -40.0, other, tilt + 9.0)]
        .into_iter()
        .take(if pair { 2 } else { 1 })
    {
        let (drawing, ()) = s.apart(|s| biro(s, length, body, metal, fountain));
        s.place(&format!("translate({x} {y}) rotate({turn:.1}) scale(1.2)"), &drawing);
    }
    Frame::lying([-440.0, -470.0, 440.0, 500.0], (-130.0, 150.0)).fill(0.96)
}

pub(super) fn pencils(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let count = 5 + s.dice.below(4) as i32;
    let kind = s.dice.below(3);
    let spread_of = if s.view == 1 { 8.5 } else { s.dice.range(0.0, 7.0) };
    let rubber = s.dice.chance(0.4);
    let hues: Vec<Rgb> = (0..count)
        .map(|i| {
            let t = i as f32 / (count - 1) as f32;
            match kind {
                0 => colour,
                1 => tint(colour, 0.5 - 0.85 * t),
                _ => mix(
                    colour,
                    s.dice.pick([[214, 160, 70], [92, 120, 110], [180, 92, 76], [70, 92, 130], CREAM]),
                    0.72,
                ),
            }
        })
        .collect();
    for (i, hue) in hues.iter().enumerate() {
        let at = i as f32 - (count - 1) as f32 / 2.0;
        let slip = s.dice.range(-26.0, 26.0);
        let (drawing, ()) = s.apart(|s| pencil(s, *hue, kind != 0, rubber));
        s.place(
            &format!("rotate({:.2} 0 520) translate({:.1} {slip:.1})", at * spread_of, at * 92.0),
            &drawing,
        );
    }
    let side =
        (count as f32 * 46.0 + 30.0) + 900.0 * (spread_of * (count - 1) as f32 / 2.0).to_radians().sin();
    if s.view != 1 && spread_of < 3.5 {
        // A paper band holds the set together.
        let band = Path::rect(-(count as f32) * 46.0 - 12.0, 60.0, count as f32 * 92.0 + 24.0, 230.0, 4.0);
        s.cast(&band, 22.0);
        let paper = if lightness(colour) > 0.8 { [214, 200, 178] } else { PAGE };
        piece_with(s, &band, paper, 26.0, |s| {
            s.fill(Path::rect(-70.0, 140.0, 140.0, 12.0, 3.0), ink(tint(colour, -0.3), 0.8));
            s.fill(Path::rect(-44.0, 176.0, 88.0, 7.0, 3.0), ink([90, 80, 70], 0.5));
        });
        seam(s, &Path::at(-(count as f32) * 46.0 - 12.0, 274.0).to(count as f32 * 46.0 + 12.0, 274.0), paper);
    }
    Frame::lying([-side, -500.0, side, 480.0], (0.0, -330.0)).fill(0.96)
}

/// A sharpened hexagonal pencil, its point up.
fn pencil(s: &mut Sheet, hue: Rgb, coloured: bool, rubber: bool) {
    let (r, top, bottom) = (34.0, -330.0, 450.0);
    let outline = Path::at(0.0, top - 130.0).to(r, top).to(r, bottom).to(-r, bottom).to(-r, top).close();
    s.cast(&outline, 22.0);
    let cone: [Point; 3] = [(0.0, top - 130.0), (r, top + 6.0), (-r, top + 6.0)];
    let wood = s.linear(
        (-r, 0.0),
        (r, 0.0),
        &[(0.0, tint(OAK, 0.3), 1.0), (0.35, tint(OAK, 0.4), 1.0), (1.0, tint(OAK, -0.25), 1.0)],
    );
    s.fill(Path::at(cone[0].0, cone[0].1).to(cone[1].0, cone[1].1).to(cone[2].0, cone[2].1).close(), wood);
    let lead = if coloured { hue } else { [66, 64, 66] };
    s.fill(
        Path::at(0.0, top - 134.0)
            .bend((5.0, top - 130.0), (10.0, top - 92.0))
            .bend((0.0, top - 84.0), (-10.0, top - 92.0))
            .bend((-5.0, top - 130.0), (0.0, top - 134.0))
            .close(),
        ink(lead, 1.0),
    );
    for (x, width, k) in [(-r, r * 0.56, 0.16), (-r * 0.44, r * 0.94, 0.03), (r * 0.5, r * 0.5, -0.28)] {
        let edge = Path::at(x, top + 4.0)
            .bend((x + width / 2.0, top - 30.0), (x + width, top + 4.0))
            .to(x + width, bottom)
            .to(x, bottom)
            .close();
        s.fill(edge, ink(tint(hue, k), 1.0));
    }
    s.stroke(Path::at(-r * 0.4, top + 10.0).to(-r * 0.4, bottom), ink(WHITE, 0.4), 3.0);
    if rubber {
        rod(s, (0.0, bottom - 70.0), (0.0, bottom + 6.0), (r * 2.04, r * 2.04), Stuff::metal(BRASS));
        for y in [bottom - 50.0, bottom - 36.0, bottom - 14.0] {
            s.stroke(Path::at(-r, y).to(r, y), ink(tint(BRASS, -0.5), 0.6), 3.0);
        }
        rod(s, (0.0, bottom + 2.0), (0.0, bottom + 50.0), (r * 1.9, r * 1.8), Stuff::matte([222, 138, 126]));
    } else {
        s.fill(Path::rect(-r, bottom - 46.0, r * 2.0, 18.0, 1.0), ink(tint(BRASS, 0.1), 0.95));
    }
}
