/** What other flows say of the size of a ClientHello that vanished: smaller ones get through, or one as large does. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { helloBytes, ONE_PACKET } from '../failure/full-size.ts';
import type { HelloRange, HelloSizes } from '../survey/hello-sizes.ts';

export interface SizeEvidence {
  /** Bytes of the largest ClientHello in one packet that the same client got through to the same server name (else address). */
  readonly passed: number | undefined;
  /** A ClientHello of more than one packet got through from the same client to the same address, whatever its server name. */
  readonly largePassed: boolean;
}

export function sizeEvidence(flows: readonly FlowFacts[], sizes: HelloSizes): SizeEvidence {
  const passed = flows.flatMap(({ originator, serverName, responder }) => {
    const range = sizes.of(originator.address, serverName ?? responder.address);
    return range === undefined || range.smallest > ONE_PACKET ? [] : small(range);
  });
  return {
    passed: passed.length === 0 ? undefined : Math.max(...passed),
    largePassed: flows.some(({ originator, serverName, responder }) =>
      [serverName ?? '', responder.address].some(
        (server) => (sizes.of(originator.address, server)?.largest ?? 0) > ONE_PACKET,
      ),
    ),
  };
}

function small({ smallest, largest }: HelloRange): number {
  return largest <= ONE_PACKET ? largest : smallest;
}

/** Every hello that vanished takes more than one packet, a smaller one got through, and none as large did: then size decides. */
export function sizeDecides(flows: readonly FlowFacts[], sizes: HelloSizes): boolean {
  if (!flows.every((flow) => helloBytes(flow) > ONE_PACKET)) return false;
  const { passed, largePassed } = sizeEvidence(flows, sizes);
  return passed !== undefined && !largePassed;
}
