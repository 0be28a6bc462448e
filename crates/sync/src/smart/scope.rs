//! What the kiosk must be allowed to do, and whether a granted scope covers it (SMART App Launch 2, "Scopes").

/// The types that the kiosk cannot do without, and what it does with them.
const NEEDED: &[(&str, &str)] = &[
    ("Patient", "crus"),
    ("RelatedPerson", "cs"),
    ("Appointment", "rus"),
    ("Encounter", "cs"),
    ("Coverage", "cs"),
    ("QuestionnaireResponse", "cs"),
    ("Consent", "cs"),
    ("DocumentReference", "crs"),
    ("Task", "crs"),
    ("Invoice", "rs"),
];

/// What is needed and not covered, as scopes to ask the administrator for.
pub(super) fn missing(granted: &str) -> Vec<String> {
    NEEDED
        .iter()
        .filter(|(kind, actions)| actions.chars().any(|action| !covered(granted, kind, action)))
        .map(|(kind, actions)| format!("system/{kind}.{actions}"))
        .collect()
}

fn covered(granted: &str, kind: &str, action: char) -> bool {
    granted.split_whitespace().any(|scope| {
        let Some((granted_kind, actions)) = scope.strip_prefix("system/").and_then(|scope| scope.split_once('.'))
        else {
            return false;
        };
        // A scope that is narrowed by a query does not cover the whole type.
        if actions.contains('?') || (granted_kind != "*" && granted_kind != kind) {
            return false;
        }
        match actions {
            "*" => true,
            // The words of SMART 1.
            "read" => matches!(action, 'r' | 's'),
            "write" => matches!(action, 'c' | 'u' | 'd'),
            letters => letters.contains(action),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_what_it_says_in_either_version() {
        for granted in [
            "system/*.cruds",
            "system/*.*",
            "system/*.read system/*.write",
            "openid system/*.cruds",
        ] {
            assert_eq!(missing(granted), Vec::<String>::new(), "{granted}");
        }
    }

    #[test]
    fn what_was_not_granted_is_named() {
        assert_eq!(missing("system/*.rs").len(), NEEDED.len() - 1);
        assert!(missing("").contains(&"system/Encounter.cs".to_owned()));
        assert!(missing("system/*.cruds?status=x patient/*.cruds").contains(&"system/Encounter.cs".to_owned()));
    }
}
