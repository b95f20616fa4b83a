// Writes FILE.br and FILE.gz beside the built files that gain by it, so that the server
// compresses nothing twice. cargo-leptos' own --precompress takes minutes, because
// bin/setup builds that tool without optimisation.
// usage: precompress.mjs SITE_FOLDER
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [root] = process.argv.slice(2);
const files = readdirSync(root, { recursive: true }).map((name) => join(root, name));
for (const old of files.filter((name) => /\.(br|gz)$/.test(name))) rmSync(old);
for (const file of files.filter((name) => /\.(wasm|js|css|svg|json)$/.test(name))) {
  if (!statSync(file).isFile()) continue;
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
