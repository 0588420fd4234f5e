/** One capture through both programs. */
import { type Aspect, type Difference, differencesOf } from './facts.ts';
import { jamscopeFacts } from './jamscope-facts.ts';
import { tsharkFacts } from './tshark-facts.ts';

export interface Comparison {
  /** Path within the corpus. */
  readonly capture: string;
  /** How many lines both say, by aspect. */
  readonly agreed: ReadonlyMap<Aspect, number>;
  readonly differences: readonly Difference[];
}

export async function compare(capture: string, path: string, aspects: readonly Aspect[]): Promise<Comparison> {
  const [jamscope, tshark] = await Promise.all([jamscopeFacts(path), tsharkFacts(path)]);
  const agreed = new Map<Aspect, number>();
  const differences: Difference[] = [];
  for (const aspect of aspects) {
    const found = differencesOf(aspect, jamscope, tshark);
    const alone = found.filter(({ by }) => by === 'tshark').length;
    agreed.set(aspect, tshark.of(aspect).size - alone);
    differences.push(...found);
  }
  return { capture, agreed, differences };
}
