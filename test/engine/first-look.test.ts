import { expect, it } from 'vitest';
import { FirstLook } from '../../src/engine/first-look.ts';
import type { Probe, Recognition } from '../../src/probe/probe.ts';

const HEAD = Uint8Array.of(1, 2, 3);

function look(...answers: readonly (Recognition | Error)[]) {
  const asked: unknown[] = [];
  const first = new FirstLook();
  Object.assign(first, { transport: 'udp', originatorPort: 50_000, responderPort: 123 });
  const probes = answers.map<Probe>((answer, index) => ({
    name: `p${index}`,
    transports: ['udp'],
    usualPorts: [],
    recognise: (head, direction, flow) => {
      flow.skip(direction, 10);
      asked.push([head, direction, flow.transport, flow.originatorPort, flow.responderPort]);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    open: () => {
      throw new Error('nothing is opened');
    },
  }));
  return { strange: first.isStrange(probes, HEAD, 1), asked };
}

it('finds strange what every probe rejects', () => {
  const { strange, asked } = look('reject', 'reject');
  expect(strange).toBe(true);
  expect(asked).toEqual(new Array(2).fill([HEAD, 1, 'udp', 50_000, 123]));
});

it.each(['match', 'more'] as const)('leaves to a session what a probe answers with %s', (answer) => {
  const { strange, asked } = look('reject', answer, 'reject');
  expect(strange).toBe(false);
  expect(asked).toHaveLength(2);
});

it('leaves to a session what a probe throws at', () => {
  const { strange, asked } = look('reject', new Error('a defect'), 'reject');
  expect(strange).toBe(false);
  expect(asked).toHaveLength(2);
});
