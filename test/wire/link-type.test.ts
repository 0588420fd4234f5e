import { describe, expect, it } from 'vitest';
import { LINK_TYPE, layerOfLinkType, linkTypeName } from '../../src/wire/link-type.ts';

describe('link types', () => {
  it.each(Object.values(LINK_TYPE))('%i is read and has a name', (linkType) => {
    expect(layerOfLinkType(linkType)).not.toBe('unsupported');
    expect(linkTypeName(linkType)).not.toMatch(/^link type/);
  });

  it.each([
    [276, 'LINUX_SLL2'],
    [189, 'USB_LINUX'],
    [4711, 'link type 4711'],
  ])('%i is called %s', (linkType, name) => {
    expect(linkTypeName(linkType)).toBe(name);
  });

  it('says what is not read', () => {
    expect(layerOfLinkType(189)).toBe('unsupported');
    expect(layerOfLinkType(-1)).toBe('unsupported');
  });
});
