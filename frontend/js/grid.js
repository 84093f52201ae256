// A table of fields marked data-grid takes a block copied from a spreadsheet, and the arrow keys move in it.
const fields = "input:not([type=hidden]):not([readonly]):not([disabled])";

function cells(grid) {
  return [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(fields)]).filter((row) => row.length);
}

function find(grid, field) {
  const rows = cells(grid);
  const y = rows.findIndex((row) => row.includes(field));
  return { rows, y, x: rows[y]?.indexOf(field) ?? -1 };
}

document.addEventListener("paste", (event) => {
  const grid = event.target.closest?.("[data-grid]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!grid || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const { rows, y, x } = find(grid, event.target);
  const block = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  for (const [dy, values] of block.entries()) {
    for (const [dx, value] of values.entries()) {
      const field = rows[y + dy]?.[x + dx];
      if (!field) continue;
      field.value = value.trim();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
});

document.addEventListener("keydown", (event) => {
  const grid = event.target.closest?.("[data-grid]");
  if (!grid || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches(fields)) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  const { rows, y, x } = find(grid, event.target);
  const next = rows[y + step]?.[Math.min(x, (rows[y + step]?.length ?? 1) - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select?.();
});
