/** What a schema has against a value, in words for whoever wrote it: what was found, what was expected, and what may be meant. */
import { z } from 'zod';
import type { JsonPath } from './json-text.ts';
import { nearWord } from './near-word.ts';

export interface Mistake {
  readonly path: JsonPath;
  /** Behind the key: `found 3, expected a text`. */
  readonly text: string;
}

/** Words to choose from that are listed where one of them is near. */
const MAX_LISTED = 6;
/** Characters of a found value that are shown. */
const MAX_SHOWN = 60;

/** The value as the schema knows it, or every mistake in it, in the order of the text. */
export function checkSchema<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly data: z.output<Schema> } | { readonly mistakes: readonly Mistake[] } {
  const checked = schema.safeParse(value);
  if (checked.success) return { data: checked.data };
  return {
    mistakes: checked.error.issues.flatMap((issue) => mistakesOf(schema, value, issue as z.core.$ZodIssue, [])),
  };
}

/** `ldap[1].host`, `severity["ports/retired"]`. */
export function keyText(path: JsonPath): string {
  return path
    .map((key, at) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[\w$]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return at === 0 ? key : `.${key}`;
    })
    .join('');
}

/** `found "cloud", expected "jamf-cloud" or "on-premises"`. */
export function foundText(value: unknown, expected: string): string {
  return value === undefined ? `missing, expected ${expected}` : `found ${shown(value)}, expected ${expected}`;
}

export function meantText(word: unknown, words: readonly string[]): string {
  const near = typeof word === 'string' ? nearWord(word, words) : undefined;
  return near === undefined ? '' : `. Did you mean ${near}?`;
}

function mistakesOf(schema: z.ZodType, root: unknown, issue: z.core.$ZodIssue, within: JsonPath): Mistake[] {
  const path = [...within, ...(issue.path as JsonPath)];
  const value = at(root, path);
  const wanted = schemaAt(schema, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], text: unknownKey(key, keysOf(wanted)) }));
    case 'invalid_union': {
      const branch = branchFor(wanted, value);
      const issues = branch < 0 ? [] : issue.errors[branch];
      if (issues.length > 0) return issues.flatMap((inner) => mistakesOf(schema, root, inner, path));
      break;
    }
    case 'invalid_value': {
      const words = issue.values.map(String);
      const meant = meantText(value, words);
      // A list that nobody reads to its end hides the word that is meant.
      const brief = meant !== '' && words.length > MAX_LISTED;
      return [{ path, text: (brief ? `found ${shown(value)}` : foundText(value, listed(words))) + meant }];
    }
    case 'custom':
      return [{ path, text: foundText(value, issue.message) }];
  }
  return [{ path, text: foundText(value, descriptionOf(wanted)) }];
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearWord(key, known);
  return `unknown key${near === undefined ? `, expected one of ${known.join(', ')}` : `. Did you mean ${near}?`}`;
}

const at = (root: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<string | number, unknown>> | undefined)?.[key], root);

/** The part of the schema that a path leads to. */
function schemaAt(schema: z.ZodType, path: JsonPath): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((outer, key) => {
    const inner = unwrapped(outer);
    if (inner instanceof z.ZodUnion) return memberOf(objectOf(inner), key);
    if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
    return inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : memberOf(inner, key);
  }, schema);
}

function memberOf(schema: z.ZodType | undefined, key: string | number): z.ZodType | undefined {
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>)[key] : undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

const objectOf = (union: z.ZodUnion): z.ZodType | undefined =>
  (union.options as z.ZodType[]).find((option) => option instanceof z.ZodObject);

/** The form of a union that the value was meant to have, by its kind. */
function branchFor(schema: z.ZodType | undefined, value: unknown): number {
  const union = unwrapped(schema);
  if (!(union instanceof z.ZodUnion)) return -1;
  const kind = typeof value === 'string' ? z.ZodString : isObject(value) ? z.ZodObject : undefined;
  return kind === undefined ? -1 : (union.options as z.ZodType[]).findIndex((option) => option instanceof kind);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

function keysOf(schema: z.ZodType | undefined): string[] {
  const inner = unwrapped(schema);
  const object = inner instanceof z.ZodUnion ? objectOf(inner) : inner;
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function descriptionOf(schema: z.ZodType | undefined): string {
  if (schema === undefined) return 'something else';
  return (
    schema.description ??
    (schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap() as z.ZodType) : 'something else')
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
