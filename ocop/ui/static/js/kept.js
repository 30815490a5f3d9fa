// What was sent after the session had ended is not typed twice: this tab holds it until the next page, and puts it back into
// the form when the same person comes to it from the sign-in page. Forms that save themselves keep their own copies.

const words = document.getElementById("words").dataset;
const person = document.body.dataset.person || "";
const here = window.location.pathname + window.location.search;
const KEY = "ocop:sent";
const SIGN_IN = "/dang-nhap";
const NOT_TYPED = new Set(["hidden", "file", "password", "submit", "button"]);

const pathOf = (address) => new URL(address, window.location.href).pathname;
const controls = (form) => [...form.elements].filter((one) => one.name && !NOT_TYPED.has(one.type));

function store(form) {
  const values = controls(form).map((one) => [one.name, one.type, one.checked === undefined ? null : one.checked, one.value]);
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ person, page: here, action: pathOf(form.action), values }));
  } catch {
    // A tab that may store nothing only loses the convenience.
  }
}

function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    return null;
  }
}

function putBack(form, values) {
  const waiting = [...values];
  for (const control of controls(form)) {
    const ticked = control.type === "checkbox" || control.type === "radio";
    const place = waiting.findIndex(
      ([name, type, , value]) => name === control.name && type === control.type && (!ticked || value === control.value),
    );
    if (place < 0) continue;
    const [[, , checked, value]] = waiting.splice(place, 1);
    if (ticked) control.checked = checked;
    else control.value = value;
    const group = control.closest("details");
    if (group && value && !ticked) group.open = true;
  }
  const told = document.createElement("p");
  told.className = "notice notice-info";
  told.setAttribute("role", "status");
  told.textContent = words.putBack;
  form.prepend(told);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

if (person) {
  const kept = take();
  const signedInJustNow = document.referrer && pathOf(document.referrer).startsWith(SIGN_IN);
  if (kept && kept.person === person && kept.page === here && signedInJustNow) {
    const form = [...document.forms].find((one) => one.dataset.dirty !== undefined && pathOf(one.action) === kept.action);
    if (form) putBack(form, kept.values);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!event.defaultPrevented && form.dataset.dirty !== undefined && form.dataset.unkept === undefined) store(form);
  });
}
