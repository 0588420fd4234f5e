/** One flow, to try filters on. */
import type { FlowRow } from '../../../src/engine/snapshot.ts';

export const ROW: FlowRow = {
  id: 2,
  transport: 'tcp',
  originatorAddress: '10.20.0.15',
  originatorPort: 50_002,
  responderAddress: '17.57.144.20',
  responderPort: 8443,
  serverName: '1-Courier.push.apple.com',
  process: 'apsd',
  protocol: 'tls',
  connState: 'S0',
  services: ['managed-device-apns'],
  verdict: 'blocked',
  packets: 6,
  bytes: 0,
  firstTime: 0,
  lastTime: 0,
  open: false,
};
