//! One family of icons, always beside a word. Arrows mirror with the reading direction.

use crate::Element;
use crate::look::Look;
use iced::Font;
use iced::widget::text;
use lucide_icons::Icon as Lucide;

/// The icons we use, by what they mean here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Towards the start of reading.
    Back,
    /// Towards the end of reading.
    Forward,
    /// A page up.
    Up,
    /// A page down, or "below".
    Down,
    /// A person who helps.
    Help,
    /// Languages.
    Globe,
    /// One person.
    Person,
    /// Several people.
    People,
    /// Someone new.
    NewPerson,
    /// A child.
    Child,
    /// A day.
    Calendar,
    /// The camera.
    Camera,
    /// Done, right.
    Check,
    /// Done, in a circle.
    CheckCircle,
    /// Look again.
    Warning,
    /// Wrong.
    Problem,
    /// Good to know.
    Info,
    /// Write or sign.
    Pen,
    /// Correct a line.
    Edit,
    /// A telephone number.
    Telephone,
    /// A phone in the hand.
    Phone,
    /// A card.
    Card,
    /// A card that shows who one is.
    IdCard,
    /// A code to scan.
    QrCode,
    /// Scan something.
    Scan,
    /// A time.
    Clock,
    /// A place.
    MapPin,
    /// A building.
    Building,
    /// A house, an address.
    Home,
    /// E-mail.
    Mail,
    /// Read aloud.
    Volume,
    /// Show.
    Eye,
    /// Hide.
    EyeOff,
    /// The size of text.
    TextSize,
    /// Ways to use the kiosk.
    Accessibility,
    /// Contrast.
    Contrast,
    /// Lower reach.
    Reach,
    /// Delete the last letter.
    Delete,
    /// Capital letters.
    Shift,
    /// Private, locked.
    Lock,
    /// Safe.
    Shield,
    /// Prints.
    Printer,
    /// A paper to read.
    Document,
    /// A slip of paper.
    Ticket,
    /// A bill.
    Receipt,
    /// Money.
    Money,
    /// Begin again.
    StartOver,
    /// Close, no.
    Close,
    /// Add one.
    Add,
    /// Take away.
    Remove,
    /// Health.
    Heart,
    /// A doctor.
    Doctor,
    /// Quietly working.
    Working,
    /// Letters.
    Keyboard,
    /// A hand.
    Hand,
    /// Settings, for staff.
    Settings,
    /// Leave.
    Leave,
    /// Search.
    Search,
}

impl Icon {
    /// The letter of the icon font, mirrored where it points.
    pub fn letter(self, look: &Look) -> char {
        let rtl = look.rtl();

        char::from(match self {
            Self::Back if rtl => Lucide::ChevronRight,
            Self::Back => Lucide::ChevronLeft,
            Self::Forward if rtl => Lucide::ChevronLeft,
            Self::Forward => Lucide::ChevronRight,
            Self::Up => Lucide::ChevronUp,
            Self::Down => Lucide::ChevronDown,
            Self::Help => Lucide::Headset,
            Self::Globe => Lucide::Globe,
            Self::Person => Lucide::User,
            Self::People => Lucide::Users,
            Self::NewPerson => Lucide::UserPlus,
            Self::Child => Lucide::Baby,
            Self::Calendar => Lucide::Calendar,
            Self::Camera => Lucide::Camera,
            Self::Check => Lucide::Check,
            Self::CheckCircle => Lucide::CircleCheck,
            Self::Warning => Lucide::TriangleAlert,
            Self::Problem => Lucide::CircleAlert,
            Self::Info => Lucide::Info,
            Self::Pen => Lucide::PenLine,
            Self::Edit => Lucide::Pencil,
            Self::Telephone => Lucide::Phone,
            Self::Phone => Lucide::Smartphone,
            Self::Card => Lucide::CreditCard,
            Self::IdCard => Lucide::IdCard,
            Self::QrCode => Lucide::QrCode,
            Self::Scan => Lucide::ScanLine,
            Self::Clock => Lucide::Clock,
            Self::MapPin => Lucide::MapPin,
            Self::Building => Lucide::Building2,
            Self::Home => Lucide::House,
            Self::Mail => Lucide::Mail,
            Self::Volume => Lucide::Volume2,
            Self::Eye => Lucide::Eye,
            Self::EyeOff => Lucide::EyeOff,
            Self::TextSize => Lucide::ALargeSmall,
            Self::Accessibility => Lucide::Accessibility,
            Self::Contrast => Lucide::Contrast,
            Self::Reach => Lucide::ArrowDownToLine,
            Self::Delete => Lucide::Delete,
            Self::Shift => Lucide::ArrowBigUp,
            Self::Lock => Lucide::Lock,
            Self::Shield => Lucide::ShieldCheck,
            Self::Printer => Lucide::Printer,
            Self::Document => Lucide::FileText,
            Self::Ticket => Lucide::Ticket,
            Self::Receipt => Lucide::Receipt,
            Self::Money => Lucide::Banknote,
            Self::StartOver => Lucide::RotateCcw,
            Self::Close => Lucide::X,
            Self::Add => Lucide::Plus,
            Self::Remove => Lucide::Trash2,
            Self::Heart => Lucide::HeartPulse,
            Self::Doctor => Lucide::Stethoscope,
            Self::Working => Lucide::Hourglass,
            Self::Keyboard => Lucide::Keyboard,
            Self::Hand => Lucide::Hand,
            Self::Settings => Lucide::Settings,
            Self::Leave => Lucide::LogOut,
            Self::Search => Lucide::Search,
        })
    }
}

/// The bytes of the icon font: load them once, before the first frame.
pub fn icon_font() -> &'static [u8] {
    lucide_icons::LUCIDE_FONT_BYTES
}

/// An icon of this size, in the colour of the text round it.
pub fn icon<'a, M: 'a>(look: &Look, icon: Icon, size: f32) -> Element<'a, M> {
    glyph(look, icon, size, None)
}

/// An icon in a colour of the palette.
pub(crate) fn glyph<'a, M: 'a>(look: &Look, icon: Icon, size: f32, color: Option<iced::Color>) -> Element<'a, M> {
    text(icon.letter(look).to_string())
        .font(Font::with_name("lucide"))
        .size(size)
        .line_height(1.0)
        .shaping(text::Shaping::Basic)
        .color_maybe(color)
        .into()
}
