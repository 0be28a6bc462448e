//! One bounded exchange over HTTPS with one origin.

use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, ETAG, HOST, HeaderMap, IF_MATCH, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Method, Url};
use serde_json::Value;

use crate::client::date::{http_date, retry_after};
use crate::client::trouble::translate;
use crate::client::{ClientError, ClientOptions};
use crate::secret::Secret;

/// The most bytes of an answer.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

/// The most redirects that are followed, all within the same origin.
const MOST_REDIRECTS: usize = 3;

const FHIR_JSON: &str = "application/fhir+json";

/// What is sent.
#[derive(Clone)]
pub(crate) struct Request<'a> {
    method: Method,
    /// Relative to the base URL, or an absolute URL that was checked to be on the same origin.
    path: String,
    body: Body<'a>,
    pub(crate) if_match: Option<&'a str>,
}

#[derive(Clone, Copy)]
pub(crate) enum Body<'a> {
    None,
    Fhir(&'a Value),
    /// FHIR JSON that is written already.
    Written(&'a [u8]),
    Form(&'a [(&'a str, &'a str)]),
}

impl<'a> Request<'a> {
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            body: Body::None,
            if_match: None,
        }
    }

    pub(crate) fn post(path: impl Into<String>, body: Body<'a>) -> Self {
        Self {
            method: Method::POST,
            path: path.into(),
            body,
            if_match: None,
        }
    }

    pub(crate) fn put(path: impl Into<String>, body: Body<'a>) -> Self {
        Self {
            method: Method::PUT,
            path: path.into(),
            body,
            if_match: None,
        }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) etag: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) date: Option<Timestamp>,
}

/// The connection to one origin.
pub(crate) struct Http {
    client: Client,
    base: Url,
    /// Where to connect in place of the base URL's own host and port.
    through: Option<(String, u16)>,
    authority: String,
}

impl Http {
    pub(crate) fn new(options: &ClientOptions) -> Result<Self, ClientError> {
        // Fails only when a provider was installed before, which then serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut base = Url::parse(options.base.trim_end_matches('/')).map_err(|_| configuration("the address"))?;
        if base.scheme() != "https" || base.cannot_be_a_base() {
            return Err(configuration("the address must begin with https://"));
        }
        if !base.username().is_empty() || base.password().is_some() || base.query().is_some() {
            return Err(configuration("the address must have no user name and no query"));
        }
        base.set_fragment(None);
        let host = base
            .host_str()
            .ok_or_else(|| configuration("the address has no host"))?
            .to_owned();
        let authority = base
            .port()
            .map_or_else(|| host.clone(), |port| format!("{host}:{port}"));

        let mut builder = Client::builder()
            .https_only(true)
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(options.timeout)
            .timeout(options.timeout)
            // A connection's buffers hold what was last read through it: nobody's record outlives the visit by long.
            .pool_idle_timeout(Duration::from_secs(4))
            // A line that died silently must not swallow one request after the other until TCP gives up.
            .tcp_keepalive(Duration::from_secs(15))
            .http2_keep_alive_interval(Duration::from_secs(5))
            .http2_keep_alive_timeout(options.timeout)
            .user_agent(concat!("portico/", env!("CARGO_PKG_VERSION")));
        if let Some(pem) = &options.ca_pem {
            let authorities =
                Certificate::from_pem_bundle(pem).map_err(|_| configuration("the authority's certificate"))?;
            if authorities.is_empty() {
                return Err(configuration("the authority's file holds no certificate"));
            }
            builder = builder.tls_certs_only(authorities);
        }
        let through = options.connect_through.map(|relay| {
            let literal = host
                .trim_start_matches('[')
                .trim_end_matches(']')
                .parse::<IpAddr>()
                .is_ok();
            // An address needs no look-up that could be overridden: the relay's own is dialled in its place.
            (
                if literal { relay.ip().to_string() } else { host.clone() },
                relay.port(),
            )
        });
        if let Some(relay) = options.connect_through {
            builder = builder.resolve(&host, relay).http1_only();
        }
        let client = builder.build().map_err(|_| configuration("TLS"))?;

        Ok(Self {
            client,
            base,
            through,
            authority,
        })
    }

