// Runs before anything else on any Node version, so its syntax is old. Without it an old Node fails on the first file
// it cannot parse, without a helpful message.
const OLDEST = 24;

if (parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    'mechanic-shop needs Node ' +
      OLDEST +
      ' or newer, and this is Node ' +
      process.versions.node +
      '. ' +
      'Install one from https://nodejs.org, or prefix your command with: npx -y -p node@26 -p pnpm@12\n',
  );
  process.exit(1);
}
