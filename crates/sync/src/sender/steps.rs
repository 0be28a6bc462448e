//! For servers without transactions or without conditional creates: one entry at a time, with a search by business
//! identifier before each create.

use serde_json::Value;

use crate::client::{ClientError, EntryResponse, FhirClient, own_location};

/// Sends one entry by itself.
pub(super) async fn send(client: &FhirClient, entry: &Value) -> Result<EntryResponse, ClientError> {
    let request = &entry["request"];
    let resource = &entry["resource"];
    match request["method"].as_str() {
        Some("POST") => {
            if let (Some(condition), Some(kind)) = (request["ifNoneExist"].as_str(), resource["resourceType"].as_str())
            {
                let found = find(client, kind, condition).await?;
                if found.len() > 1 {
                    return Err(ClientError::Conflict);
                }
                if let Some(found) = found.first() {
                    return Ok(EntryResponse {
                        status: 200,
                        location: own_location(found),
                        version: None,
                        outcome: None,
                    });
                }
            }
            let created = client.create(resource).await?;

            Ok(EntryResponse {
                status: 201,
                location: created.location,
                version: created.version,
                outcome: None,
            })
        }
        Some("PUT") => {
            let updated = client.update(resource, request["ifMatch"].as_str()).await?;

            Ok(EntryResponse {
                status: 200,
                location: updated.location,
                version: updated.version,
                outcome: None,
            })
        }
        _ => Err(ClientError::Rejected {
            status: 400,
            outcome: Some("not-supported".to_owned()),
        }),
    }
}

/// The resources that a condition such as `identifier=system|value` finds. They are looked at again: a server that does
/// not know a parameter may leave it out and answer with everything.
pub(super) async fn find(client: &FhirClient, kind: &str, condition: &str) -> Result<Vec<Value>, ClientError> {
    let parameters: Vec<(String, String)> = condition
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    // Without a parameter it would find everything.
    if parameters.is_empty() {
        return Err(ClientError::Malformed("a condition without parameters"));
    }
    let parameters: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let found = client.search(kind, &parameters).await?;

    Ok(found
        .into_iter()
        .filter(|resource| resource["resourceType"] == kind && own_location(resource).is_some())
        .filter(|resource| parameters.iter().all(|(name, value)| fits(resource, name, value)))
        .collect())
}

/// Whether a resource has what a parameter asks for, as far as the kiosk's own conditions go.
fn fits(resource: &Value, name: &str, value: &str) -> bool {
    let (items, field) = match name {
        "identifier" => (&resource["identifier"], "value"),
        "_tag" => (&resource["meta"]["tag"], "code"),
        _ => return true,
    };
    let Some((system, wanted)) = value.split_once('|') else {
        return true;
    };
    // A few types have one identifier instead of a list.
    let items = items.as_array().map_or(std::slice::from_ref(items), Vec::as_slice);

    items
        .iter()
        .any(|item| item["system"] == system && item[field] == wanted)
}

/// Undoes percent-encoding (RFC 3986, 2.1); what is not encoded stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let encoded = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(encoded.unwrap_or(*first));
        rest = after.get(if encoded.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }

    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn conditions_are_decoded() {
        assert_eq!(
            decode("urn:portico:registration|1/patient"),
            "urn:portico:registration|1/patient"
        );
        assert_eq!(decode("urn%3Aportico%7C1%2Fé"), "urn:portico|1/é");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
    }

    #[test]
    fn what_was_found_must_have_what_was_asked_for() {
        let task = json!({"identifier": [{"system": "urn:a", "value": "1"}], "meta": {"tag": [{"system": "urn:a", "code": "2"}]}});
        let form = json!({"identifier": {"system": "urn:a", "value": "1"}});

        assert!(fits(&task, "identifier", "urn:a|1") && fits(&form, "identifier", "urn:a|1"));
        assert!(fits(&task, "_tag", "urn:a|2") && fits(&task, "status", "booked"));
        assert!(!fits(&task, "identifier", "urn:a|2") && !fits(&task, "identifier", "urn:b|1"));
        assert!(!fits(&form, "_tag", "urn:a|2"));
    }
}
