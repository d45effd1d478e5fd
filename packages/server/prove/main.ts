import { cpus } from 'node:os';
import type { Proof } from './harness/proof.ts';
import { program } from './harness/server.ts';
import { proofs } from './proofs.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !proofs.some((act) => act.name === name));
if (unknown.length > 0) {
  say(`There is no proof ${unknown.join(', ')}. There are: ${proofs.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const [cpu] = cpus();
say(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'cores'}`,
);
say(program().bundled ? 'Testing the bundle.' : 'Testing the sources: `build` makes the bundle.');
let broken = 0;
for (const { name, promise, needs = [], isLong = false, prove } of proofs) {
  if (wanted.length > 0 ? !wanted.includes(name) : isLong) continue;
  say(`\n## ${name}: ${promise}\n`);
  const missing = needs.flatMap(([there, what]) => (there ? [] : what));
  if (missing.length > 0) {
    say(`skipped: ${missing.join(' and ')} is missing here`);
    continue;
  }
  const proof: Proof = await prove().catch((error: unknown) => ({ figures: {}, broken: [String(error)] }));
  for (const [what, value] of Object.entries(proof.figures)) say(`| ${what} | ${value} |`);
  for (const problem of proof.broken) say(`BROKEN: ${problem}`);
  broken += proof.broken.length;
}
say(broken === 0 ? '\nAll proofs hold.' : `\nBROKEN: ${broken}`);
process.exitCode = broken === 0 ? 0 : 1;
