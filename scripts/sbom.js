// Prints what is shipped, with checksums, as CycloneDX: `npm sbom` of the lock file without the tools of development.
// `npm sbom --omit=dev` itself would leave out packages that both the app and a tool need.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @param {string} name */
function read(name) {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
}

const { devDependencies: _tools, ...manifest } = read('package.json');
const lock = read('package-lock.json');
delete lock.packages[''].devDependencies;
for (const [path, entry] of Object.entries(lock.packages)) {
  if (entry.dev || entry.devOptional) delete lock.packages[path];
}

const folder = mkdtempSync(join(tmpdir(), 'ftcost-sbom-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const words = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
} finally {
  rmSync(folder, { recursive: true });
}
