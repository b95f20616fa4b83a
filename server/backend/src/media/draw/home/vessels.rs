//! Ceramics: what is turned on a wheel.

use std::f32::consts::TAU;

use super::colour::{BLACK, CREAM, OAK, Rgb, TAN, WHITE, ink, lightness, mix, tint};
use super::paint::Sheet;
use super::path::{Path, Point};
use super::solid::{Lathe, Stuff, cord, disc};
use super::subject::Frame;

const COFFEE: Rgb = [92, 58, 38];

const CLAY: Rgb = [196, 152, 118];

/// How a pot is finished; it goes over the painted body.
#[derive(Clone, Copy)]
pub(super) enum Finish {
    Plain,
    Speckled,
    Dipped,
    Banded,
}

pub(super) fn finish_of(s: &mut Sheet) -> Finish {
    s.dice.pick([Finish::Plain, Finish::Speckled, Finish::Dipped, Finish::Banded, Finish::Speckled])
}

pub(super) fn pot(s: &mut Sheet, body: &Lathe, (top, bottom): Point, stuff: Stuff, finish: Finish) {
    let height = bottom - top;
    let trim =
        if lightness(stuff.colour) > 0.6 { tint(stuff.colour, -0.42) } else { tint(stuff.colour, 0.55) };
    body.paint(s, (top, bottom), stuff);
    match finish {
        Finish::Plain => (),
        Finish::Speckled => speckle(s, body, (top, bottom), trim),
        Finish::Dipped => {
            let line = top + height * s.dice.range(0.58, 0.78);
            body.paint(s, (line, bottom), Stuff::matte(mix(CLAY, stuff.colour, 0.15)));
        }
        Finish::Banded => {
            let first = top + height * s.dice.range(0.16, 0.5);
            let count = 1 + s.dice.below(3);
            for i in 0..count {
                let y = first + i as f32 * height * 0.075;
                body.paint(s, (y, y + height * 0.03), Stuff { colour: trim, ..stuff });
            }
        }
    }
}

fn speckle(s: &mut Sheet, body: &Lathe, (top, bottom): Point, colour: Rgb) {
    for _ in 0..90 {
        let across = s.dice.range(-1.45, 1.45).sin();
        let y = s.dice.range(top + 6.0, bottom - 4.0);
        let size = s.dice.range(1.2, 3.6);
        let (x, y) = body.point(y, across);
        let squeeze = (1.0 - across * across).sqrt().max(0.25);
        s.fill(Path::ellipse(x, y, size * squeeze, size), ink(colour, 0.5));
    }
}

/// A soft window mirrored in a glazed wall.
pub(super) fn shine(s: &mut Sheet, body: &Lathe, (top, bottom): Point, alpha: f32) {
    let fade = [(0.0, WHITE, 0.0), (0.14, WHITE, alpha), (0.6, WHITE, alpha * 0.6), (1.0, WHITE, 0.0)];
    let paint = s.linear((0.0, top), (0.0, bottom), &fade);
    s.fill(body.patch((top, bottom), (-0.68, -0.56)), &paint);
    s.fill(body.patch((top, bottom), (-0.52, -0.49)), &paint);
}

/// Something round and open seen from straight above, at the origin.
fn above(s: &mut Sheet, r: f32, wall: f32, stuff: Stuff, filling: Option<(f32, Rgb)>) {
    disc(s, (0.0, 0.0), (r, r), stuff);
    let inner = r - wall;
    let paint = s.linear(
        (-inner * 0.7, -inner * 0.7),
        (inner * 0.7, inner * 0.7),
        &[
            (0.0, tint(stuff.colour, -0.4), 1.0),
            (0.6, tint(stuff.colour, -0.12), 1.0),
            (1.0, tint(stuff.colour, 0.16), 1.0),
        ],
    );
    s.fill(Path::ellipse(0.0, 0.0, inner, inner), paint);
    if let Some((share, colour)) = filling {
        let fr = inner * share;
        let paint = s.radial(
            (-fr * 0.2, -fr * 0.2),
            (fr * 1.2, fr * 1.2),
            &[(0.0, tint(colour, 0.1), 1.0), (0.75, colour, 1.0), (1.0, tint(colour, -0.25), 1.0)],
        );
        s.fill(Path::ellipse(0.0, 0.0, fr, fr), paint);
        s.glow((-fr * 0.35, -fr * 0.4), (fr * 0.5, fr * 0.36), WHITE, 0.16);
    }
    let lip = s.linear((-r, -r), (r, r), &[(0.0, WHITE, 0.8), (0.5, WHITE, 0.1), (1.0, BLACK, 0.2)]);
    s.stroke(Path::ellipse(0.0, 0.0, r - 3.0, r - 3.0), lip, 3.0);
}

