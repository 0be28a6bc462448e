//! Bundles, searches and `$match`.

use std::sync::Arc;

use axum::response::Response;
use serde_json::{Value, json};

use super::{Call, answer};
use crate::{
    auth::Action,
    fhir::{
        bundle::{self, Entry, Method},
        json::{resource_type, select},
        matching::{self, Grade, Likeness},
    },
    problem::Problem,
    search::{Query, Snapshot, searchset},
    web::form::value,
};

/// Matches that `$match` gives back when the client doesn't say how many.
const USUAL_MATCHES: usize = 10;

/// `POST [base]`: a transaction, or a batch.
pub(super) async fn bundle(call: &Call, bundle: Value) -> Result<Response, Problem> {
    if resource_type(&bundle) != "Bundle" {
        return Err(Problem::structure("The body is a Bundle.").at("resourceType"));
    }
    match bundle.get("type").and_then(Value::as_str) {
        Some("transaction") => transaction(call, bundle).await,
        Some("batch") => batch(call, bundle).await,
        _ => Err(Problem::unsupported("Bundle.type is transaction or batch.").at("Bundle.type")),
    }
}

async fn transaction(call: &Call, bundle: Value) -> Result<Response, Problem> {
    let entries = bundle::entries(bundle)?.into_iter().collect::<Result<Vec<_>, _>>()?;
    for entry in &entries {
        allow(call, entry)?;
    }
    let (base, with_resources) = (call.base(), call.preference().with_resources());
    let answers = call
        .shared
        .store
        .write(move |writer| bundle::transaction(writer, entries, &base, with_resources))
        .await?;

    Ok(answer::resource(200, &response_bundle("transaction-response", answers)))
}

/// Each entry is its own transaction of one.
async fn batch(call: &Call, bundle: Value) -> Result<Response, Problem> {
    let mut answers = Vec::new();
    for entry in bundle::entries(bundle)? {
        let (base, with_resources) = (call.base(), call.preference().with_resources());
        let done = match entry.and_then(|entry| allow(call, &entry).map(|()| entry)) {
            Ok(entry) => {
                call.shared
                    .store
                    .write(move |writer| bundle::transaction(writer, vec![entry], &base, with_resources))
                    .await
            }
            Err(problem) => Err(problem),
        };
        match done {
            Ok(mut done) => answers.append(&mut done),
            Err(problem) => {
                answers.push(
                    json!({ "response": { "status": problem.status.to_string(), "outcome": problem.outcome() } }),
                );
            }
        }
    }

    Ok(answer::resource(200, &response_bundle("batch-response", answers)))
}

fn allow(call: &Call, entry: &Entry) -> Result<(), Problem> {
    let action = match entry.method {
        Method::Get if entry.id.is_some() => Action::Read,
        Method::Get => Action::Search,
        Method::Post => Action::Create,
        Method::Put => Action::Update,
        Method::Delete => Action::Delete,
    };

    call.scopes
        .allow(&entry.kind, action)
        .map_err(|problem| problem.in_entry(entry.index))
}

fn response_bundle(kind: &str, entries: Vec<Value>) -> Value {
    let mut bundle = json!({ "resourceType": "Bundle", "type": kind });
    if !entries.is_empty()
        && let Some(fields) = bundle.as_object_mut()
    {
        fields.insert("entry".into(), Value::Array(entries));
    }

    bundle
}

/// A search by GET or POST, or a further page of one.
pub(super) async fn search(
    call: &Call,
    kind: String,
    pairs: Vec<(String, String)>,
    posted: bool,
) -> Result<Response, Problem> {
    let base = call.base();
    if let Some(token) = value(&pairs, "_page") {
        let snapshot = call.shared.pages.find(token)?;
        if snapshot.kind != kind {
            return Err(Problem::not_found("There is no such page."));
        }
        let offset = value(&pairs, "_offset").unwrap_or("0").parse().unwrap_or(0);
        let token = token.to_owned();
        let bundle = call
            .shared
            .store
            .read(move |reader| {
                let this = format!("{base}/{}?_page={token}&_offset={offset}", snapshot.kind);

                searchset(reader, &base, &snapshot, Some(&token), offset, &this)
            })
            .await?;

        return Ok(answer::resource(200, &bundle));
    }
    // What was posted stays out of every link.
    let this = if posted || call.query.is_empty() {
        format!("{base}/{kind}")
    } else {
        format!("{base}/{kind}?{}", call.query)
    };
    let lenient = call.preference().lenient;
    let shared = Arc::clone(&call.shared);
    let bundle = call
        .shared
        .store
        .read(move |reader| {
            let query = Query::parse(reader, &kind, &pairs, lenient)?;
            let snapshot = Arc::new(Snapshot {
                ids: query.run(reader)?,
                kind,
                count: query.count,
                include: query.include,
                revinclude: query.revinclude,
                total_only: query.total_only,
            });
            let token = (!snapshot.total_only && snapshot.ids.len() > snapshot.count)
                .then(|| shared.pages.keep(Arc::clone(&snapshot)));

            searchset(reader, &base, &snapshot, token.as_deref(), 0, &this)
        })
        .await?;

    Ok(answer::resource(200, &bundle))
}

