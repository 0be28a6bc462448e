//! The real screens without a window: rehearsals, pictures and tests touch what a person would touch.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::StreamExt;
use iced::advanced::clipboard;
use iced::advanced::renderer::{self, Headless};
use iced::{Event, Point, Size, Task, mouse, touch};
use iced_runtime::user_interface::{self, UserInterface};
use iced_runtime::{Action, task};
use registration::Outcome;
use tokio::sync::mpsc;
use ui::Item;
use uuid::Uuid;

use crate::app::{App, Message};

/// How long nothing must happen before the screen is taken to be at rest.
const QUIET: Duration = Duration::from_millis(30);

/// How long a brisk stage waits for what a touch has set off.
const BRISK: Duration = Duration::from_millis(2);

/// Hears how a session ended, at the instant at which the screen begins to say so.
pub type Watcher = Box<dyn FnMut(&App, Outcome)>;

/// What went wrong on the stage.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// There is no such thing on the screen.
    #[error("there is no \"{id}\" on the screen \"{screen}\"")]
    NotThere {
        /// What was looked for.
        id: String,
        /// What is shown.
        screen: &'static str,
    },
    /// It is there and cannot be used.
    #[error("\"{id}\" on the screen \"{screen}\" cannot be used")]
    Disabled {
        /// What was looked for.
        id: String,
        /// What is shown.
        screen: &'static str,
    },
    /// What was waited for did not come.
    #[error("waited {seconds} s on the screen \"{screen}\" for {what}")]
    TimedOut {
        /// What was waited for.
        what: String,
        /// For how long.
        seconds: u64,
        /// What is shown.
        screen: &'static str,
    },
    /// A picture could not be written.
    #[error("a picture could not be written")]
    Picture(#[from] image::ImageError),
    /// There is no renderer.
    #[error("there is no software renderer")]
    Renderer,
}

/// An app, a renderer, and everything that the app runs in the background.
pub struct Stage {
    /// The app.
    pub app: App,
    renderer: iced::Renderer,
    cache: Option<user_interface::Cache>,
    size: Size,
    runtime: tokio::runtime::Handle,
    sender: mpsc::UnboundedSender<Message>,
    messages: mpsc::UnboundedReceiver<Message>,
    running: Arc<AtomicUsize>,
    ticked: Instant,
    lifted: Instant,
    /// Nobody looks on: what did not change is not looked at twice, and nothing waits longer than it must.
    brisk: bool,
    /// What was on the screen, until something happens.
    seen: Option<Vec<Item>>,
    /// Something was set off since the screen last came to rest.
    stirred: bool,
    watcher: Option<Watcher>,
    /// The session of which the watcher was told.
    told: Option<Uuid>,
}

impl Stage {
    /// Puts an app on the stage.
    pub fn new(app: App, size: Size, runtime: tokio::runtime::Handle) -> Result<Self, StageError> {
        let font = iced::Font::with_name(app.core.look.fonts.text);
        let made = <iced::Renderer as Headless>::new(font, iced::Pixels(30.0), Some("tiny-skia"));
        let renderer = futures::executor::block_on(made).ok_or(StageError::Renderer)?;
        load_icons();
        let (sender, messages) = mpsc::unbounded_channel();
        let now = Instant::now();

        Ok(Self {
            app,
            renderer,
            cache: Some(user_interface::Cache::default()),
            size,
            runtime,
            sender,
            messages,
            running: Arc::new(AtomicUsize::new(0)),
            ticked: now,
            lifted: now,
            brisk: false,
            seen: None,
            stirred: false,
            watcher: None,
            told: None,
        })
    }

    /// From now on as fast as the screens allow: for thousands of journeys at which nobody looks.
    pub fn make_brisk(&mut self) {
        self.brisk = true;
    }

    /// From now on this is told how sessions end.
    pub fn watch(&mut self, watcher: Watcher) {
        self.watcher = Some(watcher);
    }

    /// How much that was set off is still under way.
    pub fn under_way(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }

    /// Everything on the screen, in reading order.
    pub fn items(&mut self) -> Vec<Item> {
        self.look().to_vec()
    }

