//! Files to hand in.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::files::Upload;

/// A file under a name.
#[must_use]
pub fn upload(name: &str, content: Vec<u8>) -> Upload {
    Upload {
        name: name.to_owned(),
        content,
    }
}

/// A picture whose left half is red and whose right half is blue.
#[must_use]
pub fn red_and_blue(width: u32, height: u32) -> DynamicImage {
    let colour = |x| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    };
    RgbImage::from_fn(width, height, |x, _| colour(x)).into()
}

/// A picture as a file of this format.
///
/// # Panics
/// When the format can't be written.
#[must_use]
pub fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut content = Cursor::new(Vec::new());
    picture
        .write_to(&mut content, format)
        .expect("a format that is written");
    content.into_inner()
}

/// [`red_and_blue`] as JPEG.
///
/// # Panics
/// Never in practice: pictures of this kind can be written.
#[must_use]
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut content = Vec::new();
    JpegEncoder::new_with_quality(&mut content, 80)
        .encode_image(&red_and_blue(width, height))
        .expect("a picture that is written");
    content
}

/// A JPEG as a telephone writes it: turned, with the place where it was taken and `said` about it.
///
/// # Panics
/// When `said` is longer than a description can be.
#[must_use]
pub fn jpeg_of_telephone(width: u32, height: u32, orientation: u8, said: &str) -> Vec<u8> {
    // TIFF in little-endian order: a directory of three entries, a directory of the place, and the text.
    let (place_at, said_at) = (8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4);
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let (tag, kind) = (tag.to_le_bytes(), kind.to_le_bytes());
        [&tag[..], &kind, &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let length = u32::try_from(said.len()).expect("a short text");
    let exif = [
        &b"Exif\0\0II*\0\x08\0\0\0"[..],
        &3_u16.to_le_bytes(),
        &entry(0x010e, 2, length, said_at),
        &entry(0x0112, 3, 1, orientation.into()),
        &entry(0x8825, 4, 1, place_at),
        &[0; 4],
        &1_u16.to_le_bytes(),
        &entry(0x0001, 2, 2, u32::from(b'N')),
        &[0; 4],
        said.as_bytes(),
    ]
    .concat();
    let size = u16::try_from(exif.len() + 2).expect("a short segment").to_be_bytes();
    let plain = jpeg(width, height);
    [&plain[..2], &[0xff, 0xe1], &size, &exif, &plain[2..]].concat()
}

/// A document with one line.
#[must_use]
pub fn pdf(line: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n% {line}\ntrailer << /Root 1 0 R >>\n%%EOF\n").into_bytes()
}
