import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Page and shop share an origin, as behind one web server, so CORS is not needed.
const proxy = { '/trpc': process.env['SHOP_URL'] || 'http://127.0.0.1:4000' };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
