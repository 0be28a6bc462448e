use std::{
    fs,
    io::{ErrorKind, Write},
    path::PathBuf,
};

use super::{Job, PrintError, Printer, PrinterStatus};

/// How many papers of one name a folder holds before it is full.
const MOST_COPIES: u32 = 10_000;

/// Writes each paper into a folder as a file, for demonstrations and for sites that print from one.
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Writes a file that was not there, so that no paper replaces another.
    fn write(&self, stem: &str, extension: &str, bytes: &[u8]) -> Result<(), PrintError> {
        for copy in 1..=MOST_COPIES {
            let name = if copy == 1 {
                format!("{stem}.{extension}")
            } else {
                format!("{stem}-{copy}.{extension}")
            };
            match fs::File::create_new(self.path.join(name)) {
                Ok(mut file) => {
                    return file.write_all(bytes).map_err(|error| PrintError::Folder(error.kind()));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(PrintError::Folder(error.kind())),
            }
        }

        Err(PrintError::Folder(ErrorKind::AlreadyExists))
    }
}

impl Printer for Folder {
    fn print(&self, job: &Job) -> Result<(), PrintError> {
        fs::create_dir_all(&self.path).map_err(|error| PrintError::Folder(error.kind()))?;
        let stem = super::job_stem(job);
        self.write(&stem, "pdf", &job.pdf)?;
        if let Some(zpl) = &job.zpl {
            self.write(&stem, "zpl", zpl.as_bytes())?;
        }

        Ok(())
    }

    fn status(&self) -> Result<PrinterStatus, PrintError> {
        fs::create_dir_all(&self.path).map_err(|error| PrintError::Folder(error.kind()))?;
        let metadata = fs::metadata(&self.path).map_err(|error| PrintError::Folder(error.kind()))?;

        if metadata.permissions().readonly() {
            return Err(PrintError::Folder(ErrorKind::PermissionDenied));
        }

        Ok(PrinterStatus::ready())
    }

    fn describe(&self) -> String {
        format!("folder {}", self.path.display())
    }
}
