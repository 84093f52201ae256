// Long texts are kept in this browser while they are being written, and forgotten when they have been saved.
// <textarea data-draft="a key that names the text and the person">
const prefix = "styrhjul:draft:";
const days = 14 * 24 * 60 * 60 * 1000;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(prefix + key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(prefix + key, JSON.stringify(draft));
    else localStorage.removeItem(prefix + key);
  } catch {
    // A full or forbidden store only means that there is no draft.
  }
}

// What was brought back is said, so that nobody takes it for what is saved.
function tell(field) {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  field.after(note);
  note.textContent = field.dataset.draftNote ?? "";
}

function offer(root) {
  for (const field of root.querySelectorAll("textarea[data-draft]")) {
    if (field.dataset.draftReady) continue;
    field.dataset.draftReady = "1";
    const draft = read(field.dataset.draft);
    const saved = field.defaultValue;
    if (draft && draft.from === saved && draft.text !== field.value && Date.now() - draft.at < days) {
      field.value = draft.text;
      tell(field);
    } else if (draft && draft.text === saved) {
      write(field.dataset.draft, null);
    }
  }
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches?.("textarea[data-draft]")) {
    const same = field.value === field.defaultValue;
    write(field.dataset.draft, same ? null : { text: field.value, from: field.defaultValue, at: Date.now() });
  }
});

// Whoever logs out leaves nothing behind on a shared computer.
document.addEventListener("submit", (event) => {
  if (!event.target.matches?.("[data-forget-drafts]")) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
});

offer(document);
document.addEventListener("htmx:after:swap", () => offer(document));
