import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';

/** The texts of react-aria exist in 35 languages; the app has two. */
function onlyOurLanguages(): Plugin {
  return {
    name: 'only-our-languages',
    load: (id) => {
      const [, language] = /\/react-(?:aria|stately|aria-components)\/.*\/([a-z]{2})-[A-Z]{2}\.m?js$/.exec(id) ?? [];
      return language === undefined || language === 'en' || language === 'de' ? undefined : 'export default {};';
    },
  };
}

/** In development too, `/e/CODE` is the page of a link. */
function linkPage(): Plugin {
  return {
    name: 'link-page',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, _response, next) => {
        if (/^\/e\/[^/?]*(?:\?|$)/.test(request.url ?? '')) request.url = '/estimate.html';
        next();
      });
    },
  };
}

/** Runs `src/intl.ts` as soon as it has arrived, not with the larger scripts that import it. */
function intlFirst(): Plugin {
  return {
    name: 'intl-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const [, src] = / (?:href|src)="([^"]*\/intl-[^"]*\.js)"/.exec(html) ?? [];
        if (src === undefined) throw new Error('The page does not load src/intl.ts.');
        return [
          { tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src }, injectTo: 'head-prepend' },
        ];
      },
    },
  };
}

interface ModuleGraph {
  getModuleInfo(id: string): { importers: readonly string[] } | null;
}

/** Whether a page needs a module at once: its entry imports it without `import()`. */
function isNeededBy(entry: string, id: string, graph: ModuleGraph): boolean {
  const needing = new Set([id]);
  for (const module of needing)
    for (const importer of graph.getModuleInfo(module)?.importers ?? []) needing.add(importer);
  return [...needing].some((module) => module.endsWith(entry));
}

/**
 * What both pages need at once is one script, and what the app needs at once another. Thirty small ones would take
 * longer to load, and compress worse.
 */
const firstScripts = [
  { name: 'both', entries: ['/src/main.tsx', '/src/link/main.tsx'] },
  { name: 'app', entries: ['/src/main.tsx'] },
].map(({ name, entries }, at) => ({
  debugName: name,
  priority: 2 - at,
  name: (id: string, graph: ModuleGraph) =>
    entries.every((entry) => isNeededBy(`/counter${entry}`, id, graph)) ? name : null,
}));

const intlScript = { name: 'intl', priority: 3, test: /\/counter\/src\/intl\.ts$/ };

// In development the page and the shop share an origin too.
const proxy = Object.fromEntries(
  ['/trpc', '/counter.json'].map((path) => [path, process.env['SHOP_URL'] || 'http://127.0.0.1:4000']),
);

export default defineConfig({
  plugins: [react(), tailwindcss(), onlyOurLanguages(), linkPage(), intlFirst()],
  server: { proxy },
  build: {
    target: 'es2023',
    // The content security policy allows no inline code, and no data addresses but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The test of sizes counts what is sent: compressed.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: ['index.html', 'estimate.html'],
      output: { codeSplitting: { groups: [intlScript, ...firstScripts] } },
    },
  },
});
