import { describe, expect, test } from 'vitest';
import { asInvokingUser, dropPrivileges, type Identity, invokingUser } from '../../../src/source/live/privileges.ts';

const SUDO = { SUDO_UID: '501', SUDO_GID: '20', SUDO_USER: 'anna' };

/** A process that notes what it is told. */
function identity(env: Identity['env'], effective = 0, keeps = false) {
  const calls: string[] = [];
  let user = effective;
  return {
    calls,
    env,
    geteuid: () => user,
    getegid: () => 0,
    setegid: (group: number) => void calls.push(`setegid ${group}`),
    seteuid: (id: number) => void calls.push(`seteuid ${id}`),
    initgroups: (name: string | number, group: number) => void calls.push(`initgroups ${name} ${group}`),
    setgid: (group: number) => void calls.push(`setgid ${group}`),
    setuid(id: number) {
      calls.push(`setuid ${id}`);
      if (!keeps) user = id;
    },
  };
}

test('root becomes who called sudo, groups first', () => {
  const process = identity(SUDO);
  expect(dropPrivileges(process)).toEqual({ name: 'anna', user: 501, group: 20 });
  expect(process.calls).toEqual(['initgroups anna 20', 'setgid 20', 'setuid 501']);
});

test('for a while, too, and is root again whatever comes', async () => {
  const process = identity(SUDO);
  const failing = asInvokingUser(async () => {
    process.calls.push('action');
    throw new Error('no');
  }, process);
  await expect(failing).rejects.toThrow('no');
  const before = ['initgroups anna 20', 'setegid 20', 'seteuid 501'];
  expect(process.calls).toEqual([...before, 'action', 'seteuid 0', 'setegid 0', 'initgroups 0 0']);
});

test('a user stays who he is', async () => {
  const process = identity(SUDO, 501);
  expect(await asInvokingUser(async () => 'done', process)).toBe('done');
  expect(process.calls).toEqual([]);
});

test('a right that stays is an error', () => {
  expect(() => dropPrivileges(identity(SUDO, 0, true))).toThrow('anna');
});

describe('nothing is given up', () => {
  test.each([
    ['without sudo', identity({})],
    ['by root who called sudo', identity({ ...SUDO, SUDO_UID: '0' })],
    ['by a user', identity(SUDO, 501)],
    ['for words that are no ids', identity({ ...SUDO, SUDO_GID: '20; rm' })],
  ])('%s', (_case, process) => {
    expect(invokingUser(process)).toBeUndefined();
    expect(dropPrivileges(process)).toBeUndefined();
    expect(process.calls).toEqual([]);
  });
});
