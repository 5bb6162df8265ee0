import { describe, expect, it } from 'vitest';
import { bareDomain, domainOf } from '../../src/ground/addresses.ts';

describe('The domain of an address', () => {
  it.each([
    'https://aulnes.example',
    'https://WWW.Aulnes.Example/page?q=1',
    'http://aulnes.example.:8080/',
    'https://www.aulnes.example./',
  ])('is the same for %s', (address) => {
    expect(domainOf(address)).toBe('aulnes.example');
  });

  it('is unknown for what is no address', () => {
    expect(domainOf('aulnes.example')).toBeUndefined();
    expect(domainOf(undefined)).toBeUndefined();
  });

  it('keeps what is below it', () => {
    expect(bareDomain('Nuage.aulnes.example.')).toBe('nuage.aulnes.example');
  });
});
