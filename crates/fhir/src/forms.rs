//! `Questionnaire` and `DocumentReference`.

use crate::element::{part, resource};
use crate::{Attachment, CodeableConcept, Coding, Element, Extension, Identifier, Reference};

resource! {
    /// `Questionnaire`.
    Questionnaire {
        /// `url`
        url: Option<String> = "url",
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `version`
        version: Option<String> = "version",
        /// `title`
        title: Option<String> = "title",
        /// What `title` carries beside its value: translations.
        title_element: Option<Element> = "_title",
        /// `status`
        status: Option<String> = "status",
        /// `item`
        item: Vec<QuestionnaireItem> = "item",
    }
}

part! {
    /// `Questionnaire.item`.
    QuestionnaireItem {
        /// `extension`
        extension: Vec<Extension> = "extension",
        /// `linkId`
        link_id: Option<String> = "linkId",
        /// `text`
        text: Option<String> = "text",
        /// What `text` carries beside its value: translations.
        text_element: Option<Element> = "_text",
        /// `type`
        kind: Option<String> = "type",
        /// `enableWhen`
        enable_when: Vec<QuestionnaireEnableWhen> = "enableWhen",
        /// `enableBehavior`
        enable_behavior: Option<String> = "enableBehavior",
        /// `required`
        required: Option<bool> = "required",
        /// `readOnly`
        read_only: Option<bool> = "readOnly",
        /// `maxLength`
        max_length: Option<u32> = "maxLength",
        /// `answerOption`
        answer_option: Vec<QuestionnaireAnswerOption> = "answerOption",
        /// `item`
        item: Vec<QuestionnaireItem> = "item",
    }
}

part! {
    /// `Questionnaire.item.enableWhen`.
    QuestionnaireEnableWhen {
        /// `question`
        question: Option<String> = "question",
        /// `operator`
        operator: Option<String> = "operator",
        /// `answerBoolean`
        answer_boolean: Option<bool> = "answerBoolean",
        /// `answerInteger`
        answer_integer: Option<i64> = "answerInteger",
        /// `answerDate`
        answer_date: Option<String> = "answerDate",
        /// `answerString`
        answer_string: Option<String> = "answerString",
        /// `answerCoding`
        answer_coding: Option<Coding> = "answerCoding",
    }
}

part! {
    /// `Questionnaire.item.answerOption`.
    QuestionnaireAnswerOption {
        /// `valueCoding`
        value_coding: Option<Coding> = "valueCoding",
        /// `valueString`
        value_string: Option<String> = "valueString",
        /// What `valueString` carries beside its value: translations.
        value_string_element: Option<Element> = "_valueString",
        /// `valueInteger`
        value_integer: Option<i64> = "valueInteger",
    }
}

resource! {
    /// `DocumentReference`.
    DocumentReference {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `status`
        status: Option<String> = "status",
        /// `type`
        kind: Option<CodeableConcept> = "type",
        /// `subject`
        subject: Option<Reference> = "subject",
        /// `content`
        content: Vec<DocumentContent> = "content",
    }
}

part! {
    /// `DocumentReference.content`.
    DocumentContent {
        /// `attachment`
        attachment: Option<Attachment> = "attachment",
    }
}
