import { cpus } from 'node:os';
import { acts } from './acts.ts';
import type { Proof } from './harness/proof.ts';
import { program } from './harness/server.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !acts.some((act) => act.name === name));
if (unknown.length > 0) {
  say(`There is no proof ${unknown.join(', ')}. There are: ${acts.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const [cpu] = cpus();
say(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'cores'}`,
);
say(program().bundled ? 'What is proved is the bundle.' : 'What is proved are the sources: `build` makes the bundle.');
let broken = 0;
for (const { name, promise, needs = [], prove } of acts) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  say(`\n## ${name}: ${promise}\n`);
  const missing = needs.flatMap(([there, what]) => (there ? [] : what));
  if (missing.length > 0) {
    say(`left out: ${missing.join(' and ')} is missing here`);
    continue;
  }
  const proof: Proof = await prove().catch((error: unknown) => ({ figures: {}, broken: [String(error)] }));
  for (const [what, value] of Object.entries(proof.figures)) say(`| ${what} | ${value} |`);
  for (const problem of proof.broken) say(`BROKEN: ${problem}`);
  broken += proof.broken.length;
}
say(broken === 0 ? '\nAll of it holds.' : `\nBROKEN: ${broken}`);
process.exitCode = broken === 0 ? 0 : 1;
