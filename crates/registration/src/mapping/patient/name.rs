//! The name in use.

use fhir::HumanName;
use serde_json::{Value, json};

use crate::mapping::in_use::name_in_use;
use crate::person::PersonName;
use crate::private::Text;

pub(super) fn human_name(name: &PersonName, usage: Option<&str>) -> Value {
    let given: Vec<&str> = name
        .given
        .iter()
        .flat_map(|given| given.reveal().split_whitespace())
        .collect();

    json!({ "use": usage, "family": name.family.reveal(), "given": given })
}

pub(super) fn person_name(name: &HumanName) -> Option<PersonName> {
    let family = name.family.as_deref().and_then(Text::trimmed);
    let given = Text::trimmed(&name.given.join(" "));

    match (family, given) {
        (Some(family), given) => Some(PersonName { family, given }),
        // One name only, filed as a given name.
        (None, Some(given)) => Some(PersonName {
            family: given,
            given: None,
        }),
        (None, None) => Some(PersonName {
            family: Text::trimmed(name.text.as_deref()?)?,
            given: None,
        }),
    }
}

pub(super) fn set_name(names: &mut Vec<HumanName>, before: &PersonName, now: &PersonName) {
    let place = name_in_use(names).unwrap_or_else(|| {
        names.push(HumanName {
            usage: Some("official".to_owned()),
            ..HumanName::default()
        });
        names.len() - 1
    });
    let Some(name) = names.get_mut(place) else {
        return;
    };

    let filed_as_given = name.family.is_none()
        && !name.given.is_empty()
        && now.given.is_none()
        && !now.family.reveal().trim().is_empty();
    if filed_as_given {
        name.given = vec![now.family.reveal().clone()];
        name.rest.remove("_given");
    } else {
        // A name that was emptied is no correction.
        if (before.family != now.family || name.family.is_none()) && !now.family.reveal().trim().is_empty() {
            name.family = Some(now.family.reveal().clone());
            name.rest.remove("_family");
        }
        if before.given != now.given {
            name.given = now
                .given
                .iter()
                .flat_map(|given| given.reveal().split_whitespace())
                .map(ToOwned::to_owned)
                .collect();
            // Extensions of the single given names: they belong to the names that were there.
            name.rest.remove("_given");
        }
    }
    if name.text.is_some() && !now.full().trim().is_empty() {
        name.text = Some(now.full().trim().to_owned());
        name.rest.remove("_text");
    }
}

/// Every name that somebody goes by; a nickname without a family name stands for the given name.
pub(super) fn names(on_file: &[HumanName]) -> Vec<PersonName> {
    let in_use = name_in_use(on_file).and_then(|place| person_name(on_file.get(place)?));
    let current = on_file.iter().filter(|name| name.usage.as_deref() != Some("old"));

    current
        .filter_map(|name| {
            let own = person_name(name)?;
            let nickname = name.usage.as_deref() == Some("nickname") && name.family.is_none();
            match (&in_use, nickname) {
                (Some(in_use), true) => Some(PersonName {
                    family: in_use.family.clone(),
                    given: Some(own.family),
                }),
                _ => Some(own),
            }
        })
        .collect()
}