pub fn mug(s: &mut Sheet) -> Frame {
    let h = s.dice.range(330.0, 450.0);
    let r = s.dice.range(165.0, 205.0);
    let (belly, foot) = s.dice.pick([(0.0, 0.0), (16.0, -26.0), (-14.0, 14.0), (8.0, -62.0), (0.0, -8.0)]);
    let handle = s.dice.below(3);
    let stuff = if s.dice.chance(0.5) { Stuff::glossy(s.base) } else { Stuff::satin(s.base) };
    let stuff = if s.dice.chance(0.2) { stuff.fluted(26.0) } else { stuff };
    let finish = if stuff.flutes > 0.0 { Finish::Plain } else { finish_of(s) };
    let inside = if s.dice.chance(0.4) { CREAM } else { s.base };
    let width = s.dice.range(32.0, 44.0);
    if s.view == 1 {
        let grip = Path::at(r * 0.9, 0.0).to(r + 128.0, 0.0);
        s.cast(&Path::ellipse(0.0, 0.0, r, r), 46.0);
        s.cast(&grip, 20.0);
        cord(s, &grip, width, stuff);
        above(s, r, 15.0, Stuff::satin(inside), Some((0.93, COFFEE)));
        return Frame::lying([-r, -r, r + 128.0, r], (0.0, 0.0)).fill(0.72).turned(true);
    }
    let body = Lathe::thrown(
        &[
            (-h, r),
            (-h * 0.72, r + belly * 0.7),
            (-h * 0.4, r + belly),
            (-h * 0.12, r + foot * 0.7),
            (-14.0, r + foot - 4.0),
            (0.0, r + foot - 18.0),
        ],
        0.21,
    );
    s.ground(0.0, r * 0.08, r + foot * 0.6, r * 0.24);
    let (a, b) = (-h * 0.82, -h * 0.24);
    let x = r - 12.0;
    let loop_ = match handle {
        0 => Path::at(x, a).curve((x + 170.0, a - 24.0), (x + 165.0, b + 34.0), (x - 4.0, b)),
        1 => Path::at(x, a).curve((x + 190.0, a - 50.0), (x + 130.0, b - 40.0), (x, b)),
        _ => Path::rounded(&[(x - 20.0, a), (x + 126.0, a), (x + 126.0, b), (x - 20.0, b)], 46.0),
    };
    cord(s, &loop_, width, Stuff { flutes: 0.0, ..stuff });
    body.mouth(s, -h, 13.0, Stuff::satin(inside), Some((26.0, COFFEE)));
    pot(s, &body, (-h, 0.0), stuff, finish);
    shine(s, &body, (-h * 0.9, -h * 0.2), stuff.gloss * 0.5);
    s.stroke(rim(r, -h, 0.21), ink(tint(inside, 0.6), 0.5), 4.0);
    Frame::standing([-r, -h - r * 0.2, r + 130.0, r * 0.2], (r * 0.75, -h * 0.6)).fill(0.8)
}

/// The front edge of a rim.
pub(super) fn rim(r: f32, y: f32, tilt: f32) -> Path {
    let k = r * 0.5523;
    Path::at(-r, y).curve((-r, y + k * tilt), (-k, y + r * tilt), (0.0, y + r * tilt)).curve(
        (k, y + r * tilt),
        (r, y + k * tilt),
        (r, y),
    )
}

