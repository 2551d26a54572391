import { readdirSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Programs of the release, each a file of its name in release/server/. */
const programs = {
  main: 'src/main.ts',
  migrate: 'src/cli/migrate.ts',
  seed: 'src/cli/seed.ts',
  import: 'src/cli/import.ts',
  export: 'src/cli/export.ts',
  'publish-static': 'src/cli/publish-static.ts',
};

/**
 * Node's flags of the server. What it keeps is small beside what each page leaves behind for the garbage collector, and
 * Node would let that pile up to twice the memory before it looks: new objects get 16 MiB, and old space may grow by 40%
 * between two collections.
 */
const serverFlags = '--max-semi-space-size=16 --heap-growing-percent=40';

/**
 * One heap for all threads of the C library: with one for each, what the threads that compress give back stays with them,
 * some 50 MiB that nobody uses.
 */
const serverEnvironment = 'MALLOC_ARENA_MAX=1';

/** The server and the command line programs with everything they need: the release runs without node_modules. */
export default defineConfig({
  publicDir: false,
  plugins: [completeRelease()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/release/server',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: programs,
      // All in one folder: src/release-paths.ts finds its neighbours from wherever it ends up.
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

/** Adds what the bundle reads at run time: the migrations, and the word that its .js files are modules. */
function completeRelease(): Plugin {
  const source = join(import.meta.dirname, 'src/database/migrations');
  return {
    name: 'complete-release',
    apply: 'build',
    // A new migration is a change of the server.
    buildStart() {
      for (const file of readdirSync(source)) this.addWatchFile(join(source, file));
    },
    async writeBundle({ dir }) {
      if (!dir) return;
      const release = join(dir, '..');
      const migrations = join(release, 'migrations');
      await rm(migrations, { recursive: true, force: true });
      await cp(source, migrations, { recursive: true });
      const description = {
        name: 'perfume-storefront',
        private: true,
        type: 'module',
        engines: { node: '>=24' },
        scripts: { start: `${serverEnvironment} node ${serverFlags} server/main.js` },
      };
      await writeFile(join(release, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
    },
  };
}
