//! The language that somebody wants to be spoken to in.

use fhir::PatientCommunication;

use crate::mapping::elements::typed_concept;
use crate::mapping::in_use::best;
use crate::mapping::systems;

pub(super) fn language(communication: &[PatientCommunication]) -> Option<String> {
    let place = best(communication, |spoken| Some(u32::from(spoken.preferred != Some(true))))?;

    spoken_language(communication.get(place)?).map(ToOwned::to_owned)
}

fn spoken_language(spoken: &PatientCommunication) -> Option<&str> {
    let language = spoken.language.as_ref()?;
    let any = || language.coding.iter().find_map(|coding| coding.code.as_deref());

    language
        .code_in(systems::LANGUAGE)
        .or_else(any)
        .filter(|code| !code.trim().is_empty())
}

pub(super) fn set_language(communication: &mut Vec<PatientCommunication>, now: &str) {
    if now.trim().is_empty() {
        return;
    }
    for spoken in communication.iter_mut().filter(|spoken| spoken.preferred == Some(true)) {
        spoken.preferred = Some(false);
    }
    match communication
        .iter_mut()
        .find(|spoken| spoken_language(spoken) == Some(now))
    {
        Some(spoken) => spoken.preferred = Some(true),
        None => communication.push(PatientCommunication {
            language: Some(typed_concept(systems::LANGUAGE, now)),
            preferred: Some(true),
            ..PatientCommunication::default()
        }),
    }
}
