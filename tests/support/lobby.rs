//! The lobby: a kiosk on a stage, and one person who does what most would do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::Size;
use portico::app::{App, Message};
use portico::config::Config;
use portico::core::Core;
use portico::service::central::Central;
use portico::service::clock::ShiftedClock;
use portico::service::scripted::{self, ScriptedCentral};
use portico::stage::Stage;
use registration::Outcome;
use ui::Item;

use super::hands;
use super::morning::where_it_is_morning;

/// The panel that most kiosks have.
pub const PORTRAIT: Size = Size::new(1080.0, 1920.0);

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a lobby is made of.
pub struct Setting {
    central: ScriptedCentral,
    size: Size,
    config: Config,
}

/// A kiosk in its lobby.
pub struct Lobby {
    /// The app, as a person sees and touches it.
    pub stage: Stage,
    /// What is behind it.
    pub central: Arc<ScriptedCentral>,
    /// The clock on the wall.
    pub clock: Arc<ShiftedClock>,
    _directory: Option<tempfile::TempDir>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Setting {
    /// A kiosk with this central behind it.
    pub fn new(central: ScriptedCentral) -> Self {
        let mut config = Config::default();
        config.site.time_zone = Some(where_it_is_morning());

        Self {
            central,
            size: PORTRAIT,
            config,
        }
    }

    /// On a panel of another size.
    pub fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// With other settings.
    pub fn with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    /// Opens the doors.
    pub fn open(self) -> Lobby {
        self.open_behind(|central| central)
    }

    /// Opens the doors, with something between the kiosk and its central.
    pub fn open_behind<C: Central + 'static>(self, between: impl FnOnce(Arc<ScriptedCentral>) -> Arc<C>) -> Lobby {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let directory = tempfile::tempdir().unwrap();
        let central = Arc::new(self.central);
        let clock = Arc::new(ShiftedClock::default());
        let services = scripted::services(between(central.clone()), clock.clone(), directory.path()).unwrap();
        let mut app = App::new(Core::new(Arc::new(self.config), services, self.size));
        // The guard against trembling hands would only make the tests slow.
        app.double_strike = Duration::ZERO;
        let stage = Stage::new(app, self.size, runtime.handle().clone()).unwrap();

        Lobby {
            stage,
            central,
            clock,
            _directory: Some(directory),
            runtime: Some(runtime),
        }
    }
}

impl Drop for Lobby {
    fn drop(&mut self) {
        // Timers of a screen that is gone are not waited for.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Lobby {
    /// The screens of a kiosk that was put together elsewhere; its central is not the scripted one.
    pub fn of(
        services: portico::service::Services,
        config: Arc<Config>,
        clock: Arc<ShiftedClock>,
        size: Size,
        runtime: &tokio::runtime::Handle,
    ) -> Self {
        let mut app = App::new(Core::new(config, services, size));
        app.double_strike = Duration::ZERO;

        Self {
            stage: Stage::new(app, size, runtime.clone()).unwrap(),
            central: Arc::default(),
            clock,
            _directory: None,
            runtime: None,
        }
    }

    /// The name of what is shown.
    pub fn showing(&self) -> &'static str {
        self.stage.app.showing()
    }

    /// Touches something; it must be there.
    #[track_caller]
    pub fn touch(&mut self, id: &str) {
        if let Err(error) = self.stage.touch(id) {
            panic!("{error}; there is: {}", self.ids().join(" "));
        }
    }

    /// Whether something can be touched.
    pub fn offers(&mut self, id: &str) -> bool {
        self.stage.offers(id)
    }

    /// The thing with this id.
    #[track_caller]
    pub fn item(&mut self, id: &str) -> Item {
        match self.stage.item(id) {
            Some(item) => item,
            None => panic!(
                "there is no \"{id}\" on \"{}\"; there is: {}",
                self.showing(),
                self.ids().join(" ")
            ),
        }
    }

    /// What is asked.
    #[track_caller]
    pub fn question(&mut self) -> String {
        self.item("question").label
    }

    /// The ids of everything that has one, keys left out.
    pub fn ids(&mut self) -> Vec<String> {
        let items = self.stage.items();

        items
            .into_iter()
            .map(|item| item.id)
            .filter(|id| !id.is_empty() && !id.starts_with("key-"))
            .collect()
    }

    /// Every word on the screen.
    pub fn words(&mut self) -> Vec<String> {
        self.stage
            .items()
            .into_iter()
            .flat_map(|item| [Some(item.label), item.value])
            .flatten()
            .collect()
    }

