import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const outDir = '.build/storefront';

/** Every file directly under storefront/browser is an island, every plain sheet under storefront/styles a style. */
const entries = globSync(['storefront/browser/*.{ts,tsx}', 'storefront/styles/[!_]*.scss']);

/** Writes .br and .gz beside each text file, so that the server never compresses one twice. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    writeBundle() {
      for (const file of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(file)) continue;
        const path = join(outDir, file);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), precompress()],
  base: '/assets/',
  publicDir: false,
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: ['node_modules'],
        quietDeps: true,
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
      },
    },
  },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // Schemas are made without side effects: an island that imports a contract for its functions leaves zod behind.
      treeshake: { manualPureFunctions: ['z'] },
      input: Object.fromEntries(
        entries.map((file) => [basename(file).replace(/\.\w+$/, file.endsWith('.scss') ? '-style' : ''), file]),
      ),
    },
  },
});
