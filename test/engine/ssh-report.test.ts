import { expect, it } from 'vitest';
import { sshReport } from '../../src/engine/ssh-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (...observations: readonly Observation[]) => sshReport(flowFacts({ protocol: 'ssh', observations }));
const identification = (from: 0 | 1) =>
  seen('ssh-identification', from, 1, { version: '2.0', software: 'OpenSSH_9.2' });
const NOTHING = { identification: null, offered: false, encrypts: false };

it('is nothing on other flows', () => expect(report()).toBeUndefined());

it('tells how far the key exchange came', () => {
  expect(
    report(
      identification(0),
      identification(1),
      seen('ssh-key-exchange-init', 0, 1),
      seen('ssh-key-exchange-init', 1, 1),
      seen('ssh-agreement', 1, 1, { keyExchange: 'curve25519-sha256', hostKey: 'ssh-ed25519', cipher: 'aes128-ctr' }),
      seen('ssh-new-keys', 1, 1),
    ),
  ).toEqual({
    originator: { identification: 'SSH-2.0-OpenSSH_9.2', offered: true, encrypts: false },
    responder: { identification: 'SSH-2.0-OpenSSH_9.2', offered: true, encrypts: true },
    agreement: { keyExchange: 'curve25519-sha256', hostKey: 'ssh-ed25519', cipher: 'aes128-ctr' },
  });
});

it('tells what the sides have not in common, and who ends it', () => {
  expect(
    report(
      identification(1),
      seen('ssh-agreement', 1, 1, { keyExchange: undefined, hostKey: 'ssh-rsa', cipher: undefined }),
      seen('ssh-disconnect', 1, 1, { code: 3, codeName: 'key-exchange-failed' }),
    ),
  ).toEqual({
    originator: NOTHING,
    responder: { ...NOTHING, identification: 'SSH-2.0-OpenSSH_9.2' },
    agreement: { keyExchange: null, hostKey: 'ssh-rsa', cipher: null },
    disconnect: { from: 'responder', code: 3, name: 'key-exchange-failed' },
  });
});
