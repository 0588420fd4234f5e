// The licences of bundled packages, which ask to be passed on with the code.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One text of all packages that modules with these paths come from. Throws when one of them has no licence. */
export function licencesOf(paths) {
  const folders = paths.flatMap((path) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version}\n\n${licence(folder)}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** yoga-layout comes without the text: its files name the holder and the licence that React names, and React has the text. */
function licence(folder) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  if (basename(folder) === 'yoga-layout') return licence(join(folder, '..', 'react'));
  throw new Error(`${folder} is bundled and has no licence`);
}
