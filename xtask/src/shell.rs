//! Other programs: run one, read what one prints, or read and pass on line by line.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, Result, ensure};

use crate::process::Guard;

/// Runs a program that shares the terminal; its failure is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = Guard::foreground(command)?.wait()?;
    ensure!(status.success(), "{} failed ({status})", name_of(command));
    Ok(())
}

/// What a program prints; on failure its last words are the error.
pub fn capture(command: &mut Command) -> Result<String> {
    let mut guard = Guard::foreground(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (mut said, mut complained) = (String::new(), String::new());
    let output = guard.child().stdout.take().context("no output to read")?;
    let errors = guard.child().stderr.take().context("no errors to read")?;
    thread::scope(|scope| {
        scope.spawn(|| BufReader::new(errors).read_to_string(&mut complained));
        BufReader::new(output).read_to_string(&mut said)
    })?;
    let status = guard.wait()?;
    ensure!(
        status.success(),
        "{} failed ({status}): {}",
        name_of(command),
        complained.trim()
    );
    Ok(said)
}

/// Whether the program's lines also go to the terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    On,
    Off,
}

/// Runs a program and shows every line of its output to `see`. Answers whether it succeeded.
pub fn stream(command: &mut Command, echo: Echo, mut see: impl FnMut(&str)) -> Result<bool> {
    let mut guard = Guard::foreground(command.stdout(Stdio::piped()))?;
    let output = guard.child().stdout.take().context("no output to read")?;
    let mut terminal = std::io::stdout();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        if echo == Echo::On {
            terminal.write_all(&line).and_then(|()| terminal.write_all(b"\n"))?;
        }
        see(&String::from_utf8_lossy(&line));
    }
    Ok(guard.wait()?.success())
}

/// A command line, short enough for a message.
pub fn name_of(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    let line = std::iter::once(program.to_string_lossy().into_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ");
    if line.chars().count() > 120 {
        line.chars().take(119).chain(['…']).collect()
    } else {
        line
    }
}
