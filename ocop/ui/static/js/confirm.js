// Asks before a form with data-confirm is sent. Where dialogs are unknown the form is sent at once, as without scripts.

const dialog = document.getElementById("confirm");

function ask(form, submitter) {
  dialog.querySelector("p").textContent = form.dataset.confirm;
  dialog.querySelector("[value=yes]").textContent = form.dataset.confirmLabel || submitter?.textContent || "OK";
  dialog.returnValue = "no";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
  };
  dialog.showModal();
  dialog.querySelector("[value=no]").focus();
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.dataset.confirm || !dialog?.showModal) return;
    if (form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(form, event.submitter);
  },
  true,
);
