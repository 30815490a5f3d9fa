// The menu on small screens, menus that close by themselves, "back" and "print" buttons, focus on what went wrong.

const toggle = document.querySelector(".nav-toggle");
const nav = document.querySelector(".site-nav");

if (toggle && nav) {
  toggle.hidden = false;
  nav.classList.add("collapsible");
  toggle.addEventListener("click", () => {
    const open = nav.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  });
}

for (const menu of document.querySelectorAll("details.menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

function offer(selector, act) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }
}

if (history.length > 1) offer("[data-back]", () => history.back());
offer("[data-print]", () => window.print());
offer("[data-copy-from]", (button) => {
  const target = document.getElementById(button.dataset.copyTo);
  target.value = document.getElementById(button.dataset.copyFrom).value;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.focus();
});

document.querySelector("[data-focus]")?.focus();
