//! `Coverage`, `CoverageEligibilityResponse` and `Invoice`.

use serde_json::Value;

use crate::element::{part, resource};
use crate::{Amount, CodeableConcept, Extension, Identifier, Money, Period, Reference};

resource! {
    /// `Coverage`.
    Coverage {
        /// `contained`
        contained: Vec<Value> = "contained",
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `status`
        status: Option<String> = "status",
        /// `type`
        kind: Option<CodeableConcept> = "type",
        /// `policyHolder`
        policy_holder: Option<Reference> = "policyHolder",
        /// `subscriber`
        subscriber: Option<Reference> = "subscriber",
        /// `subscriberId`
        subscriber_id: Option<String> = "subscriberId",
        /// `beneficiary`
        beneficiary: Option<Reference> = "beneficiary",
        /// `dependent`
        dependent: Option<String> = "dependent",
        /// `relationship`
        relationship: Option<CodeableConcept> = "relationship",
        /// `period`
        period: Option<Period> = "period",
        /// `payor`
        payor: Vec<Reference> = "payor",
        /// `class`
        class: Vec<CoverageClass> = "class",
    }
}

part! {
    /// `Coverage.class`.
    CoverageClass {
        /// `type`
        kind: Option<CodeableConcept> = "type",
        /// `value`
        value: Option<String> = "value",
        /// `name`
        name: Option<String> = "name",
    }
}

resource! {
    /// `CoverageEligibilityResponse`.
    CoverageEligibilityResponse {
        /// `status`
        status: Option<String> = "status",
        /// `request`
        request: Option<Reference> = "request",
        /// `outcome`
        outcome: Option<String> = "outcome",
        /// `disposition`
        disposition: Option<String> = "disposition",
        /// `insurance`
        insurance: Vec<EligibilityInsurance> = "insurance",
        /// `error`
        error: Vec<EligibilityError> = "error",
    }
}

part! {
    /// `CoverageEligibilityResponse.insurance`.
    EligibilityInsurance {
        /// `coverage`
        coverage: Option<Reference> = "coverage",
        /// `inforce`
        inforce: Option<bool> = "inforce",
        /// `item`
        item: Vec<EligibilityItem> = "item",
    }
}

part! {
    /// `CoverageEligibilityResponse.insurance.item`.
    EligibilityItem {
        /// `category`
        category: Option<CodeableConcept> = "category",
        /// `excluded`
        excluded: Option<bool> = "excluded",
        /// `network`
        network: Option<CodeableConcept> = "network",
        /// `unit`
        unit: Option<CodeableConcept> = "unit",
        /// `term`
        term: Option<CodeableConcept> = "term",
        /// `benefit`
        benefit: Vec<EligibilityBenefit> = "benefit",
    }
}

part! {
    /// `CoverageEligibilityResponse.insurance.item.benefit`.
    EligibilityBenefit {
        /// `type`
        kind: Option<CodeableConcept> = "type",
        /// `allowedUnsignedInt`
        allowed_unsigned: Option<Amount> = "allowedUnsignedInt",
        /// `allowedString`
        allowed_string: Option<String> = "allowedString",
        /// `allowedMoney`
        allowed_money: Option<Money> = "allowedMoney",
        /// `usedMoney`
        used_money: Option<Money> = "usedMoney",
    }
}

part! {
    /// `CoverageEligibilityResponse.error`.
    EligibilityError {
        /// `code`
        code: Option<CodeableConcept> = "code",
    }
}

resource! {
    /// `Invoice`.
    Invoice {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `extension`
        extension: Vec<Extension> = "extension",
        /// `status`
        status: Option<String> = "status",
        /// `subject`
        subject: Option<Reference> = "subject",
        /// `date`
        date: Option<String> = "date",
        /// `lineItem`
        line_item: Vec<InvoiceLineItem> = "lineItem",
        /// `totalNet`
        total_net: Option<Money> = "totalNet",
        /// `totalGross`
        total_gross: Option<Money> = "totalGross",
        /// `paymentTerms`
        payment_terms: Option<String> = "paymentTerms",
    }
}

part! {
    /// `Invoice.lineItem`.
    InvoiceLineItem {
        /// `chargeItemCodeableConcept`
        charge_item: Option<CodeableConcept> = "chargeItemCodeableConcept",
        /// `chargeItemReference`
        charge_item_reference: Option<Reference> = "chargeItemReference",
        /// `priceComponent`
        price_component: Vec<InvoicePriceComponent> = "priceComponent",
    }
}

part! {
    /// `Invoice.lineItem.priceComponent`.
    InvoicePriceComponent {
        /// `type`
        kind: Option<String> = "type",
        /// `code`
        code: Option<CodeableConcept> = "code",
        /// `amount`
        amount: Option<Money> = "amount",
    }
}
