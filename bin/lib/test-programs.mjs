// Reads cargo's messages from standard input and prints `FOLDER<tab>PROGRAM` for each
// test program of the crates below the given folder.
import { dirname, sep } from 'node:path';
import { createInterface } from 'node:readline';

const below = process.argv[2] + sep;
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.startsWith('{')) continue;
  const message = JSON.parse(line);
  if (message.reason !== 'compiler-artifact' || !message.profile.test || !message.executable) continue;
  if (message.manifest_path.startsWith(below)) console.log(`${dirname(message.manifest_path)}\t${message.executable}`);
}
