/** The probes, in order of asking where no port says otherwise. A further protocol is one file and one line here. */

import { afp } from './afp.ts';
import { dcerpc } from './dcerpc.ts';
import { dns } from './dns.ts';
import { hl7 } from './hl7.ts';
import { http } from './http.ts';
import { http2 } from './http2.ts';
import { ldap } from './ldap.ts';
import { memcached } from './memcached.ts';
import { mqtt } from './mqtt.ts';
import { mysql } from './mysql.ts';
import { netbiosDgm } from './netbios-dgm.ts';
import { netbiosNs } from './netbios-ns.ts';
import { netbiosSsn } from './netbios-ssn.ts';
import { ntp } from './ntp.ts';
import type { AnyObservation, EmittedBy, Probe } from './probe.ts';
import { quic } from './quic.ts';
import { smb } from './smb.ts';
import { smtp } from './smtp.ts';
import { socks } from './socks.ts';
import { ssh } from './ssh.ts';
import { syslog } from './syslog.ts';
import { tls } from './tls.ts';

export const PROBES = [
  tls,
  http,
  http2,
  dns,
  quic,
  ssh,
  netbiosDgm,
  netbiosNs,
  ldap,
  mysql,
  memcached,
  smtp,
  netbiosSsn,
  smb,
  socks,
  syslog,
  dcerpc,
  afp,
  hl7,
  mqtt,
  ntp,
] as const satisfies readonly Probe<AnyObservation>[];

/** Everything that a probe emits. Plug-ins extend it by declaration merging of `PluginObservations`. */
export type Observation = EmittedBy<(typeof PROBES)[number]> | PluginObservations[keyof PluginObservations];

/** Kind -> observation type of plug-in probes. */
// biome-ignore lint/suspicious/noEmptyInterface: open for declaration merging
export interface PluginObservations {}

export type { AnyObservation, Transport } from './probe.ts';
