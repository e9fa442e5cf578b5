// A provider that no one here wrote: oidc-provider, with the portal as its only client.
//
// It writes {"issuer": …} as soon as it listens and reads who the portal is and what this provider
// is to be like. From then on it writes a line for each thing it did: {"granted": …}, {"ended": …},
// {"failed": …}.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";

import { library, read, write } from "./lines.mjs";

// It wants Node 22; Debian's has no URL.parse yet, and the rest is there. What it warns of belongs to
// a test: that runtime, and that it keeps everything in memory.
URL.parse ??= (text, base) => (URL.canParse(text, base) ? new URL(text, base) : null);
console.warn = console.info = () => {};
const { default: Provider, errors } = await library("oidc-provider");

const server = createServer();
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const issuer = `http://localhost:${server.address().port}`;
write({ issuer });

// `acr`: what a sign-in is worth here. `resources`: whether it knows RFC 8707. `refreshes`: whether
// it gives refresh tokens without asking for consent. `algorithm`: of ID tokens.
const { portal, acr, resources, refreshes, algorithm } = await read();

const key = (type, options, alg) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: "jwk" }), alg, use: "sig", kid: alg };
};
const jwks = { keys: [key("ec", { namedCurve: "P-256" }, "ES256"), key("rsa", { modulusLength: 2048 }, "RS256")] };

const provider = new Provider(issuer, {
  jwks,
  cookies: { keys: [randomBytes(16).toString("hex")] },
  clients: [
    {
      client_id: "portal",
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: "ES256",
      jwks_uri: `${portal}/.well-known/jwks.json`,
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      id_token_signed_response_alg: algorithm,
      redirect_uris: [`${portal}/anmelden/zurueck`],
      post_logout_redirect_uris: [`${portal}/abgemeldet`],
      backchannel_logout_uri: `${portal}/abmelden/back-channel`,
      backchannel_logout_session_required: true,
    },
  ],
  // Its dispatcher refuses addresses of this machine, where the portal is.
  fetch: (url, { dispatcher: _, ...options }) => fetch(url, options),
  pkce: { required: () => true },
  acrValues: acr ? [acr] : [],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["locale"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: true, locale: "en" }),
  }),
  // Half a minute: the portal renews what ends within a minute, so each page brings a refresh.
  ttl: { AccessToken: 30 },
  rotateRefreshToken: true,
  ...(refreshes ? { issueRefreshToken: () => true } : {}),
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    resourceIndicators: resources
      ? {
          enabled: true,
          getResourceServerInfo: (_, resource) => {
            if (resource !== portal) throw new errors.InvalidTarget();
            return { scope: "portal.profile", accessTokenFormat: "jwt", jwt: { sign: { alg: "ES256" } } };
          },
        }
      : {}, // as it comes: on, and it knows nobody
  },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  // Nobody is asked for consent.
  loadExistingGrant: async ({ oidc }) => {
    const kept = oidc.session.grantIdFor(oidc.client.clientId);
    if (kept) return provider.Grant.find(kept);
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid email profile offline_access");
    if (resources) grant.addResourceScope(portal, "portal.profile");
    await grant.save();
    return grant;
  },
});

provider.on("grant.success", (ctx) => {
  const { grant_type: grant, resource = null, client_assertion_type: authentication } = ctx.oidc.params;
  write({ granted: grant, resource, authentication: authentication ?? null });
});
provider.on("end_session.success", () => write({ ended: "session" }));
provider.on("backchannel.success", (_, client, account, sid) => write({ told: client.clientId, sid }));
for (const name of ["authorization", "grant", "end_session", "backchannel", "server", "userinfo"]) {
  provider.on(name === "server" ? "server_error" : `${name}.error`, (_, fault) => {
    const because = fault.error_detail ?? fault.error_description ?? fault.message;
    write({ failed: name, error: fault.error ?? fault.name, because });
    if (process.env.TEST_LOG) console.error(fault);
  });
}

const interact = async (request, response) => {
  const { uid, prompt } = await provider.interactionDetails(request, response);
  if (request.method === "POST") {
    let body = "";
    for await (const chunk of request) body += chunk;
    const login = { accountId: new URLSearchParams(body).get("login"), acr: acr ?? undefined, amr: ["pwd", "otp"] };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<!doctype html><title>${prompt.name}</title><main>
    <form id="foreign-form" method="post" action="/interaction/${uid}"><input name="login"><button>Sign in</button></form>
  </main>`);
};
const serve = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/interaction/")) return serve(request, response);
  interact(request, response).catch((fault) => {
    write({ failed: "interaction", error: fault.name, because: fault.message });
    response.statusCode = 400;
    response.end();
  });
});
write({ ready: true });
