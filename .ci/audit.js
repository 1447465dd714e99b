// Known holes of high severity in what is shipped stop the run. A registry that takes no audits says nothing about them.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 });

function readCounts() {
  try {
    return JSON.parse(stdout).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}

const counts = readCounts();
if (counts === undefined) {
  console.log('The packages were not audited: the registry answers no audits.');
} else {
  const { high = 0, critical = 0 } = counts;
  console.log(`Audit of the packages: ${high} holes of high severity, ${critical} critical.`);
  if (high + critical > 0) process.exitCode = 1;
}