    /// Sends, follows redirects within the origin, and reads a bounded answer. Any status is an answer.
    pub(crate) async fn send(&self, request: &Request<'_>, token: Option<&Secret>) -> Result<Answer, ClientError> {
        let mut request = request.clone();
        let mut url = self.url(&request.path)?;
        for _ in 0..=MOST_REDIRECTS {
            let answer = self.send_once(&request, &url, token).await?;
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok(answer);
            }
            let target = self.redirected(&url, answer.location.as_deref())?;
            // Only 307 and 308 promise that a body is sent again: anything else would turn a POST into a GET.
            if request.method != Method::GET && !matches!(answer.status, 307 | 308) {
                return Err(ClientError::Malformed("a redirect that would drop what was sent"));
            }
            request.path = target.to_string();
            url = target;
        }

        Err(ClientError::Malformed("too many redirects"))
    }

    /// Where a redirect leads, if it stays on the origin.
    pub(super) fn redirected(&self, from: &Url, location: Option<&str>) -> Result<Url, ClientError> {
        let target = location
            .and_then(|location| from.join(location).ok())
            .ok_or(ClientError::Malformed("a redirect to nowhere"))?;

        if self.is_same_origin(&target) {
            Ok(target)
        } else {
            Err(ClientError::OtherHost)
        }
    }

    /// A form to an address outside the FHIR base, such as the token endpoint. HTTPS only, no redirect.
    pub(crate) async fn post_form(&self, url: &Url, form: &[(&str, &str)]) -> Result<Answer, ClientError> {
        if url.scheme() != "https" {
            return Err(ClientError::OtherHost);
        }

        self.send_once(&Request::post(url.as_str(), Body::Form(form)), url, None)
            .await
    }

    /// The base URL with `path`; a path that is an address itself must be on the same origin.
    pub(crate) fn url(&self, path: &str) -> Result<Url, ClientError> {
        if let Ok(url) = Url::parse(path) {
            return if self.is_same_origin(&url) {
                Ok(url)
            } else {
                Err(ClientError::OtherHost)
            };
        }
        let mut text = self.base.as_str().trim_end_matches('/').to_owned();
        if path.starts_with('?') || path.is_empty() {
            text.push_str(path);
        } else {
            text.push('/');
            text.push_str(path.trim_start_matches('/'));
        }
        let url = Url::parse(&text).map_err(|_| ClientError::Malformed("an address"))?;

        if self.is_same_origin(&url) {
            Ok(url)
        } else {
            Err(ClientError::OtherHost)
        }
    }

    /// Makes references that name this server relative. What is left with an address then belongs to another server.
    pub(crate) fn localize(&self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value {
                        Value::String(text) if name == "reference" => {
                            if let Some(local) = self.local(text) {
                                *text = local;
                            }
                        }
                        value => self.localize(value),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.localize(item)),
            _ => {}
        }
    }

    fn local(&self, reference: &str) -> Option<String> {
        let base = self.base.as_str().trim_end_matches('/');

        reference.strip_prefix(base)?.strip_prefix('/').map(str::to_owned)
    }

    fn is_same_origin(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }

    async fn send_once(&self, request: &Request<'_>, url: &Url, token: Option<&Secret>) -> Result<Answer, ClientError> {
        let (url, host) = self.dialled(url)?;
        let mut builder = self.client.request(request.method.clone(), url);
        builder = match request.body {
            Body::None => builder.header(ACCEPT, FHIR_JSON),
            Body::Fhir(resource) => {
                let bytes = serde_json::to_vec(resource).map_err(|_| ClientError::Malformed("it is not JSON"))?;
                builder
                    .header(ACCEPT, FHIR_JSON)
                    .header(CONTENT_TYPE, FHIR_JSON)
                    .body(bytes)
            }
            Body::Written(bytes) => builder
                .header(ACCEPT, FHIR_JSON)
                .header(CONTENT_TYPE, FHIR_JSON)
                .body(bytes.to_vec()),
            Body::Form(fields) => builder
                .header(ACCEPT, "application/fhir+json, application/json")
                .form(fields),
        };
        if let Some(host) = host {
            builder = builder.header(HOST, host);
        }
        if let Some(version) = request.if_match {
            builder = builder.header(IF_MATCH, version);
        }
        if let Some(token) = token {
            let token = token.expose_text().ok_or_else(|| configuration("the token"))?;
            builder = builder.bearer_auth(token);
        }
        let response = builder.send().await.map_err(|error| translate(&error))?;

        read(response).await
    }

    /// The address that is really dialled, and the host to name when it is another.
    fn dialled(&self, url: &Url) -> Result<(Url, Option<&str>), ClientError> {
        let Some((host, port)) = &self.through else {
            return Ok((url.clone(), None));
        };
        if !self.is_same_origin(url) {
            return Ok((url.clone(), None));
        }
        let mut dialled = url.clone();
        dialled.set_host(Some(host)).map_err(|_| configuration("the relay"))?;
        dialled.set_port(Some(*port)).map_err(|()| configuration("the relay"))?;

        Ok((dialled, Some(&self.authority)))
    }
}

