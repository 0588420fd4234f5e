import { expect, it } from 'vitest';
import { clientHelloReset } from '../../../src/detect/blocked/client-hello-reset.ts';
import { conclude } from '../../support/detector-table.ts';
import { greeted, rst } from '../../support/flow-facts.ts';

const flow = (start: number, reset: Partial<ReturnType<typeof rst>>) =>
  greeted({ start, tcp: { resets: [rst(start + 0.041, reset)] } });

it('is that of the flow which tells most, whichever came first', () => {
  const fitting = flow(0, {});
  const telling = flow(20, { hopLimit: 127 });
  for (const flows of [
    [fitting, telling],
    [telling, fitting],
  ])
    expect(conclude(clientHelloReset, { flows })).toMatchObject([
      { confidence: 'strong', parameters: { resetHopLimit: 127, signals: ['hop-limit'] } },
    ]);
});

it('knows no round trip to measure a RST in the name of the client by', () => {
  const reset = { from: 0, hopLimit: 99, hopLimitBefore: 52, sincePrevious: 2e6 } as const;
  const [draft] = conclude(clientHelloReset, { flows: [flow(0, reset)] });
  expect(draft.parameters).toMatchObject({ claims: 'client', resetAfterMs: 20 });
  expect(draft.parameters).not.toHaveProperty('rttMs');
});
