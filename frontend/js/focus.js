// After a form has come back with errors, focus goes to the list of them: on load and after a part was swapped.
const seen = new WeakSet();

function toSummary() {
  for (const summary of document.querySelectorAll("main [data-error-summary]")) {
    if (seen.has(summary)) continue;
    seen.add(summary);
    summary.focus();
    return;
  }
}

toSummary();
document.addEventListener("htmx:after:swap", toSummary);

// Following a link in the list moves focus to the field itself.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});
