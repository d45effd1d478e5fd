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

// In development the page and the shop share an origin too.
const proxy = Object.fromEntries(
  ['/trpc', '/counter.json'].map((path) => [path, process.env['SHOP_URL'] || 'http://127.0.0.1:4000']),
);

export default defineConfig({
  plugins: [react(), tailwindcss(), onlyOurLanguages(), linkPage()],
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
      // Every page needs all of React: one file of it compresses better than three.
      output: {
        codeSplitting: { groups: [{ name: 'react', test: /\/node_modules\/(?:react|react-dom|scheduler)\// }] },
      },
    },
  },
});
