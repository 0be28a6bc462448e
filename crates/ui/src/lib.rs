//! The design system: everything a screen is composed of.
