//! The one look at a password that somebody has chosen: registering, invited, forgotten, set or changed.

use secrecy::{ExposeSecret as _, SecretString};
use shared::forms::FormState;

use super::blocklist::{Blocklist, fold};
use super::{Criterion, Rule};

/// What a password must be, by the operator's decision.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    rule: Rule,
    blocklist: Blocklist,
    /// The operator's names.
    names: Vec<String>,
}

impl Policy {
    pub(crate) fn new(rule: Rule, blocklist: Blocklist, names: &[&str]) -> Self {
        Self {
            rule,
            blocklist,
            names: names.iter().map(|name| fold(name)).collect(),
        }
    }

    /// The lines of the checklist.
    pub(crate) const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The key of what is wrong with a password that meets the rule.
    pub(crate) fn guessed(
        &self,
        password: &SecretString,
        user_name: Option<&str>,
    ) -> Option<&'static str> {
        let password = fold(password.expose_secret());
        let user_name = fold(user_name.unwrap_or_default());
        let local = user_name.split('@').next().unwrap_or_default();
        let own = [user_name.as_str(), local];
        let names = self.names.iter().map(String::as_str).chain(own);
        let mut names = names.filter(|name| !name.is_empty());
        if names.any(|name| name == password) {
            return Some("passwords-personal");
        }
        let known = self.blocklist.has(&password);
        known.then_some("passwords-common")
    }
}

/// Notes in `form`, at the fields `password` and `password_repeat`, what is wrong with a chosen
/// password and its repetition. The user name is that of the account it is for, if it is known.
pub(crate) fn check(
    form: &mut FormState,
    policy: &Policy,
    (password, repeated): (&SecretString, &SecretString),
    user_name: Option<&str>,
) {
    let rule = policy.rule();
    let unmet = rule.unmet(password, repeated);
    for criterion in &unmet {
        let field = match criterion {
            Criterion::Repeated => "password_repeat",
            _ => "password",
        };
        form.wrong_with(field, criterion.key(), rule.args());
    }
    if unmet.iter().all(|it| *it == Criterion::Repeated)
        && let Some(key) = policy.guessed(password, user_name)
    {
        form.wrong("password", key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(password: &str, user_name: Option<&str>) -> Vec<String> {
        let policy = Policy::new(
            Rule::Length,
            Blocklist::default(),
            &["Jobcenter Musterstadt"],
        );
        let password = SecretString::from(password);
        let mut form = FormState::new();
        check(&mut form, &policy, (&password, &password), user_name);
        form.errors.into_iter().map(|error| error.key).collect()
    }

    #[test]
    fn the_names_around_an_account_are_no_passwords() {
        let kim = Some("Kim.Klicker-Beispiel@example.org");
        for password in [
            "kim.klicker-beispiel@example.org",
            "KIM.Klicker-Beispiel",
            "jobcenter musterstadt",
        ] {
            assert_eq!(keys(password, kim), ["passwords-personal"], "{password}");
        }
        assert!(keys("kim.klicker-beispiel mag tee", kim).is_empty());
        assert!(keys("KIM.Klicker-Beispiel", None).is_empty());
    }

    #[test]
    fn a_common_one_is_told_only_when_the_rule_is_met() {
        assert_eq!(keys("passwort123456!", None), ["passwords-common"]);
        assert_eq!(keys("passwort1!", None), ["passwords-rule-length"]);
    }
}
