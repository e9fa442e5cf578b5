//! A passkey device made of software, for tests that have no browser (WebAuthn Level 3).
//!
//! It speaks the JSON that `PublicKeyCredential.parseCreationOptionsFromJSON()` takes and
//! `toJSON()` gives. Its keys are ES256, its attestation is `none`.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde_json::{Value, json};

#[derive(Debug)]
struct Key {
    id: Vec<u8>,
    rp_id: String,
    user_handle: String,
    pair: EcdsaKeyPair,
    counter: u32,
}

/// A software passkey device. Its public fields are the faults that it can be given.
#[derive(Debug)]
pub struct SoftPasskey {
    keys: Vec<Key>,
    /// Whether the person proved who they are (the UV flag).
    pub user_verified: bool,
    /// Whether keys may be synchronised (the BE flag).
    pub backup_eligible: bool,
    /// Whether keys are synchronised (the BS flag).
    pub backed_up: bool,
    /// The origin to claim instead of the true one.
    pub claimed_origin: Option<String>,
    /// The challenge to sign instead of the true one.
    pub claimed_challenge: Option<String>,
    /// The kind of ceremony to claim instead of the true one.
    pub claimed_type: Option<String>,
    /// The relying party to sign for instead of the true one.
    pub claimed_rp: Option<String>,
    /// Whether the page claims to lie in a frame of another site.
    pub cross_origin: bool,
    /// What follows the authenticator's data and is signed with them.
    pub trailing: Vec<u8>,
    /// The algorithm (COSE) that a new key claims to be of, instead of ES256.
    pub claimed_algorithm: Option<u8>,
    /// Whether to damage the signature.
    pub broken_signature: bool,
    /// Its model (AAGUID); zeros: it does not tell.
    pub model: [u8; 16],
}

impl Default for SoftPasskey {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            user_verified: true,
            backup_eligible: false,
            backed_up: false,
            claimed_origin: None,
            claimed_challenge: None,
            claimed_type: None,
            claimed_rp: None,
            cross_origin: false,
            trailing: Vec::new(),
            claimed_algorithm: None,
            broken_signature: false,
            model: [0; 16],
        }
    }
}

impl SoftPasskey {
    /// A device without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many keys the device holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the device holds no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Sets the signature counter of the newest key, as a copied device would have it.
    ///
    /// # Panics
    /// When there is no key.
    pub fn rewind(&mut self, counter: u32) {
        self.keys.last_mut().expect("the device has a key").counter = counter;
    }

    /// `navigator.credentials.create()`: makes a key and answers as `toJSON()` does.
    /// `options` is what the server gave, with or without `publicKey` around it.
    ///
    /// # Panics
    /// When the options are not those of a registration.
    pub fn create(&mut self, options: &Value, origin: &str) -> Value {
        let options = options.get("publicKey").unwrap_or(options);
        let rp_id = text(options, "/rp/id");
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key is made");
        let id = random(32);
        let point = pair.public_key().as_ref().to_vec();
        let mut auth_data = self.auth_data(&rp_id, 0x40, 1);
        auth_data.extend(self.model);
        auth_data.extend(u16::try_from(id.len()).expect("it is short").to_be_bytes());
        auth_data.extend(&id);
        let mut key = cose_key(&point);
        // {1: 2, 3: algorithm, …}: a negative number of one byte.
        key[4] = self.claimed_algorithm.unwrap_or(key[4]);
        auth_data.extend(key);
        auth_data.extend(&self.trailing);
        let client_data = self.client_data("webauthn.create", options, origin);
        let answer = json!({
            "id": BASE64.encode(&id),
            "rawId": BASE64.encode(&id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": BASE64.encode(&client_data),
                "attestationObject": BASE64.encode(attestation_object(&auth_data)),
                "transports": ["internal"],
            },
        });
        self.keys.push(Key {
            id,
            rp_id,
            user_handle: text(options, "/user/id"),
            pair,
            counter: 1,
        });
        answer
    }

