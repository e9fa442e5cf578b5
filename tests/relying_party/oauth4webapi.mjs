// oauth4webapi goes the whole way through the provider: the library for those who send each request
// themselves. What is written and read is as with openid_client.mjs.

import { browse, changed, library, read, refusal, write } from "./lines.mjs";

const oauth = await library("oauth4webapi");
const { issuer, clientId, secret, redirectUri, signedOutUri } = await read();

const here = { [oauth.allowInsecureRequests]: true }; // http://localhost
const identifier = new URL(issuer);
const provider = await oauth
  .discoveryRequest(identifier, { ...here, algorithm: "oidc" })
  .then((answer) => oauth.processDiscoveryResponse(identifier, answer));
const client = { client_id: clientId, id_token_signed_response_alg: "PS256" };
const authentication = oauth.ClientSecretBasic(secret);

const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const nonce = oauth.generateRandomNonce();
const challenge = await oauth.calculatePKCECodeChallenge(verifier);

const ask = async (more) => {
  const url = new URL(provider.authorization_endpoint);
  const fields = {
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid email profile offline_access",
    code_challenge: challenge,
    code_challenge_method: "S256",
    state,
    nonce,
    ...more,
  };
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return browse(url);
};
const silent = () => ask({ prompt: "none" });

// `state` and `iss` of the answer, then the code, then the ID token and its signature.
const redeem = async (url, { expectedNonce = nonce, codeVerifier = verifier } = {}) => {
  const answer = oauth.validateAuthResponse(provider, client, url, state);
  const response = await oauth.authorizationCodeGrantRequest(
    provider, client, authentication, answer, redirectUri, codeVerifier, here);
  const checks = { expectedNonce, requireIdToken: true };
  const tokens = await oauth.processAuthorizationCodeResponse(provider, client, response, checks);
  await oauth.validateApplicationLevelSignature(provider, response, here);
  return tokens;
};
const userinfo = async (token, sub) => {
  const response = await oauth.userInfoRequest(provider, client, token, here);
  return oauth.processUserInfoResponse(provider, client, sub, response);
};
const refresh = async (token) => {
  const response = await oauth.refreshTokenGrantRequest(provider, client, authentication, token, here);
  return oauth.processRefreshTokenResponse(provider, client, response);
};

const landed = await ask();
const refused = {
  state: await refusal(redeem(changed(landed, "state", "another"))),
  iss: await refusal(redeem(changed(landed, "iss", "http://localhost:9"))),
};
const tokens = await redeem(landed);
const claims = oauth.getValidatedIdTokenClaims(tokens);
const person = await userinfo(tokens.access_token, claims.sub);
refused.nonce = await refusal(redeem(await silent(), { expectedNonce: "another" }));
refused.verifier = await refusal(redeem(await silent(), { codeVerifier: oauth.generateRandomCodeVerifier() }));

const fresh = await refresh(tokens.refresh_token);
const again = await userinfo(fresh.access_token, claims.sub);
const replayed = await refusal(refresh(tokens.refresh_token));
const afterReplay = await refusal(refresh(fresh.refresh_token));
const secondRedemption = await refusal(redeem(landed));

const leave = new URL(provider.end_session_endpoint);
leave.searchParams.set("id_token_hint", tokens.id_token);
leave.searchParams.set("post_logout_redirect_uri", signedOutUri);
leave.searchParams.set("state", "bye");
const signedOut = await browse(leave);

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
    silently: await refusal(silent().then((url) => redeem(url))),
  },
});
process.exit(0);
