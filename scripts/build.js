// Builds dist/ from src/ where a source has changed since. Where there is no src/, as in the container image, dist/ is
// already built. It is built beside dist/ and then moved into it file by file, those only that differ: what runs out of
// dist/ meanwhile finds every file, whole.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = ['src', 'scripts/build.js', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const NEXT = '.dist-next';
/** Says from which sources dist/ was built. */
const STAMP = 'dist/.sources';
const LOCK = '.dist-next.lock';
/** A lock that nobody has renewed for so long belongs to a build that was killed, in milliseconds. */
const STALE_LOCK_MS = 15_000;
const LOCK_TRIES = { retries: 1_500, minTimeout: 200, maxTimeout: 200 };

/** The build cannot be done; what is wrong was printed already. */
class BuildError extends Error {}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (existsSync('src') && !isBuilt()) {
  // Of two builds at once, the second finds the work done.
  const { lock } = await import('proper-lockfile');
  const release = await lock('src', { lockfilePath: LOCK, stale: STALE_LOCK_MS, retries: LOCK_TRIES });
  try {
    if (!isBuilt()) await build();
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  } finally {
    await release();
  }
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === describeSources();
}

/** Every source with its size and when it was written: a change, a new one and one that is gone all show. */
function describeSources() {
  return SOURCES.flatMap((source) => (statSync(source).isDirectory() ? filesIn(source) : [source]))
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${file} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

async function build() {
  const sources = describeSources();
  rmSync(NEXT, { recursive: true, force: true });
  await run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', NEXT);
  for (const data of ['prices/catalogue', 'evidence/data', 'store/migrations', 'playground/feeds']) {
    cpSync(`src/${data}`, `${NEXT}/${data}`, { recursive: true });
  }
  await buildPages();
  await run(`${NEXT}/make-database-image.js`, `${NEXT}/store/images`);
  rmSync(STAMP, { force: true });
  replaceFiles(NEXT, 'dist');
  writeFileSync(STAMP, sources);
  rmSync(NEXT, { recursive: true });
}

async function buildPages() {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: ['src/playground/page/main.tsx'],
    outdir: `${NEXT}/playground/page`,
    bundle: true,
    minify: true,
    sourcemap: true,
    jsx: 'automatic',
    loader: { '.woff2': 'file' },
    logLevel: 'warning',
  });
  copyFileSync('src/playground/page/index.html', `${NEXT}/playground/page/index.html`);
  await esbuild.build({
    entryPoints: ['src/doors/sheet/page/sheet.tsx', 'src/doors/sheet/page/worker.ts'],
    outdir: `${NEXT}/doors/sheet/page`,
    bundle: true,
    minify: true,
    jsx: 'automatic',
    target: 'es2023',
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
    plugins: [withoutLocales()],
    logLevel: 'warning',
  });
  copyFileSync('src/doors/sheet/page/index.html', `${NEXT}/doors/sheet/page/index.html`);
}

/** Leaves out zod's messages in fifty languages, which nobody asks for: three quarters of what a browser would load. */
function withoutLocales() {
  return {
    name: 'without-locales',
    setup(build) {
      build.onLoad({ filter: /node_modules\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: '' }));
    },
  };
}

/** Makes `to` what `from` is. Files that are the same stay untouched. */
function replaceFiles(from, to) {
  const files = filesIn(from).map((file) => file.slice(from.length + 1));
  for (const file of files) {
    if (isSame(join(from, file), join(to, file))) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const wanted = new Set(files.map((file) => join(to, file)));
  for (const file of filesIn(to)) if (!wanted.has(file)) rmSync(file);
}

function isSame(one, other) {
  if (!existsSync(other) || statSync(one).size !== statSync(other).size) return false;
  return readFileSync(one).equals(readFileSync(other));
}

/** Runs a program in a process of its own: the lock is renewed meanwhile. */
async function run(script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new BuildError(`${script} failed: dist/ stays as it was.`);
}
