//! Portico: the kiosk.
