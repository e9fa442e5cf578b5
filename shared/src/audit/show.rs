//! An entry as a line of the shell: for people, or for programs as JSON.

use std::fmt;

use serde_json::{Value, json};

use super::{Entry, Who};
use crate::clock::Timestamp;

impl Entry {
    /// Everything it says, without salt and hashes.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let personal = self.personal().unwrap_or_default();
        json!({
            "seq": self.seq,
            "at": instant(self.at),
            "event": self.event,
            "by": personal.by,
            "about": personal.about,
            "case": personal.case,
            "on_behalf": personal.on_behalf,
            "address": personal.address,
            "details": personal.details,
            "forgotten": self.personal.is_none(),
        })
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "{seq:>8}")?,
            None => write!(f, "{:>8}", "-")?,
        }
        write!(f, "  {}  {:<24}", instant(self.at), self.event)?;
        let Some(personal) = self.personal() else {
            return f.write_str("  forgotten");
        };
        if let Some(Who { kind, id }) = &personal.by {
            write!(f, "  by {kind}")?;
            if let Some(id) = id {
                write!(f, " {id}")?;
            }
        }
        for (word, value) in [
            ("about", &personal.about),
            ("case", &personal.case),
            ("for", &personal.on_behalf),
            ("from", &personal.address),
        ] {
            if let Some(value) = value {
                write!(f, "  {word} {value}")?;
            }
        }
        match &personal.details {
            Value::Object(details) if details.is_empty() => Ok(()),
            Value::Null => Ok(()),
            details => write!(f, "  {details}"),
        }
    }
}

fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.unix())
        .unwrap_or_default()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{By, Personal};

    #[test]
    fn a_line_says_everything_there_is() {
        let personal = Personal {
            by: Some(By::Staff("s-1").into()),
            about: Some("r-1".to_owned()),
            address: Some("192.0.2.0/24".to_owned()),
            details: json!({ "code": "ABCDE" }),
            ..Personal::default()
        };
        let mut entry = Entry {
            id: "x".to_owned(),
            at: Timestamp::from_unix(1_795_424_400),
            nth: 1,
            event: "code.issued".to_owned(),
            personal: Some(personal.to_text()),
            ids: [None, None, None],
            salt: Some("aa".to_owned()),
            personal_hash: Some("bb".to_owned()),
            seq: Some(12),
            mac: Some("cc".to_owned()),
        };
        assert_eq!(
            entry.to_string(),
            "      12  2026-11-23T09:00:00Z  code.issued               by staff s-1  about r-1  \
             from 192.0.2.0/24  {\"code\":\"ABCDE\"}"
        );
        assert_eq!(entry.to_json()["by"]["kind"], "staff");
        entry.personal = None;
        entry.seq = None;
        assert_eq!(
            entry.to_string(),
            "       -  2026-11-23T09:00:00Z  code.issued               forgotten"
        );
        assert_eq!(entry.to_json()["forgotten"], true);
    }
}
