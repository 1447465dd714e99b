import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../src/config.js';
import { createMetrics } from '../src/metrics/create-metrics.js';

/** The image and compose.yaml, against what is said of them. */

function file(name: string): string {
  return readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
}

const Service = z.looseObject({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  volumes: z.array(z.string()).optional(),
  stop_grace_period: z.string(),
});
const Compose = z.object({
  services: z.object({ app: Service, second: Service, database: Service }),
  volumes: z.record(z.string(), z.null()),
});

describe('compose.yaml', () => {
  const { services, volumes } = Compose.parse(parse(file('compose.yaml'), { merge: true }));
  const { app, second, database } = services;

  it('runs two instances of one image on one database, at ports of their own', () => {
    expect(second).toEqual({ ...app, ports: second.ports });
    expect(app.build).toBe('.');
    expect(app.ports).toEqual(['3000:3000']);
    expect(second.ports).toEqual(['3001:3000']);
    expect(app.environment).toMatchObject({ PORT: '3000' });
  });

  it('names the database in a way that the app understands, with the password that it was made with', () => {
    const { POSTGRES_USER: user, POSTGRES_DB: name, POSTGRES_PASSWORD: secret = '' } = database.environment;
    expect(secret).toMatch(/^\$\{POSTGRES_PASSWORD:\?[^}]+\}$/);
    const url = app.environment.DATABASE_URL?.replace(secret, 'S3cret') ?? '';
    expect(url).toBe(`postgres://${user}:S3cret@database:5432/${name}`);
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', DATABASE_URL: url };
    expect(readConfig(env).store).toEqual({ kind: 'server', url });
  });

  it('starts the app when the database is ready for it', () => {
    expect(app.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.healthcheck?.test).toContain('pg_isready');
  });

  it('makes everything read-only but what has to be written, and takes every right away from the app', () => {
    for (const service of Object.values(services)) {
      expect(service.read_only).toBe(true);
      expect(service.tmpfs).toContain('/tmp');
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
    }
    expect(app.cap_drop).toEqual(['ALL']);
    expect(app.volumes).toBeUndefined();
    expect(database.volumes).toEqual(['database:/var/lib/postgresql/data']);
    expect(Object.keys(volumes)).toEqual(['database']);
  });

  it('gives the app longer to stop than the app gives what it has acknowledged', () => {
    const [, deadlineMs = ''] = /STOP_DEADLINE_MS = ([\d_]+)/.exec(file('src/main.ts')) ?? [];
    const deadline = Number(deadlineMs.replaceAll('_', '')) / 1_000;
    expect(deadline).toBeGreaterThan(0);
    expect(Number.parseInt(app.stop_grace_period, 10)).toBeGreaterThan(deadline);
  });
});

