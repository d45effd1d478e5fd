import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page and the shop share an origin, as behind one web server: the browser asks for no permission by CORS.
const proxy = { '/trpc': process.env['SHOP_URL'] || 'http://127.0.0.1:4000' };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
