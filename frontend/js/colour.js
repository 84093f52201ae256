// A colour that is typed can also be picked: the browser's own picker beside the field, which stays the one that counts.
const HEX = /^#?([0-9a-f]{6})$/i;

for (const field of document.querySelectorAll("[data-colour]")) {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.setAttribute("aria-label", field.dataset.colour);
  const take = () => {
    const typed = HEX.exec(field.value.trim());
    picker.value = typed ? `#${typed[1]}` : field.dataset.colourOwn;
  };
  picker.addEventListener("input", () => {
    field.value = picker.value.toUpperCase();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", take);
  const row = document.createElement("span");
  row.className = "colour-choice";
  field.replaceWith(row);
  row.append(field, picker);
  take();
}
