//! One search parameter with its values, as a condition on the index.

use rusqlite::types::Value as Cell;

use super::MAX_VALUES;
use crate::{
    dates::Span,
    fhir::{
        definitions::{Kind, Parameter, parameter},
        json::{local_reference, valid_id},
    },
    fold::fold,
    problem::Problem,
    store::Surroundings,
};

/// A piece of SQL on the row `r` of a resource, and what to fill in.
#[derive(Debug)]
pub(super) struct Filter {
    pub sql: String,
    pub cells: Vec<Cell>,
    /// Whether the index leads from it to few resources, so that not all of a type have to be looked at.
    pub narrows: bool,
}

impl Filter {
    pub fn parse(
        surroundings: &Surroundings,
        kind: &str,
        name: &str,
        modifier: Option<&str>,
        value: &str,
    ) -> Result<Self, Problem> {
        if value.is_empty() {
            return Err(Problem::new(400, "value", "A search parameter has no value."));
        }
        let values = split(value, ',');
        if values.len() > MAX_VALUES {
            return Err(Problem::new(
                400,
                "too-costly",
                "A search parameter lists too many values.",
            ));
        }
        match (name, modifier) {
            ("_id", None) => return Ok(ids(values)),
            ("_lastUpdated", None) => return last_updated(surroundings, &values),
            _ => {}
        }
        let Some(definition) = parameter(kind, name) else {
            // The name is the client's own word, bounded and without anything that could be a value.
            let shown: String = name
                .chars()
                .filter(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(*letter))
                .take(40)
                .collect();

            return Err(Problem::unsupported(format!(
                "{kind} has no search parameter {shown} here."
            )));
        };
        // Says which of the two indexes holds the parameter's rows.
        let column = if definition.kind == Kind::Date { "low" } else { "value" };
        let rows = |condition: &str| {
            format!(
                "r.key IN (SELECT i.key FROM search_index i WHERE i.parameter = ? AND i.{column} IS NOT NULL{condition})"
            )
        };
        let mut cells = vec![Cell::Text(format!("{kind}.{name}"))];
        if modifier == Some("missing") {
            let negation = match value {
                "true" => "NOT ",
                "false" => "",
                _ => return Err(Problem::new(400, "value", ":missing is true or false.")),
            };

            return Ok(Self {
                sql: format!("{negation}{}", rows("")),
                cells,
                narrows: false,
            });
        }
        let mut alternatives = Vec::new();
        for value in &values {
            let (sql, filled) = alternative(surroundings, definition, modifier, value)?;
            alternatives.push(sql);
            cells.extend(filled);
        }
        let negation = if modifier == Some("not") { "NOT " } else { "" };

        Ok(Self {
            sql: format!("{negation}{}", rows(&format!(" AND ({})", alternatives.join(" OR ")))),
            cells,
            narrows: negation.is_empty(),
        })
    }
}

type Alternative = (String, Vec<Cell>);

fn alternative(
    surroundings: &Surroundings,
    definition: &Parameter,
    modifier: Option<&str>,
    value: &str,
) -> Result<Alternative, Problem> {
    match (definition.kind, modifier) {
        (Kind::Token, None | Some("not")) => Ok(token(value)),
        (Kind::Reference, None) => Ok(reference(surroundings, definition.target, value)),
        (Kind::Reference, Some(target)) if target.starts_with(|first: char| first.is_ascii_uppercase()) => {
            Ok(reference(surroundings, Some(target), value))
        }
        (Kind::Date, None) => time(surroundings, value, "i.low", "i.high"),
        (Kind::Text, None) => {
            let folded = fold(&unescape(value));
            if folded.is_empty() {
                return Ok(("0".into(), Vec::new()));
            }

            Ok((
                "(i.value >= ? AND i.value < ?)".into(),
                vec![Cell::Text(folded.clone()), Cell::Text(format!("{folded}\u{10FFFF}"))],
            ))
        }
        (Kind::Text, Some("exact")) => Ok(("i.exact = ?".into(), vec![Cell::Text(unescape(value))])),
        (Kind::Text, Some("contains")) => {
            Ok(("instr(i.value, ?) > 0".into(), vec![Cell::Text(fold(&unescape(value)))]))
        }
        (Kind::Uri, None) => Ok(("i.value = ?".into(), vec![Cell::Text(unescape(value))])),
        _ => Err(Problem::unsupported(format!(
            "{} has no such modifier here.",
            definition.name
        ))),
    }
}

