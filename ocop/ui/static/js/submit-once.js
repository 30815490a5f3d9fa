// A second click on a slow network must not send a form twice. Buttons come back when the page does; one with
// data-answers-file downloads and leaves the page as it is, so nothing is locked.

const PATIENCE = 15000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[data-waiting]")) {
    button.disabled = false;
    delete button.dataset.waiting;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.submitter?.dataset.answersFile !== undefined) return;
  form.dataset.sent = "yes";
  // Disabled only after the browser has read the form, else the pressed button's own value would be missing.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button]):not(:disabled)")) {
      button.disabled = true;
      button.dataset.waiting = "yes";
    }
  });
  setTimeout(() => release(form), PATIENCE);
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
});
