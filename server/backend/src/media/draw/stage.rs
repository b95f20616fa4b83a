//! Puts what was drawn before its backdrop: fits, turns and crops it.

use super::backdrop;
use super::colour::Dice;
use super::paint::Sheet;
use super::subject::Frame;
use super::{Picture, Subject};

pub(super) fn portrait(picture: &Picture) -> String {
    let Picture { subject, colour, seed, view } = *picture;
    let mut s = Sheet::new(dice(subject, seed), colour, view.min(2));
    let which = s.dice.below(4);
    let (mut drawing, mut frame) = draw(&mut s, subject);
    if view >= 2 {
        // Once more, knowing now what will be seen.
        let (zoom, x, y) = close(&frame);
        let window = [(-40.0 - x) / zoom, (-40.0 - y) / zoom, (1240.0 - x) / zoom, (1540.0 - y) / zoom];
        s = Sheet::new(dice(subject, seed), colour, 2);
        s.dice.below(4);
        s.window = Some(window);
        (drawing, frame) = draw(&mut s, subject);
    }
    let tone = backdrop::shade(which, colour, view);
    if frame.stands {
        backdrop::sweep(&mut s, (1200.0, 1500.0), 1010.0, tone);
    } else {
        backdrop::sheet(&mut s, (1200.0, 1500.0), tone);
    }
    s.place(&fit(&frame, view), &drawing);
    s.finish(1200, 1500)
}

fn draw(s: &mut Sheet, subject: Subject) -> (String, Frame) {
    let window = s.window;
    s.apart(|s| {
        s.window = window;
        subject.draw(s)
    })
}

/// One product keeps its dice in every colour and view.
pub(super) fn dice(subject: Subject, seed: u64) -> Dice {
    let name =
        subject.as_str().bytes().fold(seed ^ 0x50A7, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3));
    Dice::new(name)
}

/// How much the usual view enlarges a drawing.
fn scale_of(frame: &Frame) -> f32 {
    let [left, top, right, bottom] = frame.bounds;
    let (width, height) = if frame.stands { (860.0, 1010.0) } else { (940.0, 1180.0) };
    (width / (right - left)).min(height / (bottom - top)) * frame.fill
}

/// The close view: its scale, and where the drawing's origin comes to lie.
fn close(frame: &Frame) -> (f32, f32, f32) {
    let zoom = scale_of(frame) * 1.75;
    // Some air is left on the side that the light comes from.
    (zoom, 560.0 - frame.focus.0 * zoom, 730.0 - frame.focus.1 * zoom)
}

fn fit(frame: &Frame, view: u8) -> String {
    let [left, top, right, bottom] = frame.bounds;
    let height = bottom - top;
    let scale = scale_of(frame);
    let middle = (left + right) / 2.0;
    match (view, frame.stands) {
        (2.., _) => {
            let (zoom, x, y) = close(frame);
            format!("translate({x:.1} {y:.1}) scale({zoom:.4})")
        }
        (_, true) => {
            // Low things stand nearer to the camera's centre than tall ones.
            let floor = 1250.0 - (1010.0 - height * scale).max(0.0) * 0.24;
            let flip = if view == 1 && !frame.turned { -scale } else { scale };
            format!("translate({:.1} {floor:.1}) scale({flip:.4} {scale:.4})", 600.0 - middle * flip)
        }
        (_, false) => {
            let flip = if view == 1 && !frame.turned { -scale } else { scale };
            let y = 745.0 - (top + bottom) / 2.0 * scale;
            format!("translate({:.1} {y:.1}) scale({flip:.4} {scale:.4})", 600.0 - middle * flip)
        }
    }
}
