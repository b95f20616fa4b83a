//! A still life: several subjects in one room, standing, lying, or hung on a rail.

use super::Subject;
use super::backdrop;
use super::colour::{BRASS, CREAM, OAK, Rgb, TAN, WHITE, ink, lightness, mix, muted, tint};
use super::paint::Sheet;
use super::path::Path;
use super::solid::{Lathe, Stuff, rod};
use super::stage::dice;
use super::subject::Frame;
use super::wear::tailor;

const ROOM: (f32, f32) = (1600.0, 900.0);
const MOST: usize = 6;
const RAIL: f32 = 96.0;

/// How a subject takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Stands,
    /// From the rail, on a hanger that is its own or lent.
    Hangs,
    /// On the wall itself.
    Wall,
    /// Flat on the floor.
    Lies,
}

struct Item {
    subject: Subject,
    way: Way,
    drawing: String,
    frame: Frame,
    scale: f32,
    plinth: f32,
}

impl Item {
    fn width(&self) -> f32 {
        let width = (self.frame.bounds[2] - self.frame.bounds[0]) * self.scale;
        if self.plinth > 0.0 { width.max(190.0) } else { width }
    }
}

pub(super) fn life(seed: u64, accent: Rgb, subjects: &[Subject]) -> String {
    let mut s = Sheet::new(super::colour::Dice::new(seed ^ 0x5CE4E), accent, 0);
    let tone = mix(muted(accent, 0.86, 0.4), [231, 223, 212], 0.5);
    let palette = palette(accent);
    let mut items: Vec<Item> = Vec::new();
    for (i, subject) in subjects.iter().take(MOST).enumerate() {
        s.dice = dice(*subject, seed.wrapping_add(i as u64));
        s.dice.below(4);
        s.base = palette[(i + (seed % 2) as usize) % palette.len()];
        let (drawing, frame) = s.apart(|s| subject.draw(s));
        items.push(Item {
            subject: *subject,
            way: way(*subject, &frame),
            drawing,
            frame,
            scale: 1.0,
            plinth: 0.0,
        });
    }
    s.dice = super::colour::Dice::new(seed ^ 0x11FE);
    let (hung, floor): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| matches!(item.way, Way::Hangs | Way::Wall));
    let (laid, stood): (Vec<Item>, Vec<Item>) = floor.into_iter().partition(|item| item.way == Way::Lies);
    let (most, y) = match (hung.is_empty(), laid.is_empty()) {
        (false, _) => (0.86, 836.0),
        (true, true) => (1.4, 800.0),
        (true, false) => (1.12, 748.0),
    };
    let alone = stood.is_empty();
    if alone && hung.is_empty() && !laid.is_empty() {
        // Only flat things: seen from above, as on a table.
        backdrop::sheet(&mut s, ROOM, tone);
        backdrop::window(&mut s, ROOM, 0.2);
        lay(&mut s, laid, (450.0, 1.0, 1380.0));
        return s.finish(1600, 900);
    }
    room(&mut s, tone);
    hang(&mut s, hung, alone && laid.is_empty());
    stand(&mut s, stood, tone, (most, y));
    lay(&mut s, laid, (815.0, 0.44, 1000.0));
    s.finish(1600, 900)
}

fn room(s: &mut Sheet, tone: Rgb) {
    backdrop::sweep(s, ROOM, 610.0, tone);
    if s.dice.chance(0.6) {
        // A painted disc or arch on the wall behind.
        let (x, r) = (s.dice.range(560.0, 1040.0), s.dice.range(230.0, 300.0));
        let paint = s.linear(
            (x - r, 120.0),
            (x + r, 620.0),
            &[(0.0, tint(tone, 0.24), 0.75), (1.0, tint(tone, -0.1), 0.7)],
        );
        let arch = s.dice.chance(0.5);
        let shape = if arch {
            Path::at(x - r, 600.0)
                .to(x - r, 330.0)
                .curve((x - r, 60.0), (x + r, 60.0), (x + r, 330.0))
                .to(x + r, 600.0)
                .close()
        } else {
            Path::ellipse(x, 350.0, r, r)
        };
        s.fill(shape, paint);
    }
    backdrop::window(s, ROOM, 0.2);
}

