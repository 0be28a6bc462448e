//! `Bundle` and `OperationOutcome`.

use serde_json::Value;

use crate::CodeableConcept;
use crate::element::{part, resource};

resource! {
    /// `Bundle`.
    Bundle {
        /// `type`
        kind: Option<String> = "type",
        /// `total`, where the server counts
        total: Option<u64> = "total",
        /// `link`
        link: Vec<BundleLink> = "link",
        /// `entry`
        entry: Vec<BundleEntry> = "entry",
    }
}

impl Bundle {
    /// The URL of the next page of a search.
    pub fn next(&self) -> Option<&str> {
        self.link
            .iter()
            .find(|link| link.relation.as_deref() == Some("next"))?
            .url
            .as_deref()
    }
}

part! {
    /// `Bundle.link`.
    BundleLink {
        /// `relation`
        relation: Option<String> = "relation",
        /// `url`
        url: Option<String> = "url",
    }
}

part! {
    /// `Bundle.entry`.
    BundleEntry {
        /// `fullUrl`
        full_url: Option<String> = "fullUrl",
        /// `resource`
        resource: Option<Value> = "resource",
        /// `request`
        request: Option<BundleEntryRequest> = "request",
        /// `response`
        response: Option<BundleEntryResponse> = "response",
    }
}

part! {
    /// `Bundle.entry.request`.
    BundleEntryRequest {
        /// `method`
        method: Option<String> = "method",
        /// `url`
        url: Option<String> = "url",
        /// `ifMatch`
        if_match: Option<String> = "ifMatch",
        /// `ifNoneExist`
        if_none_exist: Option<String> = "ifNoneExist",
    }
}

part! {
    /// `Bundle.entry.response`.
    BundleEntryResponse {
        /// `status`: `201` or `201 Created`
        status: Option<String> = "status",
        /// `location`: `Type/id` or `Type/id/_history/1`
        location: Option<String> = "location",
        /// `etag`
        etag: Option<String> = "etag",
        /// `outcome`
        outcome: Option<Value> = "outcome",
    }
}

impl BundleEntryResponse {
    /// The HTTP status, whether its words follow or not.
    pub fn code(&self) -> Option<u16> {
        self.status.as_deref()?.split_whitespace().next()?.parse().ok()
    }
}

resource! {
    /// `OperationOutcome`.
    OperationOutcome {
        /// `issue`
        issue: Vec<OperationOutcomeIssue> = "issue",
    }
}

part! {
    /// `OperationOutcome.issue`.
    OperationOutcomeIssue {
        /// `severity`
        severity: Option<String> = "severity",
        /// `code`
        code: Option<String> = "code",
        /// `details`
        details: Option<CodeableConcept> = "details",
        /// `diagnostics`; may quote private data
        diagnostics: Option<String> = "diagnostics",
        /// `expression`
        expression: Vec<String> = "expression",
    }
}
