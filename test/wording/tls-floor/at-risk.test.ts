import { expect, it } from 'vitest';
import { FLOOR_SOURCE, onServer, risk } from '../../../src/wording/tls-floor/at-risk.ts';

it('says who announced what, and how sure the finding is', () => {
  expect(risk('strong')).toMatch(
    /126655, April 2026.*as early as the next major release.*at risk\. This verdict is very likely right\.$/,
  );
  expect(FLOOR_SOURCE).toContain('126655');
});

it('names the server, and how to check from where the clients are', () => {
  const scope = {
    transport: 'tcp',
    clients: ['10.20.0.15'],
    servers: ['10.20.5.10'],
    ports: [8443],
    serverNames: [],
  } as const;
  expect(onServer({ scope, services: [] }, 'do it')).toBe(
    'On 10.20.5.10, TCP 8443: do it. Then check with `nscurl --ats-diagnostics` on a Mac that goes the same way as 10.20.0.15.',
  );
});