describe('the image', () => {
  const [, run = ''] = file('Dockerfile').split(/^(?=FROM node:[\w.-]+(?:@sha256:[0-9a-f]{64})?$)/m);

  it('runs as a user without rights, who can write only to /data', () => {
    expect(run).toMatch(/^USER node$/m);
    expect(run.indexOf('USER node')).toBeLessThan(run.indexOf('CMD ["node", "dist/main.js"]'));
    expect(run).toMatch(/^RUN mkdir \/data && chown node:node \/data$/m);
    // The lock stands beside the folder of the database, and has to be in the volume, too.
    expect(run).toMatch(/^ENV .*DATA_DIR=\/data\/store$/m);
    for (const [copy] of run.matchAll(/^COPY .*$/gm)) expect(copy).toContain('--chown=root:root');
  });

  it('holds production packages only and no playground, and refuses to start one', () => {
    expect(file('Dockerfile')).toMatch(/npm prune --omit=dev && rm -rf dist\/playground$/m);
    expect(run).toMatch(/^ENV NODE_ENV=production /m);
  });

  it('is built and run by one image, whose Node is tested, too', () => {
    const images = [...file('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    const [, major] = /^node:(\d+)-/.exec(images[0] ?? '') ?? [];
    expect(file('.ci/run')).toContain(`--package=node@${major} -- npm run --silent test:unit`);
  });

  it('carries the list of its packages', () => {
    expect(file('Dockerfile')).toMatch(/^RUN npm run --silent sbom >sbom\.json$/m);
    expect(run).toMatch(/^COPY --from=build .* \/app\/sbom\.json /m);
  });

  it('serves metrics at a port of its own, which compose does not publish', () => {
    const [, port = ''] = /^ENV .*OPERATOR_PORT=(\d+)/m.exec(run) ?? [];
    expect(readConfig({ OPERATOR_PORT: port }).operatorPage?.port).toBeGreaterThan(0);
    expect(run).not.toMatch(new RegExp(`^EXPOSE.*${port}`, 'm'));
    expect(file('compose.yaml')).not.toMatch(new RegExp(`ports:.*:${port}`));
    expect(file('docs/runbook.md')).toContain(`in the image it is ${port}`);
  });

  it('asks itself whether it lives', () => {
    expect(run).toMatch(/^HEALTHCHECK /m);
    expect(run).toContain('/healthz');
  });
});

describe('the lock file', () => {
  it('has a checksum for every package, those of other machines included', () => {
    const Lock = z.object({
      packages: z.record(z.string(), z.object({ integrity: z.string().optional() })),
    });
    const { packages } = Lock.parse(JSON.parse(file('package-lock.json')));
    const names = Object.keys(packages).filter((name) => name !== '');
    expect(names.length).toBeGreaterThan(300);
    expect(names.filter((name) => !/^sha512-/.test(packages[name]?.integrity ?? ''))).toEqual([]);
  });
});

it('the list of packages names each that is shipped with its checksum, and none that is not', () => {
  const folder = fileURLToPath(new URL('../', import.meta.url));
  const words = ['run', '--silent', 'sbom'];
  const { stdout } = spawnSync('npm', words, { encoding: 'utf8', cwd: folder, maxBuffer: 1e8 });
  const Component = z.object({ name: z.string(), hashes: z.array(z.object({ alg: z.string() })) });
  const { components } = z.object({ components: z.array(Component) }).parse(JSON.parse(stdout));
  const { dependencies, devDependencies } = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(file('package.json')));
  const listed = new Set(components.map(({ name }) => name));
  expect(Object.keys(dependencies).filter((name) => !listed.has(name))).toEqual([]);
  // What a package that is shipped needs as well is shipped, whatever it is here.
  const Locked = z.object({
    packages: z.record(
      z.string(),
      z.object({ dev: z.boolean().optional(), dependencies: z.record(z.string(), z.string()).default({}) }),
    ),
  });
  const { packages } = Locked.parse(JSON.parse(file('package-lock.json')));
  const needed = new Set(
    Object.values(packages).flatMap(({ dev, dependencies: its }) => (dev === true ? [] : Object.keys(its))),
  );
  expect(Object.keys(devDependencies).filter((name) => listed.has(name) && !needed.has(name))).toEqual([]);
  expect(components.filter(({ hashes }) => hashes.length === 0)).toEqual([]);
});

describe('pinning the images', () => {
  /** Runs it on copies of the files, with a docker that answers this. */
  function pin(answer: string) {
    const folder = mkdtempSync(join(tmpdir(), 'ftcost-docker-'));
    for (const name of ['Dockerfile', 'compose.yaml']) writeFileSync(join(folder, name), file(name));
    writeFileSync(
      join(folder, 'docker'),
      `#!${process.execPath}\nconsole.log(${JSON.stringify(answer)});\n`,
      {
        mode: 0o755,
      },
    );
    const script = fileURLToPath(new URL('../scripts/pin-images.js', import.meta.url));
    const { status } = spawnSync(process.execPath, [script], { cwd: folder, env: { PATH: folder } });
    const [image = '', compose = ''] = ['Dockerfile', 'compose.yaml'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    rmSync(folder, { recursive: true });
    return { status, image, compose };
  }

  it('names each image of others by its digest, and ours not', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const { status, image, compose } = pin(digest);
    expect(status).toBe(0);
    for (const [from] of image.matchAll(/^FROM .*$/gm)) expect(from).toContain(`-slim@${digest}`);
    expect(compose).toMatch(new RegExp(`image: postgres:[\\w.-]+@${digest}$`, 'm'));
    expect(compose).toMatch(/image: ftcost$/m);
  });

  it('changes nothing when a digest cannot be looked up', () => {
    const { status, image } = pin('no such image');
    expect(status).not.toBe(0);
    expect(image).toBe(file('Dockerfile'));
  });
});

describe('the audit of the packages', () => {
  /** Runs it with an npm that answers this. */
  function audit(answer: string): { readonly status: number | null; readonly said: string } {
    const folder = mkdtempSync(join(tmpdir(), 'ftcost-npm-'));
    writeFileSync(join(folder, 'npm'), `#!${process.execPath}\nconsole.log(${JSON.stringify(answer)});\n`, {
      mode: 0o755,
    });
    const script = fileURLToPath(new URL('../.ci/audit.js', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      env: { PATH: folder },
    });
    rmSync(folder, { recursive: true });
    return { status, said: stdout };
  }

  it('stops the run for a known hole of high severity, and names its package', () => {
    const answer = {
      vulnerabilities: {
        bad: { name: 'bad', severity: 'high', range: '<2' },
        so_so: { name: 'so-so', severity: 'low', range: '*' },
      },
      metadata: { vulnerabilities: { low: 1, high: 1, critical: 0 } },
    };
    const { status, said } = audit(JSON.stringify(answer));
    expect(status).toBe(1);
    expect(said).toContain('high: bad <2');
    expect(said).not.toContain('so-so');
  });

  it('says at the end of the run that nobody could look', () => {
    const lines = file('.ci/run').split('\n');
    const end = lines.findIndex((line) => line.includes('NOT AUDITED'));
    expect(lines[end + 1]?.trim()).toBe('exit 0');
    expect(file('.ci/run')).toContain('audit=$(node .ci/audit.js) || { echo "$audit"; exit 1; }');
  });

  it('lets a run without one pass', () => {
    const answer = { vulnerabilities: {}, metadata: { vulnerabilities: { low: 1, high: 0, critical: 0 } } };
    expect(audit(JSON.stringify(answer))).toEqual({
      status: 0,
      said: 'Audit of the packages: 0 holes of high severity, 0 critical.\n',
    });
  });

  it.each([
    [JSON.stringify({ message: '405 Method Not Allowed', error: {} }), '405 Method Not Allowed'],
    [JSON.stringify({ message: 'connect ECONNREFUSED' }), 'ECONNREFUSED'],
    ['', 'answered nothing'],
  ])('does not call packages sound when nobody could be asked: %s', (answer, reason) => {
    const { status, said } = audit(answer);
    expect(status).toBe(0);
    expect(said).toMatch(/^NOT AUDITED/);
    expect(said).toContain(reason);
  });
});

describe('the runbook', () => {
  const runbook = file('docs/runbook.md');

  it('speaks only of metrics that there are', async () => {
    const metrics = createMetrics({
      figures: async () => ({
        waitingJobs: {},
        runs: {},
        isFeedRefused: false,
        heldBack: 0,
        pricesCheckedOn: '2026-11-20',
      }),
      clock: () => new Date('2026-11-22T12:00:00Z'),
      onUnreadable: () => {},
    });
    const present = new Set([...(await metrics.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(namesOf));
    const named = new Set(
      [...runbook.replaceAll(/```.*?```/gs, '').matchAll(/\b(?:ftcost|nodejs|process)_[a-z0-9_]+/g)].map(
        ([name]) => name,
      ),
    );
    expect(named.size).toBeGreaterThan(12);
    expect([...named].filter((name) => !present.has(name))).toEqual([]);
  });

  it('asks in its alerts for labels and values that the metrics have', () => {
    const code = ['src/metrics/create-metrics.ts', 'src/metrics/show-figures.ts'].map(file).join('\n');
    for (const [, name = '', label = ''] of runbook.matchAll(/\b(ftcost_\w+?)\{(\w+)=/g)) {
      const [definition = ''] = code.split(name.replace(/_bucket$/, '')).slice(1);
      expect(definition.slice(0, 250), `${name}{${label}}`).toContain(`'${label}'`);
    }
    for (const [, labels = ''] of runbook.matchAll(/\bby \(([^)]+)\)/g)) {
      for (const label of labels.split(',').map((one) => one.trim())) {
        expect(['le', 'queue', 'reason']).toContain(label);
      }
    }
  });

  it('links each alert to a part that is there', () => {
    const headings = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, anchor] of runbook.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  });

  it('names scripts and files that there are', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(file('package.json')));
    for (const [, script = ''] of runbook.matchAll(/npm run ([\w:]+)/g))
      expect(scripts).toHaveProperty([script]);
    for (const [, name = ''] of runbook.matchAll(/node dist\/([\w-]+)\.js/g)) {
      expect(existsSync(new URL(`../src/${name}.ts`, import.meta.url)), name).toBe(true);
    }
  });
});

/** What Prometheus calls the series of a metric. */
function namesOf([, name = '', type]: RegExpMatchArray | RegExpExecArray): readonly string[] {
  return type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
