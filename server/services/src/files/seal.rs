//! Content sealed in chunks, each on its own and bound to its file, its place, and whether it is the last: none can be
//! moved, left out, cut off or taken from another file.

use domain::id::FileId;

use crate::crypto::{KeyRing, OpenError};

/// Bytes of content in a chunk; the last one may have fewer.
const CHUNK: usize = 64 * 1024;

/// Seals content for a file with the newest key.
#[must_use]
pub(super) fn seal(keys: &KeyRing, file: FileId, content: &[u8]) -> Vec<u8> {
    let count = content.len().div_ceil(CHUNK).max(1);
    let mut sealed = Vec::with_capacity(content.len() + count * KeyRing::OVERHEAD);
    for place in 0..count {
        let chunk = content.get(place * CHUNK..).unwrap_or_default();
        let chunk = &chunk[..chunk.len().min(CHUNK)];
        sealed.extend(keys.seal_bytes("file", &column(place, count), file.uuid(), chunk));
    }
    sealed
}

/// Opens what [`seal`] sealed for the same file.
///
/// # Errors
/// [`OpenError`] when anything of it was changed, moved, left out or added.
pub(super) fn open(keys: &KeyRing, file: FileId, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let whole = CHUNK + KeyRing::OVERHEAD;
    let count = sealed.len().div_ceil(whole).max(1);
    let mut content = Vec::with_capacity(sealed.len());
    for place in 0..count {
        let chunk = sealed.get(place * whole..).unwrap_or_default();
        let chunk = &chunk[..chunk.len().min(whole)];
        content.extend(keys.open_bytes("file", &column(place, count), file.uuid(), chunk)?);
    }
    Ok(content)
}

fn column(place: usize, count: usize) -> String {
    let end = if place + 1 == count { "last" } else { "more" };
    format!("content.{place}.{end}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const SEALED_CHUNK: usize = CHUNK + KeyRing::OVERHEAD;

    fn file(number: u128) -> FileId {
        FileId::from_uuid(Uuid::from_u128(number))
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|place| u8::try_from(place % 251).unwrap()).collect()
    }

    #[test]
    fn content_of_every_length_opens_again() {
        let keys = KeyRing::ephemeral();
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
            let plain = content(length);
            let sealed = seal(&keys, file(1), &plain);
            assert_eq!(open(&keys, file(1), &sealed).as_ref(), Ok(&plain), "{length}");
            assert_eq!(open(&keys, file(2), &sealed), Err(OpenError::Forged), "{length}");
        }
    }

    #[test]
    fn chunks_cannot_be_changed_swapped_dropped_or_cut_off() {
        let keys = KeyRing::ephemeral();
        let sealed = seal(&keys, file(1), &content(3 * CHUNK));
        let (first, second, third) = (
            0..SEALED_CHUNK,
            SEALED_CHUNK..2 * SEALED_CHUNK,
            2 * SEALED_CHUNK..3 * SEALED_CHUNK,
        );
        let put_together = |parts: &[&std::ops::Range<usize>]| -> Vec<u8> {
            parts.iter().flat_map(|part| sealed[(*part).clone()].to_vec()).collect()
        };
        let other = seal(&keys, file(2), &content(3 * CHUNK));
        let forged = [
            put_together(&[&second, &first, &third]),
            put_together(&[&first, &third]),
            put_together(&[&second, &third]),
            put_together(&[&first, &second]),
            put_together(&[&first]),
            put_together(&[&first, &second, &third, &third]),
            [put_together(&[&first, &second]), other[third.clone()].to_vec()].concat(),
            Vec::new(),
        ];
        for (number, forged) in forged.iter().enumerate() {
            assert!(open(&keys, file(1), forged).is_err(), "{number}");
        }
        for cut in [1, 16, 45, SEALED_CHUNK - 1] {
            assert!(open(&keys, file(1), &sealed[..sealed.len() - cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn a_flipped_bit_is_found_wherever_it_is() {
        let keys = KeyRing::ephemeral();
        let sealed = seal(&keys, file(1), &content(CHUNK + 20));
        for place in [0, 4, 5, 28, 29, CHUNK, SEALED_CHUNK - 1, SEALED_CHUNK, sealed.len() - 1] {
            let mut flipped = sealed.clone();
            flipped[place] ^= 1;
            assert!(open(&keys, file(1), &flipped).is_err(), "{place}");
        }
    }
}
