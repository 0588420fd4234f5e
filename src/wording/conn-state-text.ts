/** Zeek's conn_state in words (https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html). */
const WORDS: Readonly<Record<string, string>> = {
  S0: 'no answer',
  S1: 'still open when the capture ended',
  SF: 'answered, and ended normally',
  REJ: 'refused with a reset',
  S2: 'closed by the originator only',
  S3: 'closed by the responder only',
  RSTO: 'reset by the originator',
  RSTR: 'reset by the responder',
  RSTOS0: 'no answer, then reset by the originator',
  RSTRH: 'answered, then reset by the responder, its start was not captured',
  SH: 'no answer, then closed by the originator',
  SHR: 'only the answer was captured',
  OTH: 'its start was not captured',
};

/** All that Zeek has. */
export const CONN_STATES: readonly string[] = Object.keys(WORDS);

/** `no answer` of `S0`; undefined for a state that Zeek does not have. */
export function connStateText(state: string): string | undefined {
  return WORDS[state];
}