    /// The thing with this id, if it is on the screen.
    pub fn item(&mut self, id: &str) -> Option<Item> {
        self.look().iter().find(|item| item.id == id).cloned()
    }

    /// Whether something with this id can be touched.
    pub fn offers(&mut self, id: &str) -> bool {
        self.look().iter().any(|item| item.id == id && item.enabled)
    }

    fn look(&mut self) -> &[Item] {
        if !self.brisk || self.seen.is_none() {
            let mut inventory = ui::inventory();
            let cache = self.cache.take().unwrap_or_default();
            let mut interface = UserInterface::build(self.app.view(), self.size, cache, &mut self.renderer);
            interface.operate(&self.renderer, &mut inventory);
            self.cache = Some(interface.into_cache());
            self.seen = Some(inventory.into_items());
        }

        self.seen.as_deref().unwrap_or_default()
    }

    /// Touches the middle of the thing with this id, as a finger would, and lets the app react.
    pub fn touch(&mut self, id: &str) -> Result<(), StageError> {
        let screen = self.app.showing();
        let mut item = self.item(id).ok_or_else(|| StageError::NotThere {
            id: id.to_owned(),
            screen,
        })?;
        // What does not fit is on a further page of the same screen: people turn it, and so does this.
        for turn in ["page-down", "page-down-end"] {
            while !item.visible && self.offers(turn) {
                self.touch(turn)?;
                item = self.item(id).ok_or_else(|| StageError::NotThere {
                    id: id.to_owned(),
                    screen,
                })?;
            }
        }
        if !item.enabled {
            return Err(StageError::Disabled {
                id: id.to_owned(),
                screen,
            });
        }
        self.drag(&[item.bounds.center()]);

        Ok(())
    }

