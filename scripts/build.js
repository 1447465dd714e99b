// Builds dist/ from src/. Where there is no src/, as in the container image, dist/ is already built.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

if (existsSync('src')) {
  rmSync('dist', { recursive: true, force: true });
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  cpSync('src/prices/catalogue', 'dist/prices/catalogue', { recursive: true });
  cpSync('src/evidence/data', 'dist/evidence/data', { recursive: true });
  cpSync('src/store/migrations', 'dist/store/migrations', { recursive: true });
  cpSync('src/playground/feeds', 'dist/playground/feeds', { recursive: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: ['src/playground/page/main.tsx'],
    outdir: 'dist/playground/page',
    bundle: true,
    minify: true,
    sourcemap: true,
    jsx: 'automatic',
    loader: { '.woff2': 'file' },
    logLevel: 'warning',
  });
  cpSync('src/playground/page/index.html', 'dist/playground/page/index.html');
}
