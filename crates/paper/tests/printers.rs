//! Jobs go to real printers: a folder, a listening socket, and CUPS' own IPP printer program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::net::UnixStream,
    process::{Child, Command, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use portico_paper::{Destination, Fonts, Job, Kind, PrintError, PrinterState, Problem};
use support::{people, text_of};

fn job(kind: Kind) -> Job {
    let fonts = Fonts::system().unwrap();
    let (pdf, zpl) = match kind {
        Kind::Wristband => {
            let band = people::wristband("es");
            (band.pdf(&fonts).unwrap(), Some(band.zpl(203)))
        }
        Kind::Ticket => {
            let ticket = people::ticket("es");
            (ticket.pdf(&fonts).unwrap(), Some(ticket.zpl(203)))
        }
        Kind::Receipt => (people::receipt("es").pdf(&fonts).unwrap(), None),
        Kind::Document => (people::document("es").pdf(&fonts).unwrap(), None),
    };

    Job {
        kind,
        pdf,
        zpl,
        name: format!("{}-17", kind.as_str()),
    }
}

#[test]
fn a_folder_keeps_every_paper_even_under_one_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    let printer = Destination::Folder(path.clone()).printer();
    let ticket = job(Kind::Ticket);

    assert!(printer.status().unwrap().is_ready());
    printer.print(&ticket).unwrap();
    printer.print(&ticket).unwrap();

    let mut names: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["ticket-17-2.pdf", "ticket-17-2.zpl", "ticket-17.pdf", "ticket-17.zpl"]
    );
    assert!(text_of(&fs::read(path.join("ticket-17.pdf")).unwrap()).contains("A 17"));
}

#[test]
fn a_jobs_name_cannot_leave_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    let mut ticket = job(Kind::Ticket);
    ticket.name = "../../evil name".to_owned();
    Destination::Folder(path.clone()).printer().print(&ticket).unwrap();

    assert!(path.join("------evil-name.pdf").exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_is_an_error() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let printer = Destination::Folder(file.path().join("papers")).printer();

    assert!(matches!(printer.print(&job(Kind::Ticket)), Err(PrintError::Folder(_))));
    assert!(printer.status().is_err());
}

/// A label printer: takes one connection, answers `~HS` with `status`, keeps the rest.
fn label_printer(status: &'static str) -> (Destination, thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let handle = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut received = Vec::new();
        let mut piece = [0; 1024];
        loop {
            let read = stream.read(&mut piece).unwrap_or(0);
            if read == 0 {
                return received;
            }
            received.extend_from_slice(&piece[..read]);
            if received == b"~HS" {
                stream.write_all(status.as_bytes()).unwrap();
            }
        }
    });

    (
        Destination::Zpl {
            host: "127.0.0.1".to_owned(),
            port,
        },
        handle,
    )
}

#[test]
fn a_label_printer_receives_every_byte() {
    let (destination, received) = label_printer("");
    let band = job(Kind::Wristband);
    destination.printer().print(&band).unwrap();

    let received = String::from_utf8(received.join().unwrap()).unwrap();
    assert_eq!(received, band.zpl.unwrap());
    assert!(received.starts_with("^XA^CI28"));
    assert!(received.trim_end().ends_with("^XZ"));
    assert!(received.contains("^FDGarcía-López, María^FS"));
    assert_eq!(received.matches("^BXR,").count(), 2);
    assert!(received.contains("^FD_18018123456789012345_18020MRN-00482913^FS"));
}

#[test]
fn nothing_in_a_name_is_a_command() {
    let hostile = "A^XZ~JR_5E\\ ^FDx";
    let mut band = people::wristband("en");
    band.name = hostile.to_owned();
    band.payload = format!("N{hostile}");
    let mut ticket = people::ticket("en");
    ticket.code = hostile.to_owned();
    ticket.qr = Some(hostile.to_owned());
    ticket.lines[0].value = "two\nlines\u{7}".to_owned();

    for zpl in [band.zpl(300), ticket.zpl(203)] {
        assert!(zpl.contains("A_5EXZ_7EJR_5F5E_5C _5EFDx"));
        assert_eq!(zpl.matches("^XZ").count(), 1, "a label ends once");
        assert_eq!(zpl.matches("^XA").count(), 1);
        assert!(!zpl.contains('~'));
        // Every caret begins one of the commands that this crate writes.
        for command in zpl.split('^').skip(1) {
            let known = [
                "XA", "CI28", "PW", "LL", "LH", "FO", "A0", "FB", "FH", "FD", "FS", "BX", "BQ", "XZ",
            ];
            assert!(known.iter().any(|known| command.starts_with(known)), "{command}");
        }
        assert!(!zpl.contains('\u{7}'));
    }
}

#[test]
fn right_to_left_labels_ask_the_printer_to_order_and_join_letters() {
    let zpl = people::ticket("ar").zpl(203);

    assert!(zpl.contains("^PA0,1,1,1"));
    assert!(zpl.contains("تم تسجيل وصولك"));
    assert!(zpl.contains(",0,R,0^FH"));
}

