import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/client-hello-dropped', () => {
  it('lets the name decide when the address answers for others', () => {
    expect(sampleWords('blocked/client-hello-dropped').explanation).toContain(
      'The same address answers for www.icloud.com: the name decides.',
    );
    expect(sampleWords('blocked/client-hello-dropped', { answeredNames: [] }).rivals.join()).toContain(
      'stopped answering after the handshake',
    );
  });

  it('suspects the path MTU only when the ClientHello takes more than one segment', () => {
    const large = sampleWords('blocked/client-hello-dropped');
    expect(large.rivals.join()).toContain('MTU black hole');
    expect(large.remedy).toContain('fragmentation needed');
    const small = sampleWords('blocked/client-hello-dropped', { helloBytes: 517 });
    expect(small.rivals.join()).not.toContain('MTU');
    expect(small.remedy).not.toContain('fragmentation');
  });
});
