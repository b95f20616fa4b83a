// The byte budget: what the first page of the storefront makes a browser load, as
// brotli, taken from the built site: the entry program, and on a product's page the chunks of the
// island that wakes at once.
// usage: budget.mjs PKG_FOLDER HASH_FILE NAME
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const SCRIPT_LIMIT = 125_000; // the goal is 200,000
const PRODUCT_LIMIT = 235_000;
const STYLE_LIMIT = 15_000;

const [folder, hashFile, name] = process.argv.slice(2);
const hashes = Object.fromEntries(
  readFileSync(hashFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.split(':').map((part) => part.trim())),
);

/** The file that a visitor is sent: the one compressed at build time, if it was. */
function size(file) {
  const ready = `${file}.br`;
  if (existsSync(ready)) return readFileSync(ready).length;
  return brotliCompressSync(readFileSync(file), {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;
}

/** A module and, through its static imports, every module loaded with it. */
function withImports(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, path] of source.matchAll(/^\s*(?:import|export)\b[^'"();]*['"](\.{1,2}\/[^'"]+)['"]/gm)) {
    withImports(resolve(dirname(file), path), seen);
  }
  return seen;
}

function report(title, files, limit) {
  let sum = 0;
  for (const file of files) {
    const bytes = size(file);
    sum += bytes;
    if (bytes > 5_000) console.log(`  ${String(bytes).padStart(8)}  ${relative(folder, file)}`);
  }
  const good = sum <= limit;
  console.log(`  ${String(sum).padStart(8)}  ${title}, of at most ${limit}${good ? '' : ': OVER THE BUDGET'}`);
  return good;
}

const entry = resolve(join(folder, `${name}.${hashes.js}.js`));
const wasm = resolve(join(folder, `${name}.${hashes.wasm}.wasm`));
const loader = resolve(join(folder, `__wasm_split.${hashes.split}.js`));
const style = resolve(join(folder, `${name}.${hashes.css}.css`));
const manifest = JSON.parse(readFileSync(join(folder, `__wasm_split_manifest.${hashes.manifest}.json`), 'utf8'));
const program = [...new Set([wasm, ...withImports(entry), loader])];
const choice = manifest.product.map((chunk) => resolve(join(folder, `${chunk}.wasm`)));
const good = [
  report('script and WebAssembly of the first page', program, SCRIPT_LIMIT),
  report("script and WebAssembly of a product's page", [...program, ...choice], PRODUCT_LIMIT),
  report('style', [style], STYLE_LIMIT),
];
process.exitCode = good.every(Boolean) ? 0 : 1;