pub fn bowl(s: &mut Sheet) -> Frame {
    let r = s.dice.range(330.0, 400.0);
    let h = s.dice.range(190.0, 300.0);
    let foot = r * s.dice.range(0.38, 0.5);
    let lift = s.dice.range(12.0, 34.0);
    let stuff = Stuff::satin(s.base);
    let finish = finish_of(s);
    let inside = if s.dice.chance(0.35) { mix(CREAM, s.base, 0.2) } else { s.base };
    if s.view == 1 {
        s.cast(&Path::ellipse(0.0, 0.0, r, r), 60.0);
        above(s, r, 14.0, Stuff::satin(inside), None);
        let well = s.radial(
            (20.0, 24.0),
            (r * 0.6, r * 0.6),
            &[(0.0, tint(inside, 0.2), 0.9), (0.7, tint(inside, 0.0), 0.7), (1.0, inside, 0.0)],
        );
        s.fill(Path::ellipse(0.0, 0.0, r * 0.6, r * 0.6), well);
        for i in 1..5 {
            let ring = Path::ellipse(0.0, 0.0, r * 0.17 * i as f32, r * 0.17 * i as f32);
            s.stroke(ring, ink(tint(inside, -0.3), 0.14), 2.5);
        }
        return Frame::lying([-r, -r, r, r], (r * 0.4, 0.0)).fill(0.82).turned(true);
    }
    let body = Lathe::thrown(
        &[
            (-h, r),
            (-h * 0.75, r * 0.965),
            (-h * 0.45, r * 0.83),
            (-h * 0.2, r * 0.62),
            (-lift, foot * 1.04),
            (0.0, foot),
        ],
        0.27,
    );
    s.ground(0.0, foot * 0.2, foot * 1.25, foot * 0.4);
    body.mouth(s, -h, 12.0, Stuff::satin(inside), None);
    s.clip(Path::ellipse(0.0, -h + 2.0, r - 12.0, (r - 12.0) * 0.27), |s| {
        s.glow((r * 0.35, -h + r * 0.2), (r * 0.6, r * 0.16), tint(inside, 0.5), 0.55);
    });
    pot(s, &body, (-h, 0.0), stuff, finish);
    shine(s, &body, (-h * 0.88, -h * 0.3), 0.2);
    s.stroke(rim(r, -h, 0.27), ink(tint(inside, 0.6), 0.6), 4.0);
    Frame::standing([-r, -h - r * 0.26, r, r * 0.1], (-r * 0.45, -h * 0.75)).fill(0.88)
}

pub fn plate(s: &mut Sheet) -> Frame {
    let count = 3 + s.dice.below(3);
    let border = s.dice.range(0.62, 0.78);
    let banded = s.dice.chance(0.5);
    let speckled = s.dice.chance(0.5);
    let trim = tint(s.base, if lightness(s.base) > 0.6 { -0.4 } else { 0.5 });
    if s.view != 1 {
        let r = 400.0;
        s.cast(&Path::ellipse(0.0, 0.0, r * 0.98, r * 0.98), 34.0);
        let stuff = Stuff::satin(s.base);
        disc(s, (0.0, 0.0), (r, r), stuff);
        let lip = s.linear((-r, -r), (r, r), &[(0.2, WHITE, 0.7), (0.5, WHITE, 0.0), (0.8, BLACK, 0.25)]);
        s.stroke(Path::ellipse(0.0, 0.0, r - 4.0, r - 4.0), lip, 6.0);
        if banded {
            s.stroke(Path::ellipse(0.0, 0.0, r - 16.0, r - 16.0), ink(trim, 0.8), 8.0);
        }
        let well = r * border;
        for (dx, colour, alpha) in [(-5.0, BLACK, 0.35), (5.0, WHITE, 0.55)] {
            s.feather(Path::ellipse(dx, dx, well, well), colour, alpha, 30.0);
        }
        let paint = s.linear(
            (-well, -well),
            (well, well),
            &[(0.0, tint(s.base, -0.08), 1.0), (1.0, tint(s.base, 0.2), 1.0)],
        );
        s.fill(Path::ellipse(0.0, 0.0, well, well), paint);
        if speckled {
            for _ in 0..110 {
                let (angle, far) = (s.dice.range(0.0, TAU), s.dice.range(0.02, 0.94).sqrt() * r);
                let size = s.dice.range(1.2, 3.4);
                s.fill(Path::ellipse(far * angle.cos(), far * angle.sin(), size, size), ink(trim, 0.45));
            }
        }
        s.glow((-r * 0.4, -r * 0.45), (r * 0.5, r * 0.4), WHITE, 0.3);
        return Frame::lying([-r, -r, r, r], (r * 0.5, r * 0.5)).fill(0.9);
    }
    // A stack, from the side.
    let r = 400.0;
    s.ground(0.0, 20.0, r * 0.62, 60.0);
    for i in 0..count {
        let y = -(i as f32) * 40.0;
        let body = Lathe::thrown(
            &[(y - 52.0, r), (y - 44.0, r * 0.97), (y - 22.0, r * 0.76), (y - 8.0, r * 0.57), (y, r * 0.55)],
            0.22,
        );
        body.paint(s, (y - 52.0, y), Stuff::satin(s.base));
        body.mouth(s, y - 52.0, 7.0, Stuff::satin(s.base), None);
        s.stroke(rim(r, y - 52.0, 0.22), ink(if banded { trim } else { tint(s.base, 0.4) }, 0.8), 5.0);
    }
    let top = -((count - 1) as f32) * 40.0 - 52.0;
    s.glow((r * 0.1, top + 18.0), (r * 0.7, r * 0.14), tint(s.base, 0.3), 0.8);
    Frame::standing([-r, top - r * 0.2, r, r * 0.12], (0.0, 0.0)).turned(true)
}

