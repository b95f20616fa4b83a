//! The sheet a picture is built on: SVG elements, gradients, and soft edges made of stacked
//! strokes, which cost a tenth of a blur filter.

use std::borrow::Borrow;
use std::fmt::{Display, Write};

use super::colour::{Dice, Rgb, ink};
use super::path::Path;

/// A colour stop: offset, colour, opacity.
pub(super) type Stop = (f32, Rgb, f32);

/// What is drawn so far, with the values that everything follows from.
#[derive(Debug)]
pub(super) struct Sheet {
    defs: String,
    body: String,
    ids: usize,
    pub(super) dice: Dice,
    pub(super) base: Rgb,
    pub(super) view: u8,
    /// What a close view shows of the drawing, in its units; soft things outside are left out.
    pub(super) window: Option<[f32; 4]>,
}

impl Sheet {
    pub(super) fn new(dice: Dice, base: Rgb, view: u8) -> Self {
        Self { defs: String::new(), body: String::new(), ids: 0, dice, base, view, window: None }
    }

    /// The whole document.
    pub(super) fn finish(self, width: u32, height: u32) -> String {
        let Self { defs, body, .. } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\"><defs>{defs}</defs>{body}</svg>"
        )
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.body.write_fmt(element);
    }

    fn id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    fn gradient(&mut self, tag: &str, attributes: &str, stops: &[Stop]) -> String {
        let id = self.id();
        let _ = write!(self.defs, "<{tag} id=\"g{id}\" gradientUnits=\"userSpaceOnUse\" {attributes}>");
        for (offset, colour, alpha) in stops {
            let colour = ink(*colour, 1.0);
            let _ = write!(
                self.defs,
                "<stop offset=\"{offset:.3}\" stop-color=\"{colour}\" stop-opacity=\"{alpha:.3}\"/>"
            );
        }
        let _ = write!(self.defs, "</{tag}>");
        format!("url(#g{id})")
    }

    /// A paint that runs from one point to another.
    pub(super) fn linear(&mut self, a: (f32, f32), b: (f32, f32), stops: &[Stop]) -> String {
        let line = format!("x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"", a.0, a.1, b.0, b.1);
        self.gradient("linearGradient", &line, stops)
    }

    /// A paint that runs from a centre out to an ellipse.
    pub(super) fn radial(&mut self, c: (f32, f32), r: (f32, f32), stops: &[Stop]) -> String {
        let place = format!(
            "cx=\"0\" cy=\"0\" r=\"1\" gradientTransform=\"matrix({:.2} 0 0 {:.2} {:.1} {:.1})\"",
            r.0, r.1, c.0, c.1
        );
        self.gradient("radialGradient", &place, stops)
    }

    pub(super) fn fill(&mut self, path: impl Display, paint: impl Display) {
        self.add(format_args!("<path d=\"{path}\" fill=\"{paint}\"/>"));
    }

    pub(super) fn stroke(&mut self, path: impl Display, paint: impl Display, width: f32) {
        self.add(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width:.1}\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        ));
    }

    /// A line of stitches.
    pub(super) fn stitch(&mut self, path: impl Display, colour: Rgb, alpha: f32) {
        let paint = ink(colour, alpha);
        self.add(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{paint}\" stroke-width=\"2\" \
             stroke-dasharray=\"7 5\" stroke-linecap=\"round\"/>"
        ));
    }

    /// Everything `draw` adds is seen only inside `path`.
    pub(super) fn clip(&mut self, path: impl Display, draw: impl FnOnce(&mut Self)) {
        let id = self.id();
        let _ = write!(self.defs, "<clipPath id=\"c{id}\"><path d=\"{path}\"/></clipPath>");
        self.add(format_args!("<g clip-path=\"url(#c{id})\">"));
        draw(self);
        self.body.push_str("</g>");
    }

    pub(super) fn group<T>(&mut self, transform: &str, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.add(format_args!("<g transform=\"{transform}\">"));
        // The window is in the outer units.
        let window = self.window.take();
        let out = draw(self);
        self.window = window;
        self.body.push_str("</g>");
        out
    }

    /// What `draw` adds, kept apart, so that its place can be decided once its size is known.
    pub(super) fn apart<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> (String, T) {
        let (before, window) = (std::mem::take(&mut self.body), self.window.take());
        let out = draw(self);
        self.window = window;
        (std::mem::replace(&mut self.body, before), out)
    }

    /// Adds what was kept apart, under a transform.
    pub(super) fn place(&mut self, transform: &str, apart: &str) {
        self.add(format_args!("<g transform=\"{transform}\">{apart}</g>"));
    }

    /// A soft spot of light or shade: full in the middle, gone at the edge.
    pub(super) fn glow(&mut self, c: (f32, f32), r: (f32, f32), colour: Rgb, alpha: f32) {
        let fall = [(0.0, 1.0), (0.25, 0.86), (0.5, 0.5), (0.75, 0.15), (1.0, 0.0)];
        let paint = self.radial(c, r, &fall.map(|(at, k)| (at, colour, alpha * k)));
        self.fill(Path::ellipse(c.0, c.1, r.0, r.1), paint);
    }

    /// The part of `bounds` that a close view shows, `None` for nothing.
    fn visible(&self, [l, t, r, b]: [f32; 4]) -> Option<[f32; 4]> {
        let Some(window) = self.window else { return Some([l, t, r, b]) };
        let cut = [l.max(window[0]), t.max(window[1]), r.min(window[2]), b.min(window[3])];
        (cut[0] < cut[2] && cut[1] < cut[3]).then_some(cut)
    }

    /// Blurs what `draw` adds; nothing of it may reach outside `bounds`, which keeps it cheap.
    pub(super) fn blur(&mut self, sigma: f32, bounds: [f32; 4], draw: impl FnOnce(&mut Self)) {
        let Some([l, t, r, b]) = self.visible(bounds) else { return };
        let id = self.id();
        let (w, h) = (r - l, b - t);
        let _ = write!(
            self.defs,
            "<filter id=\"f{id}\" filterUnits=\"userSpaceOnUse\" color-interpolation-filters=\"sRGB\" \
             x=\"{l:.0}\" y=\"{t:.0}\" width=\"{w:.0}\" height=\"{h:.0}\">\
             <feGaussianBlur stdDeviation=\"{sigma:.1}\"/></filter>"
        );
        self.add(format_args!("<g filter=\"url(#f{id})\">"));
        draw(self);
        self.body.push_str("</g>");
    }

    /// A line without edges, `width` wide where it has faded out.
    pub(super) fn feather(&mut self, path: impl Borrow<Path>, colour: Rgb, alpha: f32, width: f32) {
        let path = path.borrow();
        let Some(room) = self.visible(grown(path, width * 0.6)) else { return };
        let area = (room[2] - room[0]) * (room[3] - room[1]);
        if width > 30.0 && area < 110_000.0 {
            let sigma = width * 0.17;
            self.blur(sigma, room, |s| s.stroke(path, ink(colour, alpha * 1.5), width * 0.42));
            return;
        }
        self.rings(|s| s.fade(path, colour, alpha, width));
    }

    /// Strokes from wide and faint to narrow.
    fn fade(&mut self, path: &Path, colour: Rgb, alpha: f32, width: f32) {
        let rings = ((width / 5.0) as usize).clamp(4, 18);
        let d = path.to_string();
        for i in 0..rings {
            let t = (i as f32 + 0.5) / rings as f32;
            self.stroke(
                &d,
                ink(neutral(colour), 2.2 * alpha * t / rings as f32),
                width * (1.0 - t).powf(0.9),
            );
        }
    }

    /// Faint layers upon each other, gathered apart: laid straight on a picture of eight bits, each
    /// would shift its hue a little.
    pub(super) fn rings(&mut self, draw: impl FnOnce(&mut Self)) {
        self.add(format_args!("<g style=\"isolation:isolate\">"));
        draw(self);
        self.body.push_str("</g>");
    }

    /// The shadow that something flat casts on what it lies on, light from the upper left.
    pub(super) fn cast(&mut self, path: &Path, lift: f32) {
        self.cast_all(&[path], lift);
    }

    /// One shadow of several pieces, nowhere darker where they overlap.
    pub(super) fn cast_all(&mut self, paths: &[&Path], lift: f32) {
        let rings = ((lift * 0.8) as usize).clamp(10, 26);
        self.rings(|s| {
            for i in 1..=rings {
                // Near the edge all rings lie upon each other; only the faint ones reach far.
                let t = i as f32 / rings as f32;
                let k = lift * 1.8 * t.powf(1.25);
                let outline: String =
                    paths.iter().map(|path| path.shifted(k * 0.5, k * 0.76).to_string()).collect();
                let alpha = 1.2 * (1.02 - t) / rings as f32;
                s.stroke(outline, ink([0, 0, 0], alpha), k * 1.7 + 2.0);
            }
        });
    }

    /// The shadow of something that stands on the floor: where it touches, and where it falls.
    pub(super) fn ground(&mut self, cx: f32, y: f32, half: f32, depth: f32) {
        let dark = [58, 42, 30];
        self.glow((cx + half * 0.42, y + depth * 0.3), (half * 1.75, depth * 2.1), dark, 0.2);
        self.glow((cx + half * 0.1, y + depth * 0.15), (half * 1.22, depth * 1.45), dark, 0.34);
        self.glow((cx, y), (half * 1.06, depth * 0.9), dark, 0.5);
    }
}

/// The bounds of a path with a margin.
pub(super) fn grown(path: &Path, by: f32) -> [f32; 4] {
    let [l, t, r, b] = path.bounds();
    [l - by, t - by, r + by, b + by]
}

/// The bounds that hold both.
pub(super) fn joined(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Black, white or grey: what many faint layers add up without rounding to another hue. Black also
/// keeps the hue of what it darkens.
fn neutral(colour: Rgb) -> Rgb {
    let [r, g, b] = colour.map(u16::from);
    let mean = (r + g + b) / 3;
    [if mean > 128 { 255 } else { 0 }; 3]
}
