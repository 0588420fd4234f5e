import { describe, expect, it } from 'vitest';
import { MAX_WAITING, SmbMessages } from '../../src/probe/smb-messages.ts';
import type { SmbObservation } from '../../src/probe/smb-observations.ts';
import { NO_SHARE_RESPONSE, SMB1_NO_SHARE_RESPONSE, TREE_CONNECT_REQUEST } from '../support/smb-samples.ts';

const AT = { input: 0, frame: 1, time: 0 };

function listen() {
  const observations: SmbObservation[] = [];
  const messages = new SmbMessages((observation) => observations.push(observation));
  const read = (bytes: Uint8Array) => messages.read(0, bytes, 4, bytes.length, AT);
  return { observations, messages, read };
}

describe('SmbMessages', () => {
  it('remembers no more requests than its bound', () => {
    const { observations, messages, read } = listen();
    for (let id = 0; id <= MAX_WAITING; id++) {
      const request = TREE_CONNECT_REQUEST.slice();
      request[4 + 24] = id;
      read(request);
    }
    messages.close();
    expect(observations.length).toBe(MAX_WAITING);
  });

  it('says once at its close what waits', () => {
    const { observations, messages, read } = listen();
    read(TREE_CONNECT_REQUEST);
    messages.close();
    messages.close();
    expect(observations).toMatchObject([{ kind: 'smb-share', share: 'CasperShare', status: undefined }]);
  });

  it('reads DOS errors where the flags say so', () => {
    const { observations, read } = listen();
    const response = SMB1_NO_SHARE_RESPONSE.slice();
    response.set([2, 0, 6, 0], 4 + 5); // ERRSRV, ERRinvnetname
    response[4 + 11] &= ~0x40;
    read(response);
    read(NO_SHARE_RESPONSE);
    expect(observations).toMatchObject([{ statusName: 'DOS error 2/6' }, { statusName: 'STATUS_BAD_NETWORK_NAME' }]);
  });
});
