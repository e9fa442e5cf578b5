use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::claims::{Amr, IdentityLevel};
use shared::clock::Entropy;
use shared::secret::SealingKey;

use super::oidc::OpenIdConnect;

/// Which of the official services a provider is, or stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Service {
    /// For persons (S24).
    #[serde(rename = "bundid")]
    BundId,
    /// For organisations, by an acting person (S25).
    MeinUk,
}

impl Service {
    /// Its word in addresses, files and the database.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::BundId => "bundid",
            Self::MeinUk => "mein-uk",
        }
    }

    pub(crate) const ALL: [Self; 2] = [Self::BundId, Self::MeinUk];

    /// The service of that word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.word() == word)
    }

    /// As it calls itself.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::BundId => "BundID",
            Self::MeinUk => "Mein Unternehmenskonto",
        }
    }

    /// What a sign-in by it is called in tokens.
    pub(crate) const fn amr(self) -> Amr {
        match self {
            Self::BundId => Amr::BundId,
            Self::MeinUk => Amr::Muk,
        }
    }
}

/// Services that the operator offers at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Offered([Option<Service>; 2]);

impl Offered {
    pub(crate) fn has(self, service: Service) -> bool {
        self.0.contains(&Some(service))
    }

    /// Whether a sign-in of these methods still counts: what a service vouched for does not, once it
    /// is not offered any more.
    pub(crate) fn stands(self, amr: &[Amr]) -> bool {
        let gone = |service: &Service| !self.has(*service) && amr.contains(&service.amr());
        !Service::ALL.iter().any(gone)
    }
}

/// How an attribute was proven there (BundID's `TrustLevel`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Trust {
    Untergeordnet,
    Normal,
    Substantiell,
    Hoch,
}

/// Something that the provider told of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attribute {
    /// The name of the claim, as it is called here.
    pub(crate) name: String,
    pub(crate) value: Value,
    /// None: the provider does not tell.
    pub(crate) trust: Option<Trust>,
}

/// By what the person proved who they are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Means {
    /// `eID`, `Elster`, `Benutzername` …, as the provider calls it.
    pub(crate) name: Option<String>,
    /// Whether it had two factors.
    pub(crate) second_factor: bool,
    /// None: the provider vouches for no identity (Basisregistrierung).
    pub(crate) level: Option<IdentityLevel>,
}

/// What an answer proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proven {
    pub(crate) service: Service,
    /// The same for this person each time. None: a temporary sign-in.
    pub(crate) subject: Option<String>,
    pub(crate) means: Means,
    /// Only what was asked for.
    pub(crate) attributes: Vec<Attribute>,
}

impl Proven {
    /// How well this attribute is proven: no better than the person who showed it. None: not at all.
    pub(crate) fn level_of(&self, attribute: &Attribute) -> Option<IdentityLevel> {
        let own = match attribute.trust {
            None => return self.means.level,
            Some(Trust::Untergeordnet) => None,
            Some(Trust::Normal) => Some(IdentityLevel::Low),
            Some(Trust::Substantiell) => Some(IdentityLevel::Substantial),
            Some(Trust::Hoch) => Some(IdentityLevel::High),
        };
        own.min(self.means.level)
    }

    /// Sealed for the database; `context` names the place.
    pub(crate) fn seal(
        &self,
        sealing: &SealingKey,
        entropy: &dyn Entropy,
        context: &str,
    ) -> Vec<u8> {
        let plain = serde_json::to_vec(self).expect("claims are JSON");
        let plain = zeroize::Zeroizing::new(plain);
        sealing.seal(entropy, context, &plain)
    }

    /// What [`seal`](Self::seal) made.
    pub(crate) fn open(sealing: &SealingKey, context: &str, sealed: &[u8]) -> Option<Self> {
        let plain = sealing.open(context, sealed)?;
        serde_json::from_slice(&plain).ok()
    }

    /// The text of an attribute.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|attribute| attribute.name == name)?.value.as_str()
    }

    /// As people call them.
    pub(crate) fn name(&self) -> Option<String> {
        let parts = [self.text("given_name"), self.text("family_name")];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    }
}

