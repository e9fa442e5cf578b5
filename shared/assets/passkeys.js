// Passkey ceremonies (WebAuthn). The page offers another way in; this one needs a script.
// `data-options` answers a POST with `{"publicKey": …}`, `data-finish` takes the credential and
// answers `{"location": "/…"}`, or a problem `{"message": "…"}` in the page's language.
const supported = typeof PublicKeyCredential === "function"
  && typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

const csrf = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";

class Problem extends Error {}

async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": csrf() },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (told.location && !answer.ok) location.assign(told.location);
  if (!answer.ok) throw new Problem(told.message ?? "");
  return told;
}

function ceremony(box) {
  const { passkey: action, options, finish, nameField } = box.dataset;
  const button = box.querySelector("button");
  const error = box.querySelector("[role=alert]");
  let waiting = null;

  const say = (text) => {
    error.querySelector("span").textContent = text;
    error.hidden = !text;
  };

  async function run(mediation) {
    waiting?.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    const name = nameField ? document.getElementById(nameField)?.value ?? "" : undefined;
    const offered = await post(options, name === undefined ? {} : { name });
    if (signal.aborted) return;
    const credential = action === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(offered.publicKey), signal })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(offered.publicKey), mediation, signal });
    // A later attempt is under way: only one may lead on to the next page.
    if (signal.aborted) return;
    const done = await post(finish, name === undefined ? credential.toJSON() : { name, credential: credential.toJSON() });
    if (signal.aborted) return;
    // Only pages of ours: a location is a path.
    if (typeof done.location === "string" && done.location.startsWith("/")) location.assign(done.location);
    else location.reload();
  }

  const explain = (fault) => {
    if (fault instanceof Problem) return say(fault.message || box.dataset.failed);
    if (fault?.name === "AbortError") return;
    if (fault?.name === "InvalidStateError") return say(box.dataset.exists);
    if (fault?.name === "NotAllowedError") return say(box.dataset.cancelled);
    say(box.dataset.failed);
  };

  async function press() {
    const field = nameField ? document.getElementById(nameField) : null;
    if (field && !field.reportValidity()) return;
    say("");
    button.setAttribute("aria-disabled", "true");
    try { await run(undefined); } catch (fault) { explain(fault); } finally { button.removeAttribute("aria-disabled"); }
  }

  button.hidden = false;
  for (const it of box.querySelectorAll("[data-without]")) it.hidden = true;
  button.addEventListener("click", () => { if (!button.hasAttribute("aria-disabled")) press(); });
  // A form around a ceremony is sent by Enter: that means the ceremony.
  if (nameField) document.getElementById(nameField)?.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    press();
  });
  if ("conditional" in box.dataset && action === "get") {
    PublicKeyCredential.isConditionalMediationAvailable?.()
      .then((can) => { if (can) return run("conditional"); })
      .catch((fault) => { if (fault instanceof Problem) explain(fault); });
  }
}

if (supported) for (const box of document.querySelectorAll("[data-passkey]")) ceremony(box);
