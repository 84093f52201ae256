// Says whether what is committed is what the sources build to.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const kept = join(root, "styrhjul/web/static/dist");
const fresh = mkdtempSync(join(tmpdir(), "styrhjul-build-"));
const list = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  .map((one) => join(one.parentPath, one.name).slice(folder.length + 1)).sort();

try {
  const out = join(fresh, "dist");
  execFileSync(process.execPath, [join(root, "frontend/build.mjs")], { env: { ...process.env, STYRHJUL_BUILD_TO: out }, stdio: "inherit" });
  const differing = [...new Set([...list(kept), ...list(out)])].filter((name) => {
    try {
      return !readFileSync(join(kept, name)).equals(readFileSync(join(out, name)));
    } catch {
      return true;
    }
  });
  if (differing.length) {
    console.error(`Not as built from the sources: ${differing.join(", ")}. Run npm run build and commit the result.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
