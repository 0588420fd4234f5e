/** Names of DCE/RPC interfaces, authentication services and faults. */

/** Interfaces on the way from the AD CS Connector to its authority, and those that Windows and Samba show most ([MS-*] 1.9). */
const INTERFACES: Readonly<Record<string, string>> = {
  'e1af8308-5d1f-11c9-91a4-08002b14a0fa': 'endpoint mapper',
  'afa8bd80-7d8a-11c9-bef4-08002b102989': 'remote management',
  // [MS-DCOM]
  '99fcfec4-5260-101b-bbcb-00aa0021347a': 'IObjectExporter',
  '000001a0-0000-0000-c000-000000000046': 'IRemoteSCMActivator',
  '4d9f4ab8-7d1c-11cf-861e-0020af6e7c57': 'IRemoteActivation',
  '00000131-0000-0000-c000-000000000046': 'IRemUnknown',
  '00000143-0000-0000-c000-000000000046': 'IRemUnknown2',
  // [MS-WCCE], [MS-CSRA], [MS-ICPR]
  'd99e6e70-fc88-11d0-b498-00a0c90312f3': 'ICertRequestD',
  '5422fd3a-d4b8-4cef-a12e-e87d4ca22e90': 'ICertRequestD2',
  'd99e6e71-fc88-11d0-b498-00a0c90312f3': 'ICertAdminD',
  '7fe0d935-dda6-443f-85d0-1cfb58fe41dd': 'ICertAdminD2',
  '91ae6020-9e3c-11cf-8d7c-00aa00c091be': 'ICertPassage',
  // [MS-WMI]
  'f309ad18-d86a-11d0-a075-00c04fb68820': 'IWbemLevel1Login',
  '9556dc99-828c-11cf-a37e-00aa003240c7': 'IWbemServices',
  '12345778-1234-abcd-ef00-0123456789ab': 'lsarpc',
  '12345778-1234-abcd-ef00-0123456789ac': 'samr',
  '12345678-1234-abcd-ef00-01234567cffb': 'netlogon',
  'e3514235-4b06-11d1-ab04-00c04fc2dcd2': 'drsuapi',
  '4b324fc8-1670-01d3-1278-5a47bf6ee188': 'srvsvc',
  '6bffd098-a112-3610-9833-46c3f87e345a': 'wkssvc',
  '338cd001-2244-31f1-aaaa-900038001003': 'winreg',
  '367abb81-9844-35f1-ad32-98f038001003': 'svcctl',
  '12345678-1234-abcd-ef00-0123456789ab': 'spoolss',
  '1ff70682-0a51-30e8-076d-740be8cee98b': 'atsvc',
  '86d35949-83c9-4044-b424-db363231fd0c': 'ITaskSchedulerService',
};

/** Undefined for an interface that is not listed. */
export function rpcInterfaceName(uuid: string): string | undefined {
  return INTERFACES[uuid];
}

/** [MS-RPCE] 2.2.1.1.7. */
const SERVICES: Readonly<Record<number, string>> = {
  0: 'none',
  9: 'negotiate',
  10: 'ntlm',
  14: 'tls',
  16: 'kerberos',
  68: 'netlogon',
};

export function rpcAuthenticationName(service: number): string {
  return SERVICES[service] ?? `service ${service}`;
}

/** [MS-RPCE] 2.2.1.1.8. */
const LEVELS: readonly string[] = ['default', 'none', 'connect', 'call', 'packet', 'integrity', 'privacy'];

export function rpcLevelName(level: number): string {
  return LEVELS[level] ?? `level ${level}`;
}

/** Status codes of faults: C706 appendix E, and Windows errors in their place ([MS-RPCE] 3.1.1.5.5). */
const STATUSES: ReadonlyMap<number, string> = new Map([
  [0x00000005, 'ERROR_ACCESS_DENIED'],
  [0x000006d1, 'RPC_S_PROCNUM_OUT_OF_RANGE'],
  [0x000006d9, 'EPT_S_NOT_REGISTERED'],
  [0x000006f7, 'RPC_X_BAD_STUB_DATA'],
  [0x16c9a0d6, 'ept_s_not_registered'],
  [0x1c000008, 'nca_rpc_version_mismatch'],
  [0x1c000009, 'nca_unspec_reject'],
  [0x1c010002, 'nca_op_rng_error'],
  [0x1c010003, 'nca_unk_if'],
  [0x1c01000b, 'nca_proto_error'],
  [0x1c010014, 'nca_server_too_busy'],
  [0x80070005, 'E_ACCESSDENIED'],
  [0x80040154, 'REGDB_E_CLASSNOTREG'],
]);

/** `0x1c010099` for one that is not listed. */
export function rpcStatusName(status: number): string {
  return STATUSES.get(status) ?? `0x${status.toString(16).padStart(8, '0')}`;
}
