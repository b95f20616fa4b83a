//! Pictures from strangers into pixels, and pixels into WebP.
//!
//! Refuses: anything whose first bytes are not JPEG, PNG or WebP, whatever it is called;
//! what is too large, before memory is taken for it; what is cut off. Always holds: a
//! decoded picture stands upright and has 8 bits a channel, RGB or RGBA.

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Widths that renditions come in, in pixels.
pub const WIDTHS: [u32; 6] = [160, 320, 480, 800, 1200, 1600];
/// Largest file, in bytes.
pub const MAX_BYTES: usize = domain::catalog::MAX_PICTURE_BYTES as usize;
/// Largest picture, in pixels.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Longest side, which is also the longest that WebP can hold.
pub const MAX_SIDE: u32 = 16_383;
/// Quality of lossy WebP: above it files grow faster than the eye gains.
pub const QUALITY: f32 = 80.0;

/// Memory that decoding may take for pixels: 16 bits a channel, and a working copy.
const MAX_MEMORY: u64 = 1024 * 1024 * 1024;
/// Scans of one JPEG; each is a pass over all pixels, so many are an attack.
const MAX_SCANS: usize = 64;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// image/jpeg
    Jpeg,
    /// image/png
    Png,
    /// image/webp
    WebP,
}

/// What a picture's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// By its first bytes.
    pub format: Format,
    /// In pixels as shown, so after turning it upright.
    pub width: u32,
    /// Likewise.
    pub height: u32,
}

/// Why a picture is refused. It would be again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    #[error("not a JPEG, PNG or WebP picture")]
    UnknownFormat,
    #[error("larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooManyBytes,
    #[error("{width} × {height} is more than {} megapixels or {MAX_SIDE} on a side", MAX_PIXELS / 1_000_000)]
    TooManyPixels { width: u32, height: u32 },
    #[error("the picture is cut off or damaged")]
    Damaged,
    #[error("the picture could not be encoded")]
    Encode,
}

/// Recognises a format by its first bytes.
pub fn sniff(bytes: &[u8]) -> Result<Format, CodecError> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Format::WebP),
        _ => Err(CodecError::UnknownFormat),
    }
}

/// Reads only the header; refuses what [`decode`] would refuse for its size.
pub fn probe(bytes: &[u8]) -> Result<Info, CodecError> {
    open(bytes).map(|(_, info)| info)
}

/// Decodes a picture and turns it upright.
///
/// CPU work, up to a second for the largest. Of an animation the first picture.
pub fn decode(bytes: &[u8]) -> Result<DynamicImage, CodecError> {
    let (mut decoder, info) = open(bytes)?;
    if info.format == Format::Jpeg {
        check_jpeg_end(bytes)?;
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok(even(picture))
}

fn open(bytes: &[u8]) -> Result<(impl ImageDecoder, Info), CodecError> {
    let format = sniff(bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(CodecError::TooManyBytes);
    }
    let kind = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(CodecError::TooManyPixels { width, height });
    }
    if width == 0 || height == 0 {
        return Err(CodecError::Damaged);
    }
    use image::metadata::Orientation::*;
    let (width, height) = match decoder.orientation().map_err(damaged)? {
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (height, width),
        NoTransforms | Rotate180 | FlipHorizontal | FlipVertical => (width, height),
    };
    Ok((decoder, Info { format, width, height }))
}

fn damaged(_: image::ImageError) -> CodecError {
    CodecError::Damaged
}

/// Walks the markers of a JPEG to its end. Decoders fill what is missing with grey.
fn check_jpeg_end(bytes: &[u8]) -> Result<(), CodecError> {
    let mut at = 2;
    let mut scans = 0;
    loop {
        // Picture data runs to the next marker that is neither a stuffed zero, a restart
        // nor padding.
        let found = bytes.get(at..).and_then(|rest| {
            rest.windows(2).position(|w| w[0] == 0xff && !matches!(w[1], 0 | 0xff | 0x01 | 0xd0..=0xd7))
        });
        at += found.ok_or(CodecError::Damaged)?;
        let marker = bytes[at + 1];
        if marker == 0xd9 {
            return Ok(());
        }
        if marker == 0xda {
            scans += 1;
            if scans > MAX_SCANS {
                return Err(CodecError::Damaged);
            }
        }
        let length = match bytes.get(at + 2..at + 4) {
            Some([high, low]) => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return Err(CodecError::Damaged),
        };
        at += 2 + length.max(2);
    }
}

/// Eight bits a channel; transparency only where there is some.
fn even(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    if picture.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8());
    }
    DynamicImage::ImageRgba8(picture)
}

/// Scales a picture to a width; one that is narrower stays as it is.
pub fn rendition(picture: DynamicImage, width: u32) -> Result<DynamicImage, CodecError> {
    let picture = even(picture);
    let width = width.max(1);
    if picture.width() <= width {
        return Ok(picture);
    }
    let height = u64::from(picture.height()) * u64::from(width);
    let height = (height + u64::from(picture.width()) / 2) / u64::from(picture.width());
    let height = u32::try_from(height).unwrap_or(MAX_SIDE).max(1);
    let mut scaled = DynamicImage::new(width, height, picture.color());
    Resizer::new().resize(&picture, &mut scaled, &ResizeOptions::new()).map_err(|_| CodecError::Encode)?;
    Ok(scaled)
}

/// Encodes as lossy WebP; transparency is kept. Quality from 0 to 100.
pub fn encode_webp(picture: &DynamicImage, quality: f32) -> Result<Vec<u8>, CodecError> {
    let (width, height) = (picture.width(), picture.height());
    if !(1..=MAX_SIDE).contains(&width) || !(1..=MAX_SIDE).contains(&height) {
        return Err(CodecError::TooManyPixels { width, height });
    }
    let encoded = match picture {
        DynamicImage::ImageRgba8(pixels) => {
            webp::Encoder::from_rgba(pixels, width, height).encode_simple(false, quality.clamp(0.0, 100.0))
        }
        DynamicImage::ImageRgb8(pixels) => {
            webp::Encoder::from_rgb(pixels, width, height).encode_simple(false, quality.clamp(0.0, 100.0))
        }
        other => return encode_webp(&even(other.clone()), quality),
    };
    encoded.map(|memory| memory.to_vec()).map_err(|_| CodecError::Encode)
}

/// Encodes as JPEG for readers without WebP; what is transparent becomes white.
pub fn encode_jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, CodecError> {
    let flat = match picture {
        DynamicImage::ImageRgb8(pixels) => pixels.clone(),
        other => flatten(&other.to_rgba8()),
    };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100))
        .encode_image(&flat)
        .map_err(|_| CodecError::Encode)?;
    Ok(bytes)
}

fn flatten(picture: &image::RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, a] = picture.get_pixel(x, y).0;
        let on_white = |c: u8| {
            let mixed = u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a)) + 127;
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([on_white(r), on_white(g), on_white(b)])
    })
}

#[cfg(test)]
mod tests;
