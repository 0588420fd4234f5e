import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import {
  FILE_PASSWORD,
  FILE_SERIAL,
  FILE_TOPIC,
  MODERN_P12,
  OLD_DER,
  PUSH_DER,
  pem,
  RENEWED_DER,
} from '../support/certificate-files.ts';
import { type FakeTerminalOptions, fakeEffects } from '../support/fake-effects.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const P12 = folder.write('push.p12', Buffer.from(MODERN_P12, 'base64'));
const PEM = folder.write('push.pem', pem(PUSH_DER));
const PASSWORD = folder.write('password', `${FILE_PASSWORD}\n`);
const TODAY = Date.UTC(2027, 10, 1);
const CAPTURE = fileURLToPath(new URL('../../fixtures/push-certificate-old-node/input.pcapng', import.meta.url));

async function run(words: readonly string[], options: FakeTerminalOptions = {}) {
  const effects = fakeEffects({ today: TODAY, ...options });
  const exit = await main(['push-cert', ...words], effects);
  return { exit, out: effects.out(), err: effects.err() };
}

describe('a push certificate', () => {
  it('is told of: topic, serial, dates, days left, issuer', async () => {
    const { exit, out, err } = await run([PEM]);
    expect([exit, err]).toEqual([0, '']);
    for (const part of [
      FILE_TOPIC,
      FILE_SERIAL,
      'to 2027-11-22T10:20:51Z',
      '21 today',
      'Apple Application Integration 2',
    ])
      expect(out).toContain(part);
  });

  it('as JSON', async () => {
    const { exit, out } = await run([PEM, '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      file: PEM,
      topic: FILE_TOPIC,
      daysLeft: 21,
      privateKey: false,
      problems: [],
    });
  });

  it.each([
    ['expired', PEM, Date.UTC(2028, 0, 1), /! Expired: renew it .*never delete it/],
    ['not begun', PEM, Date.UTC(2026, 0, 1), /! Not valid yet: the clock/],
    ['of another authority', folder.write('own.pem', pem(OTHER())), TODAY, /! Not a push certificate: the issuer/],
  ])('%s gives exit code 1', async (_, path, today, says) => {
    const { exit, out } = await run([path], { today });
    expect(exit).toBe(1);
    expect(out).toMatch(says);
  });
});

it('without a file is wrong usage, and points at its own help', async () => {
  const { exit, err } = await run([]);
  expect([exit, err]).toEqual([2, expect.stringContaining('(try jamscope push-cert --help)')]);
});

describe('the password of a .p12', () => {
  it.each([
    ['from a file', ['--password-file', PASSWORD], {}],
    ['from the environment', [], { JAMSCOPE_PASSWORD: FILE_PASSWORD }],
  ])('%s', async (_, words, env) => {
    const { exit, out } = await run([P12, ...words], { env });
    expect([exit, out.includes(FILE_SERIAL), out.includes(FILE_PASSWORD)]).toEqual([0, true, false]);
    expect(out).toContain('a private key is in the file');
  });

  it.each([
    [
      'missing',
      {},
      /is locked with a password, and none was given: .*--password-file FILE or the variable JAMSCOPE_PASSWORD/,
    ],
    ['wrong', { JAMSCOPE_PASSWORD: 'x' }, /cannot be opened with this password\n$/],
  ])('%s is wrong usage', async (_, env, says) => {
    const { exit, err } = await run([P12], { env });
    expect(exit).toBe(2);
    expect(err).toMatch(says);
  });

  it('is in a file, not in a directory', async () => {
    const { exit, err } = await run([P12, '--password-file', folder.path]);
    expect([exit, err]).toEqual([3, expect.stringMatching(/is a directory\. Name a file that holds the password\.$/m)]);
  });

  it('is no argument', async () => {
    expect(await run([P12, '--password', FILE_PASSWORD])).toMatchObject({ exit: 2, out: '' });
  });
});

describe('what cannot be read gives exit code 3', () => {
  it.each([
    ['a directory', folder.path, `${folder.path} is a directory. Name a certificate file: PEM, DER or PKCS #12`],
    ['no such file', `${folder.path}/none.pem`, 'does not exist'],
    ['no certificate', folder.write('notes.txt', 'hello'), 'is no certificate'],
    ['a file too large to be one', folder.write('large', new Uint8Array(1_100_000)), 'too large'],
  ])('%s', async (_, path, says) => {
    const { exit, err } = await run([path]);
    expect(exit).toBe(3);
    expect(err).toContain(says);
  });

  it('a capture', async () => {
    expect(await run([PEM, '--capture', PEM])).toMatchObject({ exit: 3, out: '' });
  });
});

describe('a capture', () => {
  it('shows the certificate, or another one', async () => {
    const renewed = folder.write('renewed.pem', pem(RENEWED_DER));
    const { exit, out } = await run([renewed, '--capture', CAPTURE], { today: Date.UTC(2026, 11, 1) });
    expect(exit).toBe(1);
    expect(out).toMatch(
      /353 today[\s\S]*taken 2026-11-22T.*, with 361 days left then\n {2}This certificate is presented to APNs on flow 2, 8/,
    );
    expect(out).toContain('! Jamf Pro presents another certificate with the same topic');
  });

  it('judges by its own time', async () => {
    const old = folder.write('old.pem', pem(OLD_DER));
    const { exit, out } = await run([old, '--json', '--capture', CAPTURE], { today: Date.UTC(2026, 10, 1) });
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ daysLeft: 20, problems: [], capture: { daysLeft: -2, flows: [4, 6] } });
  });
});

/** The certificate with the name of its issuer changed; nobody checks the signature. */
function OTHER(): string {
  const text = Buffer.from(PUSH_DER, 'base64').toString('latin1').replace('Apple Inc.', 'Other Inc.');
  return Buffer.from(text, 'latin1').toString('base64');
}
