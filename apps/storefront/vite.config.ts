import { defineConfig } from 'vite';
import { precompress } from './vite-precompress.ts';

/** What browsers load: one script, one stylesheet, fonts and icons under hashed names, and the manifest that finds them. */
export default defineConfig({
  base: '/assets/',
  publicDir: false,
  plugins: [precompress()],
  build: {
    outDir: 'dist/release/browser',
    // The names below this folder are the addresses below /assets/.
    assetsDir: '',
    manifest: 'manifest.json',
    sourcemap: true,
    // The security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'src/browser/main.ts' },
  },
});
