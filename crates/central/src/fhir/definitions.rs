//! The resource types that the central stores, and the search parameters it knows for each.
//!
//! One table: the index, the search, the `CapabilityStatement` and the README follow it.

/// How a search parameter compares (FHIR R4, 3.1.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Token,
    Reference,
    Date,
    Text,
    Uri,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Reference => "reference",
            Self::Date => "date",
            Self::Text => "string",
            Self::Uri => "uri",
        }
    }
}

/// A search parameter of a resource type.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub name: &'static str,
    pub kind: Kind,
    /// Element paths, separated by `|`. Lists along the way are walked.
    pub paths: &'static str,
    /// For a reference: only those to this type.
    pub target: Option<&'static str>,
}

const fn token(name: &'static str, paths: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Token,
        paths,
        target: None,
    }
}

const fn reference(name: &'static str, paths: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Reference,
        paths,
        target: None,
    }
}

const fn only(name: &'static str, paths: &'static str, target: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Reference,
        paths,
        target: Some(target),
    }
}

const fn date(name: &'static str, paths: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Date,
        paths,
        target: None,
    }
}

const fn text(name: &'static str, paths: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Text,
        paths,
        target: None,
    }
}

const fn uri(name: &'static str, paths: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Uri,
        paths,
        target: None,
    }
}

const IDENTIFIER: Parameter = token("identifier", "identifier");
const STATUS: Parameter = token("status", "status");
const ACTIVE: Parameter = token("active", "active");

