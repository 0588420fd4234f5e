import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/analyze/create-engine.ts';
import { BUILT_IN } from '../../src/engine/built-in.ts';
import { CLOCK, WHOLE_INPUT } from '../support/engine-run.ts';

describe('createEngine', () => {
  it('has the documented connections and those of plug-ins', async () => {
    const [row] = BUILT_IN.endpoints ?? [];
    const plugin = { meta: { name: 'own' }, endpoints: [{ ...row, id: 'own-service', ref: 'X:own' }] };
    const engine = await createEngine({ plugins: [plugin as never] });
    const { services } = engine.snapshot([WHOLE_INPUT], CLOCK);
    expect(services.map(({ id }) => id)).toEqual(expect.arrayContaining([row.id, 'own-service']));
    engine.release();
  });

  it('rejects a wrong site configuration', async () => {
    await expect(createEngine({ config: { jamfPro: 7 } as never })).rejects.toThrow(/jamfPro/);
  });
});
