// Menus are `details` and work without this. Here: Escape and a click elsewhere close them, and
// only one is open at a time.
const menus = [...document.querySelectorAll("details[data-drop]")];
const closeOthers = (keep) => menus.forEach((menu) => { if (menu !== keep) menu.open = false; });

for (const menu of menus) {
  menu.addEventListener("toggle", () => { if (menu.open) closeOthers(menu); });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}
document.addEventListener("click", (event) => {
  if (!event.target.closest("details[data-drop]")) closeOthers(null);
});
document.addEventListener("keydown", (event) => {
  const open = menus.find((menu) => menu.open);
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
