import { describe, expect, it } from 'vitest';
import type { FlowFacts, Silence } from '../../../src/classify/flow-facts.ts';
import { idleEnd } from '../../../src/detect/failure/idle-end.ts';
import { at, type FlowSketch, greeted, prohibited, reached, rst } from '../../support/flow-facts.ts';

const silence = (from: number, until: number, by: 0 | 1 = 0): Silence => ({ from: at(from), until: at(until), by });
const quiet = (sketch: FlowSketch = {}, silences = [silence(1, 900)]) =>
  reached({ until: 901, ...sketch, tcp: { fin: [undefined, undefined], silences, ...sketch.tcp } });
const reset = rst(900.01);

describe('the end of a quiet flow', () => {
  it.each<[string, FlowFacts, boolean]>([
    ['the first word is answered with a RST', quiet({ tcp: { resets: [reset] } }), true],
    ['a later copy of it is', quiet({ tcp: { resets: [rst(905)] } }), true],
    [
      'a word of the server is, in the name of the client',
      quiet({ tcp: { resets: [rst(900.01, { from: 0 })] } }, [silence(1, 900, 1)]),
      true,
    ],
    ['it is answered by ICMP', quiet({ icmp: [prohibited(900.01)] }), true],
    ['"port unreachable" is no less', quiet({ icmp: [prohibited(900.01, { code: 3 })] }), true],
    [
      'a flow that began before the capture',
      { ...greeted({ tcp: { silences: [silence(1, 900)], resets: [reset], midStream: true } }) },
      true,
    ],
    ['a second silence', quiet({ tcp: { resets: [reset] } }, [silence(1, 300), silence(301, 900)]), true],
    ['no silence', quiet({ tcp: { resets: [reset] } }, []), false],
    ['a RST that ends the silence', quiet({ tcp: { resets: [rst(900)] } }, [silence(1, 900, 1)]), false],
    ['the client’s own RST', quiet({ tcp: { resets: [rst(900.01, { from: 0 })] } }), false],
    ['a RST long after', quiet({ tcp: { resets: [rst(950)] } }), false],
    [
      'a FIN ended the silence',
      quiet({ tcp: { resets: [rst(900.02)], fin: [undefined, at(900)] } }, [silence(1, 900, 1)]),
      false,
    ],
    ['the flow goes on', quiet({ icmp: [prohibited(900.01)], until: 940 }), false],
    ['ICMP of another kind', quiet({ icmp: [prohibited(900.01, { type: 11, code: 0 })] }), false],
    ['ICMP that quotes the other side', quiet({ icmp: [prohibited(900.01, { quotes: 1 })] }), false],
    ['a flow that never worked', greeted({ tcp: { silences: [silence(1, 900)], resets: [reset] } }), false],
  ])('%s', (_, flow, expected) => {
    expect(idleEnd(flow) !== undefined).toBe(expected);
  });

  it('has the silence, and what came in the place of an answer', () => {
    const earlier = prohibited(5);
    const end = idleEnd(quiet({ icmp: [earlier, prohibited(900.01)], tcp: { resets: [rst(2), reset] } }));
    expect(end).toEqual({ silence: silence(1, 900), resets: [reset], errors: [prohibited(900.01)] });
  });
});
