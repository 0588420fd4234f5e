import { expect, it } from 'vitest';
import { MAX_PAIRS, Resumptions } from '../../../src/detect/inspection/resumptions.ts';
import { reached, seen } from '../../support/flow-facts.ts';

const resumed = (client?: string, serverName?: string) =>
  reached({
    ...(client === undefined ? {} : { client }),
    ...(serverName === undefined ? {} : { serverName }),
    observations: [seen('tls-established', 0, 0.05, { resumed: true })],
  });

it('goes on with who answered the same client for the same host', () => {
  const met = new Resumptions<string>(() => {});
  expect(met.of(resumed())).toBeUndefined();
  met.remember(reached(), 'first');
  met.remember(reached(), 'second');
  expect(met.of(resumed())).toBe('second');
  expect(met.of(resumed('10.20.0.21'))).toBeUndefined();
  expect(met.of(resumed(undefined, 'other.jamfcloud.com'))).toBeUndefined();
  expect(met.of(reached())).toBeUndefined();
  // The device has left that network.
  met.remember(reached(), undefined);
  expect(met.of(resumed())).toBeUndefined();
});

it('forgets the pairs that met longest ago, and says so', () => {
  const lost: number[] = [];
  const met = new Resumptions<string>((entries) => lost.push(entries));
  const flow = reached();
  for (let n = 0; n <= 2 * MAX_PAIRS; n++) met.remember({ ...flow, serverName: `h${n}` }, 'box');
  expect(lost).toEqual([MAX_PAIRS]);
});