    /// `navigator.credentials.get()`: signs with the newest fitting key and answers as
    /// `toJSON()` does; `None` when no key fits.
    ///
    /// # Panics
    /// When the options are not those of an authentication.
    pub fn get(&mut self, options: &Value, origin: &str) -> Option<Value> {
        let options = options.get("publicKey").unwrap_or(options);
        let rp_id = text(options, "/rpId");
        let allowed: Vec<&str> = options["allowCredentials"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one["id"].as_str())
            .collect();
        let fits = |key: &Key| {
            key.rp_id == rp_id
                && (allowed.is_empty() || allowed.contains(&BASE64.encode(&key.id).as_str()))
        };
        let position = self.keys.iter().rposition(fits)?;
        self.keys[position].counter += 1;
        let key = &self.keys[position];
        let mut auth_data = self.auth_data(&rp_id, 0, key.counter);
        auth_data.extend(&self.trailing);
        let client_data = self.client_data("webauthn.get", options, origin);
        let mut signed = auth_data.clone();
        signed.extend(sha256(&client_data));
        let signature = key.pair.sign(&SystemRandom::new(), &signed);
        let mut signature = signature.expect("the key signs").as_ref().to_vec();
        if self.broken_signature
            && let Some(last) = signature.last_mut()
        {
            *last ^= 1;
        }
        Some(json!({
            "id": BASE64.encode(&key.id),
            "rawId": BASE64.encode(&key.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64.encode(&client_data),
                "authenticatorData": BASE64.encode(&auth_data),
                "signature": BASE64.encode(&signature),
                "userHandle": key.user_handle,
            },
        }))
    }

    /// WebAuthn section 6.1, up to the counter.
    fn auth_data(&self, rp_id: &str, flags: u8, counter: u32) -> Vec<u8> {
        let flags = flags
            | 0x01
            | (u8::from(self.user_verified) << 2)
            | (u8::from(self.backup_eligible) << 3)
            | (u8::from(self.backed_up) << 4);
        let rp_id = self.claimed_rp.as_deref().unwrap_or(rp_id);
        let mut data = sha256(rp_id.as_bytes());
        data.push(flags);
        data.extend(counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, options: &Value, origin: &str) -> Vec<u8> {
        let challenge = self.claimed_challenge.clone();
        let data = json!({
            "type": self.claimed_type.as_deref().unwrap_or(kind),
            "challenge": challenge.unwrap_or_else(|| text(options, "/challenge")),
            "origin": self.claimed_origin.as_deref().unwrap_or(origin),
            "crossOrigin": self.cross_origin,
        });
        data.to_string().into_bytes()
    }
}

fn text(options: &Value, pointer: &str) -> String {
    let value = options.pointer(pointer).and_then(Value::as_str);
    value
        .unwrap_or_else(|| panic!("the options have no {pointer}: {options}"))
        .to_owned()
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    digest.as_ref().to_vec()
}

fn random(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system gives randomness");
    bytes
}

/// A COSE ES256 key (RFC 9053 section 7.1) from an uncompressed point, as CBOR.
fn cose_key(point: &[u8]) -> Vec<u8> {
    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    let mut cbor = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
    cbor.extend(&point[1..33]);
    cbor.extend([0x22, 0x58, 0x20]);
    cbor.extend(&point[33..65]);
    cbor
}

/// `{"fmt": "none", "attStmt": {}, "authData": …}` as CBOR.
fn attestation_object(auth_data: &[u8]) -> Vec<u8> {
    let mut cbor = vec![0xa3, 0x63];
    cbor.extend(b"fmt");
    cbor.push(0x64);
    cbor.extend(b"none");
    cbor.push(0x67);
    cbor.extend(b"attStmt");
    cbor.extend([0xa0, 0x68]);
    cbor.extend(b"authData");
    cbor.push(0x59);
    cbor.extend(
        u16::try_from(auth_data.len())
            .expect("it is short")
            .to_be_bytes(),
    );
    cbor.extend(auth_data);
    cbor
}
