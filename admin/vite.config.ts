import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { officeComponents } from './components.ts';

// Bundles our components for AdminJS ahead, as AdminJS itself would at its first request, only with the house's own
// tool: half a minute of Babel becomes a second. AdminJS takes what it finds in AdminJS.UserComponents.

const entry = 'virtual:office';
const folder = fileURLToPath(new URL('.', import.meta.url));

function office(): Plugin {
  return {
    name: 'office',
    resolveId: (id) => (id === entry ? `\0${entry}` : null),
    load(id) {
      if (id !== `\0${entry}`) return null;
      const lines = Object.entries(officeComponents()).map(
        ([name, file]) =>
          `import ${name} from ${JSON.stringify(folder + file)};\nAdminJS.UserComponents.${name} = ${name};`,
      );
      return ['AdminJS.UserComponents = {};', ...lines].join('\n');
    },
  };
}

/** What AdminJS's own bundles bring, as variables of the page. Source: adminjs, AssetBundler.DEFAULT_GLOBALS. */
const globals = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [office()],
  publicDir: false,
  build: {
    outDir: '.build/admin',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: {
      input: entry,
      external: Object.keys(globals),
      output: {
        format: 'iife',
        name: 'AdminJSCustom',
        entryFileNames: 'components.js',
        globals,
        // Packages in CommonJS ask for the same things by `require`.
        intro: `const require = (name) => globalThis[${JSON.stringify(globals)}[name]];`,
      },
    },
  },
});
