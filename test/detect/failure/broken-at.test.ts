import { expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { brokenAt } from '../../../src/detect/failure/broken-at.ts';
import { firstFailure } from '../../../src/detect/failure/first-failure.ts';
import { at, greeted, prohibited, reached, refused, rst, unanswered } from '../../support/flow-facts.ts';

const lost = greeted({ until: 9, tcp: { firstDataResent: [[at(0.3), at(0.9)], []] } });
const silence = { from: at(1), until: at(900), by: 0, repeats: [at(901), at(902)], repeated: 2 } as const;
const quiet = reached({
  until: 905,
  tcp: { fin: [undefined, undefined], silences: [silence], unanswered: silence },
});

it.each<[FlowFacts, string, string]>([
  [unanswered([0, 1, 3]), 'syn-unanswered', '> 3001'],
  [refused(), 'syn-reset', '< 21'],
  [unanswered([0], { icmp: [prohibited(0.1)] }), 'icmp-prohibited', '< 101 10.20.0.1'],
  [unanswered([0], { icmp: [prohibited(0.1, { code: 1 })] }), 'icmp-unreachable', '< 101 10.20.0.1'],
  [lost, 'client-hello-dropped', '> 901'],
  [greeted({ tcp: { resets: [rst(0.04)] } }), 'client-hello-reset', '< 41'],
  [quiet, 'idle-killed', '> 900001'],
  [{ ...quiet, icmp: [prohibited(900.1)] }, 'idle-killed', '< 900101 10.20.0.1'],
])('%#: $1', (flow, failure, expected) => {
  expect(firstFailure(flow)).toBe(failure);
  const broken = brokenAt(flow, firstFailure(flow)!)!;
  const said = [`${'><'[broken.from]} ${broken.at.frame}`, ...('router' in broken ? [broken.router] : [])];
  expect(said.join(' ')).toBe(expected);
});
