import { expect, it } from 'vitest';
import { NT_STATUS, ntStatusName } from '../../src/wire/nt-status.ts';

it.each([
  [NT_STATUS.success, 'STATUS_SUCCESS'],
  [NT_STATUS.moreProcessingRequired, 'STATUS_MORE_PROCESSING_REQUIRED'],
  [0xc000006d, 'STATUS_LOGON_FAILURE'],
  [0xc00000cc, 'STATUS_BAD_NETWORK_NAME'],
  [0xc0009999, '0xc0009999'],
  [5, '0x00000005'],
])('%i is %s', (status, name) => expect(ntStatusName(status)).toBe(name));
