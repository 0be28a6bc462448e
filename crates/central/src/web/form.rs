//! `application/x-www-form-urlencoded`, as queries and forms use it.

use crate::problem::Problem;

/// Pairs that a query or form may have.
const MAX_PAIRS: usize = 200;

/// The pairs of a query or form, decoded, in order.
pub(crate) fn pairs(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let pairs = text
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));

            Some((decode(name)?, decode(value)?))
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Problem::structure("The query is not properly encoded."))?;
    if pairs.len() > MAX_PAIRS {
        return Err(Problem::new(400, "too-costly", "The query has too many parameters."));
    }

    Ok(pairs)
}

/// The value of the first pair with this name.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(found, _)| found == name)
        .map(|(_, value)| value.as_str())
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;

                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }

    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn names_travel_in_any_script() {
        assert_eq!(
            pairs("family=Garc%C3%ADa-L%C3%B3pez&given=Mar%c3%ada+Jos%C3%A9").unwrap(),
            [
                ("family".to_owned(), "García-López".to_owned()),
                ("given".to_owned(), "María José".to_owned())
            ]
        );
        assert!(pairs("family=%zz").is_err());
        assert!(pairs("family=%ff").is_err());
        assert!(pairs("family=%f").is_err());
    }
}
