/** MQTT observations of a flow -> the `mqtt` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';

type MqttReport = NonNullable<FlowReport['mqtt']>;

export function mqttReport(flow: FlowFacts): MqttReport | undefined {
  const connect = flow.observations.find((seen) => seen.kind === 'mqtt-connect');
  if (connect === undefined) return undefined;
  const answer = flow.observations.find((seen) => seen.kind === 'mqtt-connack');
  const { version, keepAliveSeconds, userName, password } = connect;
  return { version, keepAliveSeconds, userName, password, result: answer?.codeName ?? null };
}
