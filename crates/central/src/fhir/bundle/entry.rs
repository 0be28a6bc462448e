//! Reading the entries of a Bundle.

use serde_json::Value;

use crate::{
    fhir::{
        definitions::parameters,
        json::{resource_type, valid_id},
    },
    problem::Problem,
    search::unknown_type,
};

/// Entries that one Bundle may have.
const MAX_ENTRIES: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

/// One request of a Bundle.
#[derive(Debug)]
pub(crate) struct Entry {
    pub index: usize,
    pub method: Method,
    pub kind: String,
    pub id: Option<String>,
    /// What stands behind the question mark of the URL.
    pub query: Option<String>,
    pub full_url: Option<String>,
    pub resource: Option<Value>,
    pub if_none_exist: Option<String>,
    pub if_match: Option<String>,
}

/// The entries of a Bundle; each is readable or says why it isn't.
pub(crate) fn entries(bundle: Value) -> Result<Vec<Result<Entry, Problem>>, Problem> {
    let Value::Object(mut fields) = bundle else {
        return Err(Problem::structure("A Bundle is an object."));
    };
    let items = match fields.remove("entry") {
        None => Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(Problem::structure("Bundle.entry is a list.").at("Bundle.entry")),
    };
    if items.len() > MAX_ENTRIES {
        return Err(Problem::new(
            413,
            "too-costly",
            format!("A Bundle has at most {MAX_ENTRIES} entries."),
        ));
    }

    Ok(items
        .into_iter()
        .enumerate()
        .map(|(index, item)| read(index, item).map_err(|problem| problem.in_entry(index)))
        .collect())
}

fn read(index: usize, mut item: Value) -> Result<Entry, Problem> {
    let resource = item.as_object_mut().and_then(|fields| fields.remove("resource"));
    let text = |pointer: &str| item.pointer(pointer).and_then(Value::as_str).map(ToOwned::to_owned);
    let method = match text("/request/method").as_deref() {
        Some("GET") => Method::Get,
        Some("POST") => Method::Post,
        Some("PUT") => Method::Put,
        Some("DELETE") => Method::Delete,
        Some(_) => {
            return Err(
                Problem::unsupported("The method is none that this server does in a Bundle.").at("request.method"),
            );
        }
        None => {
            return Err(Problem::new(400, "required", "The entry has no request.method.").at("request.method"));
        }
    };
    let url = text("/request/url")
        .ok_or_else(|| Problem::new(400, "required", "The entry has no request.url.").at("request.url"))?;
    let (path, query) = match url.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (url.as_str(), None),
    };
    let (kind, id) = match path.split_once('/') {
        Some((kind, id)) => (kind, Some(id.to_owned())),
        None => (path, None),
    };
    if parameters(kind).is_none() {
        return Err(unknown_type());
    }
    if id.as_deref().is_some_and(|id| !valid_id(id)) {
        return Err(Problem::unsupported("The URL is none that this server does in a Bundle.").at("request.url"));
    }
    let wants_resource = matches!(method, Method::Post | Method::Put);
    match &resource {
        None if wants_resource => {
            return Err(Problem::new(400, "required", "The entry has no resource.").at("resource"));
        }
        Some(resource) if wants_resource && resource_type(resource) != kind => {
            return Err(Problem::structure("The resourceType must be the one of request.url.").at("resourceType"));
        }
        _ => {}
    }
    if method == Method::Post && id.is_some() {
        return Err(Problem::structure("A POST names no id.").at("request.url"));
    }

    Ok(Entry {
        index,
        method,
        kind: kind.to_owned(),
        id,
        query,
        full_url: text("/fullUrl"),
        resource,
        if_none_exist: text("/request/ifNoneExist"),
        if_match: text("/request/ifMatch"),
    })
}