#[test]
fn a_label_printer_says_what_it_needs() {
    let ready = "\u{2}030,0,0,0593,000,0,0,0,000,0,0,0\u{3}\r\n\u{2}000,0,0,0,0,2,4,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";
    let empty = "\u{2}030,1,1,0593,000,0,0,0,000,0,0,0\u{3}\r\n\u{2}000,0,1,1,0,2,4,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";

    let (destination, _) = label_printer(ready);
    assert!(destination.printer().status().unwrap().is_ready());

    let (destination, _) = label_printer(empty);
    let status = destination.printer().status().unwrap();
    assert!(!status.is_ready());
    assert_eq!(status.state, PrinterState::Stopped);
    assert_eq!(
        status.problems,
        [
            Problem::PaperEmpty,
            Problem::Paused,
            Problem::CoverOpen,
            Problem::SupplyEmpty
        ]
    );

    let (destination, _) = label_printer("hello");
    let begun = Instant::now();
    assert!(destination.printer().status().is_err());
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_printer_that_is_not_there_is_reported_within_seconds() {
    // Bound and dropped: nobody listens there now.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();

    for address in [
        format!("zpl://127.0.0.1:{port}"),
        format!("ipp://127.0.0.1:{port}/ipp/print"),
    ] {
        let begun = Instant::now();
        let printer = address.parse::<Destination>().unwrap().printer();
        assert!(
            matches!(printer.print(&job(Kind::Ticket)), Err(PrintError::Unreachable)),
            "{address}"
        );
        assert!(matches!(printer.status(), Err(PrintError::Unreachable)), "{address}");
        assert!(begun.elapsed() < Duration::from_secs(8));
    }
}

#[test]
fn a_printer_that_listens_but_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let begun = Instant::now();
    let printer = format!("ipp://127.0.0.1:{port}/")
        .parse::<Destination>()
        .unwrap()
        .printer();

    assert!(printer.status().is_err());
    assert!(begun.elapsed() < Duration::from_secs(25));
}

#[test]
fn a_receipt_has_no_label_form() {
    let printer = Destination::Zpl {
        host: "127.0.0.1".to_owned(),
        port: 9,
    }
    .printer();

    assert!(matches!(
        printer.print(&job(Kind::Receipt)),
        Err(PrintError::NoZpl(Kind::Receipt))
    ));
}

/// Printers of this machine must not be started twice at once: they share the bus.
static PRINTER_PROGRAM: Mutex<()> = Mutex::new(());

/// CUPS' IPP Everywhere printer, with a folder for what it was sent.
struct PrinterProgram {
    process: Child,
    spool: tempfile::TempDir,
    port: u16,
}

impl PrinterProgram {
    fn start(command: &str) -> Self {
        need_system_bus();
        let spool = tempfile::tempdir().unwrap();
        let script = spool.path().join("command.sh");
        fs::write(&script, format!("#!/bin/sh\n{command}\n")).unwrap();
        let chmod = Command::new("chmod").arg("755").arg(&script).status().unwrap();
        assert!(chmod.success());
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("ippeveprinter")
            .args(["-r", "off", "-p", &port.to_string(), "-n", "localhost", "-d"])
            .arg(spool.path())
            .args(["-k", "-f", "application/pdf", "-c"])
            .arg(&script)
            .arg("Lobby")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("cups-ipp-utils is installed");
        let program = Self { process, spool, port };
        wait_for("the printer program listens", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });

        program
    }

    fn destination(&self) -> Destination {
        format!("ipp://localhost:{}/ipp/print", self.port).parse().unwrap()
    }

    fn received(&self) -> Vec<Vec<u8>> {
        fs::read_dir(self.spool.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
            .map(|path| fs::read(path).unwrap())
            .collect()
    }
}

impl Drop for PrinterProgram {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(15);
    while !done() {
        assert!(Instant::now() < until, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(100));
    }
}

/// The printer program announces itself over avahi even when told not to, so both must run.
fn need_system_bus() {
    // A socket that a bus left behind when it ended does not count.
    let bus_answers = || UnixStream::connect("/run/dbus/system_bus_socket").is_ok();
    if !bus_answers() {
        let _ = fs::create_dir_all("/run/dbus");
        let _ = fs::remove_file("/run/dbus/pid");
        let _ = Command::new("dbus-daemon").args(["--system", "--fork"]).status();
    }
    wait_for("the system bus answers", bus_answers);
    let is_running = || {
        Command::new("avahi-daemon")
            .arg("--check")
            .status()
            .is_ok_and(|status| status.success())
    };
    if !is_running() {
        let _ = Command::new("avahi-daemon")
            .args(["--daemonize", "--no-chroot"])
            .status();
    }
    wait_for("avahi runs", is_running);
}

#[test]
fn a_paper_arrives_whole_at_an_ipp_printer() {
    let _one_at_a_time = PRINTER_PROGRAM
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let program = PrinterProgram::start("exit 0");
    let printer = program.destination().printer();
    let document = job(Kind::Document);

    let status = printer.status().unwrap();
    assert!(status.is_ready(), "{status:?}");
    printer.print(&document).unwrap();

    let received = program.received();
    assert_eq!(received.len(), 1);
    assert!(received[0] == document.pdf, "the file changed on its way");
}

#[test]
fn an_ipp_printer_without_paper_takes_no_job() {
    let _one_at_a_time = PRINTER_PROGRAM
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let program = PrinterProgram::start("echo 'STATE: +media-empty-warning' >&2\nexit 0");
    let printer = program.destination().printer();

    // The first job uses the last sheet.
    let _ = printer.print(&job(Kind::Ticket));
    wait_for("the printer is out of paper", || {
        printer
            .status()
            .is_ok_and(|status| status.problems.contains(&Problem::PaperEmpty))
    });
    assert!(!printer.status().unwrap().is_ready());

    let before = program.received().len();
    let refused = printer.print(&job(Kind::Wristband));
    assert!(
        matches!(&refused, Err(PrintError::NeedsAttention(problems)) if problems.contains(&Problem::PaperEmpty)),
        "{refused:?}"
    );
    assert_eq!(
        program.received().len(),
        before,
        "nothing waits to come out in front of a stranger"
    );
}

#[test]
fn a_job_that_the_printer_gives_up_is_not_taken_for_printed() {
    let _one_at_a_time = PRINTER_PROGRAM
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let program = PrinterProgram::start("exit 1");

    assert!(program.destination().printer().print(&job(Kind::Ticket)).is_err());
}
