// Compares a file with the fingerprints of a document without sending it: only on this machine, or only its SHA-256.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function fingerprint(file) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
}

function tell(form, found) {
  const known = form.dataset.hashes.split(" ").filter(Boolean);
  const result = form.querySelector("[data-fingerprint-result]");
  const same = known.includes(found);
  result.className = `notice notice-${same ? "good" : "warn"}`;
  result.textContent = same ? form.dataset.same : form.dataset.different;
}

async function compare(form, file) {
  form.querySelector("[data-fingerprint-result]").textContent = form.dataset.reading;
  const found = await fingerprint(file);
  if (form.dataset.lookup) location.assign(`${form.dataset.lookup}?sha256=${found}`);
  else tell(form, found);
}

function install(form) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    compare(form, input.files[0]);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    compare(form, input.files[0]);
  });
}

// crypto.subtle exists only on secure pages; elsewhere the form is sent, and the server compares.
if (globalThis.crypto?.subtle) for (const form of document.querySelectorAll("[data-fingerprint]")) install(form);
