//! The authorization answer as it stands in the query of the way back.

/// What the browser came back with (RFC 6749 §4.1.2, RFC 9207).
#[derive(Debug, Default)]
pub struct Answer {
    /// What was sent.
    pub state: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// Who answers.
    pub iss: Option<String>,
    /// What went wrong.
    pub error: Option<String>,
    /// The provider's words for it.
    pub error_description: Option<String>,
}

impl Answer {
    /// Reads the query; a parameter that came twice makes the whole unreadable (T04).
    #[must_use]
    pub fn read(query: &str) -> Option<Self> {
        let mut answer = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut answer.state,
                "code" => &mut answer.code,
                "iss" => &mut answer.iss,
                "error" => &mut answer.error,
                "error_description" => &mut answer.error_description,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_comes_twice_is_refused() {
        assert!(Answer::read("code=a&state=b&iss=c&other=d&other=e").is_some());
        for query in [
            "code=a&code=b",
            "state=a&state=a",
            "iss=a&state=b&iss=c",
            "error=a&error=b",
            "error_description=a&error_description=b",
        ] {
            assert!(Answer::read(query).is_none(), "{query}");
        }
    }
}
