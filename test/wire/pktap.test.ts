import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decodePktapProcesses } from '../../src/wire/pktap.ts';
import { decoded, decodedView, FRAME_START } from '../support/decoded.ts';
import { type PktapOptions, packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };

function frameOf(options: PktapOptions): Uint8Array {
  return packet().pktap(options).ethernet().ipv4().tcp().payload('abc').bytes();
}

describe.each([1, 2] as const)('PKTAP version %i', (version) => {
  it.each([LINK_TYPE.pktap, LINK_TYPE.user2])('goes on with the link type that it names, under %i', (linkType) => {
    expect(decoded(frameOf({ version }), { linkType })).toMatchObject(FOUND);
    const raw = packet().pktap({ version, linkType: 12 }).ipv6().tcp().payload('abc');
    expect(decoded(raw, { linkType })).toMatchObject(FOUND);
    const loopback = packet().pktap({ version, linkType: 0 }).loopback().ipv4().tcp().payload('abc');
    expect(decoded(loopback, { linkType })).toMatchObject(FOUND);
  });

  it.each([
    ['the process', { name: 'apsd', pid: 321 }, { owner: { name: 'apsd', pid: 321 } }],
    [
      'for whom it acts',
      { name: 'nsurlsessiond', pid: 7, effectiveName: 'mdmclient', effectivePid: 8 },
      { owner: { name: 'nsurlsessiond', pid: 7 }, effective: { name: 'mdmclient', pid: 8 } },
    ],
    ['one of the longest name', { name: 'com.apple.WebKit', pid: 1 }, { owner: { name: 'com.apple.WebKit', pid: 1 } }],
    ['one without number', { name: 'kernel_task', pid: 0 }, { owner: { name: 'kernel_task', pid: undefined } }],
    ['one that hides its name', { name: 'a\x1b[2J', pid: 5 }, { owner: { name: 'a\\x1b[2J', pid: 5 } }],
    ['none', { name: '', pid: -1 }, {}],
  ])('names %s', (_, options, expected) => {
    const view = decodedView(frameOf({ version, ...options }), { linkType: LINK_TYPE.pktap });
    expect(view.pktapOffset).toBe(FRAME_START);
    expect(decodePktapProcesses(view.bytes, view.pktapOffset)).toEqual({ version, ...expected });
  });

  it('never throws on a changed header', () => {
    const frame = frameOf({ version, name: 'apsd', pid: 321, effectiveName: 'mdmclient', effectivePid: 8 });
    for (let at = 0; at < frame.length; at++) {
      const bytes = frame.slice();
      bytes[at] ^= 0xff;
      const view = decodedView(bytes, { linkType: LINK_TYPE.pktap });
      if (view.pktapOffset < 0) continue;
      const { owner, effective } = decodePktapProcesses(view.bytes, view.pktapOffset);
      for (const process of [owner, effective]) expect(process?.name.length ?? 0).toBeLessThanOrEqual(16 * 4);
    }
  });
});

describe('PKTAP', () => {
  it('is malformed with a length that cannot be', () => {
    const frame = frameOf({});
    frame[0] = 100;
    expect(decoded(frame, { linkType: LINK_TYPE.pktap }).stop).toBe('malformed');
  });

  it('leaves a header without a packet', () => {
    const frame = frameOf({});
    frame[4] = 0;
    expect(decoded(frame, { linkType: LINK_TYPE.pktap }).stop).toBe('other');
  });

  it('is not what link type 149 holds elsewhere', () => {
    const frame = packet()
      .ethernet()
      .ipv4()
      .tcp()
      .payload('somebody else uses this number for a link of his own')
      .bytes();
    expect(decodedView(frame, { linkType: LINK_TYPE.user2 })).toMatchObject({ stop: 'link-type', pktapOffset: -1 });
  });
});
