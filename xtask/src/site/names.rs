//! Names between the program and its glue, as few bytes as they can be.

use std::collections::HashMap;

/// How wasm-bindgen begins the name of what the program takes from its glue.
const BEGIN: &[u8] = b"__wbg_";
/// How many hexadecimal digits of a hash it ends with.
const DIGITS: usize = 16;

/// Counts instead of the hashes that names end with. No compressor makes a hash smaller, and each is in both files; a number
/// of the same length leaves every byte around it in its place.
#[derive(Default)]
pub struct Numbers(HashMap<[u8; DIGITS], usize>);

impl Numbers {
    /// Puts the numbers into a file; the same hash has the same number in all of them.
    pub fn put(&mut self, file: &mut [u8]) {
        let mut at = 0;
        while let Some(found) = file[at..].windows(BEGIN.len()).position(|bytes| bytes == BEGIN) {
            let start = at + found;
            let name = file[start..].iter().take_while(|byte| is_of_a_name(**byte)).count();
            at = start + name;
            if let Some(hash) = hash_of(&mut file[start..at]) {
                let next = self.0.len();
                let number = *self.0.entry(*hash).or_insert(next);
                hash.copy_from_slice(format!("{number:0DIGITS$}").as_bytes());
            }
        }
    }
}

fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn hash_of(name: &mut [u8]) -> Option<&mut [u8; DIGITS]> {
    let (rest, hash) = name.split_last_chunk_mut::<DIGITS>()?;
    let ends = rest.last() == Some(&b'_') && hash.iter().all(u8::is_ascii_hexdigit);
    ends.then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_same_number_in_every_file_and_other_bytes_stay() {
        let mut numbers = Numbers::default();
        let mut glue =
            b"__wbg_now_00ff00ff00ff00ff(); __wbg_ptr; __wbg_set_1111111111111111: 00ff00ff00ff00ff".to_vec();
        numbers.put(&mut glue);
        assert_eq!(
            glue,
            b"__wbg_now_0000000000000000(); __wbg_ptr; __wbg_set_0000000000000001: 00ff00ff00ff00ff"
        );
        let mut program = b"\x1b__wbg_set_1111111111111111\0\x01__wbg_get_2222222222222222\0".to_vec();
        numbers.put(&mut program);
        assert_eq!(
            program,
            b"\x1b__wbg_set_0000000000000001\0\x01__wbg_get_0000000000000002\0"
        );
    }
}
