//! A virtual passkey device. It hangs on the tab, not on the person: a second tab has none,
//! and there `navigator.credentials.get()` waits for a device until its time is over.

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::web_authn::{
    AddCredentialParams, AddVirtualAuthenticatorParams, AuthenticatorId, AuthenticatorProtocol,
    AuthenticatorTransport, Credential, EnableParams, GetCredentialsParams, RemoveCredentialParams,
    RemoveVirtualAuthenticatorParams, SetAutomaticPresenceSimulationParams, SetUserVerifiedParams,
    VirtualAuthenticatorOptions,
};

use super::tab::Tab;

/// Which kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthenticatorKind {
    /// Built into the device; its keys stay there (BE and BS are 0).
    Device,
    /// Built into the device; its keys are synchronised (BE and BS are 1).
    Synced,
    /// A key on USB.
    SecurityKey,
}

/// A passkey device on one tab.
#[derive(Debug, Clone)]
pub struct Authenticator {
    page: Page,
    id: AuthenticatorId,
}

impl Tab {
    /// Plugs a passkey device in. It answers every prompt at once: on a sign-in page with
    /// autofill it signs in by itself; see [`Authenticator::present`].
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn authenticator(&self, kind: AuthenticatorKind) -> Authenticator {
        self.step(format!("plug in a passkey device ({kind:?})"));
        let page = self.page().clone();
        page.execute(EnableParams::default())
            .await
            .expect("WebAuthn.enable");
        let transport = match kind {
            AuthenticatorKind::SecurityKey => AuthenticatorTransport::Usb,
            AuthenticatorKind::Device | AuthenticatorKind::Synced => {
                AuthenticatorTransport::Internal
            }
        };
        let synced = kind == AuthenticatorKind::Synced;
        let options = VirtualAuthenticatorOptions::builder()
            .protocol(AuthenticatorProtocol::Ctap2)
            .transport(transport)
            .has_resident_key(true)
            .has_user_verification(true)
            .is_user_verified(true)
            .automatic_presence_simulation(true)
            .default_backup_eligibility(synced)
            .default_backup_state(synced)
            .build()
            .expect("the options are complete");
        let added = page
            .execute(AddVirtualAuthenticatorParams::new(options))
            .await
            .expect("WebAuthn.addVirtualAuthenticator");
        Authenticator {
            id: added.authenticator_id.clone(),
            page,
        }
    }
}

impl Authenticator {
    /// Whether the person touches the device when asked. Turned on, it does not end a prompt
    /// that is already open: load the page again.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn present(&self, present: bool) {
        let params = SetAutomaticPresenceSimulationParams::new(self.id.clone(), present);
        self.page.execute(params).await.expect("presence is set");
    }

    /// Whether the person can prove to the device who they are (PIN, finger); without it a
    /// prompt ends in `NotAllowedError`.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn user_verified(&self, verified: bool) {
        let params = SetUserVerifiedParams::new(self.id.clone(), verified);
        self.page
            .execute(params)
            .await
            .expect("verification is set");
    }

    /// The keys on the device.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn credentials(&self) -> Vec<Credential> {
        self.page
            .execute(GetCredentialsParams::new(self.id.clone()))
            .await
            .expect("credentials are listed")
            .credentials
            .clone()
    }

    /// Puts a key that another device gave ([`Authenticator::credentials`]) on this one.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn import(&self, credential: Credential) {
        let params = AddCredentialParams::new(self.id.clone(), credential);
        self.page.execute(params).await.expect("the key is added");
    }

    /// Forgets every key, as a device that was reset.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn forget_all(&self) {
        for credential in self.credentials().await {
            let params =
                RemoveCredentialParams::new(self.id.clone(), credential.credential_id.clone());
            self.page.execute(params).await.expect("the key is removed");
        }
    }

    /// Unplugs the device.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn unplug(self) {
        self.page
            .execute(RemoveVirtualAuthenticatorParams::new(self.id.clone()))
            .await
            .expect("the device is removed");
    }
}
