import type { FlowProcess } from '../../../src/classify/flow-facts.ts';
import { agentOnDevice } from '../../../src/detect/inspection/agent-on-device.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { COURIER_ADDRESS, type FlowSketch, reached, unanswered } from '../../support/flow-facts.ts';

const owned = (name: string, by?: string): FlowProcess => ({
  name,
  pid: 733,
  delegate: by === undefined ? undefined : { name: by, pid: 801 },
  toldBy: 'pcapng',
});
const AGENT = owned('ZscalerTunnel');
const PUSH: FlowSketch = { server: COURIER_ADDRESS, port: 5223 };
const validation = { server: '17.253.5.1', serverName: 'ocsp2.apple.com' };

describeDetector(agentOnDevice, {
  silent: {
    "what is Apple's own": [reached({ ...PUSH, process: owned('apsd') }), reached({ process: owned('mdmclient') })],
    'captures that name no process': [reached(PUSH)],
    'processes that nobody knows': [reached({ ...PUSH, process: owned('relayd') })],
    'flows of the agent to others': [
      reached({ serverName: 'gateway.zscaler.net', server: '203.0.113.9', process: AGENT }),
    ],
    'validation of certificates': [reached({ ...validation, process: AGENT })],
    'services whose owner does not exclude inspection': [
      reached({ server: '3.124.11.20', serverName: 'x.iot.eu-central-1.amazonaws.com', port: 8883, process: AGENT }),
    ],
    'what another process asks on behalf of the agent': [reached({ ...PUSH, process: owned('STAgent', 'trustd') })],
  },
  reports: {
    'an agent that has the flows of push': {
      flows: [reached({ ...PUSH, id: 901, process: AGENT }), reached({ ...PUSH, id: 902, process: AGENT })],
      findings: [
        {
          confidence: 'strong',
          flows: [901, 902],
          services: ['managed-device-apns', 'apple-device-management'],
          parameters: {
            agent: 'Zscaler Client Connector',
            process: 'ZscalerTunnel',
            pids: [733],
            actsFor: [],
            toldBy: 'pcapng',
          },
        },
      ],
    },
    'an agent that acts for apsd': {
      flows: [reached({ ...PUSH, process: owned('apsd', 'STAgent') })],
      findings: [{ confidence: 'strong', parameters: { process: 'STAgent', pids: [801], actsFor: ['apsd'] } }],
    },
    'one that tries in vain': {
      flows: [unanswered([0, 1, 3], { process: AGENT })],
      findings: [{ confidence: 'strong' }],
    },
    "an address of Apple's that tells no service": {
      flows: [reached({ server: '17.1.2.3', serverName: undefined, nameFrom: undefined, port: 5223, process: AGENT })],
      findings: [{ confidence: 'moderate' }],
    },
    'two agents, each for itself': {
      flows: [reached({ ...PUSH, process: AGENT }), reached({ ...PUSH, process: owned('warp-svc') })],
      findings: [{ parameters: { process: 'ZscalerTunnel' } }, { parameters: { process: 'warp-svc' } }],
    },
  },
});
