//! Bars of chocolate, half unwrapped.

use super::cloth::{piece, piece_with};
use super::colour::{CREAM, Rgb, ink, lightness, mix, tint};
use super::label::paper_for;
use super::paint::Sheet;
use super::path::{Path, Point};
use super::subject::Frame;

pub fn chocolate(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let cocoa: Rgb = s.dice.pick([[74, 44, 32], [98, 60, 40], [58, 36, 30], [128, 84, 56]]);
    let foil = s.dice.pick([[222, 196, 130], [214, 214, 216], [226, 190, 160]]);
    let style = s.dice.below(4);
    let angle = if s.view == 1 { -16.0 } else { s.dice.range(-12.0, 14.0) };
    let accent = if lightness(colour) > 0.62 { tint(colour, -0.45) } else { mix(colour, CREAM, 0.8) };
    let (w, h) = (230.0, 470.0);
    let open = -h + h * 2.0 * s.dice.range(0.24, 0.4);
    s.group(&format!("rotate({angle:.1})"), |s| {
        let bar = Path::rect(-w * 0.93, -h, w * 1.86, h * 1.2, 14.0);
        s.cast(&bar, 34.0);
        piece(s, &bar, cocoa, 40.0);
        let (cols, size) = (3, w * 1.86 / 3.0);
        for row in 0..4 {
            for col in 0..cols {
                let (x, y) = (-w * 0.93 + col as f32 * size, -h + row as f32 * size * 0.8);
                let square = Path::rect(x + 9.0, y + 9.0, size - 18.0, size * 0.8 - 18.0, 10.0);
                s.feather(&square, tint(cocoa, -0.6), 0.4, 16.0);
                let paint = s.linear(
                    (x, y),
                    (x + size, y + size * 0.8),
                    &[
                        (0.0, tint(cocoa, 0.26), 1.0),
                        (0.4, tint(cocoa, 0.06), 1.0),
                        (1.0, tint(cocoa, -0.2), 1.0),
                    ],
                );
                s.fill(square, paint);
            }
        }
        let mut torn = vec![(-w * 1.03, open - 40.0)];
        torn.extend(
            (1..12)
                .map(|i| (-w * 1.03 + i as f32 * w * 2.06 / 12.0, open - 44.0 + s.dice.range(-26.0, 22.0))),
        );
        torn.push((w * 1.03, open - 36.0));
        let silver = torn
            .iter()
            .fold(Path::at(-w * 0.98, h), |path, p| path.to(p.0 * 0.97, p.1))
            .to(w * 0.98, h)
            .close();
        s.cast(&silver, 16.0);
        piece_with(s, &silver, foil, 26.0, |s| {
            for i in 0..12 {
                let x = -w + i as f32 * w * 0.18;
                let lean = s.dice.range(-30.0, 30.0);
                s.stroke(
                    Path::at(x, open - 60.0).to(x + lean, open + 30.0),
                    ink(tint(foil, if i % 2 == 0 { 0.6 } else { -0.4 }), 0.5),
                    5.0,
                );
            }
        });
        let sleeve = Path::rect(-w, open, w * 2.0, h - open, 5.0);
        s.cast(&sleeve, 30.0);
        piece_with(s, &sleeve, colour, 22.0, |s| {
            match style {
                0 => {
                    for i in 0..7 {
                        s.stroke(
                            Path::at(-w * 1.2, open + i as f32 * 150.0)
                                .to(w * 1.2, open - 190.0 + i as f32 * 150.0),
                            ink(accent, 0.85),
                            34.0,
                        );
                    }
                }
                1 => {
                    for i in 0..60 {
                        let (x, y) = (-w + (i % 6) as f32 * w * 0.4, open + 30.0 + (i / 6) as f32 * 70.0);
                        s.fill(
                            Path::ellipse(x + if (i / 6) % 2 == 0 { 0.0 } else { w * 0.2 }, y, 13.0, 13.0),
                            ink(accent, 0.85),
                        );
                    }
                }
                2 => {
                    for i in 0..10 {
                        let y = open + 60.0 + i as f32 * 64.0;
                        let wave: Vec<Point> = (0..9)
                            .map(|k| (-w + k as f32 * w / 4.0, y + if k % 2 == 0 { -16.0 } else { 16.0 }))
                            .collect();
                        s.stroke(Path::through(&wave), ink(accent, 0.8), 9.0);
                    }
                }
                _ => s.stroke(
                    Path::rect(-w + 26.0, open + 26.0, w * 2.0 - 52.0, h - open - 52.0, 6.0),
                    ink(accent, 0.9),
                    5.0,
                ),
            }
            let y = (open + h) / 2.0;
            let plate = if style == 3 { colour } else { paper_for(colour) };
            s.fill(Path::rect(-w * 0.62, y - 92.0, w * 1.24, 184.0, 6.0), ink(plate, 1.0));
            let dark = if lightness(plate) > 0.5 { tint(colour, -0.5) } else { accent };
            s.fill(Path::rect(-w * 0.34, y - 26.0, w * 0.68, 15.0, 3.0), ink(dark, 0.75));
            s.fill(Path::rect(-w * 0.22, y + 12.0, w * 0.44, 8.0, 3.0), ink(dark, 0.5));
        });
    });
    Frame::lying([-w - 80.0, -h - 30.0, w + 80.0, h + 30.0], (0.0, open)).turned(s.view == 1)
}