async fn read(mut response: reqwest::Response) -> Result<Answer, ClientError> {
    let headers = response.headers();
    let mut answer = Answer {
        status: response.status().as_u16(),
        body: Vec::new(),
        etag: text(headers, ETAG),
        location: text(headers, LOCATION),
        retry_after: text(headers, RETRY_AFTER).and_then(|value| retry_after(&value, Timestamp::now())),
        date: text(headers, DATE).and_then(|value| http_date(&value)),
    };
    while let Some(chunk) = response.chunk().await.map_err(|error| translate(&error))? {
        if answer.body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(ClientError::Malformed("it is larger than 16 MiB"));
        }
        answer.body.extend_from_slice(&chunk);
    }

    Ok(answer)
}

fn text(headers: &HeaderMap, name: reqwest::header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn configuration(what: &str) -> ClientError {
    ClientError::Configuration(what.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn http(base: &str) -> Result<Http, ClientError> {
        Http::new(&ClientOptions::new(base))
    }

    #[test]
    fn plain_http_is_never_allowed() {
        for base in [
            "http://127.0.0.1:8080/fhir",
            "ftp://example.org",
            "example.org/fhir",
            "https://u:p@example.org/",
            "",
        ] {
            assert!(matches!(http(base), Err(ClientError::Configuration(_))), "{base}");
        }
    }

    #[test]
    fn references_to_this_server_become_relative_and_others_stay() {
        let http = http("https://central.example.org/fhir").unwrap();
        let mut appointment = serde_json::json!({"participant": [
            {"actor": {"reference": "https://central.example.org/fhir/Patient/1"}},
            {"actor": {"reference": "https://other.example.org/fhir/Patient/1", "display": "https://central.example.org/fhir/x"}},
            {"actor": {"reference": "https://central.example.org/fhirs/Patient/1"}},
            {"actor": {"reference": "Location/2"}}]});
        let mut expected = appointment.clone();
        expected["participant"][0]["actor"]["reference"] = "Patient/1".into();

        http.localize(&mut appointment);

        assert_eq!(appointment, expected);
    }

    #[test]
    fn addresses_stay_on_the_origin() {
        let http = http("https://central.example.org/fhir/").unwrap();

        assert_eq!(
            http.url("Patient/1").unwrap().as_str(),
            "https://central.example.org/fhir/Patient/1"
        );
        assert_eq!(http.url("").unwrap().as_str(), "https://central.example.org/fhir");
        assert!(http.url("https://central.example.org/fhir?page=2").is_ok());
        for elsewhere in [
            "https://evil.example.org/fhir",
            "http://central.example.org/fhir",
            "https://central.example.org:8443/",
        ] {
            assert_eq!(http.url(elsewhere).err(), Some(ClientError::OtherHost), "{elsewhere}");
        }
    }
}