/// `POST Patient/$match` (R4, Patient-match).
pub(super) async fn find_match(call: &Call, parameters: Value) -> Result<Response, Problem> {
    call.scopes.allow("Patient", Action::Search)?;
    if resource_type(&parameters) != "Parameters" {
        return Err(Problem::structure("The body is a Parameters resource.").at("resourceType"));
    }
    let parameter = |name: &str| {
        select(&parameters, "parameter")
            .into_iter()
            .find(|parameter| parameter.get("name").and_then(Value::as_str) == Some(name))
    };
    let asked = parameter("resource")
        .and_then(|parameter| parameter.get("resource"))
        .filter(|resource| resource_type(resource) == "Patient")
        .ok_or_else(|| {
            Problem::new(
                400,
                "required",
                "$match needs a parameter `resource` that is a Patient.",
            )
        })?
        .clone();
    let only_certain =
        parameter("onlyCertainMatches").and_then(|parameter| parameter.get("valueBoolean")) == Some(&Value::Bool(true));
    let count = parameter("count")
        .and_then(|parameter| parameter.get("valueInteger"))
        .and_then(Value::as_u64)
        .map_or(USUAL_MATCHES, |count| {
            usize::try_from(count.clamp(1, 100)).unwrap_or(USUAL_MATCHES)
        });
    let base = call.base();
    let bundle = call
        .shared
        .store
        .read(move |reader| {
            let Some(day) = asked
                .get("birthDate")
                .and_then(Value::as_str)
                .filter(|day| crate::dates::date(day).is_some())
            else {
                // Without the whole birth date nobody is alike enough to be named.
                return Ok(match_bundle(&base, Vec::new()));
            };
            let mut statement = reader.connection.prepare_cached(
                "SELECT r.id FROM resource r JOIN search_index i ON i.key = r.key
                 WHERE i.parameter = 'Patient.birthdate' AND i.low = ?1 AND r.deleted = 0 ORDER BY r.key LIMIT 1000",
            )?;
            let low = crate::dates::Span::parse(day, &reader.surroundings.zone).map_or(0, |span| span.low);
            let ids = statement
                .query_map([low], |row| row.get::<_, String>(0))?
                .collect::<Result<Vec<_>, _>>()?;
            let mut found = Vec::new();
            for id in ids {
                let patient = reader.find("Patient", &id)?.present()?;
                if let Some(likeness) = matching::compare(&asked, &patient.body) {
                    found.push((likeness, patient.body));
                }
            }
            found.sort_by_key(|(likeness, _)| std::cmp::Reverse(likeness.hundredths));
            settle(&mut found);
            if only_certain {
                found.retain(|(likeness, _)| likeness.grade == Grade::Certain);
            }
            found.truncate(count);

            Ok(match_bundle(&base, found))
        })
        .await?;

    Ok(answer::resource(200, &bundle))
}

/// When two are certain, neither is: telling them apart takes more than a name and a birth date.
fn settle(found: &mut [(Likeness, Value)]) {
    let certain = found
        .iter()
        .filter(|(likeness, _)| likeness.grade == Grade::Certain)
        .count();
    if certain > 1 {
        for (likeness, _) in found
            .iter_mut()
            .filter(|(likeness, _)| likeness.grade == Grade::Certain)
        {
            likeness.grade = Grade::Probable;
            likeness.hundredths = likeness.hundredths.min(80);
        }
    }
}

fn match_bundle(base: &str, found: Vec<(Likeness, Value)>) -> Value {
    let mut bundle = json!({ "resourceType": "Bundle", "type": "searchset", "total": found.len() });
    let entries: Vec<Value> = found
        .into_iter()
        .map(|(likeness, patient)| {
            let id = patient.get("id").and_then(Value::as_str).unwrap_or_default();

            json!({
                "fullUrl": format!("{base}/Patient/{id}"),
                "resource": patient,
                "search": {
                    "extension": [{
                        "url": "http://hl7.org/fhir/StructureDefinition/match-grade",
                        "valueCode": likeness.grade.code(),
                    }],
                    "mode": "match",
                    "score": f64::from(likeness.hundredths) / 100.0,
                },
            })
        })
        .collect();
    if !entries.is_empty()
        && let Some(fields) = bundle.as_object_mut()
    {
        fields.insert("entry".into(), Value::Array(entries));
    }

    bundle
}
