import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Screens for the desktop window and for browser stations: one bundle, relative paths, nothing from outside. */
export default defineConfig({
  root,
  base: './',
  plugins: [
    react(),
    {
      name: 'scheme-first',
      // Not a module: those wait until the page has been read, and it would flash up in the wrong colours.
      transformIndexHtml: () => [{ tag: 'script', attrs: { src: './scheme.js' }, injectTo: 'head' }],
    },
  ],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome120',
    chunkSizeWarningLimit: 1500,
  },
});