    /// Whether these words are anywhere on the screen.
    pub fn says(&mut self, words: &str) -> bool {
        self.words().iter().any(|shown| shown.contains(words))
    }

    /// How the session ended.
    pub fn outcome(&self) -> Option<Outcome> {
        self.stage.app.outcome()
    }

    /// How often central was asked for something.
    pub fn asked(&self, what: &str) -> usize {
        self.central.asked().iter().filter(|asked| **asked == what).count()
    }

    /// Waits until the screen is as wished.
    #[track_caller]
    pub fn wait(&mut self, what: &str, mut reached: impl FnMut(&mut Lobby) -> bool) {
        let began = Instant::now();
        loop {
            self.stage.settle();
            if reached(self) {
                return;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "waited in vain on \"{}\" for {what}; there is: {}",
                self.showing(),
                self.ids().join(" ")
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Lets time pass at once, and the kiosk notice.
    pub fn pass(&mut self, seconds: u64) {
        self.clock.pass(Duration::from_secs(seconds));
        self.stage.message(Message::Ticked);
    }

    /// Starts in a language, and leaves the comfort page as it is.
    #[track_caller]
    pub fn start(&mut self, language: &str) {
        self.touch(&format!("language-{language}"));
        self.touch("primary");
        assert_eq!(self.showing(), "find");
    }

    /// Says when and by which name one was born.
    #[track_caller]
    pub fn identify(&mut self) {
        hands::type_date(&mut self.stage, (1985, 4, 12));
        self.touch("primary");
        self.type_name();
        self.touch("primary");
        self.stage.settle();
    }

    /// Types a name into both fields of the name's page.
    #[track_caller]
    pub fn type_name(&mut self) {
        self.touch("field-given");
        hands::type_words(&mut self.stage, "maria");
        self.touch("field-family");
        hands::type_words(&mut self.stage, "garcia");
    }

    /// Goes on as most people would, until the kiosk shows this.
    #[track_caller]
    pub fn go_to(&mut self, showing: &str) {
        self.walk(|lobby| lobby.showing() == showing, &mut |_| {});
    }

    /// Goes on as most people would; `page` sees every page before it is left.
    #[track_caller]
    pub fn walk(&mut self, mut arrived: impl FnMut(&mut Lobby) -> bool, page: &mut dyn FnMut(&mut Lobby)) {
        let mut last = String::new();
        let mut since = Instant::now();
        loop {
            self.stage.settle();
            let here = format!("{}: {}", self.showing(), self.ids().join(" "));
            if here != last {
                last = here;
                since = Instant::now();
                page(self);
            }
            if arrived(self) {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "stuck on {last}");
            self.act();
        }
    }

    /// Does one thing.
    #[track_caller]
    fn act(&mut self) {
        match self.showing() {
            "attract" => self.touch("start"),
            "find" => {
                let empty = |item: Item| item.value.is_none_or(|value| value.is_empty());
                if self.stage.item("field-year").is_some_and(empty) {
                    hands::type_date(&mut self.stage, (1985, 4, 12));
                } else if self.stage.item("field-given").is_some_and(empty) {
                    self.type_name();
                } else {
                    self.first_of(&["primary"]);
                }
            }
            "guardian" => {
                if self.stage.item("choice-guardian-0").is_some_and(|item| !item.selected) {
                    self.touch("choice-guardian-0");
                }
                self.touch("primary");
            }
            "details" => self.first_of(&["details-none", "details-nobody", "primary"]),
            "insurance" => self.first_of(&["insurance-keep", "insurance-not-with-me", "primary", "insurance-go-on"]),
            "forms" => {
                let known = ["primary", "choice-no", "choice-alone", "forms-skip"];
                let answers = |item: &Item| item.enabled && item.id.starts_with("choice-");
                if known.iter().any(|id| self.stage.offers(id)) {
                    self.first_of(&known);
                } else if let Some(answer) = self.stage.items().into_iter().find(answers) {
                    self.touch(&answer.id);
                } else if self.stage.item("field-answer").is_some() {
                    hands::type_words(&mut self.stage, "3");
                }
            }
            "consent" => {
                if self.offers("consent-next-page") {
                    self.touch("consent-next-page");
                } else if self.offers("primary") {
                    self.touch("primary");
                } else {
                    hands::sign(&mut self.stage);
                }
            }
            "bill" => self.first_of(&["pay-desk", "primary"]),
            _ => self.first_of(&["primary"]),
        }
    }

    fn first_of(&mut self, ids: &[&str]) {
        match ids.iter().find(|id| self.stage.offers(id)) {
            Some(id) => self.touch(id),
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}
