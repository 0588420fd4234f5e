import { expect, it } from 'vitest';
import { sizeDecides, sizeEvidence } from '../../../src/detect/blocked/size-evidence.ts';
import { HelloSizes } from '../../../src/detect/survey/hello-sizes.ts';
import { type FlowSketch, greeted, reached, seen } from '../../support/flow-facts.ts';

const hello = (length: number, more: FlowSketch = {}) => ({
  observations: [seen('tls-client-hello', 0, 0.02, { hello: { alpn: [], length } })],
  ...more,
});
const large = greeted(hello(1985));

function sizesOf(...flows: FlowSketch[]): HelloSizes {
  const sizes = new HelloSizes(() => {});
  for (const flow of flows) sizes.note(reached(flow));
  return sizes;
}

it('is a smaller hello of the same client to the same name', () => {
  const sizes = sizesOf(hello(512));
  expect(sizeEvidence([large], sizes)).toEqual({ passed: 517, largePassed: false });
  expect(sizeDecides([large], sizes)).toBe(true);
});

it('is refuted by one as large, with whatever name', () => {
  const sizes = sizesOf(hello(512), hello(1700, { serverName: 'other.jamfcloud.com' }));
  expect(sizeEvidence([large], sizes)).toEqual({ passed: 517, largePassed: true });
  expect(sizeDecides([large], sizes)).toBe(false);
});

it('is none where nothing got through, another client did, or small ones fail too', () => {
  expect(sizeDecides([large], sizesOf())).toBe(false);
  expect(sizeDecides([large], sizesOf(hello(512, { client: '10.20.0.99' })))).toBe(false);
  expect(sizeDecides([large, greeted(hello(512))], sizesOf(hello(512)))).toBe(false);
});
