import { expect, it } from 'vitest';
import { isTurnedAway } from '../../src/classify/refusals.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { seen } from '../support/flow-facts.ts';

const answer = (kind: Observation['kind'], fields: Record<string, unknown>) => seen(kind, 1, 1, fields);
const bind = (code: number) => answer('ldap-result', { operation: 'bind', code });
const session = answer('smb-session', { status: 0 });
const share = (share: string, status: number | undefined) => answer('smb-share', { share, status });
const reply = (command: string | undefined, code: number) => answer('smtp-reply', { command, code });
const agreed = { keyExchange: 'curve25519-sha256', hostKey: 'ssh-ed25519', cipher: 'aes128-ctr' };

it.each<[boolean, string, readonly Observation[]]>([
  [false, 'nothing was asked', []],
  [true, 'a bind', [bind(49)]],
  [false, 'a bind that was accepted at last', [bind(49), bind(0)]],
  [false, 'a bind that goes on', [bind(14)]],
  [false, 'a search that found nothing', [answer('ldap-result', { operation: 'search', code: 32 })]],
  [true, 'a login to MySQL', [answer('mysql-result', { code: 1045 })]],
  [false, 'a login that succeeded', [answer('mysql-result', { code: 0 })]],
  [true, 'a log-on to SMB', [answer('smb-session', { status: 0xc000006d })]],
  [true, 'every share', [session, share('IPC$', 0), share('Packages', 0xc0000022)]],
  [false, 'one share of two', [session, share('A', 0xc0000022), share('B', 0)]],
  [false, 'a share that was never answered for', [session, share('A', undefined)]],
  [true, 'every interface', [answer('dcerpc-bind-result', { accepted: [] })]],
  [true, 'a mail server that greets with a refusal', [answer('smtp-banner', { code: 554 })]],
  [false, 'a mail server that greets', [answer('smtp-banner', { code: 220 })]],
  [true, 'a login to the mail server', [reply('AUTH', 334), reply('AUTH', 535), reply('QUIT', 221)]],
  [false, 'a login that went on to succeed', [reply('AUTH', 334), reply('AUTH', 235)]],
  [true, 'the only recipient', [reply('RCPT', 554)]],
  [false, 'one recipient of two', [reply('RCPT', 550), reply('RCPT', 250), reply('message', 250)]],
  [true, 'the mail itself', [reply('RCPT', 250), reply('message', 552)]],
  [true, 'an HL7 message', [answer('hl7-message', { acknowledgement: 'AR' })]],
  [false, 'an HL7 message that was taken', [answer('hl7-message', { acknowledgement: 'AA' })]],
  [false, 'an HL7 message without an answer', [seen('hl7-message', 0, 1, { acknowledgement: undefined })]],
  [true, 'an MQTT client', [answer('mqtt-connack', { accepted: false })]],
  [true, 'who asks a clock that does not know the time', [answer('ntp-message', { synchronised: false })]],
  [false, 'a clock that asks', [seen('ntp-message', 0, 1, { synchronised: false })]],
  [true, 'SSH with nothing in common', [answer('ssh-agreement', { ...agreed, keyExchange: undefined })]],
  [false, 'SSH that agrees', [answer('ssh-agreement', agreed)]],
])('%s: %s', (turnedAway, _, observations) => {
  expect(isTurnedAway(observations)).toBe(turnedAway);
});
