// Goes on once every frame has loaded, and after three seconds in any case.
const link = document.getElementById("onward");
const frames = [...document.querySelectorAll("iframe")];
const loaded = frames.map(
  (frame) => new Promise((done) => frame.addEventListener("load", done, { once: true })),
);
const patience = new Promise((done) => setTimeout(done, 3000));
if (link && frames.length > 0) {
  Promise.race([Promise.all(loaded), patience]).then(() => location.replace(link.href));
}
