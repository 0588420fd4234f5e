/** The roles that hosts play in the documented connections: a closed list, with the words that reports show. */

export const ROLE_TITLES = {
  'jamf-pro': 'Jamf Pro server',
  'jamf-cloud-egress': 'Jamf Cloud, as it reaches out to the customer',
  'managed-device': 'managed computer or mobile device',
  'managed-computer': 'managed computer',
  'mobile-device': 'managed mobile device',
  'admin-workstation': 'administrator workstation',
  'infrastructure-manager': 'Jamf Infrastructure Manager',
  'adcs-connector': 'Jamf AD CS Connector',
  'sccm-plugin': 'SCCM Plug-in',
  'load-balancer': 'load balancer or reverse proxy',
  proxy: 'web proxy',
  'distribution-point': 'distribution point',
  'cloud-distribution': 'cloud distribution point',
  ldap: 'LDAP server or domain controller',
  mysql: 'MySQL database',
  memcached: 'Memcached server',
  smtp: 'SMTP gateway',
  syslog: 'syslog server',
  scep: 'SCEP server',
  adcs: 'Active Directory Certificate Services',
  sccm: 'SCCM server',
  'webhook-listener': 'webhook listener',
  'hl7-interface': 'HL7 interface',
  'dns-server': 'DNS server',
  apns: 'Apple Push Notification service',
  apple: 'Apple',
  'jamf-hosted': 'service hosted by Jamf',
  microsoft: 'Microsoft',
  teamviewer: 'TeamViewer',
  'other-service': 'any other service',
} as const;

export type Role = keyof typeof ROLE_TITLES;

/** Narrower roles that count as the wider one. Jamf Cloud's egress addresses are the Jamf Pro server as the customer sees it. */
const KINDS: Partial<Record<Role, readonly Role[]>> = {
  'managed-device': ['managed-computer', 'mobile-device'],
  'jamf-pro': ['jamf-cloud-egress'],
};

/** Whoever has the role has the wider one too. */
export function isKindOf(role: Role, wider: Role): boolean {
  return KINDS[wider]?.includes(role) === true;
}

/** One role may stand for the other: they are the same, or one is a kind of the other. */
function compatible(one: Role, other: Role): boolean {
  return one === other || isKindOf(one, other) || isKindOf(other, one);
}

/**
 * A host with these roles can be one of `wanted`. No known role excludes nothing, and `other-service` in `wanted` stands for
 * whoever comes.
 */
export function rolesFit(wanted: readonly Role[], known: readonly Role[]): boolean {
  if (known.length === 0 || wanted.includes('other-service')) return true;
  for (const role of known) for (const want of wanted) if (compatible(want, role)) return true;
  return false;
}
