import { describe, expect, it } from 'vitest';
import type { FlowReport } from '../../src/engine/contract.ts';
import { refusalText, servicesText, undecidedServices } from '../../src/wording/undecided-text.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const { services } = sampleSnapshot();
const refused = (steps: readonly string[], from: 'originator' | 'responder' = 'responder', level = 'fatal') => ({
  tls: { alerts: [{ from, level, code: 40, name: 'handshake_failure' }] } as unknown as NonNullable<FlowReport['tls']>,
  steps: steps.map((name) => ({ name })) as FlowReport['steps'],
});

describe('what is undecided', () => {
  it('is named with the number of its flows', () => {
    const open = undecidedServices([services[0], { ...services[0], status: 'undecided', flows: 1 }]);
    expect(servicesText(open)).toBe('S5 Jamf Pro to APNs (binary protocol) (1 flow)');
  });

  it('is plain where the ClientHello is answered with a fatal alert', () => {
    expect(refusalText(refused(['client-hello', 'alert']))).toMatch(
      /ClientHello with a fatal alert \(handshake_failure\)$/,
    );
  });

  it.each([
    ['the ServerHello came first', refused(['client-hello', 'server-hello', 'alert'])],
    ['there was no ClientHello', refused(['alert'])],
    ['the client sent the alert', refused(['client-hello', 'alert'], 'originator')],
    ['it is a warning', refused(['client-hello', 'alert'], 'responder', 'warning')],
  ])('is not when %s', (_, flow) => {
    expect(refusalText(flow)).toBeUndefined();
  });
});
