// Counts down the seconds in which something can be undone; the button stays when the time cannot be told.
for (const bar of document.querySelectorAll("[data-undo]")) {
  const left = bar.querySelector("[data-undo-left]");
  let seconds = Number(bar.dataset.undo);
  if (!left || !seconds) continue;
  left.setAttribute("aria-hidden", "true");
  const tick = () => {
    left.textContent = `, ${seconds} s`;
    if (seconds-- <= 0) {
      clearInterval(timer);
      if (!bar.contains(document.activeElement)) bar.hidden = true;
    }
  };
  const timer = setInterval(tick, 1000);
  tick();
}
