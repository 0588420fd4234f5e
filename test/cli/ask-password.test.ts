import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askPassword, Interrupted } from '../../src/cli/ask-password.ts';
import { fakeEffects } from '../support/fake-effects.ts';

function keyboard() {
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  const effects = fakeEffects({ stdin: stdin as unknown as NodeJS.ReadStream });
  return { effects, modes, asked: askPassword('Password: ', effects), press: (keys: string) => stdin.write(keys) };
}

describe('a password', () => {
  it.each([
    [['s', 'e', 'cret', '\r'], 'secret'],
    [['secx\x7fret\n'], 'secret'],
    [['\r'], ''],
    [['pässwört 🔑\r'], 'pässwört 🔑'],
  ])('%j', async (keys, password) => {
    const { asked, press, effects, modes } = keyboard();
    for (const key of keys) press(key);
    expect(await asked).toBe(password);
    // Nothing of it is shown, and the terminal is as it was.
    expect([effects.out(), effects.err()]).toEqual(['', 'Password: \n']);
    expect(modes).toEqual([true, false]);
  });

  it('is not had of somebody who gives up', async () => {
    const { asked, press, modes } = keyboard();
    press('sec\x03');
    await expect(asked).rejects.toBeInstanceOf(Interrupted);
    expect(modes).toEqual([true, false]);
  });

  it('is not asked for where nobody sits', async () => {
    const effects = fakeEffects();
    expect(await askPassword('Password: ', effects)).toBeUndefined();
    expect(effects.err()).toBe('');
  });
});
