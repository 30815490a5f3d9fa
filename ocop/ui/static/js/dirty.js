// Leaving a form with unsaved changes asks first. Forms that save themselves count as clean once they have.

const dirty = new Set();

for (const form of document.querySelectorAll("form[data-dirty], form[data-autosave]")) {
  const changed = () => dirty.add(form);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("ocop:saved", () => dirty.delete(form));
  form.addEventListener("reset", () => dirty.delete(form));
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) dirty.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  if (dirty.size === 0) return;
  event.preventDefault();
  event.returnValue = "";
});
