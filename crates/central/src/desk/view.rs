//! The desk page's HTML.

use axum::{http::StatusCode, response::Response};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::Board;
use crate::{
    fhir::json::{select, text},
    web::{escape, page},
};

const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"8\">\n";

pub(super) fn login(status: StatusCode, refused: bool) -> Response {
    let refusal = if refused {
        "<p class=\"danger\" role=\"alert\">That is not the desk token. Look in the file <code>desk-token</code> of the central.</p>"
    } else {
        ""
    };
    let body = format!(
        "<main class=\"desk\">\n<h1>Desk</h1>\n<form class=\"login\" method=\"post\" action=\"/desk/login\">{refusal}\
         <label>Desk token <input type=\"password\" name=\"token\" autocomplete=\"current-password\" required autofocus></label>\
         <button type=\"submit\">Open the desk</button></form>\n</main>"
    );

    page(status, "en", "ltr", "Desk", "", &body)
}

pub(super) fn board(board: &Board, form_token: &str, zone: &TimeZone) -> Response {
    let help = tasks(&board.help, form_token, zone, "Nobody is asking for help.");
    let desk = tasks(&board.tasks, form_token, zone, "Nothing to settle.");
    let body = format!(
        "<main class=\"desk\">\n<header><h1>Desk</h1>\
         <form method=\"post\" action=\"/desk/logout\"><input type=\"hidden\" name=\"form_token\" value=\"{token}\">\
         <button class=\"second\" type=\"submit\">Close</button></form></header>\n\
         <section aria-labelledby=\"help\"><h2 id=\"help\">Help wanted ({help_count})</h2>{help}</section>\n\
         <section aria-labelledby=\"tasks\"><h2 id=\"tasks\">To settle ({desk_count})</h2>{desk}</section>\n\
         <section aria-labelledby=\"arrivals\"><h2 id=\"arrivals\">Arrived today ({arrived})</h2>{arrivals}</section>\n</main>",
        token = escape(form_token),
        help_count = board.help.len(),
        desk_count = board.tasks.len(),
        arrived = board.arrivals.len(),
        arrivals = arrivals(&board.arrivals, zone),
    );

    page(StatusCode::OK, "en", "ltr", "Desk", REFRESH, &body)
}

fn tasks(tasks: &[Value], form_token: &str, zone: &TimeZone, none: &str) -> String {
    if tasks.is_empty() {
        return format!("<p class=\"quiet\">{none}</p>");
    }
    let items: String = tasks.iter().map(|task| item(task, form_token, zone)).collect();

    format!("<ul>{items}</ul>")
}

fn item(task: &Value, form_token: &str, zone: &TimeZone) -> String {
    let what = text(task, "description")
        .or_else(|| text(task, "reasonCode.text"))
        .or_else(|| text(task, "code.text"))
        .unwrap_or("Help at the kiosk");
    let reason = text(task, "reasonCode.text").filter(|reason| *reason != what);
    let details: Vec<String> = [
        text(task, "for.display"),
        reason,
        text(task, "requester.display").or_else(|| text(task, "requester.reference")),
        text(task, "authoredOn").and_then(|when| clock(when, zone)).as_deref(),
    ]
    .into_iter()
    .flatten()
    .map(escape)
    .collect();
    let status = text(task, "status").unwrap_or_default();
    let waiting = matches!(status, "requested" | "received" | "ready");
    let id = escape(text(task, "id").unwrap_or_default());
    let button = |status: &str, label: &str, class: &str| {
        format!(
            "<form method=\"post\" action=\"/desk/task\"><input type=\"hidden\" name=\"form_token\" value=\"{}\">\
             <input type=\"hidden\" name=\"id\" value=\"{id}\"><input type=\"hidden\" name=\"status\" value=\"{status}\">\
             <button{class} type=\"submit\">{label}</button></form>",
            escape(form_token)
        )
    };
    let coming = if waiting {
        button("accepted", "I’m coming", "")
    } else {
        "<span class=\"success\">Somebody is on the way</span>".to_owned()
    };

    format!(
        "<li{urgent}><div><p><strong>{what}</strong></p><p class=\"quiet\">{details}</p></div><div class=\"actions\">{coming}{done}</div></li>",
        urgent = if waiting { " class=\"urgent\"" } else { "" },
        what = escape(what),
        details = details.join(" · "),
        done = button("completed", "Done", " class=\"second\""),
    )
}

fn arrivals(appointments: &[Value], zone: &TimeZone) -> String {
    if appointments.is_empty() {
        return "<p class=\"quiet\">Nobody yet.</p>".to_owned();
    }
    let rows: Vec<String> = appointments
        .iter()
        .map(|appointment| {
            let who = |kind: &str| {
                select(appointment, "participant.actor")
                    .into_iter()
                    .find(|actor| text(actor, "reference").is_some_and(|reference| reference.starts_with(kind)))
                    .and_then(|actor| text(actor, "display"))
                    .map(escape)
                    .unwrap_or_default()
            };
            let time = text(appointment, "start")
                .and_then(|start| clock(start, zone))
                .unwrap_or_default();

            format!(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                escape(&time),
                who("Patient/"),
                who("Practitioner/"),
                who("Location/"),
            )
        })
        .collect();

    format!(
        "<table><thead><tr><th>Time</th><th>Who</th><th>With</th><th>Where</th></tr></thead><tbody>{}</tbody></table>",
        rows.concat()
    )
}

/// A moment as the clock on the wall shows it.
fn clock(text: &str, zone: &TimeZone) -> Option<String> {
    let moment: jiff::Timestamp = text.parse().ok()?;

    Some(moment.to_zoned(zone.clone()).strftime("%H:%M").to_string())
}
