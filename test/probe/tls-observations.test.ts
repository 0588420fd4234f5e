import { expect, it } from 'vitest';
import { tls } from '../../src/probe/tls.ts';
import type { TlsObservation } from '../../src/probe/tls-observations.ts';
import { script } from '../support/probe-script.ts';
import * as samples from '../support/tls-samples.ts';
import { say } from '../support/tls-samples.ts';

/** Fails to compile when a kind is added and not listed. */
const KINDS = {
  'tls-client-hello': 0,
  'tls-server-hello': 0,
  'tls-certificates': 0,
  'tls-certificate-request': 0,
  'tls-handshake': 0,
  'tls-change-cipher-spec': 0,
  'tls-alert': 0,
  'tls-protected-record': 0,
  'tls-established': 0,
  'tls-gap': 0,
  malformed: 0,
} satisfies Record<TlsObservation['kind'], number>;

it('are each made of real bytes, with frame and side', () => {
  const [hello] = samples.tls12;
  const scripts = [
    say(script(tls), samples.tls12Mutual),
    say(script(tls), samples.tls12Refused),
    say(script(tls), [hello]).responder('HTTP/1.1 400 Bad Request\r\n'),
    say(script(tls), [hello]).gap(1, 100),
  ];
  const seen = scripts.flatMap((each) => each.replay().observations);
  expect(new Set(seen.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)));
  for (const { at, from } of seen) expect([at.frame > 0, from === 0 || from === 1]).toEqual([true, true]);
});
