import { describe, expect, it } from 'vitest';
import type { FlowFacts, Silence } from '../../../src/classify/flow-facts.ts';
import { answeredWord, answersWord, idleEnd, unansweredSilence } from '../../../src/detect/failure/idle-end.ts';
import { at, type FlowSketch, greeted, prohibited, reached, rst } from '../../support/flow-facts.ts';

const silence = (from: number, until: number, by: 0 | 1 = 0, repeats: readonly number[] = []): Silence => ({
  ...{ from: at(from), until: at(until), by },
  ...{ repeats: repeats.map(at), repeated: repeats.length },
});
const quiet = (sketch: FlowSketch = {}, silences = [silence(1, 900)]) =>
  reached({ until: 901, ...sketch, tcp: { fin: [undefined, undefined], silences, ...sketch.tcp } });
const reset = rst(900.01);
/** Quiet, and then nobody answers what is sent at these seconds. */
const dead = (repeats: readonly number[], until = 903, sketch: FlowSketch = {}, by: 0 | 1 = 0, from = 1) => {
  const last = silence(from, 900, by, repeats);
  return quiet({ until, ...sketch, tcp: { unanswered: last, ...sketch.tcp } }, [last]);
};

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
    ['nobody answers, and it is sent again twice', dead([900.2, 900.6], 900.7), true],
    ['it is sent again once, three seconds ago', dead([900.2], 903.2), true],
    ['it is sent again once, and the capture ends', dead([900.2], 903.1), false],
    [
      'it is sent again once, and the client gives up',
      dead([900.2], 920, { tcp: { resets: [rst(902, { from: 0 })] } }),
      false,
    ],
    ['it is sent once: it may have asked for no answer', dead([], 930), false],
    ['an answer came in the end', dead([900.2, 900.6], 930, { tcp: { unanswered: undefined } }), false],
    ['the server speaks, and its client does not answer', dead([900.2, 900.6], 930, {}, 1), false],
    ['somebody closed it', dead([900.2, 900.6], 930, { tcp: { fin: [undefined, at(0.9)] } }), false],
    [
      'a router says that a packet got lost in a loop',
      dead([900.2, 900.6], 930, { icmp: [prohibited(900.3, { type: 11, code: 0 })] }),
      false,
    ],
    [
      'two hours and four minutes, after which it may be forgotten',
      dead([900.2, 900.6], 930, {}, 0, 900 - 7440),
      false,
    ],
    [
      'a minute after the first word a copy of it is answered with a RST',
      quiet({ tcp: { resets: [rst(960)] } }, [silence(1, 900, 0, [900.2, 930, 955])]),
      true,
    ],
    [
      'a flow that never worked, and gets no answer',
      greeted({ tcp: { ...dead([900.2, 900.6]).tcp, fin: [undefined, undefined] } }),
      false,
    ],
    ['a flow that never worked', greeted({ tcp: { silences: [silence(1, 900)], resets: [reset] } }), false],
  ])('%s', (_, flow, expected) => {
    expect(idleEnd(flow) !== undefined).toBe(expected);
  });

  it('has the silence, and what came in the place of an answer', () => {
    const earlier = prohibited(5);
    const end = idleEnd(quiet({ icmp: [earlier, prohibited(900.01)], tcp: { resets: [rst(2), reset] } }));
    expect(end).toEqual({ silence: silence(1, 900), resets: [reset], errors: [prohibited(900.01)] });
  });

  it('has a span where nobody answers at all', () => {
    expect(unansweredSilence(dead([900.2, 900.6]))).toEqual({ from: 1e9, until: 900e9 });
    expect(unansweredSilence(quiet({ tcp: { resets: [reset] } }))).toBeUndefined();
    expect(unansweredSilence(quiet({ icmp: [prohibited(900.01)] }))).toBeUndefined();
  });

  it('takes a RST for the answer to the first word that it may answer', () => {
    const words = silence(1, 900, 0, [900.2, 930, 955]);
    expect([900.21, 909, 931, 957].map((time) => answeredWord(words, time * 1e9)?.time)).toEqual([
      900e9, 900e9, 930e9, 955e9,
    ]);
    // The copy at 900.2 s still counts at 910.1 s, and none at 911 s.
    expect([899, 910.1, 911, 966].map((time) => answersWord(words, time * 1e9))).toEqual([false, true, false, false]);
  });
});
