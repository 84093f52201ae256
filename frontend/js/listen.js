// Reads the page aloud with the voices of the computer itself: nothing is sent to anybody. The button shows only where
// there is a voice in the language of the page. <button data-listen data-stop="Stop listening" hidden>Listen</button>
const speech = window.speechSynthesis;
const blocks = "h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption";
const silent = "svg, .actions, .no-print, .crumbs, .hidden-visually, [aria-hidden=true]";
const language = document.documentElement.lang;
const buttons = [...document.querySelectorAll("[data-listen]")];
let reading = null;

function voice(wanted = language) {
  return speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(wanted));
}

function texts() {
  const found = [];
  for (const block of document.querySelectorAll(`main :is(${blocks})`)) {
    if (block.querySelector(blocks) || block.closest(silent) || !block.getClientRects().length) continue;
    const text = block.innerText.replace(/\s+/g, " ").trim();
    if (/[\p{L}\p{N}]/u.test(text)) found.push({ block, text });
  }
  return found;
}

function mark(block) {
  document.querySelector("[data-reading]")?.removeAttribute("data-reading");
  if (!block) return;
  block.setAttribute("data-reading", "");
  block.scrollIntoView({ block: "nearest" });
}

function say(on) {
  for (const button of buttons) {
    button.dataset.start ??= button.textContent;
    button.textContent = on ? button.dataset.stop : button.dataset.start;
  }
}

function stop() {
  reading = null;
  speech.cancel();
  mark(null);
  say(false);
}

// One block at a time: long texts are cut short by some browsers.
function read(waiting, mine) {
  if (reading !== mine) return;
  const next = waiting.shift();
  if (!next) {
    stop();
    return;
  }
  mark(next.block);
  const utterance = new SpeechSynthesisUtterance(next.text);
  utterance.lang = next.block.closest("[lang]").lang;
  utterance.voice = voice(utterance.lang) ?? null;
  utterance.addEventListener("end", () => read(waiting, mine));
  utterance.addEventListener("error", () => reading === mine && stop());
  speech.speak(utterance);
}

function show() {
  for (const button of buttons) button.hidden = !voice();
}

if (speech && buttons.length) {
  show();
  speech.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", stop);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (reading) {
        stop();
        return;
      }
      reading = {};
      say(true);
      read(texts(), reading);
    });
  }
}
