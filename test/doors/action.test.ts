import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const Action = z.object({
  runs: z.object({ steps: z.array(z.object({ name: z.string(), run: z.string() })) }),
});

/** The script of a step of the action. */
function scriptOf(step: string): string {
  const { runs } = Action.parse(parse(read('action.yml')));
  return runs.steps.find(({ name }) => name === step)?.run ?? 'exit 99';
}

/** A folder with programs that stand for those of the runner. */
function runnerWith(programs: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-action-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: folder,
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  };
  return { folder, env };
}

describe('the action for pull requests', () => {
  test('is one by the schema of GitHub, and so is the workflow that uses it', () => {
    const action = read('action.yml');
    expect(validateAction(action).errors).toEqual([]);
    expect(validateWorkflow(read('examples/pull-request/workflow.yml')).errors).toEqual([]);
    // The schema tells what is wrong at all.
    expect(validateAction(action.replace('using: composite', 'usign: composite')).errors).not.toEqual([]);
  });

  test('puts no value of a pull request into a script', () => {
    for (const step of ['Compare', 'Comment', 'Judge']) expect(scriptOf(step)).not.toContain('${{');
  });

  test('compares with the file of the commit that the pull request starts from, and hands on the exit code', () => {
    const { folder, env } = runnerWith({
      // Stands for npx: shows what it was asked, with both files, and exits as for a bill beyond the limit.
      npx: '#!/bin/bash\necho "$*"; cat "$5" "$7"; exit 1\n',
    });
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: repository,
        encoding: 'utf8',
      }).trim();
    git('init', '--quiet');
    git('remote', 'add', 'origin', repository);
    writeFileSync(join(repository, 'ftcost.yml'), 'before\n');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    const base = git('rev-parse', 'HEAD');
    writeFileSync(join(repository, 'ftcost.yml'), 'after\n');
    const ran = spawnSync('bash', ['-c', scriptOf('Compare')], {
      cwd: repository,
      env: { ...env, FILE: 'ftcost.yml', MAX_INCREASE: '10%', PACKAGE: 'ftcost', BASE_SHA: base },
      encoding: 'utf8',
    });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const report = readFileSync(join(folder, 'ftcost-diff.md'), 'utf8');
    expect(report).toMatch(
      /^--yes ftcost diff --base .+ --head ftcost\.yml --max-increase 10%\nbefore\nafter\n$/,
    );
    expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toContain('code=1\n');
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toBe(report);
    expect(spawnSync('bash', ['-c', scriptOf('Judge')], { env: { ...env, CODE: '1' } }).status).toBe(1);
  });

  test('writes one comment, and updates it the next time', () => {
    const { folder, env } = runnerWith({
      // Stands for gh, with comments in a file: lists them through jq as gh does, adds one, changes one.
      gh: `#!${process.execPath}
const { readFileSync, writeFileSync, existsSync } = require('node:fs');
const file = process.env.COMMENTS;
const comments = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [{ id: 1, body: 'Nice work!' }];
const args = process.argv.slice(2);
const after = (name) => args[args.indexOf(name) + 1];
const body = () => readFileSync(after('--field').slice('body=@'.length), 'utf8');
const path = args.find((arg) => arg.startsWith('repos/'));
if (args.includes('--jq')) {
  const [, mark] = /startswith\\("(.+)"\\)/.exec(after('--jq'));
  for (const one of comments) if (one.body.startsWith(mark)) console.log(one.id);
} else if (after('--method') === 'PATCH') {
  comments.find(({ id }) => String(id) === path.split('/').at(-1)).body = body();
} else comments.push({ id: comments.length + 1, body: body() });
writeFileSync(file, JSON.stringify(comments));
`,
    });
    const COMMENTS = join(folder, 'comments.json');
    const REPORT = join(folder, 'report.md');
    function comment(report: string) {
      writeFileSync(REPORT, report);
      const ran = spawnSync('bash', ['-c', scriptOf('Comment')], {
        env: { ...env, COMMENTS, REPORT, REPOSITORY: 'acme/app', NUMBER: '7', GH_TOKEN: 'x' },
        encoding: 'utf8',
      });
      expect(ran).toMatchObject({ status: 0, stderr: '' });
      return z
        .array(z.object({ id: z.number(), body: z.string() }))
        .parse(JSON.parse(readFileSync(COMMENTS, 'utf8')));
    }
    expect(comment('first\n').map(({ body }) => body)).toEqual([
      'Nice work!',
      '<!-- ftcost diff -->\nfirst\n',
    ]);
    expect(comment('second\n').map(({ body }) => body)).toEqual([
      'Nice work!',
      '<!-- ftcost diff -->\nsecond\n',
    ]);
  });
});
