/** The functions of a file and their lengths, by eye: the formatter puts a function's last brace in the column of its first line. */

export interface FoundFunction {
  readonly name: string;
  readonly lines: number;
}

const MODIFIERS = new Set(['export', 'async', 'function', 'const', 'let', 'static', 'get', 'set', 'override']);
const CONTROL = /^(?:if|for|while|switch|catch|do|else|try|return|case|default)\b/;

/** `code` is formatted, without comments and strings. One-line arrow functions are not among them. */
export function functionsOf(code: string): FoundFunction[] {
  const lines = code.split('\n');
  return lines.flatMap((line, at) => {
    const header = isHeader(line) ? at : endsHeader(line) ? firstLineOf(lines, at) : -1;
    if (header < 0 || CONTROL.test(lines[header].trim())) return [];
    const end = lines.findIndex((other, index) => index > at && other.startsWith(`${indentOf(lines[header])}}`));
    return [{ name: nameOf(lines[header]), lines: end - header + 1 }];
  });
}

/** A whole header on one line: `function f() {`, `method(): T {`, `const f = () => {`. */
function isHeader(line: string): boolean {
  const text = line.trim();
  if (!text.endsWith('{') || text.startsWith(')') || text.startsWith('}') || CONTROL.test(text)) return false;
  return text.endsWith('=> {') || /\bfunction\b/.test(text) || /^[\w#*[\]. ]+(?:<[^>]*>)?\(.*\).*\{$/.test(text);
}

/** The last line of a header that spans several. */
function endsHeader(line: string): boolean {
  return /^\s*\)(?::.*)?(?: =>)? \{$/.test(line);
}

function firstLineOf(lines: readonly string[], last: number): number {
  const indent = indentOf(lines[last]);
  for (let at = last - 1; at >= 0; at--) if (lines[at].trim() !== '' && indentOf(lines[at]) === indent) return at;
  return -1;
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

function nameOf(header: string): string {
  const words = header.match(/[\w#]+/g) ?? [];
  return words.find((word) => !MODIFIERS.has(word)) ?? '';
}
