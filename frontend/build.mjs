// Builds the look: one style sheet, one script, htmx as published and the fonts. The same sources give the same bytes.
import { build } from "esbuild";
import { cp, mkdir, rm, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = process.env.STYRHJUL_BUILD_TO ?? join(root, "styrhjul/web/static/dist");
const fonts = join(root, "node_modules/@fontsource-variable/source-sans-3");
const copies = [
  [join(root, "node_modules/htmx.org/dist/htmx.min.js"), "htmx.min.js"],
  [join(fonts, "files/source-sans-3-latin-wght-normal.woff2"), "fonts/source-sans-3-latin.woff2"],
  [join(fonts, "files/source-sans-3-latin-ext-wght-normal.woff2"), "fonts/source-sans-3-latin-ext.woff2"],
  [join(fonts, "LICENSE"), "licences/source-sans-3.txt"],
  [join(root, "node_modules/@digdir/designsystemet-css/LICENSE"), "licences/designsystemet.txt"],
  [join(root, "node_modules/htmx.org/LICENSE"), "licences/htmx.txt"],
];

await rm(out, { recursive: true, force: true });
for (const [from, to] of copies) {
  await mkdir(dirname(join(out, to)), { recursive: true });
  await cp(from, join(out, to));
}
const common = { bundle: true, minify: true, charset: "utf8", legalComments: "none", absWorkingDir: root, logLevel: "warning" };
await build({
  ...common,
  entryPoints: ["frontend/css/index.css"],
  outfile: join(out, "styrhjul.css"),
  external: ["*.woff2"],
  target: ["chrome117", "firefox121", "safari17.2"],
});
await build({
  ...common,
  entryPoints: ["frontend/js/index.js"],
  outfile: join(out, "styrhjul.js"),
  format: "iife",
  target: ["es2022"],
});

// The bundled code carries its own licence line, so that a copy of the file alone keeps it.
const sheet = join(out, "styrhjul.css");
await writeFile(sheet, "/*! Parts from Designsystemet (MIT), see licences/ */\n" + (await readFile(sheet, "utf8")));
