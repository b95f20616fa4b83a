//! Product pictures drawn from numbers: calm studio shots for demo shops.
//!
//! Owns what a drawn product looks like. Reads no file, clock or network: equal values give equal
//! bytes, so a picture may be named by its content. The object follows from subject and seed, its
//! material from the colour, so that the variants of one product differ in colour alone.

mod backdrop;
mod cloth;
mod colour;
mod home;
mod outdoor;
mod paint;
mod pantry;
mod paper;
mod path;
mod solid;
mod stage;
mod still;
mod subject;
mod wear;

#[cfg(test)]
mod tests;

use image::RgbImage;
use resvg::{tiny_skia, usvg};

pub use subject::Subject;

/// What to draw. Everything follows from these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Picture {
    pub subject: Subject,
    /// The material's colour, sRGB.
    pub colour: [u8; 3],
    /// Decides proportions and details; one product keeps one seed.
    pub seed: u64,
    /// 0 the main view, 1 another side, 2 (and above) a close view.
    pub view: u8,
}

/// The studio shot as an SVG document of 1200 x 1500 units (4:5).
pub fn svg(picture: &Picture) -> String {
    stage::portrait(picture)
}

/// The studio shot `width` pixels wide (at least 1) and 5/4 as high.
pub fn render(picture: &Picture, width: u32) -> RgbImage {
    let width = width.max(1);
    rasterise(&svg(picture), width, (width * 5 / 4).max(1))
}

/// A wide still life of several subjects (the first six), as an SVG document of 1600 x 900 units.
/// The accent colours some of them and tints the room.
pub fn svg_scene(seed: u64, accent: [u8; 3], subjects: &[Subject]) -> String {
    still::life(seed, accent, subjects)
}

/// The still life `width` pixels wide (at least 1) and 9/16 as high.
pub fn render_scene(seed: u64, accent: [u8; 3], subjects: &[Subject], width: u32) -> RgbImage {
    let width = width.max(1);
    rasterise(&svg_scene(seed, accent, subjects), width, (width * 9 / 16).max(1))
}

fn rasterise(svg: &str, width: u32, height: u32) -> RgbImage {
    let mut out = RgbImage::new(width, height);
    // Both fail only on a malformed document or an empty size; the tests draw every subject.
    let (Ok(tree), Some(mut pixels)) =
        (usvg::Tree::from_str(svg, &usvg::Options::default()), tiny_skia::Pixmap::new(width, height))
    else {
        return out;
    };
    let (sx, sy) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(sx, sy), &mut pixels.as_mut());
    for (i, (to, from)) in out.pixels_mut().zip(pixels.pixels()).enumerate() {
        let grain = grain(i as u32);
        to.0 = [from.red(), from.green(), from.blue()].map(|c| (i16::from(c) + grain).clamp(0, 255) as u8);
    }
    out
}

/// One step of noise: it hides the bands that long gradients show in eight bits.
fn grain(pixel: u32) -> i16 {
    let mut x = pixel.wrapping_mul(0x9E37_79B1);
    x ^= x >> 15;
    x = x.wrapping_mul(0x85EB_CA77);
    ((x >> 24) % 3) as i16 - 1
}
