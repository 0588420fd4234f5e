/** What a misspelt key or name may have been meant to be. */
import { editDistance } from '../bytes/edit-distance.ts';

/** One letter in so many may differ. */
const LETTERS_PER_EDIT = 4;

/** The nearest of `words`, when it is near enough: without regard to case, hyphens and slashes, or as its beginning. */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  const wanted = plain(word);
  let nearest: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of words) {
    const distance = distanceOf(wanted, plain(candidate));
    if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { candidate, distance };
  }
  return nearest?.candidate;
}

function distanceOf(word: string, candidate: string): number {
  const shorter = Math.min(word.length, candidate.length);
  const edits = editDistance(word, candidate, Math.max(1, Math.floor(shorter / LETTERS_PER_EDIT)));
  if (edits !== Number.POSITIVE_INFINITY) return edits;
  // `ldapServers` for `ldap`, `proxy` for `proxies`: behind whatever is spelt nearly the same.
  const begins = shorter >= 4 && word.slice(0, shorter - 1) === candidate.slice(0, shorter - 1);
  return begins ? word.length + candidate.length : Number.POSITIVE_INFINITY;
}

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');
