//! Data types (FHIR R4, 2.24).

use crate::Amount;
use crate::element::part;

part! {
    /// What a primitive carries beside its value, under `_name`.
    Element {
        /// Extensions of the primitive.
        extension: Vec<Extension> = "extension",
    }
}

part! {
    /// `Extension`.
    Extension {
        /// What it means.
        url: Option<String> = "url",
        /// `valueString`
        value_string: Option<String> = "valueString",
        /// `valueMarkdown`
        value_markdown: Option<String> = "valueMarkdown",
        /// `valueCode`
        value_code: Option<String> = "valueCode",
        /// `valueDate`
        value_date: Option<String> = "valueDate",
        /// `valueInteger`
        value_integer: Option<i64> = "valueInteger",
        /// Extensions within.
        extension: Vec<Extension> = "extension",
    }
}

part! {
    /// `Meta`.
    Meta {
        /// `versionId`
        version_id: Option<String> = "versionId",
        /// `lastUpdated`
        last_updated: Option<String> = "lastUpdated",
    }
}

part! {
    /// `Coding`.
    Coding {
        /// `system`
        system: Option<String> = "system",
        /// `version`
        version: Option<String> = "version",
        /// `code`
        code: Option<String> = "code",
        /// `display`
        display: Option<String> = "display",
        /// What `display` carries beside its value.
        display_element: Option<Element> = "_display",
    }
}

part! {
    /// `CodeableConcept`.
    CodeableConcept {
        /// `coding`
        coding: Vec<Coding> = "coding",
        /// `text`
        text: Option<String> = "text",
    }
}

part! {
    /// `Period`.
    Period {
        /// `start`
        start: Option<String> = "start",
        /// `end`
        end: Option<String> = "end",
    }
}

part! {
    /// `Identifier`.
    Identifier {
        /// `use`
        usage: Option<String> = "use",
        /// `type`
        kind: Option<CodeableConcept> = "type",
        /// `system`
        system: Option<String> = "system",
        /// `value`
        value: Option<String> = "value",
        /// `period`
        period: Option<Period> = "period",
    }
}

part! {
    /// `Reference`.
    Reference {
        /// `reference`
        reference: Option<String> = "reference",
        /// `type`
        kind: Option<String> = "type",
        /// `identifier`
        identifier: Option<Identifier> = "identifier",
        /// `display`
        display: Option<String> = "display",
    }
}

part! {
    /// `HumanName`.
    HumanName {
        /// `use`
        usage: Option<String> = "use",
        /// `text`
        text: Option<String> = "text",
        /// `family`
        family: Option<String> = "family",
        /// `given`
        given: Vec<String> = "given",
        /// `prefix`
        prefix: Vec<String> = "prefix",
        /// `suffix`
        suffix: Vec<String> = "suffix",
        /// `period`
        period: Option<Period> = "period",
    }
}

part! {
    /// `Address`.
    Address {
        /// `use`
        usage: Option<String> = "use",
        /// `type`
        kind: Option<String> = "type",
        /// `text`
        text: Option<String> = "text",
        /// `line`
        line: Vec<String> = "line",
        /// `city`
        city: Option<String> = "city",
        /// `district`
        district: Option<String> = "district",
        /// `state`
        state: Option<String> = "state",
        /// `postalCode`
        postal_code: Option<String> = "postalCode",
        /// `country`
        country: Option<String> = "country",
        /// `period`
        period: Option<Period> = "period",
    }
}

part! {
    /// `ContactPoint`.
    ContactPoint {
        /// `system`
        system: Option<String> = "system",
        /// `value`
        value: Option<String> = "value",
        /// `use`
        usage: Option<String> = "use",
        /// `rank`
        rank: Option<u32> = "rank",
        /// `period`
        period: Option<Period> = "period",
    }
}

part! {
    /// `Money`.
    Money {
        /// `value`
        value: Option<Amount> = "value",
        /// `currency` (ISO 4217)
        currency: Option<String> = "currency",
    }
}

part! {
    /// `Attachment`.
    Attachment {
        /// `contentType`
        content_type: Option<String> = "contentType",
        /// `language`
        language: Option<String> = "language",
        /// `data`, in Base64
        data: Option<String> = "data",
        /// `url`
        url: Option<String> = "url",
        /// `title`
        title: Option<String> = "title",
        /// `creation`
        creation: Option<String> = "creation",
    }
}

impl CodeableConcept {
    /// Whether one of the codings is this one.
    pub fn has(&self, system: &str, code: &str) -> bool {
        self.coding.iter().any(|coding| coding.is(system, code))
    }

    /// The first code of a system.
    pub fn code_in(&self, system: &str) -> Option<&str> {
        self.coding
            .iter()
            .find(|coding| coding.system.as_deref() == Some(system))?
            .code
            .as_deref()
    }

    /// The words for a person: `text`, else the first `display`.
    pub fn words(&self) -> Option<&str> {
        let displays = self.coding.iter().filter_map(|coding| coding.display.as_deref());

        self.text
            .as_deref()
            .into_iter()
            .chain(displays)
            .map(str::trim)
            .find(|words| !words.is_empty())
    }
}

impl Coding {
    /// Whether this is the given code of the given system.
    pub fn is(&self, system: &str, code: &str) -> bool {
        self.system.as_deref() == Some(system) && self.code.as_deref() == Some(code)
    }
}

impl Extension {
    /// Its value, where it is words of some type.
    pub fn words(&self) -> Option<&str> {
        self.value_string
            .as_deref()
            .or(self.value_markdown.as_deref())
            .or(self.value_code.as_deref())
    }

    /// The first extension with the given URL among several.
    pub fn find<'a>(among: &'a [Self], url: &str) -> Option<&'a Self> {
        among.iter().find(|extension| extension.url.as_deref() == Some(url))
    }
}
