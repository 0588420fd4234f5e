/** Tests of a text for the values of fields: `*` patterns, names in part or from their beginning. Small and capital letters are alike. */

export type TextTest = (text: string) => boolean;

/** `*.push.apple.com`: the whole text, `*` standing for anything. Linear in the text, whatever the pattern: both may be hostile. */
export function patternTest(pattern: string): TextTest {
  const [first, ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  if (last === undefined) return (text) => text.toLowerCase() === first;
  return (whole) => {
    const text = whole.toLowerCase();
    if (!text.startsWith(first) || text.length < first.length + last.length) return false;
    let at = first.length;
    for (const piece of others) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at + last.length <= text.length && text.endsWith(last);
  };
}

/** With a `*` the whole text, else any part of it. */
export function partTest(value: string): TextTest {
  const word = value.toLowerCase();
  return value.includes('*') ? patternTest(value) : (text) => text.toLowerCase().includes(word);
}

/** With a `*` the whole text, else its beginning. */
export function beginningTest(value: string): TextTest {
  const word = value.toLowerCase();
  return value.includes('*') ? patternTest(value) : (text) => text.toLowerCase().startsWith(word);
}

/** Those of `names` that a value means: the one that it is; else those that fit its `*`, or begin with it. */
export function meantOf(value: string, names: readonly string[]): readonly string[] {
  const same = names.filter((name) => name.toLowerCase() === value.toLowerCase());
  return same.length > 0 ? same : names.filter(beginningTest(value));
}

/** Texts whose answer is remembered. */
const MAX_REMEMBERED = 8192;

/** The same test, done once for a text: the flows of a capture share few names and addresses. */
export function remembering(test: TextTest): TextTest {
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const answer = test(text);
    known.set(text, answer);
    return answer;
  };
}
