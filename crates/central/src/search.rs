//! FHIR search (R4, 3.1.1): reading a query, running it on the index, and answering page by page.

mod filter;
mod page;

use std::fmt::Write as _;

use rusqlite::{params_from_iter, types::Value as Cell};

use crate::{
    fhir::definitions::{Kind, parameter, parameters},
    problem::Problem,
    store::Reader,
};
use filter::Filter;
pub(crate) use page::{Pages, Snapshot, searchset};

/// Resources a page holds when the client doesn't say.
const USUAL_COUNT: usize = 50;
/// Resources a page holds at most.
const MAX_COUNT: usize = 500;
/// A search finds no more than this many: whoever needs more has to narrow it.
const MAX_MATCHES: usize = 10_000;
/// Values that one parameter may list.
const MAX_VALUES: usize = 200;

/// `_include` or `_revinclude`: follow this parameter of this type, perhaps only to one type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub kind: String,
    pub parameter: String,
    pub target: Option<String>,
}

/// A search that has been read and found meaningful.
#[derive(Debug)]
pub(crate) struct Query {
    kind: String,
    filters: Vec<Filter>,
    sort: Vec<(String, bool)>,
    pub count: usize,
    pub include: Vec<Link>,
    pub revinclude: Vec<Link>,
    /// Only how many there are.
    pub total_only: bool,
}

impl Query {
    /// Reads the parameters of a search. A parameter that the type doesn't have is refused, unless leniency is asked for.
    pub fn parse(reader: &Reader<'_>, kind: &str, pairs: &[(String, String)], lenient: bool) -> Result<Self, Problem> {
        if parameters(kind).is_none() {
            return Err(unknown_type());
        }
        let mut query = Self {
            kind: kind.to_owned(),
            filters: Vec::new(),
            sort: Vec::new(),
            count: USUAL_COUNT,
            include: Vec::new(),
            revinclude: Vec::new(),
            total_only: false,
        };
        for (name, value) in pairs {
            let (bare, modifier) = match name.split_once(':') {
                Some((bare, modifier)) => (bare, Some(modifier)),
                None => (name.as_str(), None),
            };
            match query.add(reader, bare, modifier, value) {
                Err(problem) if lenient && problem.code == "not-supported" => {}
                other => other?,
            }
        }

        Ok(query)
    }

    fn add(&mut self, reader: &Reader<'_>, name: &str, modifier: Option<&str>, value: &str) -> Result<(), Problem> {
        match (name, modifier) {
            ("_count", None) => {
                let count: usize = value
                    .parse()
                    .map_err(|_| Problem::new(400, "value", "_count is a whole number."))?;
                self.total_only |= count == 0;
                self.count = count.clamp(1, MAX_COUNT);
            }
            ("_summary", None) if value == "count" => self.total_only = true,
            ("_summary", None) if value == "false" => {}
            ("_format", None) if value.contains("json") => {}
            ("_total" | "_pretty", None) => {}
            ("_sort", None) => {
                for field in value.split(',') {
                    let (field, descending) = match field.strip_prefix('-') {
                        Some(field) => (field, true),
                        None => (field, false),
                    };
                    if !["_id", "_lastUpdated"].contains(&field) && parameter(&self.kind, field).is_none() {
                        return Err(Problem::unsupported(
                            "_sort names a parameter that this type doesn't have.",
                        ));
                    }
                    self.sort.push((field.to_owned(), descending));
                }
            }
            ("_include", None) => {
                let link = link(value)?;
                if link.kind != self.kind {
                    return Err(Problem::unsupported(
                        "_include starts from the type that is searched for.",
                    ));
                }
                self.include.push(link);
            }
            ("_revinclude", None) => self.revinclude.push(link(value)?),
            _ => self
                .filters
                .push(Filter::parse(reader.surroundings, &self.kind, name, modifier, value)?),
        }

        Ok(())
    }

    /// The ids that match, in order.
    pub fn run(&self, reader: &Reader<'_>) -> Result<Vec<String>, Problem> {
        // The plus sign takes the type's own index out of the choice where a filter's index is better (SQLite, "The
        // Query Optimizer", 5): else every resource of the type is looked at for the one that is meant.
        let plus = if self.filters.iter().any(|filter| filter.narrows) {
            "+"
        } else {
            ""
        };
        let mut sql = format!("SELECT r.id FROM resource r WHERE {plus}r.type = ? AND r.deleted = 0");
        let mut cells = vec![Cell::Text(self.kind.clone())];
        for filter in &self.filters {
            sql.push_str(" AND ");
            sql.push_str(&filter.sql);
            cells.extend(filter.cells.iter().cloned());
        }
        // Writing into a text cannot fail.
        sql.push_str(" ORDER BY ");
        for (field, descending) in &self.sort {
            let direction = if *descending { "DESC" } else { "ASC" };
            let (column, of_index) = match field.as_str() {
                "_id" => ("r.id", false),
                "_lastUpdated" => ("r.updated", false),
                _ => match parameter(&self.kind, field).map(|parameter| parameter.kind) {
                    Some(Kind::Date) if *descending => ("MAX(i.high)", true),
                    Some(Kind::Date) => ("MIN(i.low)", true),
                    _ if *descending => ("MAX(i.value)", true),
                    _ => ("MIN(i.value)", true),
                },
            };
            if of_index {
                let _ = write!(
                    sql,
                    "(SELECT {column} FROM search_index i WHERE i.key = r.key AND i.parameter = ?) {direction} NULLS LAST, "
                );
                cells.push(Cell::Text(format!("{}.{field}", self.kind)));
            } else {
                let _ = write!(sql, "{column} {direction}, ");
            }
        }
        let _ = write!(sql, "r.key LIMIT {}", MAX_MATCHES + 1);
        let mut statement = reader.connection.prepare_cached(&sql)?;
        let ids = statement
            .query_map(params_from_iter(cells), |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?;
        if ids.len() > MAX_MATCHES {
            return Err(Problem::new(
                400,
                "too-costly",
                "This finds too many resources. Narrow the search.",
            ));
        }

        Ok(ids)
    }
}

/// The ids that a query in URL form finds: how conditions in Bundles and headers are told.
pub(crate) fn matches(reader: &Reader<'_>, kind: &str, query: &str) -> Result<Vec<String>, Problem> {
    let pairs = crate::web::form::pairs(query)?;
    let query = Query::parse(reader, kind, &pairs, false)?;
    if query.filters.is_empty() {
        return Err(Problem::precondition(
            "too-costly",
            "A condition needs something to search by.",
        ));
    }

    query.run(reader)
}

pub(crate) fn unknown_type() -> Problem {
    Problem::new(404, "not-supported", "This server doesn't know that type of resource.")
}

/// `Type:parameter` or `Type:parameter:Target`.
fn link(value: &str) -> Result<Link, Problem> {
    let mut parts = value.split(':');
    let kind = parts.next().unwrap_or_default();
    let name = parts.next().unwrap_or_default();
    let target = parts.next().map(ToOwned::to_owned);
    let known = name == "*" && parameters(kind).is_some()
        || parameter(kind, name).is_some_and(|parameter| parameter.kind == Kind::Reference);
    if !known || parts.next().is_some() {
        return Err(Problem::unsupported(
            "_include and _revinclude are Type:parameter, of a reference.",
        ));
    }

    Ok(Link {
        kind: kind.to_owned(),
        parameter: name.to_owned(),
        target,
    })
}
