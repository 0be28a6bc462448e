//! Portico: a touch kiosk at which patients register by themselves.

pub mod answer;
pub mod app;
pub mod config;
pub mod core;
pub mod idle;
pub mod locale;
pub mod screen;
pub mod service;
pub mod staff;
pub mod stage;
