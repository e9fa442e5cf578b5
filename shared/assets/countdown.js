// How long the session still lives (S74): quiet minutes in the header, a dialog at five minutes
// and at one minute. Several tabs tell one another. Nothing typed is ever thrown away: when time
// is over, the page stays as it is and says what to do.
const end = document.getElementById("session-end");
const dialog = document.getElementById("session-dialog");
const clock = document.querySelector("[data-clock]");

if (end && dialog && clock) {
  const error = document.getElementById("session-dialog-error");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`session:${end.dataset.extend}`) : null;
  // The clock on the wall goes on while a laptop sleeps; a counter of ticks would not.
  let deadline = Date.now() + Number(end.dataset.seconds) * 1000;
  let asked = Infinity;
  let over = false;

  const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";
  const left = () => Math.ceil((deadline - Date.now()) / 1000);

  const until = (moment) => {
    deadline = moment;
    asked = Infinity;
    over = false;
    document.getElementById("session-over").hidden = true;
    if (dialog.open) dialog.close();
    tick();
  };

  const ask = (mark, title) => {
    if (asked <= mark) return;
    asked = mark;
    document.getElementById("session-dialog-title").textContent = title;
    error.hidden = true;
    if (!dialog.open) dialog.showModal();
    // Who is typing when it opens and presses Enter only prolongs the session.
    dialog.querySelector("[data-go-on]").focus();
  };

  const finish = () => {
    over = true;
    if (dialog.open) dialog.close();
    clock.textContent = end.dataset.ended;
    document.getElementById("session-over").hidden = false;
  };

  function tick() {
    const seconds = left();
    if (seconds <= 0) return over || finish();
    clock.textContent = end.dataset.minutes.replace("§", String(Math.ceil(seconds / 60)));
    clock.parentElement.classList.toggle("clock-late", seconds <= 300);
    if (seconds <= 60) ask(60, end.dataset.titleOne);
    else if (seconds <= 300) ask(300, end.dataset.titleFive);
  }

  const fail = () => {
    error.querySelector("span").textContent = end.dataset.failed;
    error.hidden = false;
  };

  const goOn = async () => {
    try {
      const answer = await fetch(end.dataset.extend, {
        method: "POST",
        headers: { "x-csrf-token": token(), accept: "application/json", "content-type": "application/json" },
        body: "{}",
      });
      if (answer.status === 401 || answer.status === 403) return finish();
      if (!answer.ok) return fail();
      const { seconds_left: seconds } = await answer.json();
      const moment = Date.now() + Number(seconds ?? end.dataset.seconds) * 1000;
      channel?.postMessage({ deadline: moment });
      until(moment);
    } catch { fail(); }
  };

  channel?.addEventListener("message", ({ data }) => {
    if (data?.ended) return finish();
    if (typeof data?.deadline === "number" && data.deadline > deadline) until(data.deadline);
  });
  // Opening a page prolonged the session: the other tabs should know.
  channel?.postMessage({ deadline });
  document.getElementById("sign-out-form")?.addEventListener("submit", () => channel?.postMessage({ ended: true }));

  dialog.querySelector("[data-go-on]").addEventListener("click", goOn);
  dialog.querySelector("[data-sign-out]").addEventListener("click", () => document.getElementById("sign-out-form")?.requestSubmit());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
  setInterval(tick, 1000);
  tick();
}
