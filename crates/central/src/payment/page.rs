//! The page behind a payment link, for the patient's own phone. It shows an amount and no name, and asks for no card.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    Offer, Outcome, Standing,
    words::{Words, words},
};
use crate::{
    problem::Problem,
    store::{Found, Reader},
    web::{Shared, escape, page},
};

/// A link's token is this long; nothing else is looked up.
const TOKEN_LENGTH: usize = 43;

/// `GET /pay/<token>`
pub(crate) async fn show(State(shared): State<Arc<Shared>>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let words = spoken(&headers);
    if token.len() != TOKEN_LENGTH {
        return over(StatusCode::NOT_FOUND, words, &site_name(None));
    }
    let found = shared
        .store
        .read(move |reader| Ok((super::find(reader, &token)?, site(reader)?)))
        .await;
    let (found, site) = match found {
        Ok(found) => found,
        Err(problem) => return sorry(&problem, words),
    };
    match found {
        None => over(StatusCode::NOT_FOUND, words, &site),
        Some((offer, Standing::Open)) => open(&offer, words, &site),
        Some((_, Standing::Paid)) => done(words, &site, words.paid_before, words.paid_before_text),
        Some((_, Standing::Over)) => over(StatusCode::GONE, words, &site),
    }
}

/// `POST /pay/<token>`
pub(crate) async fn pay(State(shared): State<Arc<Shared>>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let words = spoken(&headers);
    if token.len() != TOKEN_LENGTH {
        return over(StatusCode::NOT_FOUND, words, &site_name(None));
    }
    let paid = shared
        .store
        .write(move |writer| Ok((super::pay(writer, &token)?, site(writer)?)))
        .await;
    let (paid, site) = match paid {
        Ok(paid) => paid,
        Err(problem) => return sorry(&problem, words),
    };
    match paid {
        None => over(StatusCode::NOT_FOUND, words, &site),
        Some((_, Outcome::JustPaid)) => done(words, &site, words.paid, words.paid_text),
        Some((_, Outcome::PaidBefore)) => done(words, &site, words.paid_before, words.paid_before_text),
        Some((_, Outcome::Over)) => over(StatusCode::GONE, words, &site),
    }
}

fn spoken(headers: &HeaderMap) -> &'static Words {
    let wishes = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();

    words(wishes)
}

/// The site's name: the first organization that provides care.
pub(crate) fn site(reader: &Reader<'_>) -> Result<String, Problem> {
    use rusqlite::OptionalExtension;

    let id: Option<String> = reader
        .connection
        .query_row(
            "SELECT r.id FROM resource r JOIN search_index i ON i.key = r.key
             WHERE i.parameter = 'Organization.type' AND i.value = 'prov' AND r.deleted = 0 ORDER BY r.key LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    let name = match id {
        Some(id) => match reader.find("Organization", &id)? {
            Found::Present(stored) => stored
                .body
                .get("name")
                .and_then(|name| name.as_str())
                .map(ToOwned::to_owned),
            _ => None,
        },
        None => None,
    };

    Ok(site_name(name))
}

fn site_name(name: Option<String>) -> String {
    name.unwrap_or_else(|| "Portico".to_owned())
}

/// `$20.00`, or the amount and its currency. Kept left-to-right inside right-to-left text.
fn amount(offer: &Offer) -> String {
    match offer.currency.as_str() {
        "USD" => format!("${}", offer.amount),
        currency => format!("{} {currency}", offer.amount),
    }
}

fn open(offer: &Offer, words: &Words, site: &str) -> Response {
    let amount = format!("<bdi dir=\"ltr\">{}</bdi>", escape(&amount(offer)));
    let body = format!(
        "<main class=\"phone\">\n<p class=\"site\">{site}</p>\n<h1>{title}</h1>\n\
         <div class=\"sheet\"><p>{what_for}</p><p class=\"quiet\">{to_pay}</p><p class=\"amount\">{amount}</p></div>\n\
         <form method=\"post\"><button type=\"submit\">{pay}</button></form>\n\
         <p class=\"quiet\">{pretend}</p>\n<p class=\"quiet\">{until}</p>\n</main>",
        site = escape(site),
        title = words.title,
        what_for = words.what_for,
        to_pay = words.to_pay,
        pay = words.pay.replace("{}", &amount),
        pretend = words.pretend,
        until = words.until,
    );

    page(StatusCode::OK, words.language, words.direction, words.title, "", &body)
}

fn done(words: &Words, site: &str, headline: &str, text: &str) -> Response {
    const TICK: &str = "<svg class=\"mark success\" viewBox=\"0 0 48 48\" aria-hidden=\"true\"><circle cx=\"24\" cy=\"24\" r=\"21\"/><path d=\"M14 25l7 7 13-15\"/></svg>";

    message(StatusCode::OK, words, site, TICK, headline, text)
}

fn over(status: StatusCode, words: &Words, site: &str) -> Response {
    const CLOCK: &str = "<svg class=\"mark attention\" viewBox=\"0 0 48 48\" aria-hidden=\"true\"><circle cx=\"24\" cy=\"24\" r=\"21\"/><path d=\"M24 13v12l8 5\"/></svg>";

    message(status, words, site, CLOCK, words.over, words.over_text)
}

fn message(status: StatusCode, words: &Words, site: &str, mark: &str, headline: &str, text: &str) -> Response {
    let body = format!(
        "<main class=\"phone\">\n<p class=\"site\">{site}</p>\n{mark}\n<h1 role=\"status\">{headline}</h1>\n<p>{text}</p>\n</main>",
        site = escape(site),
    );

    page(status, words.language, words.direction, headline, "", &body)
}

fn sorry(problem: &Problem, words: &Words) -> Response {
    if problem.status < 500 {
        return over(StatusCode::NOT_FOUND, words, &site_name(None));
    }

    problem.clone().into_response()
}
