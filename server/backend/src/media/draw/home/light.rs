//! Candles and lamps.

use super::colour::{BLACK, BRASS, CREAM, IRON, METALS, OAK, Rgb, WHITE, WOODS, ink, lightness, mix, tint};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Lathe, Stuff, disc, rod};
use super::subject::Frame;

const WAX: Rgb = [242, 232, 212];

pub fn candle(s: &mut Sheet) -> Frame {
    let r = s.dice.range(150.0, 190.0);
    let h = s.dice.range(330.0, 460.0);
    let glass = s.dice.chance(0.5);
    let plain = s.dice.chance(0.5);
    let lid = s.dice.pick([OAK, BRASS, s.base]);
    let lit = s.view == 1 || s.dice.chance(0.55);
    let stuff = if glass { Stuff::glossy(s.base) } else { Stuff::matte(s.base) };
    s.ground(0.0, r * 0.1, r * 1.05, r * 0.25);
    let body = Lathe::turned(&[(-h, r), (-16.0, r), (0.0, r - 14.0)], 0.21);
    body.mouth(s, -h, 10.0, stuff, Some((24.0, WAX)));
    let wick = Path::at(0.0, -h + 18.0).bend((2.0, -h - 6.0), (5.0, -h - 24.0));
    if lit {
        s.glow((0.0, -h + 26.0), (r * 0.8, r * 0.15), [255, 214, 130], 0.8);
        s.glow((4.0, -h - 70.0), (r * 1.7, r * 1.7), [255, 214, 140], 0.34);
    }
    s.stroke(wick, ink([52, 42, 36], 1.0), 7.0);
    body.paint(s, (-h, 0.0), stuff);
    let (top, bottom) = (-h * 0.7, -h * 0.22);
    if glass {
        // The wax is seen through the glass from its level down.
        let depth = s.linear(
            (0.0, -h),
            (0.0, 0.0),
            &[
                (0.0, WHITE, 0.28),
                (0.14, WHITE, 0.02),
                (0.85, BLACK, 0.02),
                (0.95, BLACK, 0.2),
                (1.0, WHITE, 0.1),
            ],
        );
        s.fill(body.patch((-h, 0.0), (-1.0, 1.0)), depth);
    }
    let label = if lightness(s.base) > 0.72 { [74, 68, 62] } else { CREAM };
    if plain {
        s.fill(body.patch((top, bottom), (-0.5, 0.5)), ink(label, 0.92));
        s.fill(body.patch((top + 26.0, top + 30.0), (-0.36, 0.36)), ink(tint(label, -0.5), 0.5));
        s.fill(body.patch((bottom - 34.0, bottom - 30.0), (-0.2, 0.2)), ink(tint(label, -0.5), 0.5));
    } else {
        body.paint(s, (-h * 0.3, -h * 0.26), Stuff { colour: label, ..stuff });
    }
    let fade = s.linear(
        (0.0, -h),
        (0.0, 0.0),
        &[(0.0, WHITE, 0.1), (0.2, WHITE, 0.5 * stuff.gloss + 0.06), (1.0, WHITE, 0.0)],
    );
    s.fill(body.patch((-h * 0.94, -h * 0.08), (-0.8, -0.7)), fade);
    if lit {
        let (x, y) = (5.0, -h - 22.0);
        let flame = Path::at(x, y + 6.0)
            .curve((x + 34.0, y - 14.0), (x + 16.0, y - 56.0), (x + 2.0, y - 104.0))
            .curve((x - 20.0, y - 58.0), (x - 30.0, y - 14.0), (x, y + 6.0))
            .close();
        let paint = s.linear(
            (0.0, y - 104.0),
            (0.0, y),
            &[
                (0.0, [255, 206, 110], 0.85),
                (0.5, [255, 236, 180], 1.0),
                (0.85, [255, 196, 110], 0.9),
                (1.0, [140, 150, 200], 0.5),
            ],
        );
        s.fill(flame, paint);
    } else {
        // Its lid leans beside it.
        s.ground(r * 1.5, r * 0.22, r * 0.85, r * 0.16);
        let cover = Lathe::turned(&[(-34.0, r * 0.9), (0.0, r * 0.9)], 0.21);
        let (drawing, ()) = s.apart(|s| {
            cover.paint(s, (-34.0, 0.0), Stuff::satin(lid));
            cover.lid(s, -34.0, Stuff::satin(lid));
        });
        s.place(&format!("translate({:.1} {:.1})", r * 1.5, r * 0.22), &drawing);
    }
    let (top, right) = if lit { (-h - 120.0, r) } else { (-h - 30.0, r * 2.4) };
    Frame::standing([-r, top, right, r * 0.3], (0.0, -h * 0.78)).fill(0.72)
}

