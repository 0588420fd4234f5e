import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };

describe('BSD loopback', () => {
  it.each([2, 10, 24, 28, 30])('family %i in either byte order', (family) => {
    for (const bigEndian of [false, true]) {
      const link = packet().loopback({ family, bigEndian });
      const frame = (family === 2 ? link.ipv4() : link.ipv6()).tcp().payload('abc');
      expect(decoded(frame, { linkType: LINK_TYPE.null })).toMatchObject(FOUND);
      expect(decoded(frame, { linkType: LINK_TYPE.loop })).toMatchObject(FOUND);
    }
  });

  it.each([0, 7, 0x0200, 0x020002, 0x02000002])('family %i is none of ours', (family) => {
    expect(decoded(packet().loopback({ family }).ipv4().tcp(), { linkType: LINK_TYPE.null }).stop).toBe('other');
  });
});
