import { expect, it } from 'vitest';
import { MAX_PAIRS, Resumptions } from '../../../src/detect/inspection/resumptions.ts';
import type { FrameAt } from '../../../src/flow/direction.ts';
import { at, reached, seen } from '../../support/flow-facts.ts';

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

it('says when there are more pairs than it can keep', () => {
  const lost: FrameAt[] = [];
  const met = new Resumptions<string>((frame) => lost.push(frame));
  const flow = reached();
  for (let n = 0; n <= MAX_PAIRS; n++) met.remember({ ...flow, serverName: `h${n}` }, 'box');
  expect(lost).toEqual([at(0)]);
  met.remember({ ...flow, serverName: 'h0' }, 'other box');
  expect(lost).toHaveLength(1);
});
