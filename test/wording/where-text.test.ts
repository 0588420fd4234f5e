import { expect, it } from 'vitest';
import type { FindingScope, ProxiedEnds } from '../../src/detect/words.ts';
import { whereText } from '../../src/wording/where-text.ts';

const SCOPE: FindingScope = {
  transport: 'tcp',
  clients: ['10.20.0.15'],
  servers: ['54.93.120.41'],
  ports: [443],
  serverNames: ['acme.jamfcloud.com'],
};
const THROUGH: ProxiedEnds = {
  proxies: ['10.20.0.8:3128'],
  asked: ['acme.jamfcloud.com:443'],
  servers: [],
  ports: [443],
};
const through = (more: Partial<ProxiedEnds> = {}) => ({ ...SCOPE, proxied: { ...THROUGH, ...more } });

it.each<[string, FindingScope]>([
  ['10.20.0.15 → acme.jamfcloud.com (54.93.120.41) · TCP 443', SCOPE],
  ['10.20.0.15 → acme.jamfcloud.com (54.93.120.41)', { ...SCOPE, transport: undefined }],
  ['10.20.0.15 → acme.jamfcloud.com:443 through proxy 10.20.0.8:3128', through()],
  ['10.20.0.15 → through proxy 10.20.0.8:3128', through({ asked: [] })],
  [
    '10.20.0.15 → acme.jamfcloud.com (54.93.120.41 and through proxy 10.20.0.8:3128) · TCP 443',
    through({ servers: ['54.93.120.41'] }),
  ],
  ['', { transport: undefined, clients: [], servers: [], ports: [], serverNames: [] }],
])('%s', (text, scope) => expect(whereText(scope)).toBe(text));