/// `code`, `system|code`, `|code` or `system|`. A plain code element belongs to its one system by nature.
fn token(value: &str) -> Alternative {
    let parts = split(value, '|');
    match parts.as_slice() {
        [system, code] => {
            let (system, code) = (unescape(system), unescape(code));
            if code.is_empty() {
                ("i.system = ?".into(), vec![Cell::Text(system)])
            } else {
                (
                    "(i.value = ? AND i.system IN (?, '*'))".into(),
                    vec![Cell::Text(code), Cell::Text(system)],
                )
            }
        }
        _ => ("i.value = ?".into(), vec![Cell::Text(unescape(value))]),
    }
}

fn reference(surroundings: &Surroundings, target: Option<&str>, value: &str) -> Alternative {
    if let Some((kind, id)) = local_reference(value, &surroundings.origins) {
        return ("i.value = ?".into(), vec![Cell::Text(format!("{kind}/{id}"))]);
    }
    match target {
        _ if !valid_id(value) => ("i.value = ?".into(), vec![Cell::Text(unescape(value))]),
        Some(target) => ("i.value = ?".into(), vec![Cell::Text(format!("{target}/{value}"))]),
        // An id holds neither per cent sign nor underscore, so it is safe in a pattern.
        None => ("i.value LIKE ?".into(), vec![Cell::Text(format!("%/{value}"))]),
    }
}

/// A date with its prefix, compared as FHIR R4 3.1.1.4.7 says: spans against spans.
fn time(surroundings: &Surroundings, value: &str, low: &str, high: &str) -> Result<Alternative, Problem> {
    let (prefix, text) = match value.split_at_checked(2) {
        Some((prefix, text)) if prefix.bytes().all(|byte| byte.is_ascii_lowercase()) => (prefix, text),
        _ => ("eq", value),
    };
    let span = Span::parse(text, &surroundings.zone)
        .ok_or_else(|| Problem::new(400, "value", "A date parameter's value is not a date."))?;
    let (from, to) = (Cell::Integer(span.low), Cell::Integer(span.high));
    let within = format!("({low} >= ? AND {high} <= ?)");
    let (sql, cells) = match prefix {
        // What ends by then has begun by then: said twice, it keeps the index from running on to the last day there is.
        "eq" => (
            format!("({low} BETWEEN ? AND ? AND {high} <= ?)"),
            vec![from, to.clone(), to],
        ),
        "ne" => (format!("NOT {within}"), vec![from, to]),
        "gt" => (format!("{high} > ?"), vec![to]),
        "lt" => (format!("{low} < ?"), vec![from]),
        "ge" => (format!("({high} > ? OR {within})"), vec![to.clone(), from, to]),
        "le" => (format!("({low} < ? OR {within})"), vec![from.clone(), from, to]),
        "sa" => (format!("{low} >= ?"), vec![to]),
        "eb" => (format!("{high} <= ?"), vec![from]),
        _ => {
            return Err(Problem::new(400, "value", "A date parameter has an unknown prefix."));
        }
    };

    Ok((sql, cells))
}

fn ids(values: Vec<String>) -> Filter {
    let marks = vec!["?"; values.len()].join(", ");

    Filter {
        sql: format!("r.id IN ({marks})"),
        cells: values.into_iter().map(Cell::Text).collect(),
        narrows: false,
    }
}

fn last_updated(surroundings: &Surroundings, values: &[String]) -> Result<Filter, Problem> {
    let mut alternatives = Vec::new();
    let mut cells = Vec::new();
    for value in values {
        let (sql, filled) = time(surroundings, value, "r.updated", "r.updated")?;
        alternatives.push(sql);
        cells.extend(filled);
    }

    Ok(Filter {
        sql: format!("({})", alternatives.join(" OR ")),
        cells,
        narrows: false,
    })
}

/// Splits at a separator that no backslash stands before.
fn split(value: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character == separator {
            parts.push(String::new());
            continue;
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
            if character == '\\' {
                part.extend(characters.next());
            }
        }
    }

    parts
}

/// Takes the backslashes off `\,`, `\|`, `\$` and `\\`.
fn unescape(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character == '\\' {
            plain.extend(characters.next());
        } else {
            plain.push(character);
        }
    }

    plain
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn an_escaped_separator_belongs_to_the_value() {
        assert_eq!(split("a\\,b,c", ','), ["a\\,b", "c"]);
        assert_eq!(unescape("a\\,b\\|c\\\\"), "a,b|c\\");
        assert_eq!(
            token("urn:x|a\\|b").1,
            [Cell::Text("a|b".into()), Cell::Text("urn:x".into())]
        );
    }
}
