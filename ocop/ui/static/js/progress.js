// Follows a job: asks its address for {done, total, text, next, label, failed} until it ends.

const words = document.getElementById("words").dataset;
const SLOWEST = 5000;

function show(box, state) {
  const bar = box.querySelector("progress");
  if (state.total) bar.max = state.total;
  if (state.done !== undefined && state.done !== null) bar.value = state.done;
  box.querySelector("[data-progress-text]").textContent = state.failed ? state.text || words.failed : state.text || "";
}

function finish(box, state) {
  if (box.dataset.progressReload !== undefined) return window.location.reload();
  if (state.failed) {
    box.classList.add("job-failed");
    return;
  }
  const link = document.createElement("a");
  link.href = state.next;
  link.className = "btn btn-primary";
  link.textContent = state.label || words.open;
  box.append(link);
}

async function follow(box, wait) {
  let state = null;
  try {
    const answer = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
    if (answer.ok) state = await answer.json();
  } catch {
    state = null;
  }
  if (state) show(box, state);
  if (state && (state.failed || state.next)) return finish(box, state);
  setTimeout(() => follow(box, Math.min(wait * 1.3, SLOWEST)), wait);
}

for (const box of document.querySelectorAll("[data-progress-url]")) follow(box, 700);
