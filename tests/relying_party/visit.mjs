// A relying party that no one here wrote: openid-client goes the whole way through the provider.
//
// The first line on standard input describes it; wherever a browser is needed, it writes
// {"open": address} and reads {"landed": address}. In the end it writes {"done": what it learned}.
// Any check of the library that fails ends it with a message on standard error.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.env.TEST_NODE_MODULES}/`));
const oidc = await import(pathToFileURL(require.resolve("openid-client")));

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const read = async () => JSON.parse((await lines.next()).value);
const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const browse = async (url) => {
  write({ open: url.href });
  return new URL((await read()).landed);
};

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
const landed = await browse(oidc.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: "openid email profile offline_access",
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state,
  nonce,
}));
const tokens = await oidc.authorizationCodeGrant(config, landed, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
const claims = tokens.claims();
const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);

// Refresh with rotation: the old token is dead, and using it again kills the new one as well.
const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
const again = await oidc.fetchUserInfo(config, fresh.access_token, claims.sub);
const refused = async (token) => oidc.refreshTokenGrant(config, token).then(() => "accepted", (fault) => fault.error);
const replayed = await refused(tokens.refresh_token);
const afterReplay = await refused(fresh.refresh_token);

// The same code a second time.
const secondRedemption = await oidc
  .authorizationCodeGrant(config, landed, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
  .then(() => "accepted", (fault) => fault.error);

// Sign-out, started by the relying party.
const signedOut = await browse(oidc.buildEndSessionUrl(config, {
  id_token_hint: tokens.id_token,
  post_logout_redirect_uri: signedOutUri,
  state: "bye",
}));

// Nobody is signed in any more: without a page there is no code.
const silent = await browse(oidc.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: "openid",
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state,
  nonce,
  prompt: "none",
}));
const silently = await oidc
  .authorizationCodeGrant(config, silent, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
  .then(() => "accepted", (fault) => fault.error);

write({
  done: {
    claims,
    person,
    again,
    rotated: fresh.refresh_token !== tokens.refresh_token,
    replayed,
    afterReplay,
    secondRedemption,
    signedOut: signedOut.href,
    silently,
  },
});
process.exit(0);
