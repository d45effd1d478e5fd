// pnpm bench NAME [ARGUMENTS]: runs bench/NAME.ts.
const names = ['growth', 'flood', 'telling'];

const [name] = process.argv.splice(2, 1);
if (name === undefined || !names.includes(name)) {
  console.error(`Name one of the benchmarks: pnpm bench ${names.join(' | ')}`);
  process.exit(2);
}
await import(`./${name}.ts`);
