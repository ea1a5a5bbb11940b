import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The till's screens: one page with relative addresses, for `/kiosk/` of the server and for the app's own protocol.

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  publicDir: false,
  plugins: [react()],
  define: { __VERSION__: JSON.stringify(version) },
  // The house's sheets name the fonts by package: without this, Vite looks for them beside the sheets.
  resolve: {
    alias: { '@fontsource-variable': fileURLToPath(new URL('../node_modules/@fontsource-variable', import.meta.url)) },
  },
  build: {
    outDir: fileURLToPath(new URL('../.build/kiosk', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
  },
});
