/** The protocols whose names are compared: what tshark calls them, and what the report does. */
export const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  cldap: 'ldap',
  dcerpc: 'dcerpc',
  dsi: 'afp',
  hl7: 'hl7',
  ldap: 'ldap',
  memcache: 'memcached',
  mqtt: 'mqtt',
  mysql: 'mysql',
  nbdgm: 'netbios-dgm',
  nbns: 'netbios-ns',
  nbss: 'smb',
  ntp: 'ntp',
  smtp: 'smtp',
  socks: 'socks',
  ssh: 'ssh',
  syslog: 'syslog',
};

/** What the report calls a protocol, in the words of the comparison: tshark does not tell SMB over NetBIOS from SMB over TCP. */
export function comparedName(protocol: string): string | undefined {
  const name = protocol === 'netbios-ssn' ? 'smb' : protocol;
  return COMPARED.has(name) ? name : undefined;
}

const COMPARED: ReadonlySet<string> = new Set(Object.values(PROTOCOL_NAMES));
