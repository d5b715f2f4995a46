use std::fs;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::*;

fn ring(lines: &[&SecretString]) -> KeyRing {
    let joined: Vec<_> = lines.iter().map(|line| line.expose_secret()).collect();
    KeyRing::load(&KeySource::Value(joined.join(",").into())).unwrap()
}

fn scratch() -> PathBuf {
    std::env::temp_dir().join(format!("salve-keys-{}", Uuid::from_bytes(random())))
}

#[test]
fn what_is_sealed_opens_at_its_place_only() {
    let keys = KeyRing::ephemeral();
    let row = Uuid::from_bytes(random());
    let sealed = keys.seal("appointment", "reason", row, "Knee pain 🦵");
    assert_eq!(
        keys.open("appointment", "reason", row, &sealed).unwrap(),
        "Knee pain 🦵"
    );

    let other = Uuid::from_bytes(random());
    assert_eq!(
        keys.open("appointment", "reason", other, &sealed),
        Err(OpenError::Forged)
    );
    assert_eq!(
        keys.open("appointment", "cancel_reason", row, &sealed),
        Err(OpenError::Forged)
    );
    assert_eq!(keys.open("patient", "reason", row, &sealed), Err(OpenError::Forged));
    assert!(
        KeyRing::ephemeral()
            .open("appointment", "reason", row, &sealed)
            .is_err()
    );
}

#[test]
fn any_flipped_bit_is_noticed() {
    let keys = KeyRing::ephemeral();
    let row = Uuid::nil();
    let sealed = keys.seal("patient", "address", row, "1 High Street");
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut changed = sealed.clone();
            changed[at] ^= 1 << bit;
            assert!(
                keys.open("patient", "address", row, &changed).is_err(),
                "byte {at} bit {bit}"
            );
        }
    }
    for length in 0..sealed.len() {
        assert!(
            keys.open("patient", "address", row, &sealed[..length]).is_err(),
            "cut to {length}"
        );
    }
}

#[test]
fn equal_texts_are_sealed_differently_and_keep_no_plain_text() {
    let keys = KeyRing::ephemeral();
    let first = keys.seal("patient", "address", Uuid::nil(), "canary");
    let second = keys.seal("patient", "address", Uuid::nil(), "canary");
    assert_ne!(first, second);
    assert!(!first.windows(6).any(|window| window == b"canary"));
}

#[test]
fn an_old_key_opens_and_the_newest_seals() {
    let (first, second) = (new_key_line(1), new_key_line(2));
    let before = ring(&[&first]);
    let after = ring(&[&second, &first]);
    let sealed = before.seal("patient", "address", Uuid::nil(), "old");
    assert_eq!(after.open("patient", "address", Uuid::nil(), &sealed).unwrap(), "old");
    assert!(after.is_outdated(&sealed));
    let again = after.seal("patient", "address", Uuid::nil(), "new");
    assert!(!after.is_outdated(&again));
    assert_eq!(
        before.open("patient", "address", Uuid::nil(), &again),
        Err(OpenError::UnknownKey(2))
    );
    assert_eq!(before.blind_index("a", "b", "c"), after.blind_index("a", "b", "c"));
    assert_eq!(before.token_hash("reset", "t"), after.token_hash("reset", "t"));
}

#[test]
fn keyed_hashes_are_separated_by_context_and_key() {
    let keys = KeyRing::ephemeral();
    assert_ne!(keys.blind_index("a", "b", "c"), keys.blind_index("a", "bc", ""));
    assert_ne!(keys.token_hash("reset", "t"), keys.token_hash("verify", "t"));
    assert_ne!(
        keys.token_hash("reset", "t"),
        KeyRing::ephemeral().token_hash("reset", "t")
    );
}

#[test]
fn session_data_opens_for_its_session_only() {
    let keys = KeyRing::ephemeral();
    let sealed = keys.seal_session("one", b"typed");
    assert_eq!(keys.open_session("one", &sealed).unwrap(), b"typed");
    assert_eq!(keys.open_session("two", &sealed), Err(OpenError::Forged));
}

#[test]
fn tokens_are_long_random_and_hidden() {
    let token = Token::random();
    assert_eq!(token.reveal().len(), 43);
    assert_ne!(token, Token::random());
    assert!(
        token
            .reveal()
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    );
    assert!(!format!("{token:?}").contains(token.reveal()));
}

#[test]
fn debug_shows_no_key() {
    let line = new_key_line(7);
    let keys = ring(&[&line]);
    assert_eq!(format!("{keys:?}"), "KeyRing { numbers: [7] }");
}

#[test]
fn wrong_key_settings_name_the_variable() {
    let says = |text: &str| {
        KeyRing::load(&KeySource::Value(text.to_owned().into()))
            .unwrap_err()
            .to_string()
    };
    assert!(says("1:short").contains("SALVE_KEYS"));
    assert!(!says("1:hunter2").contains("hunter2"));
    assert!(says("").contains("SALVE_KEYS"));
    let line = new_key_line(1);
    assert!(says(&format!("{0},{0}", line.expose_secret())).contains("twice"));
    assert!(
        KeySource::choose(None, None, None)
            .unwrap_err()
            .to_string()
            .contains("SALVE_KEYS_FILE")
    );
    assert!(matches!(
        KeySource::choose(Some("x".to_owned().into()), Some(PathBuf::from("y")), None),
        Err(KeyError::Both)
    ));
    let absent = KeyRing::load(&KeySource::File(scratch())).unwrap_err().to_string();
    assert!(absent.contains("SALVE_KEYS_FILE"), "{absent}");
}

#[test]
fn the_embedded_default_makes_one_private_file_even_when_many_start_at_once() {
    let folder = scratch();
    let path = folder.join("keys");
    let indexes: Vec<_> = std::thread::scope(|threads| {
        let starts: Vec<_> = (0..8)
            .map(|_| {
                threads.spawn(|| {
                    KeyRing::load(&KeySource::Made(path.clone()))
                        .unwrap()
                        .blind_index("a", "b", "c")
                })
            })
            .collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert!(indexes.iter().all(|index| *index == indexes[0]));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    fs::remove_dir_all(folder).unwrap();
}

crate::on_both_engines! {
    async fn a_wrong_key_is_noticed_at_the_start(database: crate::testing::TestDatabase) {
        let now = chrono::DateTime::UNIX_EPOCH;
        let (old, new) = (new_key_line(1), new_key_line(2));
        for keys in [ring(&[&old]), ring(&[&old]), ring(&[&old, &new])] {
            database.transaction(async |tx| verify_or_store(tx, &keys, now).await).await.unwrap();
        }
        for wrong in [KeyRing::ephemeral(), ring(&[&new])] {
            let refused = database.transaction(async |tx| verify_or_store(tx, &wrong, now).await).await.unwrap_err();
            let crate::error::Error::Internal(refused) = refused else { panic!("{refused}") };
            assert!(refused.to_string().contains("SALVE_KEYS"), "{refused}");
        }
    }
}
