import { defineConfig } from 'vite';

/** The agent and its orders as one file with everything they need. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { failover: 'src/main.ts' },
      output: { format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false },
    },
  },
});
