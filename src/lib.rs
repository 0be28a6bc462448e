//! Portico: a touch kiosk at which patients register by themselves.

pub mod answer;
pub mod app;
pub mod command;
pub mod config;
pub mod core;
pub mod demo;
pub mod draft;
pub mod idle;
pub mod kiosk;
pub mod locale;
pub mod papers;
pub mod rehearse;
pub mod screen;
pub mod service;
pub mod staff;
pub mod stage;
pub mod tour;
