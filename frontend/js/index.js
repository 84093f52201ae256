// Everything here is a help: each page works without it.
import "./focus.js";
import "./menus.js";
import "./autosave.js";
import "./drafts.js";
import "./grid.js";
import "./undo.js";
import "./colour.js";
import "./listen.js";
import "./lines.js";
import "./print.js";