    /// Puts a finger down, moves it along and lifts it.
    pub fn drag(&mut self, places: &[Point]) {
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return;
        };
        let id = touch::Finger(1);
        let mut events = vec![Event::Touch(touch::Event::FingerPressed { id, position: *first })];
        events.extend(
            places
                .iter()
                .skip(1)
                .map(|place| Event::Touch(touch::Event::FingerMoved { id, position: *place })),
        );
        events.push(Event::Touch(touch::Event::FingerLifted { id, position: *last }));
        if self.brisk {
            // All in one batch, as a toolkit hands on what happened between two frames.
            self.send(&events);
        } else {
            for event in &events {
                self.send(std::slice::from_ref(event));
            }
        }
        self.lifted = Instant::now();
        self.settle();
    }

    /// Puts a finger down and leaves it there.
    pub fn hold(&mut self, place: Point) {
        self.send(&[Event::Touch(touch::Event::FingerPressed {
            id: touch::Finger(1),
            position: place,
        })]);
    }

    /// Lifts the finger that was left down.
    pub fn lift(&mut self, place: Point) {
        self.send(&[Event::Touch(touch::Event::FingerLifted {
            id: touch::Finger(1),
            position: place,
        })]);
        self.settle();
    }

    /// Sends the app a message, as the world outside would.
    pub fn message(&mut self, message: Message) {
        self.update(message);
        self.settle();
    }

    /// Lets the app notice what time it is.
    pub fn tick(&mut self) {
        self.message(Message::Ticked);
    }

    /// Waits until something arrives and hands it on, or until so much time has gone by.
    pub fn rest(&mut self, at_most: Duration) {
        self.settle();
        if self.brisk {
            self.hear(at_most);
            self.settle();
        } else {
            std::thread::sleep(at_most);
        }
    }

    /// Hands on what has arrived until nothing more comes for a moment.
    pub fn settle(&mut self) {
        if self.brisk {
            while self.pump() || (std::mem::take(&mut self.stirred) && self.hear(BRISK)) {}
            return;
        }
        let mut quiet_since = Instant::now();
        let began = quiet_since;
        while quiet_since.elapsed() < QUIET && began.elapsed() < QUIET * 20 {
            if self.pump() {
                quiet_since = Instant::now();
            } else if self.running.load(Ordering::SeqCst) == 0 {
                break;
            } else {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    }

    /// Waits until the screen is as wished.
    pub fn wait(
        &mut self,
        what: &str,
        within: Duration,
        mut reached: impl FnMut(&mut Self) -> bool,
    ) -> Result<(), StageError> {
        let began = Instant::now();
        loop {
            self.settle();
            if reached(self) {
                return Ok(());
            }
            if began.elapsed() > within {
                return Err(StageError::TimedOut {
                    what: what.to_owned(),
                    seconds: within.as_secs(),
                    screen: self.app.showing(),
                });
            }
            self.rest(Duration::from_millis(10));
        }
    }

    /// Draws the screen: width, height and RGBA.
    pub fn picture(&mut self) -> image::RgbaImage {
        let size = Size::new(self.size.width as u32, self.size.height as u32);
        let ground = self.app.core.look.palette.ground;
        let ink = self.app.core.look.palette.ink;
        let cache = self.cache.take().unwrap_or_default();
        let mut interface = UserInterface::build(self.app.view(), self.size, cache, &mut self.renderer);
        // Widgets settle their looks (pressed, disabled) when a frame is asked for.
        let frame = Event::Window(iced::window::Event::RedrawRequested(Instant::now()));
        let _ = interface.update(
            &[frame],
            mouse::Cursor::Unavailable,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut Vec::new(),
        );
        interface.draw(
            &mut self.renderer,
            &iced::Theme::Light,
            &renderer::Style { text_color: ink },
            mouse::Cursor::Unavailable,
        );
        self.cache = Some(interface.into_cache());
        let pixels = self.renderer.screenshot(size, 1.0, ground);

        image::RgbaImage::from_raw(size.width, size.height, pixels).unwrap_or_default()
    }

    /// Draws the screen into a PNG file.
    pub fn save_picture(&mut self, path: &Path) -> Result<(), StageError> {
        Ok(image::DynamicImage::from(self.picture()).to_rgb8().save(path)?)
    }

    fn send(&mut self, events: &[Event]) {
        let mut messages = Vec::new();
        let cache = self.cache.take().unwrap_or_default();
        let mut interface = UserInterface::build(self.app.view(), self.size, cache, &mut self.renderer);
        let _ = interface.update(
            events,
            mouse::Cursor::Unavailable,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut messages,
        );
        self.cache = Some(interface.into_cache());
        self.seen = None;
        for message in messages {
            self.update(message);
        }
    }

    /// Hands on one message, or a tick when a second has gone by.
    fn pump(&mut self) -> bool {
        if self.ticked.elapsed() >= Duration::from_millis(500) {
            self.ticked = Instant::now();
            self.update(Message::Ticked);
        }
        let Ok(message) = self.messages.try_recv() else {
            return false;
        };
        self.update(message);

        true
    }

    /// Waits for one message and hands it on.
    fn hear(&mut self, at_most: Duration) -> bool {
        let messages = &mut self.messages;
        let heard = self
            .runtime
            .block_on(async { tokio::time::timeout(at_most, messages.recv()).await });
        let Ok(Some(message)) = heard else {
            return false;
        };
        self.update(message);

        true
    }

    fn update(&mut self, message: Message) {
        let task = {
            let _inside = self.runtime.enter();
            self.app.update(message)
        };
        self.seen = None;
        self.run(task);
        let session = self.app.core.session.id;
        if let (Some(watcher), Some(outcome)) = (&mut self.watcher, self.app.outcome())
            && self.told.replace(session) != Some(session)
        {
            watcher(&self.app, outcome);
        }
    }

    fn run(&mut self, task: Task<Message>) {
        let Some(mut stream) = task::into_stream(task) else {
            return;
        };
        self.stirred = true;
        let sender = self.sender.clone();
        let running = self.running.clone();
        running.fetch_add(1, Ordering::SeqCst);
        self.runtime.spawn(async move {
            while let Some(action) = stream.next().await {
                // Everything else a task can ask for concerns a window, and there is none.
                if let Action::Output(message) = action
                    && sender.send(message).is_err()
                {
                    break;
                }
            }
            running.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

fn load_icons() {
    let system = iced::advanced::graphics::text::font_system();
    if let Ok(mut system) = system.write() {
        system.load_font(std::borrow::Cow::Borrowed(ui::icon_font()));
    }
}
