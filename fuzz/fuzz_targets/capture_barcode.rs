#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // The decoder's own panics are caught where they happen. The fuzzer's hook would end the process before; what is
    // not caught still reaches the fuzzer and ends it.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));

    capture::fuzzing::barcode(bytes);
});
