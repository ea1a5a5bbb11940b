import { writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import house from '../package.json' with { type: 'json' };

// Bundles what runs in Electron beside the page: the main process and the preload script. Each brings its packages
// along, so that the packed app needs no node_modules. Both are CommonJS: a sandboxed preload script can be nothing else.

const root = fileURLToPath(new URL('..', import.meta.url));

/** Electron takes a folder with a package.json for an app; this one is `.build`, with the page beside. */
function manifest(): Plugin {
  return {
    name: 'manifest',
    writeBundle() {
      const { version, description, license } = house;
      const app = {
        name: 'foyer-till',
        productName: 'Foyer till',
        version,
        description,
        license,
        author: 'Foyer',
        main: 'electron/main.cjs',
      };
      writeFileSync(`${root}.build/package.json`, JSON.stringify(app));
    },
  };
}

// `--mode main` or `--mode preload`: each is one file, for a sandboxed preload script can load no second one.
export default defineConfig(({ mode }) => ({
  root,
  plugins: mode === 'main' ? [manifest()] : [],
  publicDir: false,
  // Bundle everything but what Electron and Node bring themselves.
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: '.build/electron',
    emptyOutDir: false,
    target: 'node22',
    minify: true,
    rollupOptions: {
      input: { [mode]: `kiosk/${mode}/${mode}.ts` },
      external: ['electron', ...builtinModules, /^node:/, 'bufferutil', 'utf-8-validate'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
}));
