import { defineConfig } from 'vite';

/** Each a file of its name in the release; what they share lies beside them. */
const programs = { 'data-server': 'src/cli/data-server.ts', 'app-server': 'src/cli/app-server.ts' };

/** The programs with everything they need: a release runs without node_modules. */
export default defineConfig({
  publicDir: false,
  resolve: { conditions: ['perfume-source'] },
  ssr: { noExternal: true, target: 'node', resolve: { conditions: ['perfume-source'] } },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: programs,
      output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'servers-[hash].mjs' },
    },
  },
});
