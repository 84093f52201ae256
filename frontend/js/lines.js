// A fault leads to its line of the text: <a href="#field" data-line="12"> puts the cursor there and marks the line.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-line]");
  const field = link && document.querySelector(link.hash);
  if (!(field instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  const lines = field.value.split("\n");
  const before = lines.slice(0, Number(link.dataset.line) - 1);
  const from = before.reduce((sum, line) => sum + line.length + 1, 0);
  const to = from + (lines[before.length] ?? "").length;
  const height = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  field.scrollTop = Math.max(0, before.length * height - field.clientHeight / 2);
  field.scrollLeft = 0;
  field.scrollIntoView({ block: "center" });
});
