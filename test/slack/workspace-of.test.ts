import { expect, test } from 'vitest';
import { UnknownWorkspaceError, workspaceOf } from '../../src/slack/kit/workspace-of.js';

test.each([
  ['a workspace', { isEnterpriseInstall: false, teamId: 'T1' }, 'T1'],
  [
    'a workspace inside an organisation, installed by itself',
    { isEnterpriseInstall: false, teamId: 'T1', enterpriseId: 'E1' },
    'T1',
  ],
  [
    'an organisation, from a request that names a team',
    { isEnterpriseInstall: true, teamId: 'T1', enterpriseId: 'E1' },
    'E1',
  ],
  ['an organisation, from a request without a team', { isEnterpriseInstall: true, enterpriseId: 'E1' }, 'E1'],
  [
    'a request that forgets to say how the app is installed',
    { isEnterpriseInstall: false, enterpriseId: 'E1' },
    'E1',
  ],
])('what belongs to %s is kept under its id', (_name, context, id) => {
  expect(workspaceOf(context)).toBe(id);
});

test('a request of nobody is refused', () => {
  expect(() => workspaceOf({ isEnterpriseInstall: false })).toThrow(UnknownWorkspaceError);
});
