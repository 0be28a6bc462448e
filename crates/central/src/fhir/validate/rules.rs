//! The required elements and required code bindings of FHIR R4, for the types that the central stores.

/// What a type asks for. A dotted path asks for the element in every value of its parent.
pub(super) struct Rule {
    pub kind: &'static str,
    pub required: &'static [&'static str],
    pub codes: &'static [(&'static str, &'static [&'static str])],
}

const GENDER: &[&str] = &["male", "female", "other", "unknown"];
const NAME_USE: &[&str] = &["usual", "official", "temp", "nickname", "anonymous", "old", "maiden"];
const TELECOM: &[&str] = &["phone", "fax", "email", "pager", "url", "sms", "other"];
const FINANCIAL: &[&str] = &["active", "cancelled", "draft", "entered-in-error"];
const EVENT: &[&str] = &[
    "preparation",
    "in-progress",
    "not-done",
    "on-hold",
    "stopped",
    "completed",
    "entered-in-error",
    "unknown",
];
const REQUEST: &[&str] = &[
    "draft",
    "active",
    "on-hold",
    "revoked",
    "completed",
    "entered-in-error",
    "unknown",
];
const INTENT: &[&str] = &[
    "proposal",
    "plan",
    "directive",
    "order",
    "original-order",
    "reflex-order",
    "filler-order",
    "instance-order",
    "option",
];
const PRIORITY: &[&str] = &["routine", "urgent", "asap", "stat"];
const PURPOSE: &[&str] = &["auth-requirements", "benefits", "discovery", "validation"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        kind: "Account",
        required: &["status"],
        codes: &[(
            "status",
            &["active", "inactive", "entered-in-error", "on-hold", "unknown"],
        )],
    },
    Rule {
        kind: "Appointment",
        required: &["status", "participant", "participant.status"],
        codes: &[
            (
                "status",
                &[
                    "proposed",
                    "pending",
                    "booked",
                    "arrived",
                    "fulfilled",
                    "cancelled",
                    "noshow",
                    "entered-in-error",
                    "checked-in",
                    "waitlist",
                ],
            ),
            (
                "participant.status",
                &["accepted", "declined", "tentative", "needs-action"],
            ),
            ("participant.required", &["required", "optional", "information-only"]),
        ],
    },
    Rule {
        kind: "AuditEvent",
        required: &[
            "type",
            "recorded",
            "agent",
            "agent.requestor",
            "source",
            "source.observer",
        ],
        codes: &[
            ("action", &["C", "R", "U", "D", "E"]),
            ("outcome", &["0", "4", "8", "12"]),
        ],
    },
    Rule {
        kind: "Binary",
        required: &["contentType"],
        codes: &[],
    },
    Rule {
        kind: "ChargeItem",
        required: &["status", "code", "subject"],
        codes: &[(
            "status",
            &[
                "planned",
                "billable",
                "not-billable",
                "aborted",
                "billed",
                "entered-in-error",
                "unknown",
            ],
        )],
    },
    Rule {
        kind: "Communication",
        required: &["status"],
        codes: &[("status", EVENT), ("priority", PRIORITY)],
    },
    Rule {
        kind: "Consent",
        required: &["status", "scope", "category"],
        codes: &[
            (
                "status",
                &[
                    "draft",
                    "proposed",
                    "active",
                    "rejected",
                    "inactive",
                    "entered-in-error",
                ],
            ),
            ("provision.type", &["deny", "permit"]),
        ],
    },
    Rule {
        kind: "Coverage",
        required: &["status", "beneficiary", "payor", "class.type", "class.value"],
        codes: &[("status", FINANCIAL)],
    },
    Rule {
        kind: "CoverageEligibilityRequest",
        required: &[
            "status",
            "purpose",
            "patient",
            "created",
            "insurer",
            "insurance.coverage",
        ],
        codes: &[("status", FINANCIAL), ("purpose", PURPOSE)],
    },
    Rule {
        kind: "CoverageEligibilityResponse",
        required: &[
            "status",
            "purpose",
            "patient",
            "created",
            "request",
            "outcome",
            "insurer",
            "insurance.coverage",
        ],
        codes: &[
            ("status", FINANCIAL),
            ("purpose", PURPOSE),
            ("outcome", &["queued", "complete", "error", "partial"]),
        ],
    },
    Rule {
        kind: "Device",
        required: &["deviceName.name", "deviceName.type"],
        codes: &[("status", &["active", "inactive", "entered-in-error", "unknown"])],
    },
    Rule {
        kind: "DocumentReference",
        required: &["status", "content", "content.attachment"],
        codes: &[
            ("status", &["current", "superseded", "entered-in-error"]),
            ("docStatus", &["preliminary", "final", "amended", "entered-in-error"]),
        ],
    },
    Rule {
        kind: "Encounter",
        required: &["status", "class", "statusHistory.status", "statusHistory.period"],
        codes: &[(
            "status",
            &[
                "planned",
                "arrived",
                "triaged",
                "in-progress",
                "onleave",
                "finished",
                "cancelled",
                "entered-in-error",
                "unknown",
            ],
        )],
    },
    Rule {
        kind: "Invoice",
        required: &["status", "lineItem.priceComponent.type"],
        codes: &[
            (
                "status",
                &["draft", "issued", "balanced", "cancelled", "entered-in-error"],
            ),
            (
                "lineItem.priceComponent.type",
                &["base", "surcharge", "deduction", "discount", "tax", "informational"],
            ),
            (
                "totalPriceComponent.type",
                &["base", "surcharge", "deduction", "discount", "tax", "informational"],
            ),
        ],
    },
    Rule {
        kind: "Location",
        required: &[],
        codes: &[
            ("status", &["active", "suspended", "inactive"]),
            ("mode", &["instance", "kind"]),
        ],
    },
    Rule {
        kind: "Patient",
        required: &["link.other", "link.type", "communication.language"],
        codes: &[
            ("gender", GENDER),
            ("name.use", NAME_USE),
            ("telecom.system", TELECOM),
            ("link.type", &["replaced-by", "replaces", "refer", "seealso"]),
        ],
    },
    Rule {
        kind: "PaymentNotice",
        required: &["status", "created", "payment", "recipient", "amount"],
        codes: &[("status", FINANCIAL)],
    },
    Rule {
        kind: "PaymentReconciliation",
        required: &["status", "created", "paymentDate", "paymentAmount"],
        codes: &[("status", FINANCIAL)],
    },
    Rule {
        kind: "Practitioner",
        required: &[],
        codes: &[("gender", GENDER), ("name.use", NAME_USE), ("telecom.system", TELECOM)],
    },
    Rule {
        kind: "Provenance",
        required: &[
            "target",
            "recorded",
            "agent",
            "agent.who",
            "entity.role",
            "entity.what",
            "signature.type",
            "signature.when",
            "signature.who",
        ],
        codes: &[(
            "entity.role",
            &["derivation", "revision", "quotation", "source", "removal"],
        )],
    },
    Rule {
        kind: "Questionnaire",
        required: &["status", "item.linkId", "item.type"],
        codes: &[("status", &["draft", "active", "retired", "unknown"])],
    },
    Rule {
        kind: "QuestionnaireResponse",
        required: &["status", "item.linkId"],
        codes: &[(
            "status",
            &["in-progress", "completed", "amended", "entered-in-error", "stopped"],
        )],
    },
    Rule {
        kind: "RelatedPerson",
        required: &["patient"],
        codes: &[("gender", GENDER), ("name.use", NAME_USE), ("telecom.system", TELECOM)],
    },
    Rule {
        kind: "ServiceRequest",
        required: &["status", "intent", "subject"],
        codes: &[("status", REQUEST), ("intent", INTENT), ("priority", PRIORITY)],
    },
    Rule {
        kind: "Task",
        required: &["status", "intent", "input.type", "output.type"],
        codes: &[
            (
                "status",
                &[
                    "draft",
                    "requested",
                    "received",
                    "accepted",
                    "rejected",
                    "ready",
                    "cancelled",
                    "in-progress",
                    "on-hold",
                    "failed",
                    "completed",
                    "entered-in-error",
                ],
            ),
            (
                "intent",
                &[
                    "unknown",
                    "proposal",
                    "plan",
                    "order",
                    "original-order",
                    "reflex-order",
                    "filler-order",
                    "instance-order",
                    "option",
                ],
            ),
            ("priority", PRIORITY),
        ],
    },
];
