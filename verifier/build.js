// Makes the one file that pages load, and the licences of what went into it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const ASSETS = "../crates/web/assets/";
const { metafile } = await build({
  entryPoints: ["src/main.js"],
  outfile: ASSETS + "verifier.js",
  bundle: true,
  minify: true,
  format: "iife",
  charset: "ascii",
  target: "chrome86",
  legalComments: "none",
  metafile: true,
  logLevel: "info",
});

const inside = Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
const names = [...new Set(inside.filter(Boolean))].sort();
const parts = names.map((name) => {
  const folder = `node_modules/${name}/`;
  const { version, license } = JSON.parse(readFileSync(folder + "package.json", "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(folder + file, "utf8").trim()}\n`;
});
writeFileSync(ASSETS + "verifier.LICENSES.txt", `What verifier.js is made of, besides our own text.\n\n${parts.join("\n---\n\n")}`);
