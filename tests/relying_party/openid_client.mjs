// openid-client goes the whole way through the provider.
//
// The first line on standard input describes it; wherever a browser is needed, it writes
// {"open": address} and reads {"landed": address}. In the end it writes {"done": what it learned}.
// Any check of the library that fails where it must not ends it with a message on standard error.

import { browse, changed, library, read, refusal, write } from "./lines.mjs";

const oidc = await library("openid-client");
const { issuer, clientId, redirectUri, signedOutUri, key } = await read();

let authentication = oidc.None();
if (key) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const imported = await crypto.subtle.importKey("jwk", key, algorithm, false, ["sign"]);
  authentication = oidc.PrivateKeyJwt({ key: imported, kid: key.kid });
}
const config = await oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
  // http://localhost
  execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
});

// Sign-in: code, PKCE, state, nonce; the library compares `iss` and verifies the ID token.
const verifier = oidc.randomPKCECodeVerifier();
const state = oidc.randomState();
const nonce = oidc.randomNonce();
const challenge = await oidc.calculatePKCECodeChallenge(verifier);
const question = (more) => oidc.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: "openid email profile offline_access",
  code_challenge: challenge,
  code_challenge_method: "S256",
  state,
  nonce,
  ...more,
});
const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
const redeem = (url, more) => oidc.authorizationCodeGrant(config, url, { ...checks, ...more });

const landed = await browse(question());
const refused = {
  state: await refusal(redeem(changed(landed, "state", "another"))),
  iss: await refusal(redeem(changed(landed, "iss", "http://localhost:9"))),
};
const tokens = await redeem(landed);
const claims = tokens.claims();
const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
const silent = () => browse(question({ prompt: "none" }));
refused.nonce = await refusal(redeem(await silent(), { expectedNonce: "another" }));
refused.verifier = await refusal(redeem(await silent(), { pkceCodeVerifier: oidc.randomPKCECodeVerifier() }));

// Refresh with rotation: the old token is dead, and using it again kills the new one as well.
const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
const again = await oidc.fetchUserInfo(config, fresh.access_token, claims.sub);
const replayed = await refusal(oidc.refreshTokenGrant(config, tokens.refresh_token));
const afterReplay = await refusal(oidc.refreshTokenGrant(config, fresh.refresh_token));

// The same code a second time.
const secondRedemption = await refusal(redeem(landed));

// Sign-out, started by the relying party.
const signedOut = await browse(oidc.buildEndSessionUrl(config, {
  id_token_hint: tokens.id_token,
  post_logout_redirect_uri: signedOutUri,
  state: "bye",
}));

write({
  done: {
    claims,
    person,
    again,
    refused,
    rotated: fresh.refresh_token !== tokens.refresh_token,
    replayed,
    afterReplay,
    secondRedemption,
    signedOut: signedOut.href,
    // Nobody is signed in any more: without a page there is no code.
    silently: await refusal(redeem(await silent())),
  },
});
process.exit(0);
