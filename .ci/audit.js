// Known holes of high severity in what is shipped stop the run. Where the registry takes no audits, as behind some
// proxies, or cannot be reached, nothing is known of any: that is said, with the reason, and stops nothing.
import { spawnSync } from 'node:child_process';

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: 60_000,
});

function readAnswer() {
  try {
    return JSON.parse(stdout);
  } catch {
    return { message: error?.message ?? 'npm audit answered nothing that can be read' };
  }
}

const answer = readAnswer();
const counts = answer.metadata?.vulnerabilities;
if (counts === undefined) {
  console.log(
    `NOT AUDITED: nothing is known of holes in the packages. ${answer.message ?? 'No reason was given'}.`,
  );
} else {
  const { high = 0, critical = 0 } = counts;
  console.log(`Audit of the packages: ${high} holes of high severity, ${critical} critical.`);
  for (const { name, severity, range } of Object.values(answer.vulnerabilities ?? {})) {
    if (['high', 'critical'].includes(severity)) console.log(`  ${severity}: ${name} ${range}`);
  }
  if (high + critical > 0) process.exitCode = 1;
}