pub fn lamp(s: &mut Sheet) -> Frame {
    let metal = s.dice.pick(METALS);
    let wood = s.dice.pick(WOODS);
    let lit = s.view == 1 || s.dice.chance(0.5);
    let kind = s.dice.below(3);
    let r = s.dice.range(230.0, 290.0);
    let shade_h = s.dice.range(250.0, 330.0);
    let stem = s.dice.range(330.0, 440.0);
    let pleated = s.dice.chance(0.35);
    let glow: Rgb = [255, 226, 168];
    let linen = if kind == 1 { s.base } else { mix(CREAM, s.base, 0.12) };
    let foot = if kind == 1 { Stuff::metal(metal) } else { Stuff::satin(s.base) };
    s.ground(0.0, 14.0, 160.0, 40.0);
    match kind {
        0 => {
            let body = Lathe::thrown(
                &[
                    (-stem, 34.0),
                    (-stem * 0.82, 60.0),
                    (-stem * 0.45, 168.0),
                    (-stem * 0.1, 120.0),
                    (0.0, 112.0),
                ],
                0.18,
            );
            body.paint(s, (-stem, 0.0), foot);
            rod(s, (0.0, -stem - 60.0), (0.0, -stem + 8.0), (22.0, 22.0), Stuff::metal(BRASS));
        }
        1 => {
            rod(s, (0.0, -stem - 80.0), (0.0, -10.0), (20.0, 20.0), Stuff::metal(metal));
            let plate = Lathe::turned(&[(-26.0, 140.0), (0.0, 146.0)], 0.2);
            plate.paint(s, (-26.0, 0.0), Stuff::metal(metal));
            plate.lid(s, -26.0, Stuff::satin(metal));
            disc(s, (0.0, -26.0), (20.0, 5.0), Stuff::satin(tint(metal, -0.3)));
        }
        _ => {
            for x in [-1.0, 1.0, 0.0] {
                rod(
                    s,
                    (x * 30.0, -stem - 50.0),
                    (x * 165.0, if x == 0.0 { 14.0 } else { -8.0 }),
                    (22.0, 16.0),
                    Stuff::satin(wood),
                );
            }
            disc(s, (0.0, -stem - 44.0), (46.0, 12.0), Stuff::satin(s.base));
        }
    }
    if kind != 2 {
        // The flex, off to the side along the floor.
        let x = if kind == 0 { 110.0 } else { 140.0 };
        let flex = Path::at(x, 4.0).curve((x + 80.0, 30.0), (x + 110.0, -24.0), (x + 230.0, 6.0));
        s.stroke(flex, ink(if kind == 0 { IRON } else { tint(s.base, -0.2) }, 0.9), 6.0);
    }
    let (top, low) = (-stem - 40.0 - shade_h, -stem - 40.0);
    let narrow = r * if kind == 0 { 0.66 } else { 0.86 };
    let shade = Lathe::turned(&[(top, narrow), (low, r)], 0.13);
    if lit {
        s.glow((0.0, low + 40.0), (r * 2.0, r * 1.7), glow, 0.5);
    }
    disc(s, (0.0, low), (r, r * 0.13), Stuff::matte(if lit { glow } else { tint(linen, -0.3) }));
    disc(
        s,
        (0.0, top),
        (narrow, narrow * 0.13),
        Stuff::matte(if lit { tint(glow, 0.3) } else { tint(linen, -0.4) }),
    );
    let cloth = if pleated { Stuff::matte(linen).fluted(46.0) } else { Stuff::matte(linen) };
    shade.paint(s, (top, low), cloth);
    if lit {
        let warm = s.radial(
            (0.0, (top + low) / 2.0 + 30.0),
            (r * 0.95, shade_h * 0.7),
            &[(0.0, [255, 240, 206], 0.85), (0.6, glow, 0.4), (1.0, glow, 0.0)],
        );
        s.fill(shade.patch((top, low), (-1.0, 1.0)), warm);
    }
    for (a, b) in [(top, top + 9.0), (low - 9.0, low)] {
        s.fill(shade.patch((a, b), (-1.0, 1.0)), ink(tint(linen, -0.25), 0.6));
    }
    Frame::standing([-r, top - 30.0, r, 34.0], (-r * 0.2, low - 20.0))
}
