/** A configuration file's text against its schema: the data, or a line for each mistake with the file, the place and the key. */
import type { z } from 'zod';
import { printable } from '../bytes/text.ts';
import { type JsonPath, type JsonText, readJson, type TextPlace } from './json-text.ts';
import { checkSchema, keyText, type Mistake } from './schema-mistakes.ts';

/** Data that keeps to its schema, and how to say what else is wrong with it. */
export interface CheckedText<Data> {
  readonly data: Data;
  /** `file:3:12: ldap[1].host: found …`. */
  problem(path: JsonPath, text: string): string;
}

export type Problems = { readonly problems: readonly string[] };

/** `file` is how its user named it. */
export function checkText<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): CheckedText<z.output<Schema>> | Problems {
  const json = readJson(text);
  if ('fault' in json) return { problems: [problemText(file, json, [], json.fault)] };
  const checked = checkSchema(schema, json.value);
  const repeated = json.repeated.map((path): Mistake => ({ path, text: 'this key stands here twice' }));
  const mistakes = [...repeated, ...('mistakes' in checked ? checked.mistakes : [])];
  if (mistakes.length > 0 || 'mistakes' in checked) return { problems: inOrder(file, json, mistakes) };
  return { data: checked.data, problem: (path, words) => problemText(file, json.placeOf(path), path, words) };
}

/** The same for a value that a program hands over. */
export function checkValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): CheckedText<z.output<Schema>> | Problems {
  const checked = checkSchema(schema, value);
  const problem = (path: JsonPath, words: string) => problemText(name, undefined, path, words);
  if ('data' in checked) return { data: checked.data, problem };
  return { problems: checked.mistakes.map(({ path, text }) => problem(path, text)) };
}

function inOrder(file: string, { placeOf }: JsonText, mistakes: readonly Mistake[]): string[] {
  return mistakes
    .map((mistake) => ({ ...mistake, place: placeOf(mistake.path) }))
    .sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column)
    .map(({ place, path, text }) => problemText(file, place, path, text));
}

function problemText(file: string, place: TextPlace | undefined, path: JsonPath, text: string): string {
  const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return printable([where, ...(path.length === 0 ? [] : [keyText(path)]), text].join(': '));
}
