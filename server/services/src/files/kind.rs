//! What a file is, by its content and by its name: both must agree.

use domain::files::{MediaType, Taken};
use domain::form::{FieldErrors, Problem};

use super::name;

/// A file as it came over the wire.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// As the browser says; anything.
    pub name: String,
    /// No more than the form takes, and a byte.
    pub content: Vec<u8>,
}

/// A file that is what it says.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) media_type: MediaType,
    pub(crate) content: Vec<u8>,
}

/// Looks at a file before anything else does.
///
/// # Errors
/// What to mend, at the form's field.
pub(crate) fn check(upload: Upload, taken: &Taken) -> Result<Checked, FieldErrors> {
    let media_type = look(&upload, taken).map_err(|problem| FieldErrors::one(taken.field, problem))?;
    Ok(Checked {
        name: name::tidy(&upload.name, media_type),
        media_type,
        content: upload.content,
    })
}

fn look(Upload { name, content }: &Upload, taken: &Taken) -> Result<MediaType, Problem> {
    if content.is_empty() {
        let chosen = !name.is_empty();
        return Err(if chosen {
            Problem::FileEmpty
        } else {
            Problem::ChooseFile
        });
    }
    if content.len() > taken.bytes() {
        return Err(Problem::FileTooLarge {
            max_megabytes: taken.megabytes,
        });
    }
    let media_type = of_content(content)
        .filter(|found| taken.types.contains(found))
        .ok_or_else(|| taken.wrong.clone())?;
    let ending = name::ending(name).to_lowercase();
    if !media_type.endings().contains(&ending.as_str()) {
        return Err(Problem::FileEndingDiffers);
    }
    Ok(media_type)
}

/// What the first bytes say.
fn of_content(content: &[u8]) -> Option<MediaType> {
    match content {
        [0xff, 0xd8, 0xff, ..] => Some(MediaType::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(MediaType::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(MediaType::Webp),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(MediaType::Pdf),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::files::{LICENCE, PHOTO};

    use super::*;

    fn looked(name: &str, content: &[u8], taken: &Taken) -> Result<MediaType, Problem> {
        let upload = Upload {
            name: name.to_owned(),
            content: content.to_vec(),
        };
        look(&upload, taken)
    }

    #[test]
    fn content_and_name_must_agree() {
        let (jpeg, pdf) = (&b"\xff\xd8\xff\xe0rest"[..], &b"%PDF-1.7 rest"[..]);
        assert_eq!(looked("me.JPG", jpeg, &PHOTO), Ok(MediaType::Jpeg));
        assert_eq!(looked("me.png", jpeg, &PHOTO), Err(Problem::FileEndingDiffers));
        assert_eq!(looked("me", jpeg, &PHOTO), Err(Problem::FileEndingDiffers));
        assert_eq!(looked("", jpeg, &PHOTO), Err(Problem::FileEndingDiffers));
        assert_eq!(
            looked("me.jpg", b"<svg onload=alert(1)>", &PHOTO),
            Err(Problem::PhotoType)
        );
        assert_eq!(looked("licence.pdf", pdf, &PHOTO), Err(Problem::PhotoType));
        assert_eq!(looked("licence.pdf", pdf, &LICENCE), Ok(MediaType::Pdf));
        assert_eq!(
            looked("a.webp", b"RIFF....WEBPVP8 ", &LICENCE),
            Err(Problem::DocumentType)
        );
        assert_eq!(looked("a.webp", b"RIFF....WAVE", &PHOTO), Err(Problem::PhotoType));
    }

    #[test]
    fn nothing_and_too_much_are_told_apart() {
        assert_eq!(looked("", b"", &PHOTO), Err(Problem::ChooseFile));
        assert_eq!(looked("me.jpg", b"", &PHOTO), Err(Problem::FileEmpty));
        let most = vec![0; PHOTO.bytes() + 1];
        assert_eq!(
            looked("me.jpg", &most, &PHOTO),
            Err(Problem::FileTooLarge { max_megabytes: 5 })
        );
    }
}
