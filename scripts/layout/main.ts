// Prints the folders of each package with their imports; fails on an import that points up and on any cycle.
import { join } from 'node:path';
import { type Graph, cyclesOf, graphOf } from './graph.ts';
import { type Import, importsUnder } from './imports.ts';

/** From the bottom up; folders in one row do not import each other. */
const serverLayers = [
  ['platform'],
  ['core'],
  ['api'],
  ['features'],
  ['schema.ts'],
  ['feature-list.ts'],
  ['features.ts'],
  ['routers.ts'],
  ['router.ts'],
  ['http'],
  ['process'],
  ['demo'],
  ['admin'],
  ['main.ts'],
];

const packages: { name: string; layers?: readonly (readonly string[])[] }[] = [
  { name: 'shared' },
  { name: 'server', layers: serverLayers },
  { name: 'client' },
];

/** Enough imports of a cycle to find where to cut it. */
const MOST_SHOWN = 30;

const topOf = (path: string): string => path.split('/', 1)[0] ?? path;

/** A file's folder in the printed graph, two levels deep. */
const shownFolderOf = (path: string): string => path.split('/').slice(0, -1).slice(0, 2).join('/') || path;

/** The folder that cycles are found between: a feature, or a part of the platform. Files next to such folders count alone. */
const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/');

function upwardImports(imports: readonly Import[], layers: readonly (readonly string[])[]): string[] {
  const rank = new Map(layers.flatMap((row, at) => row.map((name) => [name, at] as const)));
  return imports.flatMap(({ from, to }) => {
    const [below, above] = [rank.get(topOf(from)), rank.get(topOf(to))];
    if (below === undefined) return [`${from}: its folder is not part of the layout`];
    if (above === undefined) return [`${from} imports ${to}, which is not part of the layout`];
    const sideways = below === above && topOf(from) !== topOf(to);
    return above > below || sideways ? [`${from} imports ${to}, which is not below it`] : [];
  });
}

function cycles(graph: Graph, what: string): string[] {
  return cyclesOf(graph).map((members) => {
    const imports = members.flatMap((from) =>
      members.flatMap((to) => (graph.get(from)?.get(to) ?? []).slice(0, 1).map((one) => `${one.from} → ${one.to}`)),
    );
    return `a cycle of ${what}: ${members.join(', ')}\n    ${imports.slice(0, MOST_SHOWN).join('\n    ')}`;
  });
}

let failed = false;
for (const { name, layers } of packages) {
  const { imports } = importsUnder(join(import.meta.dirname, '../../packages', name, 'src'));
  if (!process.argv.includes('--check')) {
    console.log(`${name}\n`);
    for (const [from, edges] of [...graphOf(imports, shownFolderOf)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      console.log(`  ${from} → ${[...edges.keys()].toSorted().join(', ')}`);
    }
    console.log('');
  }
  const faults = [
    ...(layers ? upwardImports(imports, layers) : []),
    ...cycles(graphOf(imports, folderOf), 'folders'),
    ...cycles(
      graphOf(imports, (path) => path),
      'files',
    ),
  ];
  for (const fault of faults) console.error(`${name}: ${fault}`);
  failed ||= faults.length > 0;
}
if (failed) {
  console.error('\nImports point down only: see "The layout" in CONTRIBUTING.md.');
  process.exitCode = 1;
}