pub fn teapot(s: &mut Sheet) -> Frame {
    let r = s.dice.range(225.0, 265.0);
    let h = s.dice.range(300.0, 390.0);
    let square = s.dice.range(0.72, 0.92);
    let wire = s.dice.chance(0.45);
    let knob = s.dice.pick([OAK, s.base, TAN]);
    let finish = finish_of(s);
    let stuff = Stuff::satin(s.base);
    let body = Lathe::thrown(
        &[
            (-h, r * 0.46),
            (-h * 0.93, r * 0.62),
            (-h * 0.72, r * (square + 0.06)),
            (-h * 0.4, r),
            (-h * 0.12, r * square),
            (0.0, r * 0.62),
        ],
        0.18,
    );
    s.ground(0.0, r * 0.08, r * 0.95, r * 0.2);
    if wire {
        let over = Path::at(-r * 0.62, -h * 0.84).curve(
            (-r * 0.9, -h - 300.0),
            (r * 0.9, -h - 300.0),
            (r * 0.62, -h * 0.84),
        );
        cord(s, &over, 20.0, Stuff::satin(knob));
    } else {
        let ear = Path::at(r * 0.78, -h * 0.82).curve(
            (r + 210.0, -h * 1.1),
            (r + 150.0, -h * 0.1),
            (r * 0.9, -h * 0.24),
        );
        cord(s, &ear, 36.0, stuff);
    }
    let spout = Path::at(-r * 0.7, -h * 0.66)
        .curve((-r - 50.0, -h * 0.6), (-r - 50.0, -h * 0.92), (-r - 104.0, -h * 0.99))
        .bend((-r - 128.0, -h * 0.98), (-r - 122.0, -h * 0.92))
        .curve((-r - 70.0, -h * 0.74), (-r - 84.0, -h * 0.3), (-r * 0.7, -h * 0.16))
        .close();
    super::cloth::piece(s, &spout, tint(s.base, -0.03), 60.0);
    s.stroke(Path::at(-r - 122.0, -h * 0.93).to(-r - 104.0, -h * 0.985), ink(tint(s.base, -0.5), 1.0), 8.0);
    pot(s, &body, (-h, 0.0), stuff, finish);
    let lid = Lathe::thrown(
        &[(-h - 44.0, r * 0.1), (-h - 30.0, r * 0.3), (-h - 8.0, r * 0.47), (-h + 4.0, r * 0.48)],
        0.18,
    );
    lid.paint(s, (-h - 44.0, -h + 4.0), stuff);
    let ball = Lathe::thrown(
        &[(-h - 108.0, 4.0), (-h - 96.0, 30.0), (-h - 76.0, 34.0), (-h - 52.0, 18.0), (-h - 40.0, 20.0)],
        0.2,
    );
    ball.paint(s, (-h - 108.0, -h - 40.0), Stuff::satin(knob));
    shine(s, &body, (-h * 0.8, -h * 0.25), 0.22);
    let top = if wire { -h - 240.0 } else { -h - 110.0 };
    let right = if wire { r } else { r + 125.0 };
    Frame::standing([-r - 128.0, top, right, r * 0.12], (-r * 0.3, -h * 0.85)).fill(0.86)
}
