import { describe, expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { FrameProcesses, MAX_PROCESSES } from '../../src/engine/frame-processes.ts';
import { packet } from '../support/packet.ts';

function processes() {
  let unknown = 0;
  const named = new FrameProcesses(() => unknown++);
  return { named, unknown: () => unknown };
}

const framed = (indexes: object) => Object.assign(new Frame(), indexes);

describe("Apple's process blocks", () => {
  it('are named by their order within the section of the input', () => {
    const { named } = processes();
    named.add(0, 0, 0, { name: 'apsd', pid: 321 });
    named.add(0, 1, 0, { name: 'mdmclient', pid: 77 });
    named.add(1, 0, 0, { name: 'jamf', pid: 5 });
    const of = (input: number, section: number) => named.of(input, framed({ section, processIndex: 0 }), -1)?.name;
    expect([of(0, 0), of(0, 1), of(1, 0)]).toEqual(['apsd', 'mdmclient', 'jamf']);
  });

  it('the effective one is whose packet it is, the other its delegate', () => {
    const { named } = processes();
    named.add(0, 0, 0, { name: 'nsurlsessiond', pid: 7 });
    named.add(0, 0, 1, { name: 'mdmclient', pid: 8 });
    const of = (processIndex: number, effectiveProcessIndex: number) =>
      named.of(0, framed({ processIndex, effectiveProcessIndex }), -1);
    expect(of(0, 1)).toEqual({
      name: 'mdmclient',
      pid: 8,
      delegate: { name: 'nsurlsessiond', pid: 7 },
      toldBy: 'pcapng',
    });
    expect(of(1, 1)).toEqual({ name: 'mdmclient', pid: 8, delegate: undefined, toldBy: 'pcapng' });
    expect(of(0, -1)).toEqual({ name: 'nsurlsessiond', pid: 7, delegate: undefined, toldBy: 'pcapng' });
    expect(of(-1, 1)).toEqual({ name: 'mdmclient', pid: 8, delegate: undefined, toldBy: 'pcapng' });
  });

  it('an index without a block is counted, and what else is known holds', () => {
    const { named, unknown } = processes();
    named.add(0, 0, 0, { name: 'apsd', pid: 321 });
    expect(named.of(0, framed({ processIndex: 0, effectiveProcessIndex: 9 }), -1)?.name).toBe('apsd');
    expect(named.of(0, framed({ processIndex: 0xffff_ffff }), -1)).toBeUndefined();
    expect(unknown()).toBe(2);
  });

  it('without a name are passed over, though they have an index', () => {
    const { named, unknown } = processes();
    named.add(0, 0, 0, { name: '', pid: 9 });
    expect([named.of(0, framed({ processIndex: 0 }), -1), unknown()]).toEqual([undefined, 0]);
  });

  it('are bounded', () => {
    const { named, unknown } = processes();
    for (let index = 0; index <= 2 * MAX_PROCESSES; index++) named.add(0, 0, index, { name: 'x', pid: index });
    expect(named.of(0, framed({ processIndex: 2 * MAX_PROCESSES }), -1)?.pid).toBe(2 * MAX_PROCESSES);
    expect([named.of(0, framed({ processIndex: 0 }), -1), unknown()]).toEqual([undefined, 1]);
  });
});

describe('a PKTAP header', () => {
  it.each([1, 2] as const)('of version %i names both', (version) => {
    const header = { version, name: 'nsurlsessiond', pid: 7, effectiveName: 'mdmclient', effectivePid: 8 };
    const bytes = packet().pktap(header).ethernet().ipv4().tcp().bytes();
    expect(processes().named.of(0, framed({ bytes }), 0)).toEqual({
      name: 'mdmclient',
      pid: 8,
      delegate: { name: 'nsurlsessiond', pid: 7 },
      toldBy: `pktap-${version}`,
    });
  });
});
