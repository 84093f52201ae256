// A form marked data-autosave is sent when one of its fields has changed: "Saving …", then what the server answers.
// Markup: <form data-autosave data-saving="Sparar …" data-failed="Inte sparat …" hx-post hx-target hx-swap="outerHTML">
// with a [data-saved] place inside. The server answers with the row as it now is; focus stays where it was.
// A row of a larger form is marked the same and has hx-trigger="change" of its own; the server answers with the
// place that says how it went, so that nothing typed meanwhile is touched.

function place(form) {
  return form.querySelector("[data-saved]");
}

// The arrow keys choose each answer that they pass. Only the one that is left standing is saved: when focus leaves
// the group, or after a moment's rest.
const rest = 800;
let chosen = null;
let waiting = 0;

function settle() {
  const field = chosen;
  clearTimeout(waiting);
  chosen = null;
  if (field?.isConnected) field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener(
  "change",
  (event) => {
    const field = event.target;
    if (!event.isTrusted || field.type !== "radio" || !field.closest("[data-autosave]")) return;
    event.stopPropagation();
    if (chosen && chosen.name !== field.name) settle();
    clearTimeout(waiting);
    chosen = field;
    waiting = setTimeout(settle, rest);
  },
  true,
);

document.addEventListener("focusout", (event) => {
  if (chosen && event.target.name === chosen.name && event.relatedTarget?.name !== chosen.name) settle();
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-autosave]");
  if (form?.requestSubmit && event.target.name && window.htmx) form.requestSubmit();
});

document.addEventListener("htmx:before:request", (event) => {
  const form = event.target.closest?.("[data-autosave]");
  if (form && place(form)) place(form).textContent = form.dataset.saving ?? "";
});

for (const failure of ["htmx:error", "htmx:response:error"]) {
  document.addEventListener(failure, (event) => {
    const form = event.target.closest?.("[data-autosave]");
    if (form && place(form)) place(form).textContent = form.dataset.failed ?? "";
  });
}

// What the page last heard from the server, in the footer.
document.addEventListener("htmx:after:swap", () => {
  const told = [...document.querySelectorAll("[data-saved]")].map((one) => one.textContent.trim()).filter(Boolean);
  const foot = document.querySelector("[data-last-saved]");
  if (foot && told.length) foot.textContent = told.sort().at(-1);
});

// A swapped row gives focus back to the field that had it.
let held = null;
document.addEventListener("htmx:before:swap", () => {
  const now = document.activeElement;
  held = now?.id && now !== document.body ? { id: now.id, start: now.selectionStart, end: now.selectionEnd, value: now.value } : null;
});
document.addEventListener("htmx:after:swap", () => {
  const field = held && document.getElementById(held.id);
  if (!field || document.activeElement === field) return;
  field.focus({ preventScroll: true });
  if (held.start !== null && held.start !== undefined && field.setSelectionRange && field.value === held.value) {
    field.setSelectionRange(held.start, held.end);
  }
});

// What is wrong with a row is said at its answer too.
document.addEventListener("htmx:after:swap", () => {
  for (const row of document.querySelectorAll("[data-row][data-autosave]")) {
    const wrong = Boolean(row.querySelector("[data-fault]"));
    row.querySelector("fieldset")?.classList.toggle("segmented--error", wrong);
    const field = row.querySelector("[data-answer]");
    if (wrong) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
});

// Ctrl+Enter saves and goes on to the next row that waits. Leaving a changed field is what saves an autosaved form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form");
  if (!form) return;
  event.preventDefault();
  const rows = [...document.querySelectorAll("[data-row]")];
  const next = rows[rows.indexOf(form.closest("[data-row]")) + 1];
  if (!event.target.closest("[data-autosave]") || !window.htmx) form.requestSubmit();
  event.target.blur();
  next?.querySelector("input:not([type=hidden]), select, textarea, button, a[href]")?.focus();
});
