import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mailDomainOf, webAddress } from '../../src/ground/addresses.ts';

it('an address with accents is one however often it was asked', () => {
  const refused = Array.from({ length: 100_000 }, () => webAddress('http://état.example/é')).filter((url) => !url);
  expect(refused).toEqual([]);
});

it('a text longer than any address is none, and nobody takes it apart', () => {
  expect(webAddress(`https://exemple.example/${'a'.repeat(10_000)}`)).toBeUndefined();
  expect(mailDomainOf(`contact@${'a.'.repeat(5000)}example`)).toBeUndefined();
});

it('nothing asks `URL.canParse`, which forgets accents once it is compiled (Node 20)', () => {
  const source = new URL('../../src/', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const asking = files.filter((file) => /URL\.canParse\(/.test(readFileSync(new URL(file, source), 'utf8')));
  expect(asking).toEqual([]);
});
