/** SMB observations of a flow -> the `smb` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Observation } from '../probe/registry.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type SmbReport = NonNullable<FlowReport['smb']>;
type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** `undefined` when no SMB was seen. */
export function smbReport(flow: FlowFacts): SmbReport | undefined {
  if (!flow.observations.some((seen) => seen.kind.startsWith('smb-'))) return undefined;
  const logOns: SmbReport['logOns'] = [];
  const shares: SmbReport['shares'] = [];
  let negotiated: Of<'smb-negotiated'> | undefined;
  let encrypted = false;
  for (const seen of flow.observations) {
    if (seen.kind === 'smb-negotiated') negotiated = seen;
    else if (seen.kind === 'smb-session') logOns.push(logOn(seen));
    else if (seen.kind === 'smb-share') shares.push(share(seen));
    encrypted ||= seen.kind === 'smb-encrypted';
  }
  const omitted = excess(logOns, shares);
  const cipher = negotiated?.cipher;
  return {
    offered: [...(negotiated?.offered ?? [])],
    dialect: negotiated?.dialect ?? null,
    signing: negotiated?.signing ?? null,
    ...(cipher === undefined ? {} : { cipher }),
    encrypted,
    logOns: logOns.slice(0, MAX_LISTED),
    shares: shares.slice(0, MAX_LISTED),
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function logOn({ statusName, account, encrypt, at }: Of<'smb-session'>): SmbReport['logOns'][number] {
  const as = account === undefined ? {} : { account };
  return { result: statusName, ...as, encrypt, at: atOf(at) };
}

function share(seen: Of<'smb-share'>): SmbReport['shares'][number] {
  return {
    server: seen.server ?? null,
    share: seen.share ?? null,
    result: seen.statusName ?? null,
    ...(seen.type === undefined ? {} : { type: seen.type }),
    encrypt: seen.encrypt,
    at: atOf(seen.at),
  };
}