/// How a provider is spoken to; a closed set.
#[derive(Debug)]
pub(super) enum Kind {
    OpenIdConnect(Box<OpenIdConnect>),
}

/// A configured provider.
#[derive(Debug)]
pub(crate) struct Upstream {
    pub(crate) service: Service,
    pub(super) kind: Kind,
    pub(super) expects: Expects,
}

/// What is asked of it, and how its answer is read.
#[derive(Debug)]
pub(super) struct Expects {
    pub(super) subject_claim: String,
    pub(super) required: Vec<String>,
    pub(super) optional: Vec<String>,
    pub(super) trust_claim: String,
    pub(super) means_claim: String,
    pub(super) second_factor_claim: String,
    /// What its `acr` means here.
    pub(super) levels: BTreeMap<String, Option<IdentityLevel>>,
    /// Claims that have another name here.
    pub(super) names: BTreeMap<String, String>,
}

impl Expects {
    /// The provider's word for the lowest level that is at least `minimum`.
    pub(super) fn acr_for(&self, minimum: IdentityLevel) -> Option<&str> {
        let levels = self.levels.iter();
        let enough = levels.filter(|(_, level)| **level >= Some(minimum));
        enough
            .min_by_key(|(_, level)| **level)
            .map(|(acr, _)| acr.as_str())
    }

    /// The highest level that it can reach.
    fn highest(&self) -> Option<IdentityLevel> {
        self.levels.values().copied().max().flatten()
    }
}

impl Upstream {
    /// Whether someone can reach `level` there.
    pub(crate) fn reaches(&self, level: IdentityLevel) -> bool {
        self.expects.highest() >= Some(level)
    }
}

/// Every configured provider; at most one for each service.
#[derive(Debug, Clone, Default)]
pub(crate) struct Upstreams(Arc<BTreeMap<Service, Upstream>>);

impl Upstreams {
    pub(crate) fn find(&self, service: Service) -> Option<&Upstream> {
        self.0.get(&service)
    }

    /// The services that are offered.
    pub(crate) fn offered(&self) -> Offered {
        Offered(Service::ALL.map(|service| self.find(service).map(|_| service)))
    }

    /// Their services.
    pub(crate) fn services(&self) -> impl Iterator<Item = Service> {
        self.0.keys().copied()
    }

    /// Where people can reach `level`, persons' services first.
    pub(crate) fn reaching(&self, level: IdentityLevel) -> Vec<Service> {
        let all = self.0.values().filter(|upstream| upstream.reaches(level));
        all.map(|upstream| upstream.service).collect()
    }

    /// The origins to which their sign-in pages belong, for the policy of forms.
    pub(crate) fn origins(&self) -> Vec<String> {
        let origin = |upstream: &Upstream| match &upstream.kind {
            Kind::OpenIdConnect(oidc) => oidc.origin(),
        };
        self.0.values().map(origin).collect()
    }
}

impl FromIterator<Upstream> for Upstreams {
    fn from_iter<I: IntoIterator<Item = Upstream>>(all: I) -> Self {
        let by_service = all.into_iter().map(|upstream| (upstream.service, upstream));
        Self(Arc::new(by_service.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_level_that_is_enough_is_asked_for() {
        let levels = [
            ("one", None),
            ("two", Some(IdentityLevel::Low)),
            ("four", Some(IdentityLevel::High)),
        ];
        let expects = Expects {
            subject_claim: String::new(),
            required: Vec::new(),
            optional: Vec::new(),
            trust_claim: String::new(),
            means_claim: String::new(),
            second_factor_claim: String::new(),
            levels: levels
                .map(|(acr, level)| (acr.to_owned(), level))
                .into_iter()
                .collect(),
            names: BTreeMap::new(),
        };
        assert_eq!(expects.acr_for(IdentityLevel::Low), Some("two"));
        assert_eq!(expects.acr_for(IdentityLevel::Substantial), Some("four"));
        assert_eq!(expects.highest(), Some(IdentityLevel::High));
    }
}
