//! Screwdrivers and wrenches.

use super::cloth::piece;
use super::colour::{BEECH, BLACK, IRON, OAK, RUBBER, Rgb, STEEL, WALNUT, WHITE, ink, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Stuff, rod};
use super::subject::Frame;
use super::tools::{forged, grain, laid};

pub fn screwdriver(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let wooden = s.dice.chance(0.4);
    let cross = s.dice.chance(0.5);
    let grip = s.dice.range(300.0, 360.0);
    let blade = s.dice.range(400.0, 500.0);
    let set = if s.dice.chance(0.4) { 2 } else { 1 };
    let angle = if s.view == 1 { -40.0 } else { s.dice.range(20.0, 32.0) };
    let wood = s.dice.pick([OAK, BEECH, WALNUT]);
    let half = if set == 2 { 190.0 } else { 80.0 };
    laid(s, angle, (half, -grip - 20.0, blade + 20.0), (if set == 2 { -110.0 } else { 0.0 }, -60.0), |s| {
        for i in 0..set {
            let x = if set == 2 { -110.0 + 220.0 * i as f32 } else { 0.0 };
            let k = if i == 1 { 0.78 } else { 1.0 };
            let (handle, ()) = s.apart(|s| {
                driver(s, grip, blade * k, colour, if wooden { Some(wood) } else { None }, cross == (i == 0))
            });
            s.place(&format!("translate({x:.0} {:.0})", (1.0 - k) * 60.0), &handle);
        }
    })
}

fn driver(s: &mut Sheet, grip: f32, blade: f32, colour: Rgb, wood: Option<Rgb>, cross: bool) {
    let steel = Path::rect(-14.0, -10.0, 28.0, blade, 4.0);
    s.cast(&steel, 22.0);
    rod(s, (0.0, -10.0), (0.0, blade - 40.0), (28.0, 28.0), Stuff::metal(STEEL));
    let tip = if cross {
        Path::at(-14.0, blade - 46.0).to(14.0, blade - 46.0).to(4.0, blade).to(-4.0, blade).close()
    } else {
        Path::at(-14.0, blade - 70.0)
            .bend((-14.0, blade - 40.0), (-24.0, blade - 30.0))
            .to(-19.0, blade)
            .to(19.0, blade)
            .to(24.0, blade - 30.0)
            .bend((14.0, blade - 40.0), (14.0, blade - 70.0))
            .close()
    };
    forged(s, &tip, tint(STEEL, -0.15), (-16.0, blade - 40.0), (16.0, blade));
    let widths = [
        (-grip, 40.0),
        (-grip * 0.9, 56.0),
        (-grip * 0.62, 60.0),
        (-grip * 0.3, 52.0),
        (-grip * 0.14, 38.0),
        (-14.0, 44.0),
        (0.0, 40.0),
    ];
    let mut outline: Vec<Point> = widths.iter().map(|(y, r)| (*r, *y)).collect();
    outline.extend(widths.iter().rev().map(|(y, r)| (-*r, *y)));
    let shape = Path::blob(&outline);
    s.cast(&shape, 30.0);
    let stuff = match wood {
        Some(wood) => Stuff::satin(wood),
        None => Stuff::glossy(colour).fluted(9.0),
    };
    let stops: Vec<_> = (0..=24).map(|i| (i as f32 / 24.0, stuff.lit(i as f32 / 12.0 - 1.0), 1.0)).collect();
    let paint = s.linear((-60.0, 0.0), (60.0, 0.0), &stops);
    s.fill(&shape, paint);
    if wood.is_some() {
        grain(s, &shape, stuff.colour, (-grip, 0.0));
        rod(s, (0.0, -34.0), (0.0, 6.0), (78.0, 74.0), Stuff::metal(STEEL));
    }
    s.clip(&shape, |s| {
        let end = if wood.is_some() { colour } else { RUBBER };
        s.fill(Path::rect(-90.0, -grip - 40.0, 180.0, 40.0 + grip * 0.2, 1.0), ink(end, 0.92));
        s.glow((-24.0, -grip * 0.9), (40.0, 60.0), WHITE, 0.35);
        s.feather(shape.shifted(-6.0, -8.0), BLACK, 0.3, 40.0);
    });
}

