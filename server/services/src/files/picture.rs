//! Pictures, unpacked and written anew: turned as the camera held them, and without anything else that it wrote.

use std::io::Cursor;

use domain::files::{MEGAPIXELS, MediaType};
use domain::form::Problem;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

/// Sides of a photo in pixels: by itself, and beside a name, where half as many are shown.
const LARGE: u32 = 512;
const SMALL: u32 = 144;
/// Longest side of a document's picture: a page at 350 dots per inch.
const PAGE: u32 = 4096;
/// How exactly JPEG keeps a photo, and a page that is to be read.
const PHOTO_QUALITY: u8 = 85;
const PAGE_QUALITY: u8 = 90;
/// Bytes that unpacking may take: what 40 megapixels in four colours of a byte need, and half as much again.
const MEMORY: u64 = 240 * 1024 * 1024;

/// A photo in both sizes, as JPEG.
#[derive(Debug)]
pub(crate) struct Photo {
    pub(crate) large: Vec<u8>,
    pub(crate) small: Vec<u8>,
}

/// The middle of a picture as a square photo; a smaller one is not blown up.
///
/// # Errors
/// What is wrong with the picture.
pub(super) fn photo(content: &[u8], media_type: MediaType) -> Result<Photo, Problem> {
    let (picture, orientation) = unpack(content, media_type)?;
    let side = picture.width().min(picture.height()).min(LARGE);
    // A square can be turned when it is small.
    let mut square = picture.resize_to_fill(side, side, FilterType::Triangle);
    drop(picture);
    square.apply_orientation(orientation);
    let side = side.min(SMALL);
    let small = square.resize_exact(side, side, FilterType::Triangle);
    Ok(Photo {
        large: pack(&square, PHOTO_QUALITY)?,
        small: pack(&small, PHOTO_QUALITY)?,
    })
}

/// The picture of a document as JPEG.
///
/// # Errors
/// What is wrong with the picture.
pub(super) fn page(content: &[u8], media_type: MediaType) -> Result<Vec<u8>, Problem> {
    let (mut picture, orientation) = unpack(content, media_type)?;
    if picture.width().max(picture.height()) > PAGE {
        picture = picture.resize(PAGE, PAGE, FilterType::Triangle);
    }
    picture.apply_orientation(orientation);
    pack(&picture, PAGE_QUALITY)
}

fn unpack(content: &[u8], media_type: MediaType) -> Result<(DynamicImage, Orientation), Problem> {
    let format = match media_type {
        MediaType::Jpeg if is_cut_off(content) => return Err(Problem::PhotoBroken),
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Png => ImageFormat::Png,
        MediaType::Webp => ImageFormat::WebP,
        MediaType::Pdf => return Err(Problem::PhotoType),
    };
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| problem(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(MEGAPIXELS) * 1_000_000 {
        return Err(too_large());
    }
    // What the camera wrote may be nonsense; then the picture stands as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    Ok((picture, orientation))
}

/// Whether a JPEG ends before its picture does: the decoder would fill the rest with grey.
fn is_cut_off(content: &[u8]) -> bool {
    let mut rest = content.get(2..).unwrap_or_default();
    // Segments up to the picture; a preview in one of them has an end of its own.
    while let [0xff, marker, high, low, ..] = rest {
        if *marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        if *marker == 0xda {
            return !rest.windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
        let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
        rest = rest.get(length..).unwrap_or_default();
    }
    true
}

fn pack(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Problem> {
    let mut packed = Vec::new();
    JpegEncoder::new_with_quality(&mut packed, quality)
        .encode_image(&on_white(picture))
        .map_err(|error| problem(&error))?;
    Ok(packed)
}

/// The picture without transparency: JPEG has none, and what shows through would be black.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let clear = picture.to_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [red, green, blue, alpha] = clear.get_pixel(x, y).0;
        let over = |colour: u8| {
            let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn problem(error: &ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => too_large(),
        _ => Problem::PhotoBroken,
    }
}

fn too_large() -> Problem {
    Problem::PhotoTooLarge {
        max_megapixels: MEGAPIXELS,
    }
}

#[cfg(test)]
mod tests {
    use image::{GrayAlphaImage, LumaA};

    use super::*;
    use crate::testing::pictures::{jpeg, jpeg_of_telephone, red_and_blue, written};

    fn seen(content: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(content, ImageFormat::Jpeg)
            .unwrap()
            .to_rgb8()
    }

    fn is_red(picture: &RgbImage, x: u32, y: u32) -> bool {
        let Rgb([red, _, blue]) = *picture.get_pixel(x, y);
        red > 150 && blue < 100
    }

    #[test]
    fn a_photo_is_a_square_in_two_sizes() {
        let made = photo(&jpeg(1200, 800), MediaType::Jpeg).unwrap();
        let (large, small) = (seen(&made.large), seen(&made.small));
        assert_eq!(
            (large.dimensions(), small.dimensions()),
            ((LARGE, LARGE), (SMALL, SMALL))
        );
        assert!(is_red(&large, 10, 256) && !is_red(&large, 500, 256));
        let made = photo(&jpeg(60, 90), MediaType::Jpeg).unwrap();
        assert_eq!(seen(&made.large).dimensions(), (60, 60), "nothing is blown up");
    }

    #[test]
    fn a_picture_is_turned_and_loses_what_the_camera_wrote() {
        let turned = jpeg_of_telephone(640, 480, 6, "51.5007 N kanarienvogel");
        assert!(turned.windows(13).any(|part| part == b"kanarienvogel"));
        let made = photo(&turned, MediaType::Jpeg).unwrap();
        let large = seen(&made.large);
        assert!(
            is_red(&large, 240, 10) && !is_red(&large, 240, 470),
            "what was left is above"
        );
        let page = page(&turned, MediaType::Jpeg).unwrap();
        assert_eq!(seen(&page).dimensions(), (480, 640));
        for kept in [&made.large, &made.small, &page] {
            assert!(!kept.windows(4).any(|part| part == b"Exif" || part == b"kana"));
        }
    }

    #[test]
    fn what_shows_through_is_white() {
        let clear = GrayAlphaImage::from_pixel(40, 40, LumaA([0, 0]));
        let made = photo(&written(&clear.into(), ImageFormat::Png), MediaType::Png).unwrap();
        assert_eq!(seen(&made.large).get_pixel(20, 20).0, [255, 255, 255]);
    }

    #[test]
    fn a_page_is_no_longer_than_it_needs_to_be() {
        let tall = written(&red_and_blue(100, 5000), ImageFormat::Png);
        assert_eq!(seen(&page(&tall, MediaType::Png).unwrap()).dimensions(), (82, PAGE));
    }

    #[test]
    fn half_a_picture_is_none() {
        let whole = jpeg_of_telephone(400, 300, 1, "a preview would end here: \u{ff}");
        for half in [&whole[..whole.len() / 2], &whole[..whole.len() - 2], &whole[..20]] {
            assert_eq!(photo(half, MediaType::Jpeg).unwrap_err(), Problem::PhotoBroken);
        }
        let whole = written(&red_and_blue(400, 300), ImageFormat::Png);
        assert_eq!(
            photo(&whole[..whole.len() / 2], MediaType::Png).unwrap_err(),
            Problem::PhotoBroken
        );
    }
}