/// The accent, its lighter and darker kin, and natural tones that go with anything.
fn palette(accent: Rgb) -> [Rgb; 6] {
    let light = lightness(accent);
    let kin = if light > 0.6 { muted(accent, 0.42, 0.45) } else { muted(accent, 0.78, 0.55) };
    [accent, mix(CREAM, WHITE, 0.35), kin, mix(TAN, OAK, 0.4), muted(accent, 0.62, 0.45), [104, 92, 82]]
}

fn way(subject: Subject, frame: &Frame) -> Way {
    use Subject::{Clock, Coat, Dress, Jumper, Scarf, Shirt, Skirt, TShirt, Trousers};
    match subject {
        Jumper | TShirt | Shirt | Trousers | Skirt | Dress | Coat | Scarf => Way::Hangs,
        Clock => Way::Wall,
        Subject::Cushion => Way::Stands,
        _ if frame.stands => Way::Stands,
        _ => Way::Lies,
    }
}

fn hang(s: &mut Sheet, mut items: Vec<Item>, lonely: bool) {
    let unit = if lonely { 640.0 } else { 560.0 };
    for item in &mut items {
        let height = item.frame.bounds[3] - item.frame.bounds[1];
        let unit = if item.way == Way::Wall { unit * 0.72 } else { unit };
        item.scale = item.subject.height() * unit / height;
    }
    let total: f32 = items.iter().map(|item| item.width() + 26.0).sum();
    let shrink = (1340.0 / total.max(1.0)).min(1.0);
    // A lone thing on the wall hangs beside the middle, where nothing tall stands before it.
    let middle = if items.iter().all(|item| item.way == Way::Wall) { 500.0 } else { 800.0 };
    let mut x = middle - total * shrink / 2.0;
    if items.iter().any(|item| item.way == Way::Hangs) {
        let reach = (total * shrink / 2.0 + 90.0).min(780.0);
        let rail = Path::at(800.0 - reach, RAIL).to(800.0 + reach, RAIL);
        s.feather(rail.shifted(8.0, 20.0), [0, 0, 0], 0.16, 18.0);
        rod(s, (800.0 - reach, RAIL), (800.0 + reach, RAIL), (13.0, 13.0), Stuff::metal(BRASS));
        for end in [800.0 - reach + 40.0, 800.0 + reach - 40.0] {
            rod(s, (end, -20.0), (end, RAIL), (9.0, 9.0), Stuff::metal(BRASS));
        }
    }
    for item in items {
        let [left, top, right, _] = item.frame.bounds;
        let (scale, width) = (item.scale * shrink, (item.width() + 26.0) * shrink);
        let middle = x + width / 2.0 - (left + right) / 2.0 * scale;
        x += width;
        let own = matches!(item.subject, Subject::Shirt | Subject::Dress | Subject::Coat);
        // A hanger's hook reaches 150 units above what it carries.
        let y = match item.way {
            Way::Hangs if own => RAIL - 6.0 + 150.0 * scale,
            Way::Hangs => RAIL - 6.0 + (150.0 - top) * scale,
            _ => 120.0 - top * scale,
        };
        let transform = format!("translate({middle:.1} {y:.1}) scale({scale:.4})");
        if item.way == Way::Hangs && !own {
            let (hook, ()) =
                s.apart(|s| s.group(&format!("translate(0 {top:.1})"), |s| tailor::hanger(s, 120.0)));
            s.place(&transform, &hook);
        }
        s.place(&transform, &item.drawing);
    }
}

