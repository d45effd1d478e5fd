// pnpm bench [NAME] [ARGUMENTS]: runs bench/NAME.ts; without a name the comparison with other servers.
const names = [
  'peers',
  'growth',
  'start',
  'parts',
  'flood',
  'pdf',
  'login-timing',
  'events-lock',
  'streams',
  'reports',
];

const given = process.argv[2];
const name = given === undefined || given.startsWith('-') ? 'peers' : given;
if (!names.includes(name)) {
  console.error(`Name one of the benchmarks: pnpm bench ${names.join(' | ')}`);
  process.exit(2);
}
if (name === given) process.argv.splice(2, 1);
await import(`./${name}.ts`);
