/** Protocol ids of the report as people write them. */
const NAMES: Readonly<Record<string, string>> = {
  http2: 'HTTP/2',
  'netbios-ns': 'NetBIOS name service',
  'netbios-dgm': 'NetBIOS datagrams',
  'netbios-ssn': 'NetBIOS session service',
  mysql: 'MySQL',
  memcached: 'memcached',
  syslog: 'syslog',
  dcerpc: 'DCE/RPC',
  unknown: 'an unrecognised protocol',
};

export function protocolName(id: string): string {
  return NAMES[id] ?? id.toUpperCase();
}