/// The resource types stored, with their search parameters.
pub(crate) const TYPES: &[(&str, &[Parameter])] = &[
    (
        "Account",
        &[
            IDENTIFIER,
            STATUS,
            token("type", "type"),
            text("name", "name"),
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            reference("owner", "owner"),
            date("period", "servicePeriod"),
        ],
    ),
    (
        "Appointment",
        &[
            IDENTIFIER,
            STATUS,
            date("date", "start"),
            reference("actor", "participant.actor"),
            only("patient", "participant.actor", "Patient"),
            only("practitioner", "participant.actor", "Practitioner"),
            only("location", "participant.actor", "Location"),
            token("appointment-type", "appointmentType"),
            token("service-type", "serviceType"),
            token("specialty", "specialty"),
            token("part-status", "participant.status"),
        ],
    ),
    (
        "AuditEvent",
        &[
            date("date", "recorded"),
            token("type", "type"),
            token("subtype", "subtype"),
            token("action", "action"),
            token("outcome", "outcome"),
            reference("agent", "agent.who"),
            reference("entity", "entity.what"),
            only("patient", "agent.who|entity.what", "Patient"),
            reference("source", "source.observer"),
        ],
    ),
    ("Binary", &[]),
    (
        "ChargeItem",
        &[
            IDENTIFIER,
            STATUS,
            token("code", "code"),
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            reference("account", "account"),
            reference("context", "context"),
            date("occurrence", "occurrenceDateTime|occurrencePeriod"),
            date("entered-date", "enteredDate"),
        ],
    ),
    (
        "Communication",
        &[
            IDENTIFIER,
            STATUS,
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            reference("recipient", "recipient"),
            reference("sender", "sender"),
            date("sent", "sent"),
        ],
    ),
    (
        "Consent",
        &[
            IDENTIFIER,
            STATUS,
            reference("patient", "patient"),
            token("category", "category"),
            token("scope", "scope"),
            date("date", "dateTime"),
            reference("source-reference", "sourceReference"),
            reference("consentor", "performer"),
            reference("organization", "organization"),
        ],
    ),
    (
        "Coverage",
        &[
            IDENTIFIER,
            STATUS,
            token("type", "type"),
            reference("beneficiary", "beneficiary"),
            only("patient", "beneficiary", "Patient"),
            reference("payor", "payor"),
            reference("subscriber", "subscriber"),
            reference("policy-holder", "policyHolder"),
            token("class-type", "class.type"),
            text("class-value", "class.value"),
        ],
    ),
    (
        "CoverageEligibilityRequest",
        &[
            IDENTIFIER,
            STATUS,
            reference("patient", "patient"),
            date("created", "created"),
            reference("provider", "provider"),
        ],
    ),
    (
        "CoverageEligibilityResponse",
        &[
            IDENTIFIER,
            STATUS,
            reference("patient", "patient"),
            reference("request", "request"),
            token("outcome", "outcome"),
            date("created", "created"),
            reference("insurer", "insurer"),
            text("disposition", "disposition"),
        ],
    ),
    (
        "Device",
        &[
            IDENTIFIER,
            STATUS,
            token("type", "type"),
            text("device-name", "deviceName.name"),
            reference("location", "location"),
            reference("organization", "owner"),
        ],
    ),
    (
        "DocumentReference",
        &[
            IDENTIFIER,
            STATUS,
            token("type", "type"),
            token("category", "category"),
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            date("date", "date"),
            reference("encounter", "context.encounter"),
            reference("related", "context.related"),
            token("language", "content.attachment.language"),
            token("contenttype", "content.attachment.contentType"),
            reference("author", "author"),
        ],
    ),
    (
        "Encounter",
        &[
            IDENTIFIER,
            STATUS,
            token("class", "class"),
            token("type", "type"),
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            reference("appointment", "appointment"),
            date("date", "period"),
            reference("participant", "participant.individual"),
            only("practitioner", "participant.individual", "Practitioner"),
            reference("location", "location.location"),
            reference("account", "account"),
            reference("service-provider", "serviceProvider"),
        ],
    ),
    (
        "HealthcareService",
        &[
            IDENTIFIER,
            ACTIVE,
            text("name", "name"),
            token("service-type", "type"),
            token("specialty", "specialty"),
            reference("location", "location"),
            reference("organization", "providedBy"),
        ],
    ),
    (
        "Invoice",
        &[
            IDENTIFIER,
            STATUS,
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            reference("account", "account"),
            date("date", "date"),
            reference("recipient", "recipient"),
            reference("issuer", "issuer"),
            token("type", "type"),
        ],
    ),
    (
        "Location",
        &[
            IDENTIFIER,
            STATUS,
            text("name", "name|alias"),
            token("type", "type"),
            reference("organization", "managingOrganization"),
            reference("partof", "partOf"),
            text("address", "address.text|address.line|address.city|address.postalCode"),
        ],
    ),
    (
        "Organization",
        &[
            IDENTIFIER,
            ACTIVE,
            text("name", "name|alias"),
            token("type", "type"),
            reference("partof", "partOf"),
        ],
    ),
    (
        "Patient",
        &[
            IDENTIFIER,
            ACTIVE,
            text("name", "name.family|name.given|name.text|name.prefix|name.suffix"),
            text("family", "name.family"),
            text("given", "name.given"),
            date("birthdate", "birthDate"),
            token("gender", "gender"),
            token("telecom", "telecom"),
            token("language", "communication.language"),
            text(
                "address",
                "address.text|address.line|address.city|address.state|address.postalCode",
            ),
            text("address-postalcode", "address.postalCode"),
            reference("organization", "managingOrganization"),
            reference("link", "link.other"),
        ],
    ),
    (
        "PaymentNotice",
        &[
            IDENTIFIER,
            STATUS,
            reference("request", "request"),
            reference("response", "response"),
            date("created", "created"),
            token("payment-status", "paymentStatus"),
            reference("provider", "provider"),
        ],
    ),
    (
        "PaymentReconciliation",
        &[
            IDENTIFIER,
            STATUS,
            token("outcome", "outcome"),
            date("created", "created"),
            reference("request", "request"),
        ],
    ),
    (
        "Practitioner",
        &[
            IDENTIFIER,
            ACTIVE,
            text("name", "name.family|name.given|name.text|name.prefix|name.suffix"),
            text("family", "name.family"),
            text("given", "name.given"),
        ],
    ),
    (
        "PractitionerRole",
        &[
            IDENTIFIER,
            ACTIVE,
            reference("practitioner", "practitioner"),
            reference("organization", "organization"),
            reference("location", "location"),
            reference("service", "healthcareService"),
            token("specialty", "specialty"),
            token("role", "code"),
        ],
    ),
    (
        "Provenance",
        &[
            reference("target", "target"),
            only("patient", "target", "Patient"),
            date("recorded", "recorded"),
            reference("agent", "agent.who"),
            reference("entity", "entity.what"),
            reference("location", "location"),
        ],
    ),
    (
        "Questionnaire",
        &[
            IDENTIFIER,
            STATUS,
            uri("url", "url"),
            text("name", "name"),
            text("title", "title"),
            token("version", "version"),
            token("context", "useContext.valueCodeableConcept"),
            token("context-type", "useContext.code"),
            token("code", "item.code"),
            date("date", "date"),
            token("subject-type", "subjectType"),
        ],
    ),
    (
        "QuestionnaireResponse",
        &[
            IDENTIFIER,
            STATUS,
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            uri("questionnaire", "questionnaire"),
            reference("encounter", "encounter"),
            date("authored", "authored"),
            reference("author", "author"),
            reference("source", "source"),
        ],
    ),
    (
        "RelatedPerson",
        &[
            IDENTIFIER,
            ACTIVE,
            reference("patient", "patient"),
            token("relationship", "relationship"),
            text("name", "name.family|name.given|name.text"),
            date("birthdate", "birthDate"),
            token("gender", "gender"),
            token("telecom", "telecom"),
        ],
    ),
    (
        "ServiceRequest",
        &[
            IDENTIFIER,
            STATUS,
            token("intent", "intent"),
            token("code", "code"),
            token("category", "category"),
            reference("subject", "subject"),
            only("patient", "subject", "Patient"),
            reference("requester", "requester"),
            reference("performer", "performer"),
            date("authored", "authoredOn"),
            date("occurrence", "occurrenceDateTime|occurrencePeriod"),
        ],
    ),
    (
        "Task",
        &[
            IDENTIFIER,
            STATUS,
            token("intent", "intent"),
            token("code", "code"),
            token("business-status", "businessStatus"),
            token("priority", "priority"),
            reference("patient", "for"),
            reference("subject", "for"),
            reference("focus", "focus"),
            reference("owner", "owner"),
            reference("requester", "requester"),
            reference("based-on", "basedOn"),
            reference("part-of", "partOf"),
            reference("encounter", "encounter"),
            date("authored-on", "authoredOn"),
            date("modified", "lastModified"),
            date("period", "executionPeriod"),
            token("performer", "performerType"),
        ],
    ),
];

/// The search parameters of a type, or nothing when the type is not stored here.
pub(crate) fn parameters(kind: &str) -> Option<&'static [Parameter]> {
    TYPES
        .iter()
        .find(|(name, _)| *name == kind)
        .map(|(_, parameters)| *parameters)
}

/// One search parameter of a type.
pub(crate) fn parameter(kind: &str, name: &str) -> Option<&'static Parameter> {
    parameters(kind)?.iter().find(|parameter| parameter.name == name)
}
