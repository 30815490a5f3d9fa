// Saves a form while one types. The text is never lost: a copy stays in this browser until the server has it.

const words = document.getElementById("words").dataset;
const person = document.body.dataset.person || "";
const token = document.querySelector("meta[name=csrf-token]")?.content || "";
const PREFIX = `ocop:draft:${person}:`;
const PAUSE = 1500;
const LONGEST_PAUSE = 10000;
const FIRST_RETRY = 4000;
const SLOWEST_RETRY = 60000;
const ANSWER_WITHIN = 20000;
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const NEVER_KEPT = new Set(["csrf_token", "version"]);

const clock = (moment) => moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
const same = (one, other) => plain(one) === plain(other);
const plain = (text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim();

class Draft {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + form.dataset.autosave;
    this.status = form.querySelector("[data-autosave-status]") || this.addStatus();
    this.changes = 0;
    this.saving = false;
    this.stopped = false;
    this.retry = FIRST_RETRY;
    this.timer = null;
    this.waitingSince = null;
  }

  start() {
    this.offerKept();
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.sent(event));
    window.addEventListener("online", () => this.changes && this.save());
  }

  addStatus() {
    const status = document.createElement("p");
    status.className = "autosave-status";
    status.setAttribute("role", "status");
    this.form.append(status);
    return status;
  }

  get version() {
    return this.form.elements.namedItem("version");
  }

  fields() {
    const kept = {};
    for (const [name, value] of new FormData(this.form)) {
      const control = this.form.elements.namedItem(name);
      if (NEVER_KEPT.has(name) || typeof value !== "string" || control?.type === "password") continue;
      kept[name] = value;
    }
    return kept;
  }

  changed() {
    this.changes += 1;
    this.keep(false);
    if (this.stopped) return;
    this.say(words.unsaved);
    this.waitingSince ??= Date.now();
    const left = LONGEST_PAUSE - (Date.now() - this.waitingSince);
    this.schedule(Math.max(Math.min(PAUSE, left), 0));
  }

  schedule(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (this.saving || this.stopped) return;
    clearTimeout(this.timer);
    this.saving = true;
    this.waitingSince = null;
    const before = this.changes;
    this.say(words.saving);
    try {
      await this.take(await this.post(), before);
    } catch {
      this.later();
    } finally {
      this.saving = false;
    }
    if (this.changes > before && !this.stopped && !this.failed) this.schedule(PAUSE);
  }

  post() {
    const control = new AbortController();
    setTimeout(() => control.abort(), ANSWER_WITHIN);
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json", "X-CSRFToken": token },
      signal: control.signal,
    });
  }

  async take(answer, before) {
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    this.failed = !answer.ok || !told;
    if (answer.ok && told) return this.saved(told, before);
    if (answer.ok || answer.status === 401) return this.say(words.signedOut, "bad");
    if (answer.status === 409 && told) return this.clash(told);
    if (answer.status >= 500) return this.later();
    this.say(told?.sentence || words.offline, "bad");
  }

  saved(told, before) {
    this.retry = FIRST_RETRY;
    if (this.version && told.version !== undefined) this.version.value = told.version;
    if (this.changes > before) {
      this.keep(false);
      return;
    }
    this.changes = 0;
    this.forget();
    this.say(words.saved.replace("{time}", clock(new Date())), "good");
    this.form.dispatchEvent(new CustomEvent("ocop:saved"));
  }

  clash(told) {
    this.stopped = true;
    this.say(told.sentence, "bad");
    this.button(this.status, words.compare, () => this.form.requestSubmit());
  }

  later() {
    this.failed = true;
    this.say(words.offline, "bad");
    this.schedule(this.retry);
    this.retry = Math.min(this.retry * 2, SLOWEST_RETRY);
  }

  sent(event) {
    clearTimeout(this.timer);
    if (drafts.length > 1 && !this.stopped) {
      // Other boxes of this page may hold text of their own: it stays where it is.
      event.preventDefault();
      this.save();
      return;
    }
    if (this.changes) this.keep(true);
  }

  keep(sent) {
    const copy = { at: Date.now(), sent, version: this.version?.value ?? "", fields: this.fields() };
    try {
      localStorage.setItem(this.key, JSON.stringify(copy));
    } catch {
      // A full or forbidden store only takes the safety copy away; the form itself still holds the text.
    }
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key) || "null");
    } catch {
      return null;
    }
  }

  offerKept() {
    const copy = this.kept();
    if (!copy) return;
    const now = this.fields();
    const arrived = copy.sent && copy.version !== (this.version?.value ?? "");
    const nothingNew = Object.entries(copy.fields).every(([name, value]) => same(now[name] ?? "", value));
    if (arrived || nothingNew || Date.now() - copy.at > KEPT_FOR) return this.forget();
    this.offer(copy);
  }

  offer(copy) {
    const box = document.createElement("div");
    box.className = "notice notice-warn";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = words.found.replace("{time}", new Date(copy.at).toLocaleString("vi-VN"));
    box.append(text);
    this.button(box, words.restore, () => {
      this.restore(copy);
      box.remove();
    });
    this.button(box, words.discard, () => {
      this.forget();
      box.remove();
    });
    this.form.prepend(box);
  }

  restore(copy) {
    for (const [name, value] of Object.entries(copy.fields)) {
      const control = this.form.elements.namedItem(name);
      if (!control) continue;
      if (control.type === "checkbox") control.checked = true;
      else control.value = value;
    }
    // The copy grew on an older text: with its version the server notices and shows both.
    if (this.version && copy.version) this.version.value = copy.version;
    this.changed();
  }

  button(box, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary me-2";
    button.textContent = label;
    button.addEventListener("click", act);
    box.append(button);
  }

  say(text, tone = "") {
    this.status.textContent = text;
    this.status.className = `autosave-status ${tone && `autosave-${tone}`}`;
  }
}

const drafts = [...document.querySelectorAll("form[data-autosave]")].map((form) => new Draft(form));
for (const draft of drafts) draft.start();

for (const form of document.querySelectorAll("form[data-forget-drafts]")) {
  form.addEventListener("submit", () => {
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of drafts) localStorage.removeItem(key);
  });
}
