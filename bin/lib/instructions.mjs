// Counts the instructions of six requests in the release build and holds them against those of
// trials/instructions.json: more than 5 % over any of them fails, and so does a fifth less. Counts do not depend on what
// else the machine does, as times do.
// usage: instructions.mjs BINARY FOLDER [--record]
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT = 1.05;
const LEAST = 0.8;
const WARM = 60; // until no statement is new to its connection
const COUNTED = 20;
const ROUNDS = 3; // of which the least counts: what the server does beside is in the others
const KNOWN = 'trials/instructions.json';

const [binary, folder, flag] = process.argv.slice(2);
const data = resolve(join(folder, 'data'));
mkdirSync(data, { recursive: true });

const port = await new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
const base = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  SOUK_MODE: 'demo',
  SOUK_DATA_DIR: data,
  SOUK_SITE_ADDR: `127.0.0.1:${port}`,
  SOUK_PUBLIC_URL: base,
  SOUK_PAGE_CACHE: '0', // what is counted is rendering
  TOKIO_WORKER_THREADS: '1',
};
execFileSync(binary, ['migrate'], { env, stdio: 'ignore' });
execFileSync(binary, ['demo', '--products', '120', '--orders', '50', '--seed', '1'], { env, stdio: 'ignore' });

const out = resolve(join(folder, 'callgrind.out'));
const souk = spawn(
  'valgrind',
  ['--tool=callgrind', '--instr-atstart=no', `--callgrind-out-file=${out}`, binary, 'serve'],
  { env, stdio: 'ignore' },
);
let isUp = true;
souk.on('exit', () => (isUp = false));

const control = (...words) => execFileSync('callgrind_control', [...words, String(souk.pid)], { stdio: 'pipe' });

async function ask([path, init]) {
  // Not compressed: that is the library's own work, and a proxy's in most places.
  const answer = await fetch(base + path, { ...init, headers: { ...init?.headers, 'accept-encoding': 'identity' } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
}

let last = 0;

/** The sum of the dump that was just made. */
function dumped() {
  const files = readdirSync(folder).filter((name) => name.startsWith('callgrind.out.'));
  const newest = Math.max(...files.map((name) => Number(name.split('.').pop())));
  if (!(newest > last)) throw new Error('valgrind made no dump');
  last = newest;
  const text = readFileSync(join(folder, `callgrind.out.${newest}`), 'utf8');
  return Number(/^(?:totals|summary): (\d+)/m.exec(text)[1]);
}

async function count(request) {
  for (let at = 0; at < WARM; at += 1) await ask(request);
  control('-i', 'on');
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    control('-z');
    for (let at = 0; at < COUNTED; at += 1) await ask(request);
    control('-d');
    least = Math.min(least, dumped());
  }
  control('-i', 'off');
  return Math.round(least / COUNTED);
}

async function main() {
  for (let tries = 0; ; tries += 1) {
    if (!isUp || tries > 600) throw new Error('the server did not become ready');
    const ready = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (ready?.ok) break;
    await sleep(100);
  }
  const { items } = await (await fetch(`${base}/api/v1/products?limit=1`)).json();
  const [{ shop, slug, title }] = items;
  const product = await (await fetch(`${base}/api/v1/products/${shop}/${slug}`)).json();
  const variant = product.variants.find((variant) => variant.id).id;
  const line = JSON.stringify({ variant_id: variant, quantity: 1 });
  const word = encodeURIComponent(title.split(' ')[0]);
  const requests = {
    home: ['/'],
    product: [`/products/${shop}/${slug}`],
    list: [`/shops/${shop}`],
    search: [`/search?q=${word}`],
    'product by REST': [`/api/v1/products/${shop}/${slug}`],
    'into a new cart by REST': [
      '/api/v1/cart/lines',
      { method: 'POST', body: line, headers: { 'content-type': 'application/json' } },
    ],
  };
  const counts = {};
  for (const [name, request] of Object.entries(requests)) counts[name] = await count(request);
  if (flag === '--record') {
    writeFileSync(KNOWN, `${JSON.stringify(counts, null, 2)}\n`);
    console.log(`recorded in ${KNOWN}`);
  }
  const known = existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, 'utf8')) : {};
  for (const [name, instructions] of Object.entries(counts)) {
    const before = known[name];
    // Far fewer is a count that went wrong, or a gain to be recorded.
    const good = before !== undefined && instructions <= before * LIMIT && instructions >= before * LEAST;
    const change = before === undefined ? 'unknown' : `${((instructions / before - 1) * 100).toFixed(1)} %`;
    console.log(`  ${name}: ${(instructions / 1e6).toFixed(2)} million instructions, ${change}: ${good ? 'ok' : 'FAILED'}`);
  }
}

try {
  await main();
} catch (error) {
  console.log(`  ${error.message}: FAILED`);
} finally {
  souk.kill('SIGTERM');
}
