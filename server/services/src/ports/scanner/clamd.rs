//! `ClamAV`'s daemon, asked by its command `INSTREAM` (`man clamd`).

use std::time::Duration;

use async_trait::async_trait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{ScanError, Scanner, Verdict};

/// Longest wait for a verdict.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes sent at a time: the daemon's own buffer.
const PIECE: usize = 128 * 1024;
/// Longest answer that is read.
const ANSWER: u64 = 1024;

/// A daemon at `host:port`.
#[derive(Clone, Debug)]
pub struct Clamd {
    address: String,
}

impl Clamd {
    /// The daemon that listens at `address`, `host:port`.
    #[must_use]
    pub fn at(address: String) -> Self {
        Self { address }
    }

    async fn ask(&self, content: &[u8]) -> Result<String, ScanError> {
        let daemon = TcpStream::connect(&self.address).await;
        let mut daemon = daemon.map_err(ScanError::NotReached)?;
        daemon.write_all(b"zINSTREAM\0").await?;
        for piece in content.chunks(PIECE) {
            let length = u32::try_from(piece.len()).unwrap_or(u32::MAX);
            daemon.write_all(&length.to_be_bytes()).await?;
            daemon.write_all(piece).await?;
        }
        daemon.write_all(&0_u32.to_be_bytes()).await?;
        let mut answer = String::new();
        daemon.take(ANSWER).read_to_string(&mut answer).await?;
        Ok(answer)
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, content: &[u8]) -> Result<Verdict, ScanError> {
        let answer = timeout(PATIENCE, self.ask(content)).await;
        let answer = answer.unwrap_or(Err(ScanError::TooLong))?;
        match answer.trim_end_matches(['\0', '\n']) {
            "stream: OK" => Ok(Verdict::Clean),
            found if found.ends_with(" FOUND") => Ok(Verdict::Infected),
            other => Err(ScanError::NoVerdict(other.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::exchanges::Outcome;
    use tokio::net::TcpListener;

    use super::*;
    use crate::exchanges::Told;

    /// A daemon that says what it got and then answers.
    async fn daemon(answer: &'static str) -> (Clamd, tokio::task::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heard = tokio::spawn(async move {
            let (mut peer, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            peer.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut content = Vec::new();
            loop {
                let length = peer.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; length as usize];
                peer.read_exact(&mut piece).await.unwrap();
                content.extend(piece);
            }
            peer.write_all(answer.as_bytes()).await.unwrap();
            content
        });
        (Clamd::at(address), heard)
    }

    #[tokio::test]
    async fn the_whole_content_is_looked_at() {
        let content = vec![7; 3 * PIECE + 1];
        let (clamd, heard) = daemon("stream: OK\0").await;
        assert_eq!(clamd.scan(&content).await.unwrap(), Verdict::Clean);
        assert_eq!(heard.await.unwrap(), content);
    }

    #[tokio::test]
    async fn what_is_found_and_what_is_not_understood_is_not_clean() {
        let (clamd, _) = daemon("stream: Eicar-Signature FOUND\0").await;
        assert_eq!(clamd.scan(b"X5O!").await.unwrap(), Verdict::Infected);
        let (clamd, _) = daemon("INSTREAM size limit exceeded. ERROR\0").await;
        let ended = |refused: Result<Verdict, ScanError>| refused.unwrap_err().answer().map(|answer| answer.outcome);
        assert_eq!(ended(clamd.scan(b"large").await), Some(Outcome::Failed));
        let away = Clamd::at("127.0.0.1:1".to_owned()).scan(b"nobody").await;
        assert_eq!(ended(away), Some(Outcome::Unreachable));
        assert_eq!(ended(Err(ScanError::TooLong)), Some(Outcome::TimedOut));
    }
}
