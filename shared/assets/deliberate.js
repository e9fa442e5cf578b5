// What cannot be undone is done by nobody who meant something else: a click within half a second
// after the page appeared, or its window came to the front, was aimed at what had been there before.
// So the second of two clicks does nothing, nor does one at a window that another site has just
// closed above this one (RFC 9700 §4.16). Keys are not held up. No module, so that no button is
// there before it.
{
  const root = document.documentElement;
  let timer;
  const appeared = () => {
    root.toggleAttribute("data-fresh", true);
    clearTimeout(timer);
    timer = setTimeout(() => root.removeAttribute("data-fresh"), 500);
  };
  appeared();
  addEventListener("pageshow", appeared);
  addEventListener("focus", appeared);
  document.addEventListener("visibilitychange", appeared);
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fresh] :is(.button-danger, [data-deliberate])");
    // A key's click has no count.
    if (!button || event.detail === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
