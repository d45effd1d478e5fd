// Runs before anything else, on whatever Node there is: in words that the oldest of them reads. Without it an old Node
// stops at the first file that it cannot load, and says nothing about the reason.
const OLDEST = 24;

if (parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    'mechanic-shop needs Node ' +
      OLDEST +
      ' or newer, and this is Node ' +
      process.versions.node +
      '. ' +
      'Install one from https://nodejs.org, or put this before your command: npx -y -p node@26 -p pnpm@12\n',
  );
  process.exit(1);
}
