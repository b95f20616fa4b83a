use super::*;
use image::{ImageBuffer, Rgb, RgbaImage};
use proptest::prelude::*;

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    DynamicImage::ImageRgb8(ImageBuffer::from_fn(width, height, |x, _| colour(x)))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with an EXIF segment that says how to turn it.
fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff =
        [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0, 0]]
            .concat();
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, b"Exif\0\0", &tiff, &jpeg[2..]].concat()
}

/// A PNG whose header claims a size.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(&halves(2, 2), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = u32::MAX;
    for byte in &png[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

#[test]
fn jpeg_png_and_webp_are_decoded() {
    let picture = halves(64, 40);
    let webp = encode_webp(&picture, QUALITY).unwrap();
    for (bytes, format) in [
        (encoded(&picture, ImageFormat::Jpeg), Format::Jpeg),
        (encoded(&picture, ImageFormat::Png), Format::Png),
        (webp, Format::WebP),
    ] {
        assert_eq!(probe(&bytes), Ok(Info { format, width: 64, height: 40 }));
        let decoded = decode(&bytes).unwrap().into_rgb8();
        let [r, _, b] = decoded.get_pixel(4, 4).0;
        assert!(r > 180 && b < 80, "{format:?}");
    }
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    for bytes in
        [&b"hello"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"", gif, b"\x89PNG", b"BM"]
    {
        assert_eq!(decode(bytes), Err(CodecError::UnknownFormat));
    }
}

#[test]
fn a_picture_that_is_cut_off_is_refused() {
    let picture = halves(200, 200);
    let webp = encode_webp(&picture, QUALITY).unwrap();
    for bytes in [encoded(&picture, ImageFormat::Jpeg), encoded(&picture, ImageFormat::Png), webp] {
        for part in [13, bytes.len() / 4, bytes.len() / 2, bytes.len() - 20] {
            assert_eq!(decode(&bytes[..part]), Err(CodecError::Damaged), "{part} of {}", bytes.len());
        }
        assert!(decode(&bytes).is_ok());
    }
}

#[test]
fn what_stands_behind_the_end_of_a_jpeg_does_not_matter() {
    let mut jpeg = encoded(&halves(20, 20), ImageFormat::Jpeg);
    jpeg.extend_from_slice(b"trailing data of a camera");
    assert!(decode(&jpeg).is_ok());
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    for (width, height) in [(50_000, 50_000), (16_384, 1), (1, 16_384), (10_000, 5_001)] {
        assert_eq!(decode(&claiming(width, height)), Err(CodecError::TooManyPixels { width, height }));
    }
    assert_eq!(decode(&claiming(0, 5)), Err(CodecError::Damaged));
    // Within the limits, but the pixels are not there.
    assert_eq!(decode(&claiming(3_000, 3_000)), Err(CodecError::Damaged));
}

#[test]
fn too_many_bytes_are_refused() {
    let mut png = encoded(&halves(2, 2), ImageFormat::Png);
    png.resize(MAX_BYTES + 1, 0);
    assert_eq!(decode(&png), Err(CodecError::TooManyBytes));
}

#[test]
fn a_jpeg_of_endless_scans_is_refused() {
    let scan = [0xff, 0xda, 0, 2, 0];
    let jpeg = [&[0xff, 0xd8][..], &scan.repeat(MAX_SCANS + 1), &[0xff, 0xd9]].concat();
    assert_eq!(check_jpeg_end(&jpeg), Err(CodecError::Damaged));
    let jpeg = [&[0xff, 0xd8][..], &scan.repeat(MAX_SCANS), &[0xff, 0xd9]].concat();
    assert_eq!(check_jpeg_end(&jpeg), Ok(()));
}

#[test]
fn a_photo_taken_sideways_stands_upright() {
    let jpeg = turned(&encoded(&halves(64, 32), ImageFormat::Jpeg), 6);
    assert_eq!(probe(&jpeg), Ok(Info { format: Format::Jpeg, width: 32, height: 64 }));
    let picture = decode(&jpeg).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (32, 64));
    // Turned clockwise, what was left is above.
    assert!(picture.get_pixel(16, 5).0[0] > 180 && picture.get_pixel(16, 60).0[2] > 180);
}

#[test]
fn transparency_is_kept_where_there_is_some() {
    let mut picture = RgbaImage::from_pixel(40, 40, image::Rgba([0, 128, 0, 255]));
    let opaque = encoded(&DynamicImage::ImageRgba8(picture.clone()), ImageFormat::Png);
    assert!(!decode(&opaque).unwrap().color().has_alpha());
    for x in 0..20 {
        (0..40).for_each(|y| picture.get_pixel_mut(x, y).0[3] = 0);
    }
    let half = decode(&encoded(&DynamicImage::ImageRgba8(picture), ImageFormat::Png)).unwrap();
    let webp = encode_webp(&rendition(half.clone(), 20).unwrap(), QUALITY).unwrap();
    let webp = decode(&webp).unwrap().into_rgba8();
    assert!(webp.get_pixel(2, 10).0[3] < 20 && webp.get_pixel(18, 10).0[3] > 235);
    let jpeg = decode(&encode_jpeg(&half, 90).unwrap()).unwrap().into_rgb8();
    assert!(jpeg.get_pixel(5, 20).0.iter().all(|c| *c > 245));
}

#[test]
fn other_kinds_of_pixels_become_eight_bits() {
    let grey = DynamicImage::ImageLuma16(ImageBuffer::from_pixel(9, 9, image::Luma([0x8000])));
    let picture = decode(&encoded(&grey, ImageFormat::Png)).unwrap();
    assert_eq!(picture.color(), image::ColorType::Rgb8);
    assert!(picture.into_rgb8().get_pixel(4, 4).0[1].abs_diff(128) < 2);
}

#[test]
fn a_rendition_keeps_the_proportions_and_never_grows() {
    let size = |picture: DynamicImage, width| {
        let scaled = rendition(picture, width).unwrap();
        (scaled.width(), scaled.height())
    };
    assert_eq!(size(halves(1000, 600), 320), (320, 192));
    assert_eq!(size(halves(1000, 3), 160), (160, 1));
    assert_eq!(size(halves(300, 200), 320), (300, 200));
    let scaled = rendition(halves(1000, 600), 160).unwrap().into_rgb8();
    assert!(scaled.get_pixel(10, 10).0[0] > 200 && scaled.get_pixel(150, 90).0[2] > 200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damage_never_makes_it_panic(kind in 0_usize..3, at in 0_usize..4000, byte in any::<u8>(), cut in 0_usize..4000) {
        let picture = halves(40, 30);
        let mut bytes = match kind {
            0 => encoded(&picture, ImageFormat::Jpeg),
            1 => encoded(&picture, ImageFormat::Png),
            _ => encode_webp(&picture, QUALITY).unwrap(),
        };
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length / 2);
        let _ = probe(&bytes);
        let _ = decode(&bytes);
    }
}
