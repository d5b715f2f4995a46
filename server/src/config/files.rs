//! Where files lie, and who looks at them.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use services::ports::files::S3;

use super::{BadValue, bad};

/// Where the content of files lies.
#[derive(Clone, Debug)]
pub enum FilePlace {
    /// In a folder of this machine.
    Folder(PathBuf),
    /// In a bucket.
    S3(S3),
}

impl FilePlace {
    pub(super) fn read(text: &impl Fn(&str) -> Option<String>, data_dir: &Path) -> Result<Self, BadValue> {
        let Some(place) = text("SALVE_FILES") else {
            return Ok(Self::Folder(data_dir.join("files")));
        };
        let Some((scheme, place)) = place.split_once("://") else {
            return Ok(Self::Folder(PathBuf::from(place)));
        };
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if scheme != "s3" || bucket.is_empty() {
            return Err(bad("SALVE_FILES", "must be a folder, or like s3://bucket/prefix"));
        }
        let endpoint = text("SALVE_S3_ENDPOINT");
        let is_address = |address: &String| address.starts_with("https://") || address.starts_with("http://");
        if endpoint.as_ref().is_some_and(|address| !is_address(address)) {
            return Err(bad("SALVE_S3_ENDPOINT", "must start with https:// or http://"));
        }
        let required = |name| text(name).ok_or_else(|| bad(name, "is required with SALVE_FILES=s3://…"));
        Ok(Self::S3(S3 {
            bucket: bucket.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            endpoint,
            region: text("SALVE_S3_REGION").unwrap_or_else(|| "us-east-1".to_owned()),
            access_key: required("SALVE_S3_ACCESS_KEY")?,
            secret_key: SecretString::from(required("SALVE_S3_SECRET_KEY")?),
        }))
    }
}

/// `host:port` of the scanner.
pub(super) fn scanner(text: &impl Fn(&str) -> Option<String>) -> Result<Option<String>, BadValue> {
    let Some(address) = text("SALVE_SCANNER") else {
        return Ok(None);
    };
    let reached = address.strip_prefix("tcp://").filter(|reached| {
        let (host, port) = reached.rsplit_once(':').unwrap_or_default();
        !host.is_empty() && port.parse::<u16>().is_ok()
    });
    let reached = reached.ok_or_else(|| bad("SALVE_SCANNER", "must be like tcp://localhost:3310"))?;
    Ok(Some(reached.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<FilePlace, BadValue> {
        let text = |name: &str| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        FilePlace::read(&text, Path::new("data"))
    }

    #[test]
    fn files_lie_in_a_folder_or_in_a_bucket() {
        assert!(matches!(read(&[]), Ok(FilePlace::Folder(folder)) if folder == Path::new("data/files")));
        assert!(
            matches!(read(&[("SALVE_FILES", "/srv/files")]), Ok(FilePlace::Folder(folder)) if folder == Path::new("/srv/files"))
        );
        let s3 = [
            ("SALVE_FILES", "s3://clinic/salve/files/"),
            ("SALVE_S3_ACCESS_KEY", "key"),
            ("SALVE_S3_SECRET_KEY", "secret"),
        ];
        assert!(
            matches!(read(&s3), Ok(FilePlace::S3(S3 { bucket, prefix, .. })) if bucket == "clinic" && prefix == "salve/files")
        );
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        for (values, name) in [
            (&[("SALVE_FILES", "s3://clinic")][..], "SALVE_S3_ACCESS_KEY"),
            (
                &[("SALVE_FILES", "s3://clinic"), ("SALVE_S3_ACCESS_KEY", "key")],
                "SALVE_S3_SECRET_KEY",
            ),
            (
                &[("SALVE_FILES", "s3://clinic"), ("SALVE_S3_ENDPOINT", "minio:9000")],
                "SALVE_S3_ENDPOINT",
            ),
            (&[("SALVE_FILES", "ftp://clinic")], "SALVE_FILES"),
        ] {
            let error = read(values).expect_err(name);
            assert!(error.to_string().starts_with(name), "{error}");
        }
    }

    #[test]
    fn nobody_looks_unless_somebody_is_named() {
        let with = |value: &'static str| scanner(&move |_: &str| Some(value.to_owned()));
        assert!(matches!(scanner(&|_: &str| None), Ok(None)));
        assert_eq!(
            with("tcp://localhost:3310").ok().flatten().as_deref(),
            Some("localhost:3310")
        );
        for wrong in [
            "localhost:3310",
            "tcp://localhost",
            "tcp://:3310",
            "tcp://localhost:many",
        ] {
            assert!(with(wrong).is_err(), "{wrong}");
        }
    }
}
