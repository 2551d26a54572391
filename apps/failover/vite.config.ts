import { defineConfig, type Plugin } from 'vite';

/**
 * The agent and its orders as one file with everything they need. The file is as small as it can be: V8 keeps the text of what
 * it runs, and the agent has 100 MiB for all.
 */
export default defineConfig({
  publicDir: false,
  plugins: [asciiOnly()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    sourcemap: true,
    minify: true,
    rolldownOptions: {
      input: { failover: 'src/main.ts' },
      output: { format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false },
    },
  },
});

/** One letter beyond Latin-1 doubles the memory of the whole text; tables of a library hold 70,000. */
function asciiOnly(): Plugin {
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'ascii-only',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk') file.code = file.code.replace(/[\u0080-\uffff]/g, escaped);
    },
  };
}
