import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|css|ttf)$/;

/** Writes `name.gz` beside each asset: Monaco is four times smaller so, and the server then has nothing to compress. */
function gzippedAssets(): Plugin {
  return {
    name: 'gzipped-assets',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!COMPRESSIBLE.test(fileName)) continue;
          const source = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source });
        }
      },
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphiql/',
  plugins: [react(), gzippedAssets()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/graphiql', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // Monaco's core is one chunk of this size, whatever is left out around it.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      onLog(level, log, handle) {
        // GraphiQL ships the React compiler's 'use no memo' directives, which mean nothing once it is compiled.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
