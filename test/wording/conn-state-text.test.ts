import { expect, it } from 'vitest';
import type { ConnState } from '../../src/flow/conn-state.ts';
import { connStateText } from '../../src/wording/conn-state-text.ts';

const STATES: Readonly<Record<ConnState, true>> = {
  ...{ S0: true, S1: true, SF: true, REJ: true, S2: true, S3: true, RSTO: true },
  ...{ RSTR: true, RSTOS0: true, RSTRH: true, SH: true, SHR: true, OTH: true },
};

it.each(Object.keys(STATES))('%s has words of its own', (state) => {
  const text = connStateText(state);
  expect(text).toMatch(/^[a-z]/);
  expect(Object.keys(STATES).filter((other) => connStateText(other) === text)).toEqual([state]);
});

it('nothing else has', () => {
  expect(connStateText('S9')).toBeUndefined();
});
