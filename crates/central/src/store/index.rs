//! Takes out of a resource what its search parameters find.

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::{
    dates::Span,
    fhir::{
        definitions::{Kind, Parameter, parameters},
        json::{local_reference, select},
    },
    fold::fold,
};

/// One row of the search index.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    pub parameter: String,
    pub system: Option<String>,
    pub value: Option<String>,
    pub exact: Option<String>,
    pub low: Option<i64>,
    pub high: Option<i64>,
}

/// Every row for a resource.
pub(super) fn rows(kind: &str, body: &Value, zone: &TimeZone, origins: &[String]) -> Vec<Row> {
    let mut rows = Vec::new();
    for parameter in parameters(kind).unwrap_or_default() {
        for path in parameter.paths.split('|') {
            for value in select(body, path) {
                rows.extend(extract(parameter, value, zone, origins).into_iter().map(|row| Row {
                    parameter: format!("{kind}.{}", parameter.name),
                    ..row
                }));
            }
        }
    }

    rows
}

fn extract(parameter: &Parameter, value: &Value, zone: &TimeZone, origins: &[String]) -> Vec<Row> {
    match parameter.kind {
        Kind::Token => tokens(value),
        Kind::Reference => reference(value, parameter.target, origins).into_iter().collect(),
        Kind::Date => time(value, zone).into_iter().collect(),
        Kind::Text => value
            .as_str()
            .map(|text| Row {
                value: Some(fold(text)),
                exact: Some(text.to_owned()),
                ..Row::default()
            })
            .into_iter()
            .collect(),
        Kind::Uri => value
            .as_str()
            .map(|text| Row {
                value: Some(text.to_owned()),
                ..Row::default()
            })
            .into_iter()
            .collect(),
    }
}

/// A code, boolean, `Coding`, `CodeableConcept`, `Identifier` or `ContactPoint`.
fn tokens(value: &Value) -> Vec<Row> {
    let row = |system: Option<&str>, value: &str| Row {
        system: Some(system.unwrap_or_default().to_owned()),
        value: Some(value.to_owned()),
        ..Row::default()
    };

    match value {
        Value::String(code) => vec![row(Some("*"), code)],
        Value::Bool(flag) => vec![row(Some("*"), &flag.to_string())],
        Value::Object(fields) => {
            if let Some(codings) = fields.get("coding").and_then(Value::as_array) {
                return codings.iter().flat_map(tokens).collect();
            }
            let system = fields.get("system").and_then(Value::as_str);
            let named = fields
                .get("code")
                .or_else(|| fields.get("value"))
                .and_then(Value::as_str);

            named.map(|named| row(system, named)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn reference(value: &Value, target: Option<&str>, origins: &[String]) -> Option<Row> {
    let text = value.get("reference").and_then(Value::as_str)?;
    if text.starts_with('#') {
        return None;
    }
    let value = match local_reference(text, origins) {
        Some((kind, id)) => {
            if target.is_some_and(|target| target != kind) {
                return None;
            }

            format!("{kind}/{id}")
        }
        None if target.is_some() => return None,
        None => text.to_owned(),
    };

    Some(Row {
        value: Some(value),
        ..Row::default()
    })
}

/// A date, dateTime, instant or Period.
fn time(value: &Value, zone: &TimeZone) -> Option<Row> {
    let span = match value {
        Value::String(text) => Span::parse(text, zone)?,
        Value::Object(period) => {
            let edge = |name| {
                period
                    .get(name)
                    .and_then(Value::as_str)
                    .and_then(|text| Span::parse(text, zone))
            };

            Span {
                low: edge("start").map_or(Span::ALWAYS.low, |span| span.low),
                high: edge("end").map_or(Span::ALWAYS.high, |span| span.high),
            }
        }
        _ => return None,
    };

    Some(Row {
        low: Some(span.low),
        high: Some(span.high),
        ..Row::default()
    })
}
