/** What jamscope says of a capture. */
import { Analysis } from '../../src/analyze/analysis.ts';
import type { FlowReport } from '../../src/engine/contract.ts';
import { nameLineOf4514 } from './distinguished-name.ts';
import { endpointLine, Facts, flowLine } from './facts.ts';
import { comparedName } from './protocol-names.ts';

export async function jamscopeFacts(path: string): Promise<Facts> {
  const analysis = await Analysis.open([path], { retainAll: true, rethrow: true });
  for (const { error } of analysis.failures) throw error;
  for await (const _ of analysis.run());
  const snapshot = analysis.snapshot();
  const facts = new Facts();
  facts.add('packets', `${snapshot.capture.packets} packets`);
  const packets = new Map<string, number>();
  for (const flow of snapshot.reportedFlows(true)) {
    const line = addFlow(facts, flow);
    packets.set(line, (packets.get(line) ?? 0) + flow.packets.originator + flow.packets.responder);
  }
  for (const [line, count] of packets) facts.add('flow packets', `${line} ${count}`);
  analysis.release();
  return facts;
}

/** Returns the flow's line. */
function addFlow(facts: Facts, flow: FlowReport): string {
  const { transport, originator, responder, protocol, dns, http } = flow;
  const line = flowLine(transport, originator, responder);
  facts.add('flows', line);
  const compared = comparedName(protocol);
  if (compared !== undefined) facts.add('protocols', `${line} ${compared}`);
  addTls(facts, line, flow);
  for (const query of dns?.queries ?? []) {
    for (const answer of query.answers) facts.add('DNS answers', `${line} ${unescaped(answer).toLowerCase()}`);
  }
  for (const { host } of http?.requests ?? []) if (host !== null) facts.add('HTTP hosts', `${line} ${host}`);
  return line;
}

/** Names stand as in a zone file (RFC 1035 5.1), with `\\226` for a byte of UTF-8, which tshark prints as what it is. */
function unescaped(name: string): string {
  return name.replace(/(\\\d{3})+/g, (run) => Buffer.from(run.split('\\').slice(1).map(Number)).toString());
}

function addTls(facts: Facts, line: string, flow: FlowReport): void {
  const { tls } = flow;
  if (tls === undefined) return;
  if (tls.serverName !== null) facts.add('server names', `${line} ${tls.serverName}`);
  if (tls.alpnOffered.length > 0) facts.add('ALPN offered', `${line} ${tls.alpnOffered.join(' ')}`);
  if (tls.version !== null) facts.add('TLS versions', `${line} ${tls.version}`);
  if (tls.ja3 !== null) facts.add('JA3', `${line} ${tls.ja3}`);
  if (tls.ja4 !== null) facts.add('JA4', `${line} ${tls.ja4}`);
  for (const { subject, issuer } of tls.certificates) {
    facts.add('certificates', `${line} subject ${nameLineOf4514(subject)} issuer ${nameLineOf4514(issuer)}`);
  }
  for (const { from, code } of tls.alerts) facts.add('alerts', `${line} from ${endpointLine(flow[from])}: ${code}`);
}