fn stand(s: &mut Sheet, mut items: Vec<Item>, tone: Rgb, (most, floor): (f32, f32)) {
    if items.is_empty() {
        return;
    }
    // The tallest in the middle left, the others falling away to both sides.
    items.sort_by(|a, b| b.subject.height().total_cmp(&a.subject.height()));
    let count = items.len();
    for (i, item) in items.iter_mut().enumerate() {
        let [left, top, right, bottom] = item.frame.bounds;
        let (width, height) = (right - left, bottom - top);
        item.scale = (item.subject.height() * 600.0 / height).min(640.0 / width);
        let small = item.way == Way::Stands && item.subject.height() < 0.5;
        if small && i % 2 == 1 && count > 2 {
            item.plinth = s.dice.range(70.0, 150.0);
        }
    }
    let mut order: Vec<usize> = Vec::new();
    for i in 0..count {
        if i % 2 == 0 { order.push(i) } else { order.insert(0, i) }
    }
    let gap = 34.0;
    let total: f32 = items.iter().map(|item| item.width() + gap).sum();
    let shrink = (1380.0 / total).min(most - 0.06 * count as f32);
    let mut x = 800.0 - total * shrink / 2.0;
    let mut places = vec![(0.0, 0.0); count];
    for i in order {
        let width = (items[i].width() + gap) * shrink;
        // What is tall stands further back.
        let y = floor - 88.0 * items[i].subject.height() + s.dice.range(-10.0, 10.0);
        places[i] = (x + width / 2.0, y);
        x += width;
    }
    let mut back_to_front: Vec<usize> = (0..count).collect();
    back_to_front.sort_by(|a, b| places[*a].1.total_cmp(&places[*b].1));
    for i in back_to_front {
        let (item, (x, y)) = (&items[i], places[i]);
        let [left, _, right, bottom] = item.frame.bounds;
        let scale = item.scale * shrink;
        let dx = x - (left + right) / 2.0 * scale;
        if item.plinth > 0.0 {
            plinth(s, (x, y), item.width() * shrink * 0.62, item.plinth, tone);
        }
        let transform = match item.way {
            _ if !item.frame.stands => {
                s.ground(x, y, (right - left) * scale * 0.46, 26.0);
                format!("translate({dx:.1} {:.1}) scale({scale:.4})", y - bottom * scale)
            }
            _ => format!("translate({dx:.1} {:.1}) scale({scale:.4})", y - item.plinth),
        };
        s.place(&transform, &item.drawing);
    }
}

/// What was seen from above is laid down in a row at `y`, foreshortened by `flat`.
fn lay(s: &mut Sheet, items: Vec<Item>, (y, flat, most): (f32, f32, f32)) {
    let count = items.len() as f32;
    for (i, item) in items.iter().enumerate() {
        let [left, top, right, bottom] = item.frame.bounds;
        let (width, height) = (right - left, bottom - top);
        let wish = item.subject.height() * 900.0 * flat.max(0.7) / width.max(height);
        let room = if flat < 1.0 { 140.0 } else { 740.0 };
        let scale = wish.min(most / count / width).min(room / (height * flat));
        let x = 800.0 + (i as f32 + 0.5 - count / 2.0) * most / count + s.dice.range(-20.0, 20.0);
        let (dx, dy) = (x - (left + right) / 2.0 * scale, y - (top + bottom) / 2.0 * scale * flat);
        s.place(&format!("translate({dx:.1} {dy:.1}) scale({scale:.4} {:.4})", scale * flat), &item.drawing);
    }
}

/// A round block in the room's own colour.
fn plinth(s: &mut Sheet, (x, y): (f32, f32), r: f32, height: f32, tone: Rgb) {
    let stuff = Stuff::matte(tint(tone, 0.12));
    s.ground(x, y, r, r * 0.24);
    let (drawing, ()) = s.apart(|s| {
        let body = Lathe::turned(&[(-height, r), (0.0, r)], 0.19);
        body.paint(s, (-height, 0.0), stuff);
        body.lid(s, -height, Stuff::matte(tint(tone, 0.3)));
        s.stroke(Path::ellipse(0.0, -height, r, r * 0.19), ink(WHITE, 0.3), 2.0);
    });
    s.place(&format!("translate({x:.1} {y:.1})"), &drawing);
}