pub fn wrench(s: &mut Sheet) -> Frame {
    let colour = s.base;
    let adjustable = s.dice.chance(0.5);
    let metal = s.dice.pick([STEEL, tint(STEEL, -0.15), IRON]);
    let length = s.dice.range(640.0, 760.0);
    let dipped = adjustable || s.dice.chance(0.6);
    let angle = if s.view == 1 { -36.0 } else { s.dice.range(18.0, 30.0) };
    laid(s, angle, (150.0, -170.0, length + 110.0), (0.0, -20.0), |s| {
        let shank = Path::bowed(&[
            (-40.0, 60.0, 4.0, 0.0),
            (40.0, 60.0, 4.0, -5.0),
            (48.0, length, 40.0, 0.0),
            (-48.0, length, 40.0, -5.0),
        ]);
        s.cast(&shank, 22.0);
        forged(s, &shank, metal, (-46.0, 0.0), (46.0, 0.0));
        if dipped {
            let grip = Path::bowed(&[
                (-48.0, length * 0.36, 26.0, 0.0),
                (48.0, length * 0.36, 26.0, 4.0),
                (56.0, length + 10.0, 50.0, 0.0),
                (-56.0, length + 10.0, 50.0, 4.0),
            ]);
            s.cast(&grip, 18.0);
            piece(s, &grip, colour, 46.0);
            for i in 0..6 {
                let y = length * 0.5 + i as f32 * 30.0;
                s.feather(Path::at(-30.0, y).to(30.0, y), BLACK, 0.25, 14.0);
            }
        } else {
            let slot = Path::rect(-16.0, 160.0, 32.0, length - 280.0, 16.0);
            piece(s, &slot, colour, 14.0);
        }
        let jaw = if adjustable {
            Path::at(-46.0, 110.0)
                .curve((-110.0, 60.0), (-130.0, -60.0), (-100.0, -150.0))
                .to(-26.0, -166.0)
                .to(-26.0, -30.0)
                .to(30.0, -30.0)
                .bend((44.0, 40.0), (44.0, 110.0))
                .close()
        } else {
            Path::at(-44.0, 110.0)
                .curve((-150.0, 50.0), (-140.0, -110.0), (-66.0, -156.0))
                .to(-52.0, -20.0)
                .bend((0.0, 20.0), (52.0, -20.0))
                .to(66.0, -156.0)
                .curve((140.0, -110.0), (150.0, 50.0), (44.0, 110.0))
                .close()
        };
        if adjustable {
            let slide = Path::at(34.0, -150.0)
                .to(96.0, -130.0)
                .bend((124.0, -40.0), (96.0, 26.0))
                .to(34.0, 30.0)
                .close();
            s.cast(&slide, 26.0);
            forged(s, &slide, tint(metal, -0.06), (34.0, -120.0), (110.0, 20.0));
        }
        s.cast(&jaw, 26.0);
        forged(s, &jaw, metal, (-100.0, -150.0), (80.0, 100.0));
        if adjustable {
            let worm = Path::rect(-12.0, 16.0, 68.0, 44.0, 8.0);
            forged(s, &worm, IRON, (0.0, 16.0), (0.0, 60.0));
            for i in 0..7 {
                let x = -6.0 + i as f32 * 9.5;
                s.stroke(Path::at(x, 20.0).to(x + 4.0, 56.0), ink(BLACK, 0.5), 3.0);
            }
        }
        if !dipped {
            let ring = Path::ellipse(0.0, length + 20.0, 84.0, 84.0);
            s.cast(&ring, 24.0);
            forged(s, &ring, metal, (-70.0, length - 40.0), (70.0, length + 80.0));
            s.fill(Path::ellipse(0.0, length + 20.0, 48.0, 48.0), ink([70, 62, 56], 1.0));
        } else {
            s.fill(Path::ellipse(0.0, length - 30.0, 15.0, 19.0), ink(tint(colour, -0.65), 1.0));
        }
    })
}
