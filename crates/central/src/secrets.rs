//! Random secrets, and files that only their owner may read.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

/// 256 random bits, in letters that are safe in a URL.
pub(crate) fn random_token() -> String {
    let mut bytes = [0; 32];
    while OsRng.try_fill_bytes(&mut bytes).is_err() {
        // The operating system has no randomness yet: early in boot. Nothing may be handed out before it has.
        std::thread::sleep(std::time::Duration::from_millis(10));
    }

    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a secret that only has to be recognised.
pub(crate) fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Makes a directory that only its owner may enter.
pub(crate) fn private_directory(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }

    builder.create(path)
}

/// Makes an empty file that only its owner may read, unless it is there already.
pub(crate) fn private_file(path: &Path) -> io::Result<()> {
    options().create(true).append(true).open(path).map(drop)
}

/// Writes a file that only its owner may read.
pub(crate) fn write_private(path: &Path, content: &str) -> io::Result<()> {
    write(options(), path, content)
}

/// Writes a file that everybody may read.
pub(crate) fn write_public(path: &Path, content: &str) -> io::Result<()> {
    write(OpenOptions::new(), path, content)
}

/// Beside its place first, so that it is there whole or not at all, also after a power cut.
fn write(mut options: OpenOptions, path: &Path, content: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    // One that was left half written has the wrong rights, perhaps.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = options.create_new(true).write(true).open(&beside)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    // The new name has to survive a power cut too. Windows has no handle for directories and needs none.
    #[cfg(unix)]
    if let Some(directory) = path.parent() {
        fs::File::open(directory)?.sync_all()?;
    }

    Ok(())
}

fn options() -> OpenOptions {
    #[allow(unused_mut)]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }

    options
}

/// The text of a secret file, made with a new secret when it isn't there.
pub(crate) fn kept_secret(path: &Path, make: impl FnOnce() -> String) -> io::Result<String> {
    match fs::read_to_string(path) {
        Ok(secret) if !secret.trim().is_empty() => Ok(secret.trim().to_owned()),
        Ok(_) => {
            let secret = make();
            write_private(path, &secret)?;
            Ok(secret)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let secret = make();
            write_private(path, &secret)?;
            Ok(secret)
        }
        Err(error) => Err(error),
    }
}
