/** The protocols whose names are compared: what tshark calls them, and what the report does. */
export const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  cldap: 'ldap',
  ldap: 'ldap',
  memcache: 'memcached',
  mysql: 'mysql',
};
