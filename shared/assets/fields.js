// Helps with fields; every form works without it. Shows a password, ticks the password rules,
// groups an unlock code, copies a key, prints the page, brings the error summary into focus.

document.querySelector("[data-focus]")?.focus();

for (const link of document.querySelectorAll("#error-summary a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}

for (const button of document.querySelectorAll("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  const words = button.querySelector("span");
  const showWord = words.textContent;
  const set = (shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    words.textContent = shown ? button.dataset.hideLabel : showWord;
  };
  button.hidden = false;
  button.addEventListener("click", () => set(field.type === "password"));
  // A shown password must not land in the browser's memory of typed texts.
  field.form?.addEventListener("submit", () => set(false));
}

for (const list of document.querySelectorAll("[data-checklist]")) {
  const field = document.getElementById(list.dataset.checklist);
  const rules = [...list.querySelectorAll("[data-rule]")];
  const announce = list.querySelector("[data-announce]");
  const regexp = (rule) => new RegExp(rule.dataset.pattern, "u");
  const kept = {
    length: (rule, text) => {
      const count = [...text].length;
      return count >= Number(rule.dataset.min) && count <= Number(rule.dataset.max);
    },
    pattern: (rule, text) => regexp(rule).test(text),
    forbid: (rule, text) => text !== "" && !regexp(rule).test(text),
    same: (rule, text) => text !== "" && document.getElementById(rule.dataset.as)?.value === text,
  };
  let before = rules.map(() => false);
  let timer;
  const look = () => {
    const now = rules.map((rule) => kept[rule.dataset.rule]?.(rule, field.value) ?? false);
    rules.forEach((rule, at) => {
      rule.classList.toggle("done", now[at]);
      rule.querySelector("[data-state]").textContent = ` (${now[at] ? list.dataset.done : list.dataset.open})`;
    });
    clearTimeout(timer);
    const changed = rules.filter((_, at) => now[at] !== before[at]);
    // Politely: one announcement after the typing pauses, only of what changed.
    if (changed.length) timer = setTimeout(() => {
      announce.textContent = now.every(Boolean) ? list.dataset.all : changed
        .map((rule) => rule.textContent.trim()).join(", ");
      before = now;
    }, 900);
  };
  const fields = [field, ...rules.filter((rule) => rule.dataset.as).map((rule) => document.getElementById(rule.dataset.as))];
  for (const it of fields) it?.addEventListener("input", look);
  look();
  clearTimeout(timer);
}

for (const field of document.querySelectorAll("input[data-groups]")) {
  const size = Number(field.dataset.groups);
  const group = () => {
    const plain = field.value.toUpperCase().replace(/[^0-9A-Z]/g, "");
    field.value = (plain.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join("-");
  };
  // Only when leaving the field: nothing jumps under the typing hand.
  field.addEventListener("change", group);
  field.addEventListener("paste", () => setTimeout(group));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const status = button.querySelector("[role=status]");
  const words = button.querySelector("span:not([role])");
  const label = words.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = button.dataset.copied;
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch { said = button.dataset.failed; }
    words.textContent = said;
    status.textContent = said;
    setTimeout(() => { words.textContent = label; status.textContent = ""; }, 4000);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
