/** The roles that a site can declare, by their keys in `jamscope.config.json`. Apple's, Jamf's and other vendors' hosts are in the tables. */
import type { Role } from './role.ts';

type Foreign = 'apns' | 'apple' | 'jamf-hosted' | 'microsoft' | 'teamviewer' | 'other-service';

/** Every role that a customer's own host can have is here, or this does not compile. */
const KEYS = {
  'jamf-pro': 'jamfPro',
  'jamf-cloud-egress': 'jamfCloudEgress',
  'load-balancer': 'loadBalancers',
  'managed-device': 'managedDevices',
  'managed-computer': 'managedComputers',
  'mobile-device': 'mobileDevices',
  'admin-workstation': 'adminWorkstations',
  'distribution-point': 'distributionPoints',
  'cloud-distribution': 'cloudDistribution',
  'infrastructure-manager': 'infrastructureManager',
  ldap: 'ldap',
  'hl7-interface': 'hl7Interfaces',
  'adcs-connector': 'adcsConnector',
  adcs: 'adcs',
  scep: 'scep',
  sccm: 'sccm',
  'sccm-plugin': 'sccmPlugin',
  mysql: 'mysql',
  memcached: 'memcached',
  smtp: 'smtp',
  syslog: 'syslog',
  'webhook-listener': 'webhookListeners',
  'dns-server': 'dnsServers',
  proxy: 'proxies',
} as const satisfies Record<Exclude<Role, Foreign>, string>;

export type SiteRole = keyof typeof KEYS;
export type SiteRoleKey = (typeof KEYS)[SiteRole];

/** Key and role, in the order in which the documentation lists them. */
export const SITE_ROLES = Object.entries(KEYS).map(([role, key]) => ({ key, role })) as readonly {
  readonly key: SiteRoleKey;
  readonly role: SiteRole;
}[];
